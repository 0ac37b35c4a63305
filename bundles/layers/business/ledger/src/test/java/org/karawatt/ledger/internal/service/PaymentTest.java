package org.karawatt.ledger.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.ledger.api.Payment;
import org.karawatt.ledger.api.Payment.Allocation;
import org.karawatt.ledger.api.PaymentDraft;
import org.karawatt.ledger.api.Proof;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class PaymentTest {

    private static final LocalDate NOT_YET_DUE = LocalDate.of(2026, 7, 20);

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    @OnEachDatabase
    void paysTheOldestDebtFirstAndKeepsTheRestAsAdvance(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        long later = world.bill(101, "100.00", NOT_YET_DUE, "RESIDENTIAL");
        long earlier = world.bill(101, "40.00", NOT_YET_DUE.minusDays(10), "RESIDENTIAL");
        Payment first = world.pay("A101", "60", null, "key-00001");
        assertEquals(List.of(new Allocation(earlier, "PRINCIPAL", yuan("40.00")), new Allocation(later, "PRINCIPAL", yuan("20.00"))),
                first.allocations());
        assertEquals(LedgerWorld.TODAY, first.paidOn());
        assertEquals("admin", first.receivedBy());
        Payment second = world.pay("A101", "100.5", null, "key-00002");
        assertEquals(yuan("20.50"), second.unallocated());
        assertEquals(List.of(second, first), world.payments.payments(LedgerWorld.ADMIN, "A101", PageRequest.first(10)).items());
        assertEquals(first, world.payments.payment(LedgerWorld.ADMIN, first.id()));
        assertEquals(yuan("160.50"), world.sum("SELECT SUM(amount) FROM ledger_transfer WHERE debit = '1002'"));
        assertEquals(yuan("20.50"), world.sum("SELECT SUM(amount) FROM ledger_transfer WHERE credit = '2203'"));
        Eventually.until(() -> db.events().of("karawatt/ledger/payment/booked").size() == 2);
    }

    @OnEachDatabase
    void booksOncePerKey(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        world.bill(101, "100.00", NOT_YET_DUE, "RESIDENTIAL");
        Payment first = world.pay("A101", "60", null, "key-00001");
        db.clock().setDate(LedgerWorld.TODAY.plusDays(1));
        assertEquals(first, world.pay("A101", "60.00", null, "key-00001"));
        assertEquals(1, world.count("ledger_payment"));
        KarawattException other = assertThrows(KarawattException.class, () -> world.pay("A101", "61", null, "key-00001"));
        assertEquals(KernelErrors.IDEMPOTENCY_MISMATCH, other.code());
        CallContext west = TestContexts.clerk("/33/3302/", "payment.*");
        assertEquals(LedgerErrors.ACCOUNT_UNKNOWN, assertThrows(KarawattException.class, () -> world.payments.receive(west,
                new PaymentDraft("A101", yuan("60"), null, "010", null), "key-00001")).code());
    }

    @OnEachDatabase
    void neverAllocatesMoreThanIsOwed(TestDatabase db) throws Exception {
        LedgerWorld world = new LedgerWorld(db);
        world.bill(101, "100.00", NOT_YET_DUE, "RESIDENTIAL");
        world.bill(101, "50.00", NOT_YET_DUE, "RESIDENTIAL");
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Payment>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                // the last two share a key
                String key = "key-1000" + Math.min(i, threads - 2);
                calls.add(() -> {
                    start.await();
                    return world.pay("A101", "30.00", null, key);
                });
            }
            Set<Long> ids = new HashSet<>();
            for (Future<Payment> future : pool.invokeAll(calls)) {
                ids.add(future.get().id());
            }
            assertEquals(7, ids.size());
        } finally {
            pool.shutdownNow();
        }
        assertEquals(yuan("210.00"), world.sum("SELECT SUM(amount) FROM ledger_payment"));
        assertEquals(yuan("150.00"), world.sum("SELECT SUM(amount) FROM ledger_allocation"));
        assertEquals(yuan("60.00"), world.sum("SELECT SUM(unallocated) FROM ledger_payment"));
        assertEquals(yuan("0.00"), world.sum("SELECT SUM(open_amount) FROM ledger_receivable"));
        assertEquals(yuan("0.00"), world.sum("SELECT MIN(open_amount) FROM ledger_receivable"));
        Proof proof = world.ledger.prove(LedgerWorld.ADMIN, LedgerWorld.JUNE, "33");
        assertTrue(proof.holds(), proof.checks().toString());
    }

    /** Published case: industrial debts of December 2000 and January 2001 paid on 18 January 2001 carry 64 + 108 + 18 = 190 yuan. */
    @OnEachDatabase
    void chargesTheLateFeeOfEachYear(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        long december = world.bill(101, "2000.00", LocalDate.of(2000, 12, 15), "COMMERCIAL");
        long january = world.bill(101, "3000.00", LocalDate.of(2001, 1, 15), "COMMERCIAL");
        Payment payment = world.pay("A101", "6000", LocalDate.of(2001, 1, 18), "key-00001");
        assertEquals(yuan("190.00"), payment.lateFee());
        assertEquals(yuan("810.00"), payment.unallocated());
        assertEquals(List.of(new Allocation(december, "LATE_FEE", yuan("172.00")), new Allocation(december, "PRINCIPAL", yuan("2000.00")),
                new Allocation(january, "LATE_FEE", yuan("18.00")), new Allocation(january, "PRINCIPAL", yuan("3000.00"))),
                payment.allocations());
        assertEquals(yuan("190.00"), world.sum("SELECT SUM(amount) FROM ledger_transfer WHERE debit = '1002' AND credit = '6051'"));
    }

    @OnEachDatabase
    void chargesEachDayOnWhatIsStillOpen(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        world.bill(101, "2000.00", LocalDate.of(2000, 12, 15), "COMMERCIAL");
        // less than the fee of 172: no principal is paid, 72 of fee stays due
        Payment part = world.pay("A101", "100", LocalDate.of(2001, 1, 18), "key-00001");
        assertEquals(yuan("100.00"), part.lateFee());
        // 72 + 10 days at 3 per mille on 2000 = 132; the rest of 632 is principal
        Payment second = world.pay("A101", "632", LocalDate.of(2001, 1, 28), "key-00002");
        assertEquals(yuan("132.00"), second.lateFee());
        // 10 days at 3 per mille on 1500
        Payment third = world.pay("A101", "1545", LocalDate.of(2001, 2, 7), "key-00003");
        assertEquals(yuan("45.00"), third.lateFee());
        assertEquals(yuan("0.00"), third.unallocated());
        assertEquals(yuan("0.00"), world.sum("SELECT SUM(open_amount) FROM ledger_receivable"));
    }

    @OnEachDatabase
    void chargesTheMinimumOnceAndNothingInTime(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        world.bill(101, "10.00", LocalDate.of(2026, 6, 20), "RESIDENTIAL");
        assertEquals(yuan("0.00"), world.pay("A101", "1", LocalDate.of(2026, 6, 20), "key-00001").lateFee());
        assertEquals(yuan("1.00"), world.pay("A101", "3", LocalDate.of(2026, 6, 25), "key-00002").lateFee());
        assertEquals(yuan("0.00"), world.pay("A101", "7", LocalDate.of(2026, 7, 1), "key-00003").lateFee());
        world.tamper("DELETE FROM ledger_late_fee_rule");
        world.bill(102, "10.00", LocalDate.of(2026, 6, 20), "RESIDENTIAL");
        KarawattException e = assertThrows(KarawattException.class, () -> world.pay("A102", "3", null, "key-00004"));
        assertEquals(LedgerErrors.NO_LATE_FEE_RULE, e.code());
        assertEquals(3, world.count("ledger_payment"));
    }

    @OnEachDatabase
    void tellsAllFaultsOfADraftAtOnce(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        PaymentDraft bad = new PaymentDraft(" ", yuan("1.005"), LedgerWorld.TODAY.plusDays(1), "999", "x".repeat(81));
        KarawattException e = assertThrows(KarawattException.class, () -> world.payments.receive(LedgerWorld.ADMIN, bad, null));
        assertEquals(Set.of("accountNo", "amount", "paidOn", "channel", "reference", "idempotencyKey"),
                e.faults().stream().map(f -> f.field()).collect(Collectors.toSet()));
        for (String amount : List.of("0", "-1", "1000000000000.01", "0.001")) {
            assertEquals(LedgerErrors.BAD_AMOUNT, assertThrows(KarawattException.class,
                    () -> world.pay("A101", amount, null, "key-00001")).code(), amount);
        }
        assertEquals(LedgerErrors.BAD_DATE, assertThrows(KarawattException.class,
                () -> world.pay("A101", "1", LocalDate.of(1999, 12, 31), "key-00001")).code());
        assertEquals(LedgerErrors.ACCOUNT_UNKNOWN, assertThrows(KarawattException.class,
                () -> world.pay("A999", "1", null, "key-00001")).code());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class, () -> world.payments.receive(
                TestContexts.clerk("/33/", "payment.read"), new PaymentDraft("A101", yuan("1"), null, "010", null), "key-00001")).kind());
    }

    @OnEachDatabase
    void keepsPaymentsOfOtherOfficesToThem(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        Payment payment = world.pay("A101", "5", null, "key-00001");
        CallContext west = TestContexts.clerk("/33/3302/", "payment.*");
        assertEquals(LedgerErrors.PAYMENT_UNKNOWN, assertThrows(KarawattException.class,
                () -> world.payments.payment(west, payment.id())).code());
        assertEquals(LedgerErrors.ACCOUNT_UNKNOWN, assertThrows(KarawattException.class,
                () -> world.payments.payments(west, "A101", PageRequest.first(1))).code());
    }
}
