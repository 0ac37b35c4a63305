package org.karawatt.billing.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.Correction;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** Corrections with their approval. Every method works inside the current unit of work. Thread-safe. */
public final class CorrectionStore {

    private static final String FROM = " FROM billing_correction c JOIN codes_office o ON o.id = c.office_id"
            + " JOIN billing_bill b ON b.id = c.bill_id WHERE ";
    private static final String CORRECTION = "SELECT c.id, c.bill_id, c.account_id, c.office_id, c.reason_code, c.reason, c.status,"
            + " c.amount_before, c.amount_after, c.bills, c.difference, c.proposed_by, c.proposed_at, c.decided_by, c.decided_at, c.note,"
            + " c.reversal_id, c.corrected_id, b.billing_month";

    private final BulkStore bulk;

    public CorrectionStore(BulkStore bulk) {
        this.bulk = bulk;
    }

    /** A correction as it is stored; the number of the account is another domain's and is null. */
    public record Stored(long billId, long accountId, Correction correction) {
    }

    /** A correction to be stored. */
    public record New(long id, Bill bill, String reasonCode, String reason, BigDecimal after, int bills, BigDecimal difference, String user,
            Instant at) {
    }

    /** @throws org.karawatt.persistence.store.DuplicateKeyException when another correction of the bill waits */
    public void insert(New correction, List<Correction.Reading> readings) {
        Bill bill = correction.bill();
        bulk.update("INSERT INTO billing_correction (id, bill_id, open_bill_id, account_id, office_id, reason_code, reason, status,"
                + " amount_before, amount_after, bills, difference, proposed_by, proposed_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?, ?, ?, ?)",
                List.of(correction.id(), bill.id(), bill.id(), bill.accountId(), bill.officeId(), correction.reasonCode(),
                        correction.reason(), bill.amount(), correction.after(), correction.bills(), correction.difference(),
                        correction.user(), correction.at()));
        if (!readings.isEmpty()) {
            bulk.insert("billing_correction_reading", List.of("correction_id", "reading_id", "kind", "value_before", "value_after"),
                    () -> readings.stream().map(r -> new Object[] {correction.id(), r.readingId(), r.register(), r.before(), r.after()})
                            .iterator());
        }
    }

    /** Decides; {@code false} when it has been decided already. */
    public boolean decide(long id, String status, String user, Instant at, String note) {
        List<Object> params = new ArrayList<>();
        params.add(status);
        params.add(user);
        params.add(at);
        params.add(note);
        params.add(id);
        return bulk.update("UPDATE billing_correction SET status = ?, open_bill_id = NULL, decided_by = ?, decided_at = ?, note = ?"
                + " WHERE id = ? AND status = 'PROPOSED'", params) == 1;
    }

    public void applied(long id, long reversalId, long correctedId) {
        bulk.update("UPDATE billing_correction SET reversal_id = ?, corrected_id = ? WHERE id = ?", List.of(reversalId, correctedId, id));
    }

    public Optional<Long> openOf(long billId) {
        return bulk.queryOne("SELECT id FROM billing_correction WHERE open_bill_id = ?", List.of(billId), row -> row.getLong(1));
    }

    public Optional<Stored> correction(long id, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(CORRECTION + FROM + "c.id = ? AND " + offices.condition(), offices.after(List.of(id)), CorrectionStore::stored)
                .map(found -> withReadings(List.of(found)).get(0));
    }

    /** Corrections, newest first; null filters do not filter. */
    public Page<Stored> corrections(OfficeScope scope, String status, Long billId, PageRequest page) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder();
        List<Object> params = new ArrayList<>();
        if (status != null) {
            where.append("c.status = ? AND ");
            params.add(status);
        }
        if (billId != null) {
            where.append("c.bill_id = ? AND ");
            params.add(billId);
        }
        where.append(offices.condition());
        List<Object> all = new ArrayList<>(offices.after(params));
        long total = bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT)" + FROM + where, all, row -> row.getLong(1)).orElseThrow();
        all.add(page.offset());
        all.add(page.limit());
        return Page.of(withReadings(bulk.query(CORRECTION + FROM + where + " ORDER BY c.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", all,
                CorrectionStore::stored)), page, total);
    }

    private List<Stored> withReadings(List<Stored> corrections) {
        Map<Long, List<Correction.Reading>> readings = new HashMap<>();
        for (List<Long> part : InList.parts(corrections.stream().map(c -> c.correction().id()).toList())) {
            bulk.stream("SELECT correction_id, reading_id, kind, value_before, value_after FROM billing_correction_reading"
                    + " WHERE correction_id IN " + InList.marks(part) + " ORDER BY correction_id, reading_id", part,
                    row -> readings.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(new Correction.Reading(row.getLong(2),
                            row.getString(3), row.getBigDecimal(4), row.getBigDecimal(5))));
        }
        return corrections.stream().map(c -> new Stored(c.billId(), c.accountId(),
                with(c.correction(), null, readings.getOrDefault(c.correction().id(), List.of())))).toList();
    }

    /** The correction with the number of its account and its readings. */
    public static Correction with(Correction c, String accountNo, List<Correction.Reading> readings) {
        return new Correction(c.id(), c.billNo(), accountNo, c.officeId(), c.reasonCode(), c.reason(), c.status(), c.amountBefore(),
                c.amountAfter(), c.bills(), c.difference(), readings, c.proposedBy(), c.proposedAt(), c.decidedBy(), c.decidedAt(), c.note(),
                c.reversalNo(), c.correctedNo());
    }

    private static Stored stored(Row row) {
        BillingMonth month = new BillingMonth(row.getInt(19));
        return new Stored(row.getLong(2), row.getLong(3), new Correction(row.getLong(1), Bill.number(month, row.getLong(2)), null,
                row.getLong(4), row.getString(5), row.getString(6), row.getString(7), row.getBigDecimal(8), row.getBigDecimal(9),
                row.getInt(10), row.getBigDecimal(11), List.of(), row.getString(12), row.getInstant(13), row.getString(14),
                row.isNull(15) ? null : row.getInstant(15), row.getString(16), number(month, row, 17), number(month, row, 18)));
    }

    private static String number(BillingMonth month, Row row, int column) {
        return row.isNull(column) ? null : Bill.number(month, row.getLong(column));
    }
}
