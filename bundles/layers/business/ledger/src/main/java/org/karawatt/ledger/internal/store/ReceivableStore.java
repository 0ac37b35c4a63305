package org.karawatt.ledger.internal.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.OptimisticLockException;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.Arrears;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.internal.calc.Debt;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Dialect;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** SQL on receivables. Every method runs in the caller's unit of work. */
public final class ReceivableStore {

    /** Kind of what is owed for a recovery, or was granted as a refund. */
    public static final String RECOVERY = "RECOVERY";
    private static final List<String> COLUMNS = List.of("id", "account_id", "office_id", "billing_month", "amount", "open_amount",
            "due_on", "usage_class", "fee_accrued", "fee_paid", "fee_to", "version", "kind");
    private static final String SELECT = "SELECT r." + String.join(", r.", COLUMNS) + " FROM ledger_receivable r";

    // Derby's statistics lag behind a billing run; without the hint it reads the whole table for a few accounts
    private static final String OPEN_OF_ACCOUNTS = " FROM ledger_receivable --DERBY-PROPERTIES index=LEDGER_RECEIVABLE_I1\n"
            + " WHERE open_amount > 0 AND account_id IN ";

    /** What a row adds to what was billed. */
    static final String BILLED = "CASE WHEN r.kind IN ('INSTALMENT', 'SETTLEMENT') THEN 0 ELSE r.amount END";

    private final BulkStore store;

    public ReceivableStore(BulkStore store) {
        this.store = store;
    }

    /** A stored receivable. */
    public record Stored(long id, long accountId, long officeId, BillingMonth month, BigDecimal amount, Debt debt, String kind) {

        /** The printed number of the bill or recovery that it stands for. */
        public String number() {
            return (kind.equals(RECOVERY) ? "R" : "") + Bill.number(month, id);
        }
    }

    /** A receivable to be stored. */
    public record NewReceivable(long id, long accountId, long officeId, BillingMonth month, BigDecimal amount, BigDecimal open,
            LocalDate dueOn, String usageClass, String kind) {

        /** What is owed for a bill; with {@code open} zero it only counts as billed. */
        public static NewReceivable ofBill(IssuedBill bill, BigDecimal open, String kind) {
            return new NewReceivable(bill.billId(), bill.accountId(), bill.officeId(), bill.month(), bill.amount(), open, bill.dueOn(),
                    bill.usageClass(), kind);
        }
    }

    /** Number and sums of receivables. */
    public record Sums(long count, BigDecimal amount, BigDecimal open) {
    }

    public void insert(List<NewReceivable> rows) {
        store.insert("ledger_receivable", COLUMNS, () -> rows.stream().map(r -> new Object[] {r.id(), r.accountId(), r.officeId(),
            r.month().value(), r.amount(), r.open(), r.dueOn(), r.usageClass(), BigDecimal.ZERO, BigDecimal.ZERO, null, 0, r.kind()})
                .iterator());
    }

    /** Locks a receivable and leaves nothing open of it, nor any late fee. */
    public void settle(long id) {
        if (store.update("UPDATE ledger_receivable SET open_amount = 0, fee_accrued = 0, fee_paid = 0, fee_to = NULL, version = version + 1"
                + " WHERE id = ?", List.of(id)) != 1) {
            throw new IllegalStateException("bill " + id + " has no receivable");
        }
    }

    /** Receivables of bills, at most 500. */
    public List<Stored> ofBills(Collection<Long> billIds) {
        List<Stored> found = new ArrayList<>();
        for (List<Long> part : InList.parts(billIds)) {
            found.addAll(store.query(SELECT + " WHERE r.id IN " + InList.marks(part), part, ReceivableStore::stored));
        }
        return found;
    }

    public List<Stored> ofAccount(long accountId, int limit) {
        return store.query(SELECT + " WHERE r.account_id = ? ORDER BY r.billing_month DESC, r.id DESC FETCH FIRST ? ROWS ONLY",
                List.of(accountId, limit), ReceivableStore::stored);
    }

