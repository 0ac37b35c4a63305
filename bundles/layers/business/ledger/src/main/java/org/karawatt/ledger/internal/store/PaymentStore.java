package org.karawatt.ledger.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.Payment;
import org.karawatt.ledger.api.Payment.Allocation;
import org.karawatt.ledger.internal.calc.Allocator.Allocated;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.Row;

/** SQL on payments and allocations. Every method runs in the caller's unit of work. */
public final class PaymentStore {

    private static final List<String> COLUMNS = List.of("id", "account_id", "office_id", "amount", "unallocated", "late_fee", "paid_on",
            "received_at", "received_by", "channel", "reference", "file_id", "status", "version");
    private static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM ledger_payment";
    private static final String BOOKED = "BOOKED";
    private static final List<String> ALLOCATION_COLUMNS = List.of("id", "payment_id", "receivable_id", "kind", "amount");
    private static final String OF_ADVANCES = " FROM ledger_payment --DERBY-PROPERTIES index=LEDGER_PAYMENT_I1\n"
            + " WHERE unallocated > 0 AND status = 'BOOKED' AND account_id IN ";

    private final BulkStore store;

    public PaymentStore(BulkStore store) {
        this.store = store;
    }

    /** A payment before it is allocated; {@code reference} and {@code fileId} may be null. */
    public record NewPayment(long id, long accountId, long officeId, BigDecimal amount, LocalDate paidOn, Instant receivedAt,
            String receivedBy, String channel, String reference, Long fileId) {
    }

    /** A payment and what it was used for. */
    public record BookedPayment(NewPayment payment, Allocated allocated) {
    }

    /** A payment with what of it is meant: what is not used, or what was used for a debt. */
    public record Advance(long paymentId, long accountId, long officeId, LocalDate paidOn, BigDecimal amount) {
    }

    /** What a payment has settled of a receivable, principal or late fee. */
    public record Settled(Advance advance, String kind) {
    }

    /** What changes in a payment: more or less that is not used or was a late fee, and the allocations that tell it. */
    public record Change(long paymentId, BigDecimal unallocated, BigDecimal lateFee, List<Allocation> parts) {
    }

    /** Sums of payments and of what they were used for. */
    public record Sums(BigDecimal amount, BigDecimal lateFee, BigDecimal unallocated) {
    }

    /** Stores payments; their allocations get consecutive ids from {@code firstAllocationId}. */
    public void insert(List<BookedPayment> booked, long firstAllocationId) {
        store.insert("ledger_payment", COLUMNS, () -> booked.stream().map(b -> {
            NewPayment p = b.payment();
            return new Object[] {p.id(), p.accountId(), p.officeId(), p.amount(), b.allocated().unallocated(), b.allocated().lateFee(),
                p.paidOn(), p.receivedAt(), p.receivedBy(), p.channel(), p.reference(), p.fileId(), BOOKED, 0};
        }).iterator());
        List<Object[]> rows = new ArrayList<>();
        for (BookedPayment b : booked) {
            for (Allocation part : b.allocated().parts()) {
                rows.add(new Object[] {firstAllocationId + rows.size(), b.payment().id(), part.receivableId(), part.kind(), part.amount()});
            }
        }
        if (!rows.isEmpty()) {
            store.insert("ledger_allocation", ALLOCATION_COLUMNS, rows);
        }
    }

    /** Stores a payment of nothing for a refund, whose advance {@link #change} adds. */
    public void insertRefund(Advance refund, String channel, String decidedBy, Instant at) {
        store.insert("ledger_payment", COLUMNS, List.<Object[]>of(new Object[] {refund.paymentId(), refund.accountId(), refund.officeId(),
            BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, refund.paidOn(), at, decidedBy, channel, null, null, BOOKED, 0}));
    }

    /** Sum of the advances of an account. */
    public BigDecimal advance(long accountId) {
        return store.queryOne("SELECT COALESCE(SUM(unallocated), 0)" + OF_ADVANCES + "(?)", List.of(accountId), row -> row.getBigDecimal(1))
                .orElseThrow();
    }

