package org.karawatt.run.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.karawatt.run.internal.calc.PartitionPlanner.Planned;

class PartitionPlannerTest {

    @Test
    void balancesByWeightNotByCount() {
        PartitionPlanner planner = new PartitionPlanner(1000);
        // the first tenth of the items weighs nine tenths of the whole
        for (int key = 1; key <= 10_000; key++) {
            planner.item(key, key <= 1000 ? 81 : 1);
        }
        List<Planned> parts = planner.partitions(4, 16);
        assertEquals(10, parts.size());
        for (Planned part : parts) {
            assertTrue(Math.abs(part.weight() - 9000) <= 81, part.toString());
        }
        assertTrue(parts.get(0).items() < 120 && parts.get(9).items() > 8000, parts.toString());
    }

    @Test
    void coversEveryKeyOnceAndKnowsItsChunks() {
        PartitionPlanner planner = new PartitionPlanner(100);
        Random random = new Random(7);
        long key = 0;
        long weight = 0;
        int items = 200_000;
        for (int i = 0; i < items; i++) {
            int w = 1 + random.nextInt(9);
            weight += w;
            key += 1 + random.nextInt(50);
            planner.item(key, w);
        }
        List<Planned> parts = planner.partitions(4, 64);
        assertEquals(64, parts.size());
        assertEquals(items, parts.stream().mapToLong(Planned::items).sum());
        assertEquals(weight, parts.stream().mapToLong(Planned::weight).sum());
        long before = 0;
        long fair = weight / 64;
        for (Planned part : parts) {
            assertTrue(part.fromKey() >= before && part.toKey() > part.fromKey(), part.toString());
            assertTrue(Math.abs(part.weight() - fair) < fair / 10, part.weight() + " against " + fair);
            assertTrue(part.cuts().size() + 1 <= part.items() / 50 + 1, "chunks too small: " + part);
            long last = part.fromKey();
            for (long cut : part.cuts()) {
                assertTrue(cut > last && cut < part.toKey(), part.toString());
                last = cut;
            }
            before = part.toKey();
        }
        assertEquals(key, before);
    }

    @Test
    void fewItemsMakeFewPartitions() {
        PartitionPlanner planner = new PartitionPlanner(1000);
        planner.item(5, 1);
        planner.item(9, 1);
        List<Planned> parts = planner.partitions(8, 64);
        assertEquals(2, parts.size());
        assertEquals(List.of(4L, 8L), parts.stream().map(Planned::fromKey).toList());
        assertEquals(List.of(5L, 9L), parts.stream().map(Planned::toKey).toList());
    }

    @Test
    void refusesKeysThatDoNotRise() {
        PartitionPlanner planner = new PartitionPlanner(10);
        planner.item(5, 1);
        assertThrows(IllegalArgumentException.class, () -> planner.item(5, 1));
        assertThrows(IllegalArgumentException.class, () -> planner.item(6, 0));
    }
}
