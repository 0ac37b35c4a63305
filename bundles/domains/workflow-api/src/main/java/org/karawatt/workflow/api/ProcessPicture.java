package org.karawatt.workflow.api;

import java.util.List;

/**
 * How a process looks (流程图): where its steps and the ways between them lie. Taken from the diagram in its file; a file without one is
 * laid out from left to right. Lengths are pixels at natural size, counted from the upper left corner.
 *
 * @param nodes sub-processes before the steps inside them, so that drawing them in this order hides nothing
 */
public record ProcessPicture(int width, int height, List<Node> nodes, List<Edge> edges) {

    public ProcessPicture {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** Kinds of nodes. */
    public enum Kind {
        START, END, PERSON, AUTOMATIC, EXCLUSIVE, PARALLEL, INCLUSIVE, TIMER, BOUNDARY_TIMER, SUB_PROCESS
    }

    /**
     * A step, an event or a gateway.
     *
     * @param key id in the process
     * @param nameZh may be empty for gateways and events
     */
    public record Node(String key, Kind kind, String nameZh, String nameEn, int x, int y, int width, int height) {
    }

    /**
     * A way from one node to another.
     *
     * @param nameZh what is written on it; may be empty
     * @param points at least two, from its beginning to its end
     */
    public record Edge(String key, String from, String to, String nameZh, String nameEn, List<Point> points) {

        public Edge {
            points = List.copyOf(points);
        }
    }

    /** A place in the picture. */
    public record Point(int x, int y) {
    }
}
