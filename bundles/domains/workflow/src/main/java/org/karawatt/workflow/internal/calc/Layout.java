package org.karawatt.workflow.internal.calc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.Event;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.Gateway;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.SubProcess;
import org.karawatt.workflow.api.ProcessPicture.Point;
import org.karawatt.workflow.internal.calc.Picture.Box;

/**
 * Lays out a process that came without a diagram, from left to right. A step stands in the column after the last of those before it; a way
 * that jumps over columns keeps a place of its own in each of them, so that it runs through no step; ways back run below everything.
 *
 * @param boxes places of the nodes by id
 * @param ways points of the ways by id
 */
record Layout(Map<String, Box> boxes, Map<String, List<Point>> ways, int width, int height) {

    private static final int STEP_WIDTH = 128;
    private static final int STEP_HEIGHT = 68;
    private static final int GATEWAY = 46;
    private static final int EVENT = 36;
    private static final int COLUMN_GAP = 44;
    /** Where a way has a name, which is written where it leaves its node. */
    private static final int COLUMN_GAP_NAMED = 78;
    private static final int ROW_GAP = 40;
    private static final int CHANNEL = 26;
    private static final int INSIDE = 26;
    /** Where a boundary event sits on the lower edge of its step, from its right. */
    private static final int BOUNDARY_INSET = 54;

    static Layout of(Collection<FlowElement> elements) {
        return new Maker(elements).make();
    }

    static boolean isRound(FlowNode node) {
        return node instanceof Event;
    }

    /** A place in a column: of a node, or of a way that passes. */
    private static final class Slot {
        private final FlowNode node;
        private final int column;
        private final int order;
        private final List<Slot> before = new ArrayList<>();
        private boolean below;
        private int row;

        Slot(FlowNode node, int column, int order) {
            this.node = node;
            this.column = column;
            this.order = order;
        }

        int wishedRow() {
            return before.stream().mapToInt(each -> each.row).min().orElse(0) + (below ? 1 : 0);
        }
    }

    /** Lays out what is in one process or sub-process. Used by one thread. */
    private static final class Maker {
        private final Map<String, FlowNode> nodes = new LinkedHashMap<>();
        private final List<BoundaryEvent> boundaries = new ArrayList<>();
        private final List<SequenceFlow> flows = new ArrayList<>();
        private final Set<SequenceFlow> back = new HashSet<>();
        private final Map<String, Integer> columns = new HashMap<>();
        private final Map<String, Layout> inner = new HashMap<>();
        private final Map<String, Slot> slots = new LinkedHashMap<>();
        private final Map<SequenceFlow, List<Slot>> passed = new HashMap<>();
        private final List<Slot> all = new ArrayList<>();
        private final Map<String, Box> boxes = new LinkedHashMap<>();
        private final Map<String, List<Point>> ways = new LinkedHashMap<>();
        /** Room before each column, and behind the last. */
        private int[] gaps;
        private int[] columnX;
        private int[] columnWidth;
        private int[] rowY;
        private int[] rowHeight;

        Maker(Collection<FlowElement> elements) {
            for (FlowElement element : elements) {
                if (element instanceof SequenceFlow flow) {
                    flows.add(flow);
                } else if (element instanceof BoundaryEvent event) {
                    boundaries.add(event);
                } else if (element instanceof FlowNode node) {
                    nodes.put(node.getId(), node);
                    if (node instanceof SubProcess sub) {
                        inner.put(sub.getId(), Layout.of(sub.getFlowElements()));
                    }
                }
            }
        }

        Layout make() {
            findWaysBack();
            nodes.keySet().forEach(this::column);
            makeSlots();
            placeRows();
            measure();
            placeNodes();
            int bottom = boxes.values().stream().mapToInt(Box::bottom).max().orElse(0) + ROW_GAP / 2;
            int channels = 0;
            for (SequenceFlow flow : flows) {
                if (back.contains(flow)) {
                    channels++;
                    ways.put(flow.getId(), wayBack(flow, bottom + channels * CHANNEL));
                } else {
                    ways.put(flow.getId(), way(flow));
                }
            }
            int last = columnX.length - 1;
            return new Layout(boxes, ways, last < 0 ? 0 : columnX[last] + columnWidth[last] + (channels > 0 ? COLUMN_GAP / 2 : 0),
                    bottom + (channels + 1) * CHANNEL);
        }