    /** Accounts among these that have an advance; no lock is held. */
    public Set<Long> withAdvance(Collection<Long> accountIds) {
        Set<Long> found = new HashSet<>();
        for (List<Long> part : InList.parts(accountIds)) {
            store.stream("SELECT DISTINCT account_id" + OF_ADVANCES + InList.marks(part), part, row -> found.add(row.getLong(1)));
        }
        return found;
    }

    /**
     * Locks and reads the advances of accounts until the unit ends, the oldest first. Only what has been locked is read: on Derby the first
     * query may miss an advance that somebody else is just using, because its place in the index moves, and then nobody would hold it.
     */
    public List<Advance> lockAdvances(Collection<Long> accountIds) {
        List<Advance> found = new ArrayList<>();
        for (List<Long> part : InList.parts(accountIds.stream().sorted().distinct().toList())) {
            List<Long> ids = store.query("SELECT id" + OF_ADVANCES + InList.marks(part) + " ORDER BY id", part, row -> row.getLong(1));
            // an update locks on every database, which a cursor over a read-committed query does not on Derby
            store.updateBatch("UPDATE ledger_payment SET version = version WHERE id = ?",
                    () -> ids.stream().map(id -> new Object[] {id}).iterator());
            for (List<Long> locked : InList.parts(ids)) {
                store.stream("SELECT id, account_id, office_id, paid_on, unallocated FROM ledger_payment WHERE unallocated > 0 AND id IN "
                        + InList.marks(locked), locked, row -> found.add(advance(row)));
            }
        }
        found.sort(Comparator.comparing(Advance::accountId).thenComparing(Advance::paidOn).thenComparing(Advance::paymentId));
        return found;
    }

    /** What payments have settled of a receivable and not freed again. */
    public List<Settled> settled(long receivableId) {
        return store.query("SELECT p.id, p.account_id, p.office_id, p.paid_on, SUM(a.amount), a.kind FROM ledger_allocation a"
                + " JOIN ledger_payment p ON p.id = a.payment_id WHERE a.receivable_id = ?"
                + " GROUP BY p.id, p.account_id, p.office_id, p.paid_on, a.kind HAVING SUM(a.amount) > 0 ORDER BY p.id, a.kind",
                List.of(receivableId), row -> new Settled(advance(row), row.getString(6)));
    }

    private static Advance advance(Row row) {
        return new Advance(row.getLong(1), row.getLong(2), row.getLong(3), row.getLocalDate(4), row.getBigDecimal(5));
    }

    /** Writes changes of payments; their allocations get consecutive ids. */
    public void change(List<Change> changes, long firstAllocationId) {
        store.updateBatch("UPDATE ledger_payment SET unallocated = unallocated + ?, late_fee = late_fee + ?, version = version + 1 WHERE id = ?",
                () -> changes.stream().map(c -> new Object[] {c.unallocated(), c.lateFee(), c.paymentId()}).iterator());
        List<Object[]> rows = new ArrayList<>();
        for (Change change : changes) {
            for (Allocation part : change.parts()) {
                rows.add(new Object[] {firstAllocationId + rows.size(), change.paymentId(), part.receivableId(), part.kind(), part.amount()});
            }
        }
        if (!rows.isEmpty()) {
            store.insert("ledger_allocation", ALLOCATION_COLUMNS, rows);
        }
    }

    public Optional<Payment> find(long id, String accountNo) {
        return store.queryOne(SELECT + " WHERE id = ?", List.of(id), row -> payment(row, accountNo))
                .map(found -> with(found, allocations(List.of(id)).getOrDefault(id, List.of())));
    }

    public Optional<Long> accountOf(long id) {
        return store.queryOne("SELECT account_id FROM ledger_payment WHERE id = ?", List.of(id), row -> row.getLong(1));
    }