    /** Open receivables, oldest due date first; {@code dueBefore} null takes all. */
    public Page<Stored> open(OfficeScope scope, BillingMonth month, String officePath, LocalDate dueBefore, PageRequest page) {
        Conditions where = conditions(month, officePath).scope(scope).with("r.open_amount > 0");
        if (dueBefore != null) {
            where.with("r.due_on < ?", dueBefore);
        }
        long total = store.queryOne("SELECT COUNT(*) FROM ledger_receivable r" + where.sql(), where.params(), row -> row.getLong(1))
                .orElseThrow();
        List<Stored> items = store.query(SELECT + where.sql() + " ORDER BY r.due_on, r.id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                where.params(page.offset(), page.limit()), ReceivableStore::stored);
        return Page.of(items, page, total);
    }

    /** Accounts below an office that owe at least an amount which was due before a day, in id order. */
    public void overdue(String officePath, LocalDate dueBefore, BigDecimal atLeast, LedgerService.OverdueConsumer consumer) {
        store.stream("SELECT r.account_id, SUM(r.open_amount) FROM ledger_receivable r JOIN codes_office o ON o.id = r.office_id"
                + " WHERE r.open_amount > 0 AND r.due_on < ? AND o.path LIKE ? ESCAPE '!' GROUP BY r.account_id"
                + " HAVING SUM(r.open_amount) >= ? ORDER BY r.account_id",
                List.of(dueBefore, OfficeFilter.prefix(officePath), atLeast), row -> consumer.accept(row.getLong(1), row.getBigDecimal(2)));
    }

    /** Open receivables of a month below an office after an id, in id order. */
    public List<Stored> openAfter(BillingMonth month, String officePath, long afterId, int limit) {
        Conditions where = conditions(month, officePath).with("r.open_amount > 0").with("r.id > ?", afterId);
        // along the key, so that a page costs a page; sorting the month anew for each page would cost its square
        return store.query(SELECT + " --DERBY-PROPERTIES constraint=LEDGER_RECEIVABLE_P\n" + where.sql() + " ORDER BY r.id FETCH FIRST ? ROWS ONLY", where.params(limit),
                ReceivableStore::stored);
    }

    public Arrears arrears(OfficeScope scope, BillingMonth month, String officePath, LocalDate today) {
        Conditions where = conditions(month, officePath).scope(scope);
        List<Object> params = new ArrayList<>(List.of(today));
        params.addAll(where.params());
        return store.queryOne("SELECT COUNT(*), COALESCE(SUM(" + BILLED + "), 0), COALESCE(SUM(r.open_amount), 0),"
                + " COALESCE(SUM(CASE WHEN r.due_on < ? THEN r.open_amount ELSE 0 END), 0) FROM ledger_receivable r" + where.sql(), params,
                row -> new Arrears(row.getLong(1), row.getBigDecimal(2), row.getBigDecimal(3), row.getBigDecimal(4))).orElseThrow();
    }

    /** Number and sum of bills of the month, and what is open of everything. */
    public Sums sums(BillingMonth month, String officePath) {
        Conditions where = conditions(month, officePath);
        return store.queryOne("SELECT CAST(COALESCE(SUM(CASE WHEN r.kind IN ('INSTALMENT', 'SETTLEMENT') THEN 0 ELSE 1 END), 0) AS BIGINT),"
                + " COALESCE(SUM(" + BILLED + "), 0), COALESCE(SUM(r.open_amount), 0) FROM ledger_receivable r" + where.sql(), where.params(), row -> new Sums(row.getLong(1), row.getBigDecimal(2), row.getBigDecimal(3))).orElseThrow();
    }

    /** Principal that has been allocated to receivables of the month. */
    public BigDecimal allocated(BillingMonth month, String officePath) {
        Conditions where = conditions(month, officePath).with("a.kind = 'PRINCIPAL'");
        return store.queryOne("SELECT COALESCE(SUM(a.amount), 0) FROM ledger_receivable r"
                + " JOIN ledger_allocation a ON a.receivable_id = r.id" + where.sql(), where.params(), row -> row.getBigDecimal(1))
                .orElseThrow();
    }

    /**
     * Locks and reads the open receivables of accounts until the unit ends, oldest due date first. A second unit that wants one of
     * them waits and then sees what the first has left open.
     */
    public Map<Long, List<Debt>> lockOpen(Collection<Long> accountIds) {
        Map<Long, List<Debt>> debts = new LinkedHashMap<>();
        for (List<Long> part : InList.parts(accountIds.stream().sorted().distinct().toList())) {
            String which = OPEN_OF_ACCOUNTS + InList.marks(part);
            String lock = " FOR UPDATE";
            if (store.dialect() == Dialect.DERBY) {
                // Derby gives up the locks of a read-committed SELECT FOR UPDATE when the cursor moves on; those of an UPDATE it keeps
                List<Long> ids = store.query("SELECT id" + which, part, row -> row.getLong(1));
                store.updateBatch("UPDATE ledger_receivable SET version = version WHERE id = ?",
                        () -> ids.stream().map(id -> new Object[] {id}).iterator());
                lock = "";
            }
            store.stream("SELECT " + String.join(", ", COLUMNS) + which
                    + " ORDER BY account_id, due_on, id" + lock, part, row -> {
                        Debt debt = stored(row).debt();
                        debts.computeIfAbsent(debt.accountId(), id -> new ArrayList<>()).add(debt);
                    });
        }
        return debts;
    }

    /** Sum of what an account owes, without late fees. */
    public BigDecimal open(long accountId) {
        return store.queryOne("SELECT COALESCE(SUM(open_amount), 0)" + OPEN_OF_ACCOUNTS + "(?)", List.of(accountId),
                row -> row.getBigDecimal(1)).orElseThrow();
    }

    /** Writes what payments have changed. */
    public void update(List<Debt> changed) {
        long touched = store.updateBatch("UPDATE ledger_receivable SET open_amount = ?, fee_accrued = ?, fee_paid = ?, fee_to = ?,"
                + " version = ? WHERE id = ? AND version = ?", () -> changed.stream().map(d -> new Object[] {d.open(), d.feeAccrued(),
                    d.feePaid(), d.feeTo(), d.version() + 1, d.id(), d.version()}).iterator());
        if (touched != changed.size()) {
            throw new OptimisticLockException("receivables changed meanwhile");
        }
    }

    private static Conditions conditions(BillingMonth month, String officePath) {
        Conditions where = new Conditions("r.office_id").below(officePath);
        return month == null ? where : where.with("r.billing_month = ?", month.value());
    }

    private static Stored stored(Row row) {
        return new Stored(row.getLong(1), row.getLong(2), row.getLong(3), new BillingMonth(row.getInt(4)), row.getBigDecimal(5),
                new Debt(row.getLong(1), row.getLong(2), row.getLocalDate(7), row.getString(8), row.getInt(12), row.getBigDecimal(6),
                        row.getBigDecimal(9), row.getBigDecimal(10), row.getLocalDate(11)), row.getString(13));
    }
}
