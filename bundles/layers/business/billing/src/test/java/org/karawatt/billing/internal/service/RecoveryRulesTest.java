package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.RecoveryHouse.CLERK;
import static org.karawatt.billing.internal.service.RecoveryHouse.day;
import static org.karawatt.billing.internal.service.RecoveryHouse.dec;
import static org.karawatt.billing.internal.service.RecoveryHouse.draft;
import static org.karawatt.billing.internal.service.RecoveryHouse.recorded;
import static org.karawatt.billing.internal.service.RecoveryTest.amount;
import static org.karawatt.billing.internal.service.RecoveryTest.preview;
import static org.karawatt.billing.internal.service.RecoveryTest.refused;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.api.RecoveryRuleChange;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Values of the rules on recoveries that come from a day on; the business date is 3 February 2026. */
class RecoveryRulesTest {

    private static final CallContext LAWYER = TestContexts.named("lawyer", "/33/3301/", "billing.read", "billing.recover.rules");

    private static RecoveryRuleChange change(String value, Boolean ceiling, String from) {
        return new RecoveryRuleChange(dec(value), ceiling, "新办法", "new rules", from == null ? null : day(from));
    }

    /** 10 % slow, 900000 recorded: 100000 kWh are missing, half of it 50000 x 0.40 = 20000, a quarter of it 10000. */
    @OnEachDatabase
    void aNewValueHoldsFromItsDayAndLeavesThePast(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(18, "INDUSTRY", "P40");
        RecoveryItem item = recorded("2025-08-01", "2026-02-01", null, "900000");
        RecoveryRule added = house.recoveries.changeRule(LAWYER, "METER_ERROR_SHARE", change("0.25", null, "2026-02-03"));
        assertEquals(day("2026-02-03"), added.validFrom());
        assertFalse(added.ceiling());
        assertEquals("20000.00", amount(preview(house, draft(RecoveryKind.METER_ERROR, no, "2026-02-02", "-10", null, item))));
        assertEquals("10000.00", amount(preview(house, draft(RecoveryKind.METER_ERROR, no, "2026-02-03", "-10", null, item))));
        List<RecoveryRule> shares = house.recoveries.allRules(CLERK).stream().filter(rule -> rule.name().equals("METER_ERROR_SHARE")).toList();
        assertEquals(List.of(dec("0.5"), dec("0.25")), shares.stream().map(RecoveryRule::value).toList());
        assertEquals("新办法", shares.get(1).sourceZh());
        assertEquals(dec("0.5"), house.recoveries.rules(CLERK, day("2026-02-02")).stream()
                .filter(rule -> rule.name().equals("METER_ERROR_SHARE")).findFirst().orElseThrow().value());
        assertTrue(db.audit().entries(TestContexts.admin(), PageRequest.first(10)).items().stream().anyMatch(
                e -> e.action().equals("billing.recovery.rule.changed") && e.detail().equals("0.25 from 2026-02-03: 新办法")));
        // never before what there is, and so never twice for a day
        refused(KernelErrors.OUT_OF_RANGE, () -> house.recoveries.changeRule(LAWYER, "METER_ERROR_SHARE", change("0.3", null, "2026-02-03")));
        house.recoveries.changeRule(LAWYER, "METER_ERROR_SHARE", change("0.3", null, "2026-03-01"));
        refused(KernelErrors.OUT_OF_RANGE, () -> house.recoveries.changeRule(LAWYER, "METER_ERROR_SHARE", change("0.3", null, "2026-02-20")));
    }

    @OnEachDatabase
    void allFaultsOfAValueAreToldAtOnce(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        refused(KernelErrors.PERMISSION_DENIED, () -> house.recoveries.changeRule(CLERK, "THEFT_DAYS", change("90", null, "2026-03-01")));
        refused(RecoveryErrors.RULE_UNKNOWN, () -> house.recoveries.changeRule(LAWYER, "THEFT_WEEKS", change("90", null, "2026-03-01")));
        KarawattException wrong = assertThrows(KarawattException.class, () -> house.recoveries.changeRule(LAWYER, "THEFT_DAYS",
                new RecoveryRuleChange(dec("1E400000000"), true, "", "x".repeat(201), day("2026-02-02"))));
        assertEquals(Set.of("value", "ceiling", "sourceZh", "sourceEn", "validFrom"),
                wrong.faults().stream().map(Fault::field).collect(Collectors.toSet()));
        refused(RecoveryErrors.WHOLE_NUMBER, () -> house.recoveries.changeRule(LAWYER, "THEFT_DAYS", change("90.5", null, "2026-03-01")));
        refused(KernelErrors.OUT_OF_RANGE, () -> house.recoveries.changeRule(LAWYER, "METER_ERROR_SHARE", change("1.1", null, "2026-03-01")));
        assertEquals(dec("2"), house.recoveries.changeRule(LAWYER, "THEFT_MULTIPLE", change("2", true, "2026-03-01")).value());
        assertEquals(dec("-50"), house.recoveries.changeRule(LAWYER, "PREPAY_STOP", change("-50", false, "2026-03-01")).value());
    }
}
