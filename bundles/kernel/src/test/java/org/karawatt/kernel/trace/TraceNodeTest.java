package org.karawatt.kernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node keeps its values in order and for ever, whichever way it was made. */
class TraceNodeTest {

    private static TraceNode numbered(int count) {
        TraceNode.Builder node = TraceNode.of("n");
        for (int i = 0; i < count; i++) {
            node.with("v" + i, i);
        }
        return node.build();
    }

    @Test
    void valuesKeepTheirOrderAndAreFoundByName() {
        for (int count : new int[] {0, 1, 6, 7, 40}) {
            TraceNode node = numbered(count);
            assertEquals(count, node.values().size());
            int next = 0;
            for (Map.Entry<String, Object> entry : node.values().entrySet()) {
                assertEquals("v" + next, entry.getKey());
                assertEquals(next++, entry.getValue());
            }
            for (int i = 0; i < count; i++) {
                assertEquals(i, node.values().get(new String("v" + i)));
            }
            assertNull(node.values().get("v" + count));
            assertFalse(node.values().containsKey("v" + count));
        }
    }

    @Test
    void aNodeOfAnyMapEqualsTheBuiltOne() {
        Map<String, Object> plain = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            plain.put("v" + i, i);
        }
        TraceNode built = numbered(8);
        assertEquals(built, new TraceNode("n", plain, List.of()));
        assertEquals(built.hashCode(), new TraceNode("n", plain, List.of()).hashCode());
        assertEquals(plain, built.values());
        assertFalse(built.equals(numbered(7)));
    }

    @Test
    void aNameGivenAgainKeepsItsPlace() {
        TraceNode node = TraceNode.of("n").with("a", 1).with("b", null).with("a", 3).build();
        assertEquals(List.of("a", "b"), List.copyOf(node.values().keySet()));
        assertEquals(3, node.values().get("a"));
        assertTrue(node.values().containsKey("b"));
    }

    @Test
    void nothingChangesANodeAfterwards() {
        Map<String, Object> given = new LinkedHashMap<>(Map.of("a", 1));
        List<TraceNode> steps = new ArrayList<>(List.of(numbered(1)));
        TraceNode node = new TraceNode("n", given, steps);
        TraceNode.Builder builder = TraceNode.of("n").with("a", 1).children(steps);
        TraceNode built = builder.build();
        given.put("b", 2);
        steps.clear();
        builder.with("a", 9).child(numbered(2));
        for (TraceNode kept : List.of(node, built)) {
            assertEquals(Map.of("a", 1), kept.values());
            assertEquals(1, kept.children().size());
            assertThrows(UnsupportedOperationException.class, () -> kept.values().put("c", 3));
            assertThrows(UnsupportedOperationException.class, () -> kept.values().entrySet().iterator().next().setValue(3));
            assertThrows(UnsupportedOperationException.class, () -> kept.values().clear());
        }
    }

    @Test
    void stepsThatNeverChangeAreShared() {
        List<TraceNode> parts = List.of(numbered(1), numbered(2));
        assertSame(parts, TraceNode.of("n").children(parts).build().children());
        assertEquals(List.of(numbered(3), numbered(1), numbered(2)), TraceNode.of("n").child(numbered(3)).children(parts).build().children());
    }
}
