package org.karawatt.connection.api;

import java.math.BigDecimal;
import java.util.List;

/**
 * How the limits of new connections were kept, over the cases that were archived in a period. A case is compliant when each of its nodes
 * was; a node that a case does not have, such as the design review of an unimportant customer, is not counted.
 *
 * @param cases archived cases
 * @param compliant those of them that kept every limit
 * @param percent compliant cases in percent, two decimals; null without cases
 * @param nodes by node in their order; nodes that no case has are absent
 */
public record Compliance(long cases, long compliant, BigDecimal percent, List<NodeFigure> nodes) {

    public Compliance {
        nodes = List.copyOf(nodes);
    }

    /**
     * One node.
     *
     * @param cases archived cases that have it
     * @param met those that kept its limit
     * @param percent in percent, two decimals
     */
    public record NodeFigure(Node node, long cases, long met, BigDecimal percent) {
    }
}
