package org.karawatt.connection.internal.calc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karawatt.connection.api.Node;
import org.karawatt.connection.api.NodeResult;
import org.karawatt.workflow.api.Deadline;
import org.karawatt.workflow.api.TaskStatus;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;

/**
 * How a case has kept the limits of its nodes. A step belongs to the node that its limit is made for, so that a utility may cut its process
 * otherwise. Pure.
 */
public final class Nodes {

    private static final Map<Node, String> LIMITS = new EnumMap<>(Map.of(Node.SCHEME, "NC-SCHEME", Node.DESIGN, "NC-DESIGN",
            Node.MIDWORK, "NC-MIDWORK", Node.COMPLETION, "NC-COMPLETION", Node.ENERGISE, "NC-ENERGISE"));

    private Nodes() {
    }

    /**
     * Results by node, in their order.
     *
     * @param tasks all tasks of the case, oldest first
     */
    public static List<NodeResult> of(WorkCase workCase, List<WorkTask> tasks, LocalDate archivedOn) {
        Map<Node, NodeResult> results = new EnumMap<>(Node.class);
        for (WorkTask task : tasks) {
            if (task.status() == TaskStatus.DONE && task.deadline() != null) {
                node(task.deadline().limitCode()).ifPresent(node -> {
                    NodeResult before = results.get(node);
                    boolean met = !task.doneAt().isAfter(task.deadline().dueAt()) && (before == null || before.met());
                    results.put(node, result(workCase, archivedOn, node, task.deadline(), task.doneAt(), met));
                });
            }
        }
        NodeResult supply = results.get(Node.ENERGISE);
        if (workCase.deadline() != null && supply != null) {
            results.put(Node.WHOLE, result(workCase, archivedOn, Node.WHOLE, workCase.deadline(), supply.doneAt(),
                    !supply.doneAt().isAfter(workCase.deadline().dueAt())));
        }
        return new ArrayList<>(results.values());
    }

    private static NodeResult result(WorkCase workCase, LocalDate archivedOn, Node node, Deadline deadline, Instant doneAt,
            boolean met) {
        return new NodeResult(workCase.id(), workCase.caseNo(), workCase.processKey(), workCase.officeId(), archivedOn, node,
                deadline.limitCode(), deadline.dueAt(), doneAt, met);
    }

    private static Optional<Node> node(String limitCode) {
        return LIMITS.entrySet().stream().filter(entry -> limitCode.equals(entry.getValue()) || limitCode.startsWith(entry.getValue() + "-"))
                .map(Map.Entry::getKey).findFirst();
    }
}
