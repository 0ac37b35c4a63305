package org.karawatt.ledger.internal.store;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.LedgerFigureService.PaymentFigure;
import org.karawatt.ledger.api.LedgerFigureService.PaymentSum;
import org.karawatt.ledger.api.LedgerFigureService.ReceivableFigure;
import org.karawatt.ledger.api.LedgerFigureService.ReceivableSum;
import org.karawatt.persistence.store.BulkStore;

/** Receivables and payments as figures. Every method runs in the caller's unit of work. Thread-safe. */
public final class FigureStore {

    private final BulkStore store;

    public FigureStore(BulkStore store) {
        this.store = store;
    }

    public List<BillingMonth> receivableMonths(OfficeScope scope) {
        Conditions where = new Conditions("r.office_id").scope(scope);
        return store.query("SELECT DISTINCT r.billing_month FROM ledger_receivable r" + where.sql() + " ORDER BY r.billing_month",
                where.params(), row -> new BillingMonth(row.getInt(1)));
    }

    public List<BillingMonth> paymentMonths(OfficeScope scope) {
        Conditions where = new Conditions("p.office_id").scope(scope).with("p.status = 'BOOKED'");
        // the first and the last day name the months between; one without money is loaded as empty
        return store.queryOne("SELECT MIN(p.paid_on), MAX(p.paid_on) FROM ledger_payment p" + where.sql(), where.params(),
                row -> row.isNull(1) ? null : Stream.iterate(BillingMonth.of(row.getLocalDate(1)), BillingMonth::next)
                        .takeWhile(month -> month.compareTo(BillingMonth.of(row.getLocalDate(2))) <= 0).toList())
                .orElse(List.of());
    }

    public void receivables(BillingMonth month, OfficeScope scope, Consumer<ReceivableFigure> consumer) {
        Conditions where = new Conditions("r.office_id").scope(scope).with("r.billing_month = ?", month.value());
        store.stream("SELECT r.id, r.account_id, r.office_id, r.usage_class, " + ReceivableStore.BILLED + ", r.open_amount, r.due_on FROM ledger_receivable r"
                + where.sql() + " ORDER BY r.id", where.params(), row -> consumer.accept(new ReceivableFigure(row.getLong(1),
                        row.getLong(2), month, row.getLong(3), row.getString(4), row.getBigDecimal(5), row.getBigDecimal(6),
                        row.getLocalDate(7))));
    }

    public void payments(BillingMonth paidIn, OfficeScope scope, Consumer<PaymentFigure> consumer) {
        Conditions where = paid(paidIn, scope);
        store.stream("SELECT p.id, p.account_id, p.office_id, p.paid_on, p.channel, p.amount FROM ledger_payment p" + where.sql()
                + " ORDER BY p.id", where.params(), row -> consumer.accept(new PaymentFigure(row.getLong(1), row.getLong(2),
                        row.getLong(3), row.getLocalDate(4), row.getString(5), row.getBigDecimal(6))));
    }

    public List<ReceivableSum> receivableSums(BillingMonth month, OfficeScope scope) {
        Conditions where = new Conditions("r.office_id").scope(scope).with("r.billing_month = ?", month.value());
        return store.query("SELECT r.office_id, CAST(COUNT(*) AS BIGINT), SUM(" + ReceivableStore.BILLED + "), SUM(r.open_amount)"
                + " FROM ledger_receivable r"
                + where.sql() + " GROUP BY r.office_id ORDER BY r.office_id", where.params(),
                row -> new ReceivableSum(row.getLong(1), row.getLong(2), row.getBigDecimal(3), row.getBigDecimal(4)));
    }

    public List<PaymentSum> paymentSums(BillingMonth paidIn, OfficeScope scope) {
        Conditions where = paid(paidIn, scope);
        return store.query("SELECT p.office_id, CAST(COUNT(*) AS BIGINT), SUM(p.amount) FROM ledger_payment p" + where.sql()
                + " GROUP BY p.office_id ORDER BY p.office_id", where.params(),
                row -> new PaymentSum(row.getLong(1), row.getLong(2), row.getBigDecimal(3)));
    }

    private static Conditions paid(BillingMonth month, OfficeScope scope) {
        // a refund is an advance, but no money that has come in
        return new Conditions("p.office_id").scope(scope).with("p.status = 'BOOKED'").with("p.amount > 0").with("p.paid_on >= ?", month.firstDay())
                .with("p.paid_on < ?", month.next().firstDay());
    }
}
