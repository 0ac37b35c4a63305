package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.RecoveryHouse.CHIEF;
import static org.karawatt.billing.internal.service.RecoveryHouse.CLERK;
import static org.karawatt.billing.internal.service.RecoveryHouse.day;
import static org.karawatt.billing.internal.service.RecoveryHouse.dec;
import static org.karawatt.billing.internal.service.RecoveryHouse.draft;
import static org.karawatt.billing.internal.service.RecoveryHouse.recorded;
import static org.karawatt.billing.internal.service.RecoveryTest.amount;
import static org.karawatt.billing.internal.service.RecoveryTest.preview;
import static org.karawatt.billing.internal.service.RecoveryTest.refused;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.internal.calc.RecoveryCalculator;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;

/** Energy that was measured wrongly by the wires, by a fault that is nobody's doing, or because a fuse had blown. */
class RecoveryCausesTest {

    private static final BillingMonth JAN = new BillingMonth(202601);
    private static final BillingMonth FEB = new BillingMonth(202602);
    private static final String DAY = "2026-02-01";

    private static RecoveryDraft drop(String account, String measured, String permitted, RecoveryItem... items) {
        return new RecoveryDraft(RecoveryKind.VOLTAGE_DROP, account, day(DAY), "wires", List.of(items), dec(measured), null, null, null, null,
                dec(permitted), null);
    }

    private static RecoveryDraft fault(String account, List<BillingMonth> months, RecoveryItem... items) {
        return new RecoveryDraft(RecoveryKind.METERING_FAULT, account, day(DAY), "transformer", List.of(items), null, null, null, null, null,
                null, months);
    }

    private static RecoveryItem normal(String from, String to, String tou, String kwh, String normalKwh) {
        return new RecoveryItem(day(from), day(to), tou, dec(kwh), null, null, null, null, null, dec(normalKwh), null);
    }

    private static RecoveryItem fuse(String from, String to, String kwh, String kw, String hours) {
        return new RecoveryItem(day(from), day(to), null, dec(kwh), dec(kw), null, null, null, null, null, dec(hours));
    }

    private static void tells(Recovery recovery, String zh, String en) {
        assertTrue(recovery.explanation().stream().anyMatch(step -> step.zh().contains(zh) && step.en().contains(en)),
                recovery.explanation()::toString);
    }

    /**
     * Of a truth of 1000000 kWh a drop of 2.5 % leaves 975000, and the permitted 0.5 % would have left 995000: 975000 x 2/97.5 = 20000 kWh x
     * 0.40 = 8000, for the whole time.
     */
    @OnEachDatabase
    void aVoltageDropIsRecoveredDownToThePermittedOne(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(80, "INDUSTRY", "P40");
        RecoveryItem item = recorded("2025-08-01", "2026-02-01", null, "975000");
        Recovery found = preview(house, drop(no, "2.5", "0.5", item));
        assertEquals("8000.00", amount(found));
        assertEquals(0, found.energyKwh().compareTo(new BigDecimal("20000")));
        tells(found, "第80条", "article 80");
        tells(found, "实测压降 2.5%，允许压降 0.5%", "Measured drop 2.5 %, permitted 0.5 %");
        refused(RecoveryErrors.DROP_PERMITTED, () -> preview(house, drop(no, "0.5", "0.5", item)));
        KarawattException wrong = assertThrows(KarawattException.class, () -> preview(house, drop(no, "100", null, item)));
        assertEquals(Set.of("percent", "permittedPercent"), wrong.faults().stream().map(Fault::field).collect(Collectors.toSet()));
    }

    /** 3000 kWh of normal use, 1000 recorded: 2000 x 0.40 = 800. Nothing recorded: 3000 x 0.40. 1500 recorded of 1000: -500 x 0.40. */
    @OnEachDatabase
    void aFaultThatIsNobodysDoingGoesByNormalUse(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(81, "INDUSTRY", "P40");
        Recovery found = preview(house, fault(no, null, normal("2026-01-01", "2026-02-01", null, "1000", "3000")));
        assertEquals("800.00", amount(found));
        tells(found, "第80条：其他非人为原因", "article 80: other causes");
        assertEquals("1200.00", amount(preview(house, fault(no, null, normal("2026-01-01", "2026-02-01", null, "0", "3000")))));
        assertEquals("-200.00", amount(preview(house, fault(no, null, normal("2026-01-01", "2026-02-01", null, "1500", "1000")))));
        refused(RecoveryErrors.NOTHING, () -> preview(house, fault(no, null, normal("2026-01-01", "2026-02-01", null, "1000", "1000"))));
        refused(RecoveryErrors.NORMAL_OR_MONTHS, () -> preview(house, fault(no, null, normal("2026-01-01", "2026-02-01", null, "1000", null))));
        refused(RecoveryErrors.NORMAL_OR_MONTHS, () -> preview(house, fault(no, List.of(JAN), normal("2026-01-01", "2026-02-01", null, "1000",
                "3000"))));
    }

