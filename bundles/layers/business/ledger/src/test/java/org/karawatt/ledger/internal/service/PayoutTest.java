package org.karawatt.ledger.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.ledger.internal.service.AdvanceTest.advance;
import static org.karawatt.ledger.internal.service.AdvanceTest.assertProven;
import static org.karawatt.ledger.internal.service.LedgerWorld.ADMIN;
import static org.karawatt.ledger.internal.service.LedgerWorld.JUNE;
import static org.karawatt.ledger.internal.service.LedgerWorld.TODAY;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.ledger.api.Payout;
import org.karawatt.ledger.api.PayoutDraft;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Advances that are paid out: never more than there is, never what open debts need. */
class PayoutTest {

    private static final LocalDate DUE = LocalDate.of(2026, 7, 15);
    private static final CallContext CLERK = TestContexts.clerk("/33/3301/", "payment.read", "payment.payout");
    private static final CallContext CHIEF = TestContexts.supervisor("/33/3301/", "payment.read", "payment.payout.approve");

    private static Payout propose(LedgerWorld world, String amount, String key) {
        return world.payouts.propose(CLERK, new PayoutDraft("A100", new BigDecimal(amount), "010", null, "refund"), key);
    }

    private static void refused(ErrorCode code, Runnable call) {
        assertEquals(code, assertThrows(KarawattException.class, call::run).code());
    }

    /** 100.00 less a bill of 30.00 leave 70.00; 50.00 go out, 20.00 stay, and the bank has 50.00. */
    @OnEachDatabase
    void whatIsPaidOutIsAnAdvanceNoLonger(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        db.clock().setDate(TODAY);
        world.pay("A100", "40.00", TODAY.minusDays(3), "payment-0001");
        world.pay("A100", "60.00", TODAY, "payment-0002");
        world.bill(100, JUNE, DUE, "RESIDENTIAL", Map.of("ENERGY", new BigDecimal("30.00")));
        Payout proposed = propose(world, "50.00", "payout-0001");
        assertEquals("PROPOSED", proposed.status());
        assertEquals("A100", proposed.accountNo());
        assertNull(proposed.paidOn());
        assertEquals(proposed.id(), propose(world, "50.00", "payout-0001").id());
        assertEquals(0, new BigDecimal("70.00").compareTo(advance(world, "A100")));
        assertProven(world);
        Payout paid = world.payouts.approve(CHIEF, proposed.id(), "seen");
        assertEquals("PAID", paid.status());
        assertEquals(TODAY, paid.paidOn());
        assertEquals("supervisor", paid.decidedBy());
        assertEquals(0, new BigDecimal("20.00").compareTo(advance(world, "A100")));
        // the oldest first: 10.00 that June's payment had left, and 40.00 of July's
        assertEquals(0, new BigDecimal("10.00").compareTo(world.sum("SELECT MIN(amount) FROM ledger_payout_part")));
        assertEquals(0, new BigDecimal("50.00").compareTo(world.ledger.balances(ADMIN).stream().filter(each -> each.code().equals("1002"))
                .map(each -> each.debit().subtract(each.credit())).findFirst().orElseThrow()));
        assertProven(world);
        refused(LedgerErrors.PAYOUT_TOO_MUCH, () -> propose(world, "20.01", "payout-0002"));
        assertEquals(List.of(proposed.id()), world.payouts.payouts(CLERK, "A100", "PAID", PageRequest.first(10)).items().stream().map(Payout::id)
                .toList());
        assertEquals(0, world.payouts.payouts(CLERK, null, "PROPOSED", PageRequest.first(10)).total());
        // the proof would tell of a part that was not booked
        world.tamper("UPDATE ledger_payout_part SET amount = amount + 1");
        assertEquals(2, world.posting.prove(JUNE, "/33/").stream().filter(check -> !check.holds()).count());
    }

