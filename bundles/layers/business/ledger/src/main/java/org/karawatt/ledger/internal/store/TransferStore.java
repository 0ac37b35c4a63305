package org.karawatt.ledger.internal.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.Balance;
import org.karawatt.ledger.internal.calc.Chart;
import org.karawatt.persistence.store.BulkStore;

/** SQL on ledger accounts and transfers. Every method runs in the caller's unit of work. */
public final class TransferStore {

    public static final String BILL = "BILL";
    public static final String PAYMENT = "PAYMENT";
    public static final String PLAN = "PLAN";

    private static final List<String> COLUMNS = List.of("id", "booked_on", "billing_month", "debit", "credit", "amount", "account_id",
            "office_id", "kind", "ref_id");

    private final BulkStore store;

    public TransferStore(BulkStore store) {
        this.store = store;
    }

    /** A transfer to be stored. */
    public record Transfer(LocalDate bookedOn, BillingMonth month, Chart.Entry entry, long accountId, long officeId, String kind,
            long refId) {
    }

    /** Stores transfers under consecutive ids. */
    public void insert(long firstId, List<Transfer> transfers) {
        store.insert("ledger_transfer", COLUMNS, () -> {
            long[] id = {firstId};
            return transfers.stream().map(t -> new Object[] {id[0]++, t.bookedOn(), t.month().value(), t.entry().debit().code(),
                t.entry().credit().code(), t.entry().amount(), t.accountId(), t.officeId(), t.kind(), t.refId()}).iterator();
        });
    }

    /** Debits of a ledger account less its credits in transfers of the month and kind. */
    public BigDecimal net(Chart account, BillingMonth month, String officePath, String kind) {
        Conditions where = new Conditions("t.office_id").below(officePath).with("t.billing_month = ?", month.value())
                .with("t.kind = ?", kind).with("(t.debit = ? OR t.credit = ?)", account.code(), account.code());
        List<Object> params = new ArrayList<>(List.of(account.code()));
        params.addAll(where.params());
        return store.queryOne("SELECT COALESCE(SUM(CASE WHEN t.debit = ? THEN t.amount ELSE -t.amount END), 0) FROM ledger_transfer t"
                + where.sql(), params, row -> row.getBigDecimal(1)).orElseThrow();
    }

    /** Sum of transfers of the month whose account on the side {@code debit} or {@code credit} is a ledger account. */
    public BigDecimal side(String side, BillingMonth month, String officePath) {
        Conditions where = new Conditions("t.office_id").below(officePath).with("t.billing_month = ?", month.value());
        return store.queryOne("SELECT COALESCE(SUM(t.amount), 0) FROM ledger_transfer t JOIN ledger_account a ON a.code = t." + side
                + where.sql(), where.params(), row -> row.getBigDecimal(1)).orElseThrow();
    }

    /** Balances of all ledger accounts, by code. */
    public List<Balance> balances(OfficeScope scope) {
        Map<String, BigDecimal> debits = sums("debit", scope);
        Map<String, BigDecimal> credits = sums("credit", scope);
        BigDecimal nothing = BigDecimal.ZERO.setScale(2);
        return store.query("SELECT code, name_zh, name_en FROM ledger_account ORDER BY code", List.of(),
                row -> new Balance(row.getString(1), row.getString(2), row.getString(3), debits.getOrDefault(row.getString(1), nothing),
                        credits.getOrDefault(row.getString(1), nothing)));
    }

    private Map<String, BigDecimal> sums(String side, OfficeScope scope) {
        Conditions where = new Conditions("t.office_id").scope(scope);
        Map<String, BigDecimal> sums = new HashMap<>();
        store.stream("SELECT t." + side + ", SUM(t.amount) FROM ledger_transfer t" + where.sql() + " GROUP BY t." + side, where.params(),
                row -> sums.put(row.getString(1), row.getBigDecimal(2)));
        return sums;
    }
}
