package org.karawatt.ledger.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.BudgetPlan.Instalment;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.Row;

/** SQL on budget plans. Every method runs in the caller's unit of work. */
public final class PlanStore {

    /** What a plan takes over of a bill, gives back with its reversal, asks for, asks for in the end, and takes for late instalments. */
    public static final String BILL = "BILL";
    public static final String REVERSAL = "REVERSAL";
    public static final String INSTALMENT = "INSTALMENT";
    public static final String SETTLEMENT = "SETTLEMENT";
    public static final String LATE_FEE = "LATE_FEE";
    /** The review is still to come, waits for somebody, or is over. */
    public static final String REVIEW_AHEAD = "AHEAD";
    public static final String REVIEW_DUE = "DUE";
    public static final String REVIEW_OVER = "OVER";

    private static final List<String> COLUMNS = List.of("id", "account_id", "running_account", "office_id", "start_month", "end_month",
            "review_month", "review_share", "review", "agreed_by", "agreed_at", "settled_on", "version");
    private static final String SELECT = "SELECT p." + String.join(", p.", COLUMNS) + " FROM ledger_plan p";
    private static final List<String> ENTRY_COLUMNS = List.of("id", "plan_id", "kind", "ref_id", "receivable_id", "account_id",
            "billing_month", "office_id", "amount");
    private static final String SELECT_ENTRIES = "SELECT e." + String.join(", e.", ENTRY_COLUMNS) + " FROM ledger_plan_entry e";

    private final BulkStore store;

    public PlanStore(BulkStore store) {
        this.store = store;
    }

    /** A stored plan; {@code settledOn} is null while it runs. */
    public record Plan(long id, long accountId, long officeId, BillingMonth start, BillingMonth end, BillingMonth reviewMonth,
            BigDecimal reviewShare, String review, String agreedBy, Instant agreedAt, LocalDate settledOn, int version) {

        public boolean isRunning() {
            return settledOn == null;
        }
    }

    /** What changes the balance of a plan: {@code amount} is added to it. */
    public record Entry(long id, long planId, String kind, long refId, long receivableId, long accountId, BillingMonth month,
            long officeId, BigDecimal amount) {
    }

    public void insert(Plan plan) {
        store.insert("ledger_plan", COLUMNS, List.<Object[]>of(new Object[] {plan.id(), plan.accountId(),
            plan.isRunning() ? plan.accountId() : null, plan.officeId(), plan.start().value(), plan.end().value(),
            plan.reviewMonth().value(), plan.reviewShare(), plan.review(), plan.agreedBy(), plan.agreedAt(), plan.settledOn(),
            plan.version()}));
    }

    /** The running plans of accounts, locked until the unit ends, by account. One query where there is none. */
    public Map<Long, Plan> lockRunning(Collection<Long> accountIds) {
        List<Long> ids = new ArrayList<>();
        for (List<Long> part : InList.parts(accountIds)) {
            ids.addAll(store.query("SELECT id FROM ledger_plan WHERE running_account IN " + InList.marks(part), part, row -> row.getLong(1)));
        }
        Map<Long, Plan> running = new HashMap<>();
        lock(ids).values().stream().filter(Plan::isRunning).forEach(plan -> running.put(plan.accountId(), plan));
        return running;
    }

    /** Plans, locked until the unit ends, by id. */
    public Map<Long, Plan> lock(Collection<Long> ids) {
        Map<Long, Plan> plans = new HashMap<>();
        List<Long> sorted = ids.stream().sorted().distinct().toList();
        if (!sorted.isEmpty()) {
            // an update locks on every database, which a cursor over a read-committed query does not on Derby
            store.updateBatch("UPDATE ledger_plan SET version = version WHERE id = ?",
                    () -> sorted.stream().map(id -> new Object[] {id}).iterator());
        }
        for (List<Long> part : InList.parts(sorted)) {
            store.stream(SELECT + " WHERE p.id IN " + InList.marks(part), part, row -> plans.put(row.getLong(1), plan(row)));
        }
        return plans;
    }

    public Optional<Plan> find(long id) {
        return store.queryOne(SELECT + " WHERE p.id = ?", List.of(id), PlanStore::plan);
    }

    /** Plans of an account, newest first. */
    public List<Plan> ofAccount(long accountId, int limit) {
        return store.query(SELECT + " WHERE p.account_id = ? ORDER BY p.id DESC FETCH FIRST ? ROWS ONLY", List.of(accountId, limit),
                PlanStore::plan);
    }

