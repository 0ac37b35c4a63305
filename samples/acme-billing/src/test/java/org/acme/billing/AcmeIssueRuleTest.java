package org.acme.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class AcmeIssueRuleTest {

    private final AcmeIssueRule rule = new AcmeIssueRule();

    @Test
    void billsAreDueOnTheTenthOfTheNextMonth() {
        assertEquals(LocalDate.of(2026, 3, 10), rule.dueOn(LocalDate.of(2026, 2, 2)));
        assertEquals(LocalDate.of(2026, 3, 10), rule.dueOn(LocalDate.of(2026, 2, 28)));
        assertEquals(LocalDate.of(2026, 2, 10), rule.dueOn(LocalDate.of(2026, 1, 31)));
        assertEquals(LocalDate.of(2027, 1, 10), rule.dueOn(LocalDate.of(2026, 12, 10)));
    }

    @Test
    void billsNameAcme() {
        assertTrue(rule.engine().startsWith("acme-billing"), rule.engine());
        assertTrue(rule.engine().length() <= 40, rule.engine());
    }
}
