package org.karawatt.ledger.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.karawatt.ledger.internal.service.LedgerWorld.ADMIN;
import static org.karawatt.ledger.internal.service.LedgerWorld.JUNE;
import static org.karawatt.ledger.internal.service.LedgerWorld.TODAY;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.Payment;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class AdvanceTest {

    private static final LocalDate DUE = LocalDate.of(2026, 7, 15);

    static void reverse(LedgerWorld world, long billId) {
        IssuedBill original = world.issued.stream().filter(bill -> bill.billId() == billId).findFirst().orElseThrow();
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        original.amounts().forEach((component, amount) -> amounts.put(component, amount.negate()));
        IssuedBill reversal = new IssuedBill(billId + 100_000, original.accountId(), original.officeId(), original.month(),
                original.usageClass(), TODAY, TODAY, original.amount().negate(), amounts, 0);
        world.db.unitOfWork().required(() -> world.posting.reverse(List.of(new ReversedBill(reversal, billId))));
        world.issued.add(reversal);
    }

    private static BigDecimal open(LedgerWorld world, long billId) {
        Receivable found = world.ledger.ofBills(ADMIN, List.of(billId)).get(billId);
        return found.openAmount();
    }

    static BigDecimal advance(LedgerWorld world, String accountNo) {
        return world.payments.payments(ADMIN, accountNo, PageRequest.first(10)).items().stream().map(Payment::unallocated)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static void assertProven(LedgerWorld world) {
        for (BillingMonth month : List.of(JUNE, BillingMonth.of(TODAY))) {
            assertEquals(List.of(), world.posting.prove(month, "/33/").stream().filter(check -> !check.holds()).toList());
        }
    }

    @OnEachDatabase
    void whatWasPaidOnAReversedBillPaysTheNextOne(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        db.clock().setDate(TODAY);
        long wrong = world.bill(100, JUNE, DUE, "RESIDENTIAL", Map.of("FUND", new BigDecimal("10.00"), "ENERGY", new BigDecimal("90.00")));
        long other = world.bill(101, JUNE, DUE, "RESIDENTIAL", Map.of("ENERGY", new BigDecimal("50.00")));
        world.pay("A100", "60.00", TODAY, "payment-0001");
        reverse(world, wrong);
        assertEquals(0, open(world, wrong).signum());
        assertEquals(0, new BigDecimal("60.00").compareTo(advance(world, "A100")));
        assertEquals(new BigDecimal("50.00"), open(world, other), "another account's debt is untouched");
        assertProven(world);

        long right = world.bill(100, JUNE, DUE, "RESIDENTIAL", Map.of("FUND", new BigDecimal("8.00"), "ENERGY", new BigDecimal("72.00")));
        assertEquals(new BigDecimal("20.00"), open(world, right));
        assertEquals(0, advance(world, "A100").signum());
        assertProven(world);
        assertEquals(0, world.sum("SELECT SUM(amount) FROM ledger_allocation WHERE receivable_id = " + wrong).signum());
    }

    @OnEachDatabase
    void anAdvancePaysTheBillsThatFollowInTheirOrder(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        db.clock().setDate(TODAY);
        world.pay("A100", "70.00", TODAY, "payment-0002");
        world.pay("A100", "10.00", TODAY, "payment-0003");
        long first = world.bill(100, JUNE, DUE, "RESIDENTIAL", Map.of("ENERGY", new BigDecimal("75.00")));
        assertEquals(0, open(world, first).signum());
        assertEquals(0, new BigDecimal("5.00").compareTo(advance(world, "A100")));
        long second = world.bill(100, JUNE, DUE, "RESIDENTIAL", Map.of("ENERGY", new BigDecimal("75.00")));
        assertEquals(new BigDecimal("70.00"), open(world, second));
        assertEquals(0, advance(world, "A100").signum());
        assertProven(world);
    }

    @OnEachDatabase
    void aBillWithoutAdvanceStaysOpenAndIsSeenByItsOfficeOnly(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        db.clock().setDate(TODAY);
        long bill = world.bill(150, JUNE, DUE, "RESIDENTIAL", Map.of("ENERGY", new BigDecimal("75.00")));
        assertEquals(new BigDecimal("75.00"), open(world, bill));
        assertEquals(0, world.count("ledger_allocation"));
        assertEquals(Map.of(), world.ledger.ofBills(TestContexts.clerk("/33/3302/", "ledger.read"), List.of(bill)));
    }
}
