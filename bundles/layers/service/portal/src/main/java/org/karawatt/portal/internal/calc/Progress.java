package org.karawatt.portal.internal.calc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.karawatt.portal.api.PortalApplication;
import org.karawatt.portal.api.PortalApplication.Result;
import org.karawatt.portal.api.PortalApplication.Stage;
import org.karawatt.portal.api.PortalApplication.State;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;

/**
 * How far an application for a residential connection has come, in words of the customer. Stages follow the process that is shipped; a
 * step of another version that they do not know is shown under its own name while it is being done.
 */
public final class Progress {

    private static final String RECEIVED = "received";
    private static final String SUPPLY = "supply";
    /** Steps in which the office waits for the customer. */
    private static final Set<String> HIS_TURN = Set.of("supplement", "reply");
    /** What the office does after supply, which is no more the customer's business. */
    private static final Set<String> AFTERWARDS = Set.of("file", "callback");

    private record Words(String key, String nameZh, String nameEn, Set<String> steps) {
    }

    private static final List<Words> STAGES = List.of(
            new Words("documents", "资料审核", "Your documents are checked", Set.of("documents", "supplement")),
            new Words("survey", "上门勘查，确定供电方案", "We visit you and plan the supply", Set.of("survey")),
            new Words("reply", "请您确认供电方案", "You confirm the plan", Set.of("reply")),
            new Words("meter", "装表接电", "The meter is mounted and switched on", Set.of("meter")));

    private Progress() {
    }

    /** The task with which the office waits for the customer. */
    public static Optional<WorkTask> turn(List<WorkTask> tasks) {
        return tasks.stream().filter(task -> isWaiting(task) && HIS_TURN.contains(task.stepKey())).findFirst();
    }

    /** The application as its customer sees it. */
    public static PortalApplication of(WorkCase found, List<WorkTask> tasks) {
        List<WorkTask> waiting = tasks.stream().filter(task -> isWaiting(task) && !AFTERWARDS.contains(task.stepKey())).toList();
        return new PortalApplication(found.caseNo(), result(found, waiting), found.openedAt(),
                found.deadline() == null ? null : found.deadline().dueAt(), found.closedAt(), stages(found, tasks, waiting));
    }

    private static Result result(WorkCase found, List<WorkTask> waiting) {
        if (found.status() == CaseStatus.TERMINATED) {
            return Result.ENDED;
        }
        if (found.status() == CaseStatus.CLOSED) {
            return "refused".equals(found.outcome()) ? Result.REFUSED
                    : "withdrawn".equals(found.outcome()) ? Result.WITHDRAWN : Result.SUPPLIED;
        }
        if (found.status() == CaseStatus.SUSPENDED) {
            return Result.RESTING;
        }
        return turn(waiting).isPresent() ? Result.YOUR_TURN : Result.OPEN;
    }

    private static List<Stage> stages(WorkCase found, List<WorkTask> tasks, List<WorkTask> waiting) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage(RECEIVED, "已受理申请", "We have received your application", State.DONE, found.openedAt()));
        boolean passed = true;
        for (Words words : STAGES) {
            Optional<WorkTask> now = waiting.stream().filter(task -> words.steps().contains(task.stepKey())).findFirst();
            // a stage after the one that is being done was perhaps done before, and is to be done again
            Optional<Instant> done = passed && now.isEmpty() ? doneAt(tasks, words.steps()) : Optional.empty();
            passed = passed && done.isPresent();
            State state = now.isPresent() ? State.CURRENT : done.isPresent() ? State.DONE : State.AHEAD;
            stages.add(new Stage(words.key(), words.nameZh(), words.nameEn(), state,
                    now.map(WorkTask::createdAt).or(() -> done).orElse(null)));
        }
        waiting.stream().filter(task -> STAGES.stream().noneMatch(words -> words.steps().contains(task.stepKey())))
                .map(task -> new Stage(task.stepKey(), task.nameZh(), task.nameEn(), State.CURRENT, task.createdAt())).forEach(stages::add);
        boolean supplied = passed && waiting.isEmpty();
        stages.add(new Stage(SUPPLY, "已通电", "You have electricity", supplied ? State.DONE : State.AHEAD,
                supplied ? doneAt(tasks, Set.of("meter")).orElse(found.closedAt()) : null));
        return stages;
    }

    private static boolean isWaiting(WorkTask task) {
        return task.doneAt() == null && switch (task.status()) {
            case OPEN, CLAIMED -> true;
            case DONE, CANCELLED -> false;
        };
    }

    private static Optional<Instant> doneAt(List<WorkTask> tasks, Set<String> steps) {
        return tasks.stream().filter(task -> steps.contains(task.stepKey())).map(WorkTask::doneAt).filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }
}
