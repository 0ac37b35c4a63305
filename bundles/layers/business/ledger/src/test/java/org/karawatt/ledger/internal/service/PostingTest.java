package org.karawatt.ledger.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.ledger.api.Arrears;
import org.karawatt.ledger.api.Balance;
import org.karawatt.ledger.api.Proof;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class PostingTest {

    private static final LocalDate DUE = LocalDate.of(2026, 7, 20);

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    private static LedgerWorld booked(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        world.bill(101, LedgerWorld.JUNE, DUE, "RESIDENTIAL", Map.of("ENERGY", yuan("90.00"), "FUND", yuan("10.00")));
        world.bill(102, LedgerWorld.JUNE, DUE, "COMMERCIAL",
                Map.of("ENERGY", yuan("200.00"), "POWER_FACTOR", yuan("-5.50"), "FUND", BigDecimal.ZERO));
        // a credit: more is given back than is billed
        world.bill(201, LedgerWorld.JUNE, DUE, "COMMERCIAL", Map.of("ENERGY", yuan("-30.00"), "FUND", yuan("2.00")));
        world.read = yuan("500.5");
        world.billed = yuan("480.5");
        world.unbilled = yuan("20");
        return world;
    }

    private static List<String> broken(LedgerWorld world) {
        return world.ledger.prove(LedgerWorld.ADMIN, LedgerWorld.JUNE, "33").checks().stream().filter(check -> !check.holds())
                .map(ProofCheck::name).toList();
    }

    @OnEachDatabase
    void booksBillsInDoubleEntry(TestDatabase db) {
        LedgerWorld world = booked(db);
        Map<String, Balance> balances = world.ledger.balances(LedgerWorld.ADMIN).stream()
                .collect(Collectors.toMap(Balance::code, b -> b));
        assertEquals(List.of("1002", "1122", "112201", "2203", "2241", "224101", "6001", "6051"), balances.keySet().stream().sorted().toList());
        assertEquals(yuan("296.50"), balances.get("1122").debit());
        assertEquals(yuan("30.00"), balances.get("1122").credit());
        assertEquals(yuan("284.50"), balances.get("6001").credit());
        assertEquals(yuan("30.00"), balances.get("6001").debit());
        assertEquals(yuan("12.00"), balances.get("2241").credit());
        assertEquals(yuan("0.00"), balances.get("1002").debit());
        // bill 102 has no funds: zero is not booked
        assertEquals(5, world.count("ledger_transfer"));
        Receivable receivable = world.ledger.receivables(LedgerWorld.ADMIN, "A102").get(0);
        assertEquals("202606-0000005001", receivable.billNo());
        assertEquals(yuan("194.50"), receivable.openAmount());
        assertEquals(yuan("0.00"), receivable.lateFee());
    }

    @OnEachDatabase
    void provesAMonthAndSeesEveryKindOfDamage(TestDatabase db) {
        LedgerWorld world = booked(db);
        world.pay("A101", "40", null, "key-00001");
        Proof proof = world.ledger.prove(LedgerWorld.ADMIN, LedgerWorld.JUNE, "33");
        assertTrue(proof.holds(), proof.checks().toString());
        assertEquals(14, proof.checks().size());
        assertTrue(world.ledger.prove(LedgerWorld.ADMIN, LedgerWorld.JUNE.next(), "33").checks().stream()
                .anyMatch(check -> check.name().startsWith("payments - paid out = ledger") && check.expected().equals("40.00") && check.holds()));
        world.tamper("UPDATE ledger_receivable SET open_amount = open_amount - 1 WHERE account_id = 102");
        assertEquals(List.of("open = receivables - allocations (yuan)"), broken(world));
        world.tamper("UPDATE ledger_receivable SET open_amount = open_amount + 1 WHERE account_id = 102");
        assertEquals(List.of(), broken(world));
        world.tamper("UPDATE ledger_transfer SET amount = amount + 0.01 WHERE account_id = 102");
        assertEquals(List.of("receivables = ledger 1122 (yuan)", "billed without funds and shared energy = ledger 6001 (yuan)"), broken(world));
        world.tamper("UPDATE ledger_transfer SET amount = amount - 0.01, credit = '9999' WHERE account_id = 102");
        assertEquals(List.of("billed without funds and shared energy = ledger 6001 (yuan)", "debits = credits (yuan)"), broken(world));
        world.tamper("UPDATE ledger_transfer SET credit = '6001' WHERE account_id = 102");
        world.unbilled = BigDecimal.ZERO;
        assertEquals(List.of("energy read = billed + of accounts without bill (kWh)"), broken(world));
        world.unbilled = yuan("20");
        world.tamper("DELETE FROM ledger_receivable WHERE account_id = 201");
        assertEquals(List.of("bills = receivables (number)", "bills = receivables (yuan)", "receivables = ledger 1122 (yuan)"), broken(world));
    }

    /** A member pays 80.00 for energy and 5.20 for shared energy; the producer buys 3.00 and is credited with the 5.20. */
    @OnEachDatabase
    void whatMembersPayForSharedEnergyIsNoRevenue(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        world.bill(102, LedgerWorld.JUNE, DUE, "RESIDENTIAL", Map.of("ENERGY", yuan("80.00"), "SHARED", yuan("5.20")));
        assertEquals(yuan("5.20"), shared(world).credit());
        world.bill(201, LedgerWorld.JUNE, DUE, "RESIDENTIAL", Map.of("ENERGY", yuan("3.00"), "SHARED_SOLD", yuan("-5.20")));
        assertEquals(yuan("5.20"), shared(world).debit());
        Balance revenue = world.ledger.balances(LedgerWorld.ADMIN).stream().filter(b -> b.code().equals("6001")).findFirst().orElseThrow();
        assertEquals(yuan("83.00"), revenue.credit());
        assertEquals(0, revenue.debit().signum());
        assertEquals(List.of(), broken(world));
        world.tamper("UPDATE ledger_transfer SET credit = '6001' WHERE credit = '224101'");
        assertEquals(List.of("shared energy billed = ledger 224101 (yuan)", "billed without funds and shared energy = ledger 6001 (yuan)"),
                broken(world));
    }

    private static Balance shared(LedgerWorld world) {
        return world.ledger.balances(LedgerWorld.ADMIN).stream().filter(b -> b.code().equals("224101")).findFirst().orElseThrow();
    }

    @OnEachDatabase
    void provesNothingWithoutBilling(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        DefaultBillPosting alone = new DefaultBillPosting(db.unitOfWork(), db.bulk(), db.numbering(),
                new LedgerBasics(db.unitOfWork(), db.bulk(), db.numbering()));
        assertEquals(Kind.UNAVAILABLE, assertThrows(KarawattException.class, () -> alone.prove(LedgerWorld.JUNE, "/33/")).kind());
        assertEquals(8, world.count("ledger_account"));
        assertEquals(2, world.count("ledger_late_fee_rule"));
    }

    @OnEachDatabase
    void refusesABillWhoseComponentsAreNotItsAmount(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        IssuedBill wrong = new IssuedBill(1, 101, 2, LedgerWorld.JUNE, "RESIDENTIAL", DUE, DUE, yuan("10.00"),
                Map.of("ENERGY", yuan("9.99")), 1);
        assertThrows(IllegalArgumentException.class, () -> world.posting.post(List.of(wrong)));
        assertEquals(0, world.count("ledger_receivable"));
    }

    @OnEachDatabase
    void booksABatchWithFewStatements(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        List<IssuedBill> bills = LongStream.range(0, 1_000).mapToObj(i -> new IssuedBill(10_000 + i, 101, 2, LedgerWorld.JUNE,
                "RESIDENTIAL", DUE, DUE, yuan("10.00"), Map.of("ENERGY", yuan("10.00")), 1)).toList();
        long statements = db.unitOfWork().required(() -> {
            long before = db.bulk().statements();
            world.posting.post(bills);
            return db.bulk().statements() - before;
        });
        assertTrue(statements <= 4, () -> statements + " statements");
        assertEquals(1_000, world.count("ledger_transfer"));
    }

    @OnEachDatabase
    void showsEachCallerTheDebtsOfHisOffices(TestDatabase db) {
        LedgerWorld world = booked(db);
        world.bill(202, "50.00", LocalDate.of(2026, 6, 1), "RESIDENTIAL");
        CallContext west = TestContexts.clerk("/33/3302/", "ledger.read", "ledger.prove");
        assertEquals(List.of("A202"), world.ledger.open(west, null, null, false, PageRequest.first(10)).items().stream()
                .map(Receivable::accountNo).toList());
        assertEquals(List.of("A202", "A101", "A102"), world.ledger.open(LedgerWorld.ADMIN, null, null, false, PageRequest.first(10)).items()
                .stream().map(Receivable::accountNo).toList());
        assertEquals(1, world.ledger.open(LedgerWorld.ADMIN, null, null, true, PageRequest.first(10)).total());
        Map<Long, BigDecimal> owing = new HashMap<>();
        world.ledger.overdue("/33/", LedgerWorld.TODAY, yuan("50.00"), owing::put);
        world.ledger.overdue("/33/", LedgerWorld.TODAY, yuan("50.01"), (id, open) -> owing.clear());
        world.ledger.overdue("/33/3301/", LedgerWorld.TODAY, yuan("0.01"), (id, open) -> owing.clear());
        assertEquals(Map.of(202L, yuan("50.00")), owing);
        // 1 per mille a day of 50.00 from 2 June to 1 July is 1.50
        assertEquals(yuan("1.50"), world.ledger.open(west, null, "3302", true, PageRequest.first(10)).items().get(0).lateFee());
        assertEquals(new Arrears(2, yuan("22.00"), yuan("22.00"), yuan("50.00")), world.ledger.arrears(west, null, "3302"));
        assertEquals(2, world.ledger.arrears(LedgerWorld.ADMIN, LedgerWorld.JUNE, "3301").receivables());
        assertEquals(Kind.NOT_FOUND, assertThrows(KarawattException.class, () -> world.ledger.receivables(west, "A101")).kind());
        assertEquals(Kind.NOT_FOUND, assertThrows(KarawattException.class,
                () -> world.ledger.prove(west, LedgerWorld.JUNE, "3301")).kind());
        assertEquals(Kind.INVALID, assertThrows(KarawattException.class,
                () -> world.ledger.prove(LedgerWorld.ADMIN, LedgerWorld.JUNE, null)).kind());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class, () -> world.ledger.balances(TestContexts.nobody())).kind());
        // 2.00 of bill 201 and 5.00 of bill 202, not the 10.00 of the other office
        assertEquals(yuan("7.00"), world.ledger.balances(west).stream().filter(b -> b.code().equals("2241")).findFirst().orElseThrow()
                .credit());
        world.tamper("DELETE FROM ledger_late_fee_rule");
        // without a rule nobody knows the fee; that is not the same as none
        assertNull(world.ledger.receivables(LedgerWorld.ADMIN, "A202").get(0).lateFee());
    }
}