    /** January's bill has 310 kWh in 31 days, ten a day; two days of February are 20, of which 5 were recorded: 15 x 0.538 = 8.07. */
    @OnEachDatabase
    void normalMonthsAreTakenFromTheirBills(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.house.household(30);
        house.house.read(30, JAN, "1000", "1310");
        assertEquals(List.of(), house.house.bill(JAN).parked());
        RecoveryItem item = normal("2026-02-01", "2026-02-03", null, "5", null);
        Recovery proposed = house.recoveries.propose(CLERK, fault(no, List.of(JAN), item), house.key());
        assertEquals("8.07", amount(proposed));
        tells(proposed, "2026-01：已发行账单 310 千瓦时 / 31 天 × 2 天 = 20", "310 kWh of issued bills / 31 days × 2 days = 20");
        // the stored inputs hold what the bills told
        db.unitOfWork().readOnly(() -> {
            assertEquals(new BigDecimal("8.07"), RecoveryCalculator.compute(house.store.inputs(proposed.id())).amount());
            return null;
        });
        assertEquals("APPROVED", house.recoveries.approve(CHIEF, proposed.id(), null).status());
        house.house.assertProven(JAN, FEB);
        BillingMonth none = new BillingMonth(202511);
        KarawattException missing = assertThrows(KarawattException.class, () -> preview(house, fault(no, List.of(JAN, none,
                new BillingMonth(202512)), item)));
        assertEquals(List.of(RecoveryErrors.NO_BILL, RecoveryErrors.NO_BILL), missing.faults().stream().map(Fault::code).toList());
        refused(RecoveryErrors.SAME_MONTHS, () -> preview(house, fault(no, List.of(JAN, JAN), item)));
    }

    /** Of December's 900 kWh 310 are peak, ten a day: three days are 30 kWh, 12 recorded, 18 x 0.6 = 10.80. A surcharge line is no energy. */
    @OnEachDatabase
    void withPeriodsTheBillsTellTheEnergyOfThePeriod(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(83, "INDUSTRY", "D5");
        db.unitOfWork().required(() -> {
            db.bulk().insert("billing_bill", List.of("id", "account_id", "billing_month", "kind", "seq", "office_id", "usage_class", "period_from",
                    "period_to", "tariff_code", "tariff_id", "engine", "energy_kwh", "tier_months", "amount", "currency", "due_on", "issued_at",
                    "status", "calculation"), List.<Object[]>of(new Object[] {9001L, 83L, 202512, "REGULAR", 1, FakeDomains.EAST, "INDUSTRY",
                        LocalDate.of(2025, 12, 1), LocalDate.of(2026, 1, 1), "D5", 1L, "test", dec("900"), 1, dec("386"), "CNY",
                        LocalDate.of(2026, 1, 15), Instant.EPOCH, "ISSUED", new byte[0]}));
            db.bulk().insert("billing_line", List.of("bill_id", "line_no", "billing_month", "component", "item", "tou", "quantity", "unit", "price",
                    "amount"), List.<Object[]>of(line(1, "ENERGY", "PEAK", "310"), line(2, "ENERGY", "FLAT", "590"),
                            line(3, "SURCHARGE", "PEAK", "310")));
        });
        List<BillingMonth> december = List.of(new BillingMonth(202512));
        assertEquals("10.80", amount(preview(house, fault(no, december, normal("2026-01-05", "2026-01-08", "PEAK", "12", null)))));
        refused(RecoveryErrors.PERIOD_NEEDED, () -> preview(house, fault(no, december, normal("2026-01-05", "2026-01-08", null, "12", null))));
    }

    private static Object[] line(int no, String item, String tou, String kwh) {
        return new Object[] {9001L, no, 202512, "ENERGY", item, tou, dec(kwh), "kWh", dec("0.6"), dec("1")};
    }

    /** 10 kW on average for 72 hours are 720 kWh, 480 recorded: 240 x 0.40 = 96. */
    @OnEachDatabase
    void aBlownFuseGoesByItsHoursAndTheAverage(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(84, "INDUSTRY", "P40");
        Recovery found = preview(house, draft(RecoveryKind.BLOWN_FUSE, no, DAY, null, null, fuse("2026-01-10", "2026-01-14", "480", "10", "72")));
        assertEquals("96.00", amount(found));
        tells(found, "一般知识", "general knowledge");
        tells(found, "10 千瓦 × 故障 72 小时", "10 kW × 72 hours");
        refused(RecoveryErrors.NOT_ABOVE_RECORDED, () -> preview(house, draft(RecoveryKind.BLOWN_FUSE, no, DAY, null, null,
                fuse("2026-01-10", "2026-01-14", "720", "10", "72"))));
        // four days have 96 hours
        KarawattException wrong = assertThrows(KarawattException.class, () -> preview(house, draft(RecoveryKind.BLOWN_FUSE, no, DAY, "5", null,
                fuse("2026-01-10", "2026-01-14", "480", "10", "96.5"), fuse("2026-01-10", "2026-01-14", null, null, null),
                normal("2026-01-10", "2026-01-14", null, "1", "2"))));
        assertEquals(Set.of("percent", "items[0].failureHours", "items[1].kwh", "items[1].kw", "items[1].failureHours", "items[2].kw",
                "items[2].failureHours", "items[2].normalKwh"), wrong.faults().stream().map(Fault::field).collect(Collectors.toSet()));
    }

    /** Each kind that follows a rule of the code and not of the data says where it stands. */
    @OnEachDatabase
    void theExplanationNamesItsSource(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(85, "INDUSTRY", "P40");
        RecoveryItem item = recorded("2026-01-01", "2026-02-01", null, "3000");
        tells(preview(house, draft(RecoveryKind.WRONG_WIRING, no, DAY, "200", null, item)), "第81条", "article 81");
        tells(preview(house, new RecoveryDraft(RecoveryKind.WRONG_MULTIPLIER, no, day(DAY), "plate", List.of(item), null, dec("30"), dec("40"),
                null, null)), "一般知识", "general knowledge");
        assertTrue(Arrays.stream(RecoveryKind.values()).filter(RecoveryKind::isOfEnergy).count() == 6);
    }
}