        /** The node where a way begins, or on whose edge the event where it begins sits. */
        private String source(SequenceFlow flow) {
            return boundaries.stream().filter(each -> each.getId().equals(flow.getSourceRef())).map(BoundaryEvent::getAttachedToRefId)
                    .findFirst().orElse(flow.getSourceRef());
        }

        private List<SequenceFlow> from(String node) {
            return flows.stream().filter(flow -> source(flow).equals(node)).toList();
        }

        private List<SequenceFlow> to(String node) {
            return flows.stream().filter(flow -> flow.getTargetRef().equals(node)).toList();
        }

        private void findWaysBack() {
            Set<String> done = new HashSet<>();
            nodes.keySet().stream().filter(node -> to(node).isEmpty()).forEach(node -> walk(node, new HashSet<>(), done));
            nodes.keySet().forEach(node -> walk(node, new HashSet<>(), done));
        }

        private void walk(String node, Set<String> onTheWay, Set<String> done) {
            if (!done.contains(node) && onTheWay.add(node)) {
                for (SequenceFlow flow : from(node)) {
                    if (onTheWay.contains(flow.getTargetRef())) {
                        back.add(flow);
                    } else {
                        walk(flow.getTargetRef(), onTheWay, done);
                    }
                }
                onTheWay.remove(node);
                done.add(node);
            }
        }

        private int column(String node) {
            Integer known = columns.get(node);
            if (known == null) {
                known = to(node).stream().filter(flow -> !back.contains(flow)).mapToInt(flow -> column(source(flow)) + 1).max().orElse(0);
                columns.put(node, known);
            }
            return known;
        }

        private void makeSlots() {
            nodes.values().forEach(node -> {
                Slot slot = new Slot(node, column(node.getId()), all.size());
                slots.put(node.getId(), slot);
                all.add(slot);
            });
            for (SequenceFlow flow : flows) {
                if (back.contains(flow)) {
                    continue;
                }
                Slot before = slots.get(source(flow));
                Slot target = slots.get(flow.getTargetRef());
                List<Slot> on = new ArrayList<>();
                boolean fromBoundary = !source(flow).equals(flow.getSourceRef());
                for (int column = before.column + 1; column < target.column; column++) {
                    Slot slot = new Slot(null, column, all.size());
                    slot.below = fromBoundary && on.isEmpty();
                    slot.before.add(before);
                    all.add(slot);
                    on.add(slot);
                    before = slot;
                }
                target.below |= fromBoundary && on.isEmpty() && to(target.node.getId()).size() == 1;
                target.before.add(before);
                passed.put(flow, on);
            }
        }

        /** Steps before passing ways, so that the line of work stays straight and what leaves it goes below. */
        private void placeRows() {
            int count = all.stream().mapToInt(slot -> slot.column + 1).max().orElse(0);
            for (int column = 0; column < count; column++) {
                int here = column;
                int free = 0;
                for (Slot slot : all.stream().filter(each -> each.column == here).sorted(Comparator.comparingInt(Slot::wishedRow)
                        .thenComparing(each -> each.node == null).thenComparingInt(each -> each.order)).toList()) {
                    slot.row = Math.max(free, slot.wishedRow());
                    free = slot.row + 1;
                }
            }
        }

        private void measure() {
            columnWidth = new int[all.stream().mapToInt(slot -> slot.column + 1).max().orElse(0)];
            rowHeight = new int[all.stream().mapToInt(slot -> slot.row + 1).max().orElse(0)];
            for (Slot slot : all) {
                Box size = slot.node == null ? new Box(0, 0, 0, EVENT) : size(slot.node);
                columnWidth[slot.column] = Math.max(columnWidth[slot.column], size.width());
                rowHeight[slot.row] = Math.max(rowHeight[slot.row], size.height());
            }
            gaps = new int[columnWidth.length + 1];
            Arrays.fill(gaps, COLUMN_GAP);
            flows.stream().filter(flow -> flow.getName() != null && !flow.getName().isBlank() && !back.contains(flow))
                    .forEach(flow -> gaps[column(source(flow)) + 1] = COLUMN_GAP_NAMED);
            columnX = starts(columnWidth, gaps);
            int[] rowGaps = new int[rowHeight.length + 1];
            Arrays.fill(rowGaps, ROW_GAP);
            rowY = starts(rowHeight, rowGaps);
        }

