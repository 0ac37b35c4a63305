package org.karawatt.metering.internal.calc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;

class RuleChecksTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

    private static PointRule part(long point, Long parent, LocalDate from, LocalDate to) {
        return new PointRule(1, point, "METERED", null, null, null, parent, parent == null ? null : "SERIES", PointLoss.NONE, from, to);
    }

    @Test
    void aPointIsNoPartOfItselfDirectlyOrThroughOthers() {
        assertTrue(RuleChecks.isCircular(part(1, 1L, JANUARY, null), List.of()));
        assertTrue(RuleChecks.isCircular(part(1, 3L, JANUARY, null), List.of(part(3, 2L, JANUARY, null), part(2, 1L, JANUARY, null))));
        assertFalse(RuleChecks.isCircular(part(4, 3L, JANUARY, null), List.of(part(3, 2L, JANUARY, null), part(2, 1L, JANUARY, null))));
    }

    @Test
    void onlyRulesOfTheSameDaysMakeACircle() {
        assertFalse(RuleChecks.isCircular(part(1, 2L, MARCH, null), List.of(part(2, 1L, JANUARY, MARCH))), "the other has ended");
        assertTrue(RuleChecks.isCircular(part(1, 2L, MARCH, null), List.of(part(2, null, JANUARY, MAY), part(2, 1L, MAY, null))),
                "the other will begin");
    }
}
