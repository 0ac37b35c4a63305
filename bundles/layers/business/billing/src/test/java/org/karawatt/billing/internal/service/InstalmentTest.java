package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.BillingTest.FEB;
import static org.karawatt.billing.internal.service.BillingTest.JAN;
import static org.karawatt.billing.internal.service.BookedHouse.ADMIN;
import static org.karawatt.billing.internal.service.BookedHouse.CHIEF;
import static org.karawatt.billing.internal.service.BookedHouse.CLERK;
import static org.karawatt.billing.internal.service.BookedHouse.upTo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.CorrectedReading;
import org.karawatt.billing.api.Correction;
import org.karawatt.billing.api.CorrectionDraft;
import org.karawatt.billing.api.FinalBillDraft;
import org.karawatt.billing.api.FinalReading;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;

/** Several bills a month: those before the last charge energy and funds, the last settles the month (rules C.14). */
class InstalmentTest {

    private static final List<RegisterKind> KINDS = List.of(RegisterKind.AP_TOTAL, RegisterKind.AP_PEAK, RegisterKind.AP_VALLEY,
            RegisterKind.RP_TOTAL, RegisterKind.MD);
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 11);
    private static final LocalDate SECOND = LocalDate.of(2026, 2, 21);

    /** Readings of the end of January, of both days within February and of its end. */
    private static final List<List<Integer>> SHOWN = List.of(List.of(5000, 2000, 1000, 900, 90), List.of(6000, 2300, 1200, 1300, 80),
            List.of(6800, 2600, 1300, 1800, 120), List.of(8000, 3000, 1600, 2100, 100));

    /** A factory that pays by its highest demand, with registers for peak, valley, reactive energy and demand. */
    private static void factory(BookedHouse house, long id) {
        house.household(id);
        house.domains.assign(id, "INSTALMENT", BillingTest.LONG_AGO, "ACTUAL_DEMAND", "0.90", null);
        house.db.unitOfWork().required(() -> {
            for (int i = 1; i < KINDS.size(); i++) {
                house.db.bulk().insert("metering_register", List.of("id", "installation_id", "point_id", "kind", "integer_digits",
                        "decimal_digits", "initial_value"), List.<Object[]>of(new Object[] {id * 10 + i, id, id, KINDS.get(i).name(), 6, 2,
                            BigDecimal.ZERO}));
            }
        });
        List<Integer> none = List.of(0, 0, 0, 0, 0);
        read(house, id, JAN, JAN.firstDay(), none, FEB.firstDay(), SHOWN.get(0));
    }

    private static void read(BookedHouse house, long id, BillingMonth month, LocalDate from, List<Integer> before, LocalDate on,
            List<Integer> shown) {
        List<MeterReading> readings = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            BigDecimal last = BigDecimal.valueOf(before.get(i));
            BigDecimal value = BigDecimal.valueOf(shown.get(i));
            BigDecimal counted = KINDS.get(i).isDemand() ? value : value.subtract(last);
            readings.add(new MeterReading(house.db.numbering().nextId(), id * 10 + i, id, id, month, KINDS.get(i), on, value, from, last,
                    BigDecimal.ONE, counted.setScale(4, RoundingMode.UNNECESSARY), "REGULAR", 0, "FILE", "ACCEPTED", 0, null));
        }
        house.readings.append(readings);
    }

    private static FinalBillDraft draft(long id, LocalDate on, boolean closing, List<Integer> shown) {
        List<FinalReading> readings = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            readings.add(new FinalReading("M" + id, KINDS.get(i), BigDecimal.valueOf(shown.get(i))));
        }
        return new FinalBillDraft(on, closing, readings);
    }

    private static Map<String, BigDecimal> sums(List<Bill> bills) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        bills.forEach(bill -> bill.lines().forEach(line -> sums.merge(line.component() + " " + line.item() + " " + line.tou(), line.amount(),
                BigDecimal::add)));
        return sums;
    }

    private static List<Bill> february(BookedHouse house, long id) {
        return house.bills(id).stream().filter(bill -> bill.month().equals(FEB) && bill.status().equals("ISSUED"))
                .map(bill -> house.billing.bill(ADMIN, bill.id())).toList();
    }

    private static String no(BookedHouse house, long id) {
        return house.domains.accounts.get(id).accountNo();
    }

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    /**
     * 3000 kWh of February: peak 1000 x 0.8, flat 1400 x 0.5, valley 600 x 0.3 = 1680; demand 120 x 40 = 4800; 3000 / sqrt(3000² + 1200²) =
     * 0.93, so -0.45 % of 6480 = -29.16; fund 3000 x 0.00196875 = 5.91; fee 10. Together 6466.75, in one bill or in three.
     */
    @OnEachDatabase
    void theLastBillSettlesTheMonthToTheCent(TestDatabase db) {
        BookedHouse house = new BookedHouse(db);
        db.clock().setDate(LocalDate.of(2026, 3, 2));
        factory(house, 50);
        factory(house, 60);
        assertEquals(List.of(), house.bill(JAN).parked());
        Bill first = house.finals.bill(CLERK, no(house, 50), draft(50, FIRST, false, SHOWN.get(1)), "instalment-01");
        // 300 x 0.8 + 500 x 0.5 + 200 x 0.3 = 550, fund 1.97
        assertEquals(yuan("551.97"), first.amount());
        assertEquals("INTERIM", first.kind());
        assertTrue(first.lines().stream().map(BillLine::component).allMatch(List.of("ENERGY", "FUND")::contains), first.lines().toString());
        // 300 x 0.8 + 400 x 0.5 + 100 x 0.3 = 470, fund 1.58
        Bill second = house.finals.bill(CLERK, no(house, 50), draft(50, SECOND, false, SHOWN.get(2)), "instalment-02");
        assertEquals(yuan("471.58"), second.amount());
        assertEquals(FIRST, second.periodFrom());
        // a run before the month is read finds nothing more to bill
        house.bill(FEB);
        assertEquals(2, february(house, 50).size());
        house.assertProven(JAN, FEB);

        LocalDate end = LocalDate.of(2026, 3, 1);
        read(house, 50, FEB, SECOND, SHOWN.get(2), end, SHOWN.get(3));
        read(house, 60, FEB, FEB.firstDay(), SHOWN.get(0), end, List.of(8000, 3000, 1600, 2100, 120));
        BigDecimal shown = house.billing.preview(ADMIN, no(house, 50), FEB, Locale.ENGLISH).bill().amount();
        assertEquals(List.of(), house.bill(FEB).parked());
        List<Bill> parts = february(house, 50);
        List<Bill> whole = february(house, 60);
        assertEquals(List.of(yuan("6466.75")), whole.stream().map(Bill::amount).toList());
        Bill last = parts.get(2);
        // 6466.75 - 551.97 - 471.58
        assertEquals(yuan("5443.20"), last.amount());
        assertEquals(shown, last.amount());
        assertEquals(SECOND, last.periodFrom());
        assertEquals(end, last.periodTo());
        assertEquals(0, yuan("1200").compareTo(last.energyKwh()));
        assertEquals(sums(whole), sums(parts), "each component comes to what one bill has of it");
        assertEquals(last.amount(), last.lines().stream().map(BillLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        house.assertProven(JAN, FEB);
        for (Bill bill : parts) {
            assertEquals(List.of(), house.billing.replay(ADMIN, bill.id()).differences());
        }
        String told = house.billing.explain(ADMIN, last.id(), Locale.ENGLISH).steps().toString();
        assertTrue(told.contains("Less what the bills of the month before have charged: 1,800 kWh"), told);
        assertTrue(house.billing.explain(ADMIN, first.id(), Locale.ENGLISH).steps().toString().contains("An instalment"));

        // the peak of the first one was read wrong: 100 kWh less there and more in the second one, and the month is settled again
        Correction proposed = house.corrections.propose(CLERK, first.billNo(), new CorrectionDraft("READING", "misread", List.of(
                new CorrectedReading(null, RegisterKind.AP_PEAK, yuan("2200")))), "dispute-0201");
        assertEquals(3, proposed.bills());
        assertEquals(0, proposed.difference().signum());
        house.corrections.approve(CHIEF, proposed.id(), null);
        assertEquals(sums(whole), sums(february(house, 50)));
        house.assertProven(JAN, FEB);
    }

    /** 100 kVA at 10 a month, 0.5 a kWh, ended after 20 days: 300 x 0.5 + 1000 x 20/30 = 816.67, of which 100 were billed before. */
    @OnEachDatabase
    void theFinalBillSettlesAsWell(TestDatabase db) {
        BookedHouse house = new BookedHouse(db);
        db.clock().setDate(LocalDate.of(2026, 3, 2));
        house.household(30);
        house.domains.assign(30, "D3", BillingTest.LONG_AGO, "CAPACITY", null, null);
        house.domains.installed(30, "100");
        house.read(30, JAN, "0", "1000");
        house.bill(JAN);
        assertEquals(yuan("100.00"), house.finals.bill(CLERK, no(house, 30), upTo(30, FIRST, false, "1200"), "instalment-11").amount());
        Bill last = house.finals.bill(CLERK, no(house, 30), upTo(30, SECOND, true, "1300"), "instalment-12");
        assertEquals(yuan("716.67"), last.amount());
        assertEquals("FINAL", last.kind());
        house.assertProven(JAN, FEB);
        assertEquals(List.of(), house.billing.replay(ADMIN, last.id()).differences());
    }
}
