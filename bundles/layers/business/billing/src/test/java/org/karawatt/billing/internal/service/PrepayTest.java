package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.BillingTest.FEB;
import static org.karawatt.billing.internal.service.BillingTest.JAN;
import static org.karawatt.billing.internal.service.RecoveryHouse.CLERK;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.karawatt.billing.api.Prepay;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;

/** The daily estimate: 0.588 for each kWh of tier 2 after 3500 kWh of January. */
class PrepayTest {

    private static RecoveryHouse billed(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        house.house.household(30);
        house.house.read(30, JAN, "1000", "4500");
        house.house.bill(JAN);
        return house;
    }

    private static void is(String basis, String paid, String estimated, String available, String level, Prepay found) {
        assertEquals(List.of(basis, paid, estimated, available, level), List.of(found.basis(), found.paid().toPlainString(),
                found.estimated().toPlainString(), found.available().toPlainString(), found.level()));
    }

    /** 100 kWh read since: 53.80 and a surcharge of 5.00; reminded below 100, warned below 50, stopped below 0. */
    @OnEachDatabase
    void theUseSinceTheLastBillComesOffTheBalance(TestDatabase db) {
        RecoveryHouse house = billed(db);
        String no = house.house.domains.accounts.get(30L).accountNo();
        assertEquals(RecoveryErrors.NO_USE, assertThrows(KarawattException.class, () -> house.prepay.estimate(CLERK, no)).code());
        house.house.read(30, FEB, LocalDate.of(2026, 2, 1), "4500", LocalDate.of(2026, 2, 3), "4600");
        is("READING", "-1920.00", "58.80", "-1978.80", "STOP", house.prepay.estimate(CLERK, no));
        house.house.pay(30, "1920.00");
        is("READING", "0.00", "58.80", "-58.80", "STOP", house.prepay.estimate(CLERK, no));
        house.house.pay(30, "60.00");
        is("READING", "60.00", "58.80", "1.20", "WARN", house.prepay.estimate(CLERK, no));
        house.house.pay(30, "48.80");
        is("READING", "108.80", "58.80", "50.00", "REMIND", house.prepay.estimate(CLERK, no));
        house.house.pay(30, "50.00");
        Prepay enough = house.prepay.estimate(CLERK, no);
        is("READING", "158.80", "58.80", "100.00", "ENOUGH", enough);
        assertEquals(LocalDate.of(2026, 2, 1), enough.since());
        assertEquals(LocalDate.of(2026, 2, 3), enough.upTo());
        assertEquals(0, enough.energyKwh().compareTo(new BigDecimal("100")));
        // limits are data of their day
        db.unitOfWork().required(() -> db.bulk().update("INSERT INTO billing_recovery_rule (name, valid_from, rule_value, ceiling, source_zh,"
                + " source_en) VALUES ('PREPAY_REMIND', DATE('2026-02-03'), 200, FALSE, 'x', 'x')", List.of()));
        assertEquals("REMIND", house.prepay.estimate(CLERK, no).level());
    }

    /** Curves come before readings: 24 kWh on 1 February, and the second day lacks an hour, so that one day is told: 24 x 0.588 = 14.11. */
    @OnEachDatabase
    void wholeDaysOfLoadCurvesTellTheUse(TestDatabase db) {
        RecoveryHouse house = billed(db);
        String no = house.house.domains.accounts.get(30L).accountNo();
        List<BigDecimal> day = Collections.nCopies(24, BigDecimal.ONE);
        List<BigDecimal> broken = new ArrayList<>(day);
        broken.set(3, null);
        house.house.domains.curves.add(new LoadCurve(30, 30, LocalDate.of(2026, 2, 1), "DRAWN", new DayCurve(day), 0, "head-end", Instant.EPOCH));
        house.house.domains.curves.add(new LoadCurve(30, 30, LocalDate.of(2026, 2, 2), "DRAWN", new DayCurve(broken), 0, "head-end", Instant.EPOCH));
        house.house.pay(30, "2000.00");
        Prepay found = house.prepay.estimate(CLERK, no);
        is("CURVE", "80.00", "14.11", "65.89", "REMIND", found);
        assertEquals(LocalDate.of(2026, 2, 2), found.upTo());
        assertTrue(found.explanation().stream().anyMatch(step -> step.en().contains("80.00")), found.explanation()::toString);
    }

    /** A workday of eight periods of three hours at 0.1 to 0.8: 3 x 3.6 = 10.80. */
    @OnEachDatabase
    void theCalendarOfTheTariffSortsTheHours(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        LocalDate began = LocalDate.of(2026, 2, 2);
        String no = house.house.domains.account(8, FakeDomains.EAST, "INDUSTRY", "EIGHT", began).accountNo();
        house.house.domains.curves.add(new LoadCurve(8, 8, began, "DRAWN", new DayCurve(Collections.nCopies(24, BigDecimal.ONE)), 0, "head-end",
                Instant.EPOCH));
        is("CURVE", "0.00", "10.80", "-10.80", "STOP", house.prepay.estimate(CLERK, no));
    }

    @OnEachDatabase
    void withoutUnbilledDaysTheBalanceDecides(TestDatabase db) {
        RecoveryHouse house = billed(db);
        String no = house.house.domains.accounts.get(30L).accountNo();
        db.clock().setDate(LocalDate.of(2026, 2, 1));
        house.house.pay(30, "1950.00");
        is("NOTHING", "30.00", "0.00", "30.00", "WARN", house.prepay.estimate(CLERK, no));
    }
}