    /** A reversed bill leaves 100.00 as an advance beside 50.00 that are open, which it may not take. */
    @OnEachDatabase
    void whatOpenDebtsNeedIsNotPaidOut(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        db.clock().setDate(TODAY);
        long wrong = world.bill(100, JUNE, DUE, "RESIDENTIAL", Map.of("ENERGY", new BigDecimal("100.00")));
        world.bill(100, JUNE, DUE.plusDays(1), "RESIDENTIAL", Map.of("ENERGY", new BigDecimal("50.00")));
        world.pay("A100", "100.00", TODAY, "payment-0001");
        AdvanceTest.reverse(world, wrong);
        assertEquals(0, new BigDecimal("100.00").compareTo(advance(world, "A100")));
        refused(LedgerErrors.PAYOUT_TOO_MUCH, () -> propose(world, "50.01", "payout-0001"));
        world.payouts.approve(CHIEF, propose(world, "50.00", "payout-0002").id(), null);
        assertEquals(0, new BigDecimal("50.00").compareTo(advance(world, "A100")));
        assertProven(world);
    }

    /** Four proposals of 20.00 each were fine when they were made; 70.00 are enough for three. */
    @OnEachDatabase
    void manyAtOnceNeverPayOutMoreThanThereIs(TestDatabase db) throws Exception {
        LedgerWorld world = new LedgerWorld(db);
        db.clock().setDate(TODAY);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int account = 100; account < 108; account++) {
                String no = "A" + account;
                world.pay(no, "70.00", TODAY, "payment-" + no);
                List<Long> ids = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    ids.add(world.payouts.propose(CLERK, new PayoutDraft(no, new BigDecimal("20.00"), "010", null, "refund"), "pay-" + no + "-" + i).id());
                }
                assertEquals(3, paid(ids.stream().map(id -> threads.submit(() -> world.payouts.approve(CHIEF, id, null))).toList()), no);
                assertEquals(0, new BigDecimal("10.00").compareTo(advance(world, no)), no);
            }
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        }
        assertEquals(8, world.payouts.payouts(CLERK, null, "PROPOSED", PageRequest.first(10)).total());
        assertProven(world);
    }

    /** How many of the calls have paid; the others were told that there is too little. */
    private static int paid(List<Future<Payout>> calls) throws Exception {
        int paid = 0;
        for (Future<Payout> call : calls) {
            try {
                call.get(60, TimeUnit.SECONDS);
                paid++;
            } catch (ExecutionException e) {
                assertEquals(LedgerErrors.PAYOUT_TOO_MUCH, ((KarawattException) e.getCause()).code());
            }
        }
        return paid;
    }

    @OnEachDatabase
    void fourEyesPayOut(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        db.clock().setDate(TODAY);
        world.pay("A100", "70.00", TODAY, "payment-0001");
        KarawattException wrong = assertThrows(KarawattException.class, () -> world.payouts.propose(CLERK, new PayoutDraft("A100",
                new BigDecimal("-1"), "900", "x".repeat(81), " "), null));
        assertEquals(Set.of("amount", "channel", "reference", "reason", "idempotencyKey"),
                wrong.faults().stream().map(Fault::field).collect(Collectors.toSet()));
        long id = propose(world, "20.00", "payout-0001").id();
        CallContext both = TestContexts.clerk("/33/3301/", "payment.payout", "payment.payout.approve");
        CallContext west = TestContexts.named("west", "/33/3302/", "payment.read", "payment.payout", "payment.payout.approve");
        CallContext other = TestContexts.named("other", "/33/3301/", "payment.payout");
        refused(KernelErrors.PERMISSION_DENIED, () -> world.payouts.approve(CLERK, id, null));
        refused(LedgerErrors.PAYOUT_SAME_PERSON, () -> world.payouts.approve(both, id, null));
        refused(LedgerErrors.PAYOUT_UNKNOWN, () -> world.payouts.approve(west, id, null));
        refused(KernelErrors.PERMISSION_DENIED, () -> world.payouts.reject(other, id, "not mine"));
        assertEquals(0, world.payouts.payouts(west, null, null, PageRequest.first(10)).total());
        assertEquals("REJECTED", world.payouts.reject(CLERK, id, "mistaken").status());
        refused(LedgerErrors.PAYOUT_DECIDED, () -> world.payouts.approve(CHIEF, id, null));
        assertEquals(0, new BigDecimal("70.00").compareTo(advance(world, "A100")));
    }
}