        private static int[] starts(int[] lengths, int[] gaps) {
            int[] starts = new int[lengths.length];
            for (int i = 1; i < lengths.length; i++) {
                starts[i] = starts[i - 1] + lengths[i - 1] + gaps[i];
            }
            return starts;
        }

        private Box size(FlowNode node) {
            if (node instanceof SubProcess) {
                Layout layout = inner.get(node.getId());
                return new Box(0, 0, layout.width() + 2 * INSIDE, layout.height() + 2 * INSIDE);
            }
            return node instanceof Gateway ? new Box(0, 0, GATEWAY, GATEWAY)
                    : isRound(node) ? new Box(0, 0, EVENT, EVENT) : new Box(0, 0, STEP_WIDTH, STEP_HEIGHT);
        }

        private void placeNodes() {
            for (Slot slot : slots.values()) {
                Box size = size(slot.node);
                Box box = size.moved(columnX[slot.column] + (columnWidth[slot.column] - size.width()) / 2, middle(slot) - size.height() / 2);
                boxes.put(slot.node.getId(), box);
                Layout in = inner.get(slot.node.getId());
                if (in != null) {
                    int dx = box.x() + INSIDE;
                    int dy = box.y() + INSIDE;
                    in.boxes().forEach((id, each) -> boxes.put(id, each.moved(dx, dy)));
                    in.ways().forEach((id, way) -> ways.put(id, way.stream().map(p -> new Point(p.x() + dx, p.y() + dy)).toList()));
                }
            }
            Map<String, Integer> onHost = new HashMap<>();
            for (BoundaryEvent event : boundaries) {
                Box host = boxes.get(event.getAttachedToRefId());
                int nth = onHost.merge(event.getAttachedToRefId(), 1, Integer::sum);
                boxes.put(event.getId(), new Box(host.right() - BOUNDARY_INSET * nth, host.bottom() - EVENT / 2, EVENT, EVENT));
            }
        }

        private int middle(Slot slot) {
            return rowY[slot.row] + rowHeight[slot.row] / 2;
        }

        private List<Point> way(SequenceFlow flow) {
            Box from = boxes.get(flow.getSourceRef());
            Box to = boxes.get(flow.getTargetRef());
            List<Point> points = new ArrayList<>(List.of(new Point(from.right(), from.middle())));
            int y = from.middle();
            for (Slot slot : passed.get(flow)) {
                turn(points, before(slot.column, 2), y, middle(slot));
                y = middle(slot);
            }
            turn(points, before(slots.get(flow.getTargetRef()).column, 2), y, to.middle());
            points.add(new Point(to.x(), to.middle()));
            return points;
        }

        /** A place before a column, a part of the room away from it. */
        private int before(int column, int part) {
            return columnX[column] - gaps[column] / part;
        }

        private static void turn(List<Point> points, int x, int fromY, int toY) {
            if (fromY != toY) {
                points.add(new Point(x, fromY));
                points.add(new Point(x, toY));
            }
        }

        private List<Point> wayBack(SequenceFlow flow, int channelY) {
            Box from = boxes.get(flow.getSourceRef());
            Box to = boxes.get(flow.getTargetRef());
            int column = slots.get(source(flow)).column;
            int right = columnX[column] + columnWidth[column] + gaps[column + 1] / 3;
            int left = before(slots.get(flow.getTargetRef()).column, 3);
            return List.of(new Point(from.right(), from.middle()), new Point(right, from.middle()), new Point(right, channelY),
                    new Point(left, channelY), new Point(left, to.middle()), new Point(to.x(), to.middle()));
        }
    }
}
