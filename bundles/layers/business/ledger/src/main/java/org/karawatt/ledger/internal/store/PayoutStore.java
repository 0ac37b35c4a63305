package org.karawatt.ledger.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.ledger.api.Payout;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;

/** SQL on payouts. Account numbers are not stored with them and are null here. Every method runs in the caller's unit of work. */
public final class PayoutStore {

    public static final String PROPOSED = "PROPOSED";
    public static final String PAID = "PAID";
    public static final String REJECTED = "REJECTED";

    private static final String SELECT = "SELECT p.id, p.account_id, p.office_id, p.amount, p.channel, p.reference, p.reason, p.status,"
            + " p.proposed_by, p.proposed_at, p.decided_by, p.decided_at, p.note, p.paid_on FROM ledger_payout p";

    private final BulkStore store;

    public PayoutStore(BulkStore store) {
        this.store = store;
    }

    /** Stores a payout that waits for its decision. */
    public void insert(Payout payout) {
        store.update("INSERT INTO ledger_payout (id, account_id, office_id, amount, channel, reference, reason, status, proposed_by, proposed_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", Arrays.asList(payout.id(), payout.accountId(), payout.officeId(), payout.amount(),
                    payout.channel(), payout.reference(), payout.reason(), PROPOSED, payout.proposedBy(), payout.proposedAt()));
    }

    /** Lets the payouts of an account take turns until the unit ends. */
    public void lock(long accountId) {
        store.update("UPDATE ledger_payout SET status = status WHERE account_id = ?", List.of(accountId));
    }

    /** Decides; {@code false} when it has been decided already. {@code paidOn} is null for a rejection. */
    public boolean decide(long id, String status, String user, Instant at, String note, LocalDate paidOn) {
        return store.update("UPDATE ledger_payout SET status = ?, decided_by = ?, decided_at = ?, note = ?, paid_on = ? WHERE id = ?"
                + " AND status = 'PROPOSED'", Arrays.asList(status, user, at, note, paidOn, id)) == 1;
    }

    /** Stores of which payments it was. */
    public void insertParts(long id, Map<Long, BigDecimal> parts) {
        store.insert("ledger_payout_part", List.of("payout_id", "payment_id", "amount"),
                parts.entrySet().stream().map(part -> new Object[] {id, part.getKey(), part.getValue()}).toList());
    }

    public Optional<Payout> find(long id) {
        return store.queryOne(SELECT + " WHERE p.id = ?", List.of(id), PayoutStore::payout);
    }

    /** Payouts, newest first; account and status may be null. */
    public Page<Payout> find(OfficeScope scope, Long accountId, String status, PageRequest page) {
        Conditions where = new Conditions("p.office_id").scope(scope);
        if (accountId != null) {
            where.with("p.account_id = ?", accountId);
        }
        if (status != null) {
            where.with("p.status = ?", status);
        }
        long total = store.queryOne("SELECT COUNT(*) FROM ledger_payout p" + where.sql(), where.params(), row -> row.getLong(1)).orElseThrow();
        return Page.of(store.query(SELECT + where.sql() + " ORDER BY p.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                where.params(page.offset(), page.limit()), PayoutStore::payout), page, total);
    }

    private static Payout payout(Row row) {
        return new Payout(row.getLong(1), row.getLong(2), null, row.getLong(3), row.getBigDecimal(4), row.getString(5), row.getString(6),
                row.getString(7), row.getString(8), row.getString(9), row.getInstant(10), row.getString(11),
                row.isNull(12) ? null : row.getInstant(12), row.getString(13), row.isNull(14) ? null : row.getLocalDate(14));
    }
}
