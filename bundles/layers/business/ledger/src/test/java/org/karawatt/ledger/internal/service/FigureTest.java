package org.karawatt.ledger.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.LedgerFigureService.PaymentFigure;
import org.karawatt.ledger.api.LedgerFigureService.PaymentSum;
import org.karawatt.ledger.api.LedgerFigureService.ReceivableFigure;
import org.karawatt.ledger.api.LedgerFigureService.ReceivableSum;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class FigureTest {

    private static final CallContext WEST = TestContexts.clerk("/33/3302/", "ledger.read");
    private static final BillingMonth JULY = LedgerWorld.JUNE.next();

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    @OnEachDatabase
    void tellsReceivablesAndPayments(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        LocalDate due = LocalDate.of(2026, 7, 20);
        long first = world.bill(101, "100.00", due, "RESIDENTIAL");
        world.bill(102, "50.00", due, "COMMERCIAL");
        world.bill(201, "30.00", due, "COMMERCIAL");
        world.pay("A101", "40.00", null, "key-00001");
        DefaultLedgerFigureService figures = new DefaultLedgerFigureService(db.unitOfWork(), db.bulk());
        assertEquals(List.of(LedgerWorld.JUNE), figures.receivableMonths(LedgerWorld.ADMIN));
        assertEquals(List.of(JULY), figures.paymentMonths(LedgerWorld.ADMIN));
        List<ReceivableFigure> owed = new ArrayList<>();
        figures.receivables(LedgerWorld.ADMIN, LedgerWorld.JUNE, owed::add);
        assertEquals(3, owed.size());
        assertEquals(new ReceivableFigure(first, 101, LedgerWorld.JUNE, ParentRows.EAST, "RESIDENTIAL", yuan("100.00"), yuan("60.00"), due),
                owed.get(0));
        assertEquals(List.of(new ReceivableSum(ParentRows.EAST, 2, yuan("150.00"), yuan("110.00")),
                new ReceivableSum(ParentRows.WEST, 1, yuan("30.00"), yuan("30.00"))), figures.receivableSums(LedgerWorld.ADMIN, LedgerWorld.JUNE));
        List<PaymentFigure> paid = new ArrayList<>();
        figures.payments(LedgerWorld.ADMIN, JULY, paid::add);
        assertEquals(1, paid.size());
        assertEquals(yuan("40.00"), paid.get(0).amount());
        assertEquals(LedgerWorld.TODAY, paid.get(0).paidOn());
        assertEquals(List.of(new PaymentSum(ParentRows.EAST, 1, yuan("40.00"))), figures.paymentSums(LedgerWorld.ADMIN, JULY));
        assertEquals(List.of(), figures.paymentSums(LedgerWorld.ADMIN, LedgerWorld.JUNE));
    }

    @OnEachDatabase
    void showsOwnOfficesOnly(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        world.bill(101, "100.00", LocalDate.of(2026, 7, 20), "RESIDENTIAL");
        world.pay("A101", "40.00", null, "key-00001");
        DefaultLedgerFigureService figures = new DefaultLedgerFigureService(db.unitOfWork(), db.bulk());
        assertEquals(List.of(), figures.receivableMonths(WEST));
        assertEquals(List.of(), figures.paymentMonths(WEST));
        assertEquals(List.of(), figures.receivableSums(WEST, LedgerWorld.JUNE));
        figures.receivables(WEST, LedgerWorld.JUNE, each -> {
            throw new AssertionError(each);
        });
        assertThrows(KarawattException.class, () -> figures.paymentMonths(TestContexts.nobody()));
    }
}