    /** Running plans by id. */
    public Page<Plan> running(OfficeScope scope, boolean reviewOnly, PageRequest page) {
        Conditions where = new Conditions("p.office_id").scope(scope).with("p.running_account IS NOT NULL");
        if (reviewOnly) {
            where.with("p.review = ?", REVIEW_DUE);
        }
        long total = store.queryOne("SELECT COUNT(*) FROM ledger_plan p" + where.sql(), where.params(), row -> row.getLong(1)).orElseThrow();
        return Page.of(store.query(SELECT + where.sql() + " ORDER BY p.id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                where.params(page.offset(), page.limit()), PlanStore::plan), page, total);
    }

    public void review(long planId, String review) {
        store.update("UPDATE ledger_plan SET review = ?, version = version + 1 WHERE id = ?", List.of(review, planId));
    }

    public void settled(long planId, LocalDate day) {
        store.update("UPDATE ledger_plan SET settled_on = ?, running_account = NULL, version = version + 1 WHERE id = ?",
                List.of(day, planId));
    }

    /** Asks for another amount from a month on, whatever was agreed for that month and later ones. */
    public void ask(long planId, BillingMonth from, BigDecimal amount) {
        store.update("DELETE FROM ledger_plan_instalment WHERE plan_id = ? AND from_month >= ?", List.of(planId, from.value()));
        store.insert("ledger_plan_instalment", List.of("plan_id", "from_month", "amount"),
                List.<Object[]>of(new Object[] {planId, from.value(), amount}));
    }

    /** Instalments of plans, by month. */
    public Map<Long, List<Instalment>> instalments(Collection<Long> planIds) {
        Map<Long, List<Instalment>> found = new HashMap<>();
        for (List<Long> part : InList.parts(planIds)) {
            store.stream("SELECT plan_id, from_month, amount FROM ledger_plan_instalment WHERE plan_id IN " + InList.marks(part)
                    + " ORDER BY plan_id, from_month", part, row -> found.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                            .add(new Instalment(new BillingMonth(row.getInt(2)), row.getBigDecimal(3))));
        }
        return found;
    }

    /** Entries of plans, in the order in which they were made. */
    public Map<Long, List<Entry>> entries(Collection<Long> planIds) {
        Map<Long, List<Entry>> found = new HashMap<>();
        for (List<Long> part : InList.parts(planIds)) {
            store.stream(SELECT_ENTRIES + " WHERE e.plan_id IN " + InList.marks(part) + " ORDER BY e.id", part,
                    row -> found.computeIfAbsent(row.getLong(2), id -> new ArrayList<>()).add(entry(row)));
        }
        return found;
    }

    /** The entries by which plans have taken over bills. */
    public List<Entry> ofBills(Collection<Long> billIds) {
        List<Entry> found = new ArrayList<>();
        for (List<Long> part : InList.parts(billIds)) {
            found.addAll(store.query(SELECT_ENTRIES + " WHERE e.kind = 'BILL' AND e.receivable_id IN " + InList.marks(part), part,
                    PlanStore::entry));
        }
        return found;
    }

    public void insert(List<Entry> entries) {
        store.insert("ledger_plan_entry", ENTRY_COLUMNS, () -> entries.stream().map(e -> new Object[] {e.id(), e.planId(), e.kind(),
            e.refId(), e.receivableId(), e.accountId(), e.month().value(), e.officeId(), e.amount()}).iterator());
    }

    /** What the entries of a month add to the balances of plans. */
    public BigDecimal sum(BillingMonth month, String officePath) {
        Conditions where = new Conditions("e.office_id").below(officePath).with("e.billing_month = ?", month.value());
        return store.queryOne("SELECT COALESCE(SUM(e.amount), 0) FROM ledger_plan_entry e" + where.sql(), where.params(),
                row -> row.getBigDecimal(1)).orElseThrow();
    }

    private static Plan plan(Row row) {
        return new Plan(row.getLong(1), row.getLong(2), row.getLong(4), new BillingMonth(row.getInt(5)), new BillingMonth(row.getInt(6)),
                new BillingMonth(row.getInt(7)), row.getBigDecimal(8), row.getString(9), row.getString(10), row.getInstant(11),
                row.getLocalDate(12), row.getInt(13));
    }

    private static Entry entry(Row row) {
        return new Entry(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getLong(5), row.getLong(6),
                new BillingMonth(row.getInt(7)), row.getLong(8), row.getBigDecimal(9));
    }
}