    /** Payments of an account, newest first. */
    public Page<Payment> ofAccount(long accountId, String accountNo, PageRequest page) {
        long total = store.queryOne("SELECT COUNT(*) FROM ledger_payment WHERE account_id = ?", List.of(accountId),
                row -> row.getLong(1)).orElseThrow();
        List<Payment> found = store.query(SELECT + " WHERE account_id = ? ORDER BY paid_on DESC, id DESC"
                + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", List.of(accountId, page.offset(), page.limit()), row -> payment(row, accountNo));
        Map<Long, List<Allocation>> parts = allocations(found.stream().map(Payment::id).toList());
        return Page.of(found.stream().map(p -> with(p, parts.getOrDefault(p.id(), List.of()))).toList(), page, total);
    }

    private Map<Long, List<Allocation>> allocations(Collection<Long> paymentIds) {
        Map<Long, List<Allocation>> parts = new HashMap<>();
        for (List<Long> some : InList.parts(paymentIds)) {
            store.stream("SELECT payment_id, receivable_id, kind, amount FROM ledger_allocation WHERE payment_id IN "
                    + InList.marks(some) + " ORDER BY id", some, row -> parts.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                            .add(new Allocation(row.getLong(2), row.getString(3), row.getBigDecimal(4))));
        }
        return parts;
    }

    /** Sums of booked payments that were paid in the month. */
    public Sums sums(BillingMonth month, String officePath) {
        Conditions where = paidIn(month, officePath);
        return store.queryOne("SELECT COALESCE(SUM(p.amount), 0), COALESCE(SUM(p.late_fee), 0), COALESCE(SUM(p.unallocated), 0)"
                + " FROM ledger_payment p" + where.sql(), where.params(),
                row -> new Sums(row.getBigDecimal(1), row.getBigDecimal(2), row.getBigDecimal(3))).orElseThrow();
    }

    /** Sum of the allocations of booked payments that were paid in the month. */
    public BigDecimal allocated(BillingMonth month, String officePath) {
        Conditions where = paidIn(month, officePath);
        return store.queryOne("SELECT COALESCE(SUM(a.amount), 0) FROM ledger_payment p JOIN ledger_allocation a ON a.payment_id = p.id"
                + where.sql(), where.params(), row -> row.getBigDecimal(1)).orElseThrow();
    }

    /** Sum of what was paid out of booked payments that were paid in the month. */
    public BigDecimal paidOut(BillingMonth month, String officePath) {
        Conditions where = paidIn(month, officePath);
        return store.queryOne("SELECT COALESCE(SUM(x.amount), 0) FROM ledger_payment p JOIN ledger_payout_part x ON x.payment_id = p.id"
                + where.sql(), where.params(), row -> row.getBigDecimal(1)).orElseThrow();
    }

    /** Sum of booked payments that came in bank files and were paid on the day. */
    public BigDecimal ofFiles(LocalDate paidOn) {
        return store.queryOne("SELECT COALESCE(SUM(amount), 0) FROM ledger_payment WHERE paid_on = ? AND file_id IS NOT NULL"
                + " AND status = 'BOOKED'", List.of(paidOn), row -> row.getBigDecimal(1)).orElseThrow();
    }

    private static Conditions paidIn(BillingMonth month, String officePath) {
        return new Conditions("p.office_id").below(officePath).with("p.paid_on >= ?", month.firstDay())
                .with("p.paid_on < ?", month.next().firstDay()).with("p.status = 'BOOKED'");
    }

    private static Payment payment(Row row, String accountNo) {
        return new Payment(row.getLong(1), row.getLong(2), accountNo, row.getLong(3), row.getBigDecimal(4), row.getBigDecimal(6),
                row.getBigDecimal(5), row.getLocalDate(7), row.getInstant(8), row.getString(9), row.getString(10), row.getString(11),
                row.getString(13), List.of(), row.getInt(14));
    }

    private static Payment with(Payment p, List<Allocation> parts) {
        return new Payment(p.id(), p.accountId(), p.accountNo(), p.officeId(), p.amount(), p.lateFee(), p.unallocated(), p.paidOn(),
                p.receivedAt(), p.receivedBy(), p.channel(), p.reference(), p.status(), parts, p.version());
    }
}
