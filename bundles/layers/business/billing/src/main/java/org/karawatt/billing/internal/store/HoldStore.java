package org.karawatt.billing.internal.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillHold;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/**
 * The table of held bills. Whether a held bill has been issued is read from the bills, so that nothing has to be kept in step. Every
 * method works inside the current unit of work. Thread-safe.
 */
public final class HoldStore {

    private static final String FROM = " FROM billing_hold h JOIN codes_office o ON o.id = h.office_id LEFT JOIN billing_bill b "
            + "ON b.account_id = h.account_id AND b.billing_month = h.billing_month AND b.kind = 'REGULAR' "
            + "AND b.status = 'ISSUED' WHERE ";
    private static final String HOLD = "SELECT h.id, h.account_id, h.account_no, h.billing_month, h.usage_class, h.amount, h.currency, "
            + "h.energy_kwh, h.code, h.message_zh, h.message_en, h.held_at, h.released_by, h.released_at, h.reason, b.id";

    private final BulkStore bulk;

    public HoldStore(BulkStore bulk) {
        this.bulk = bulk;
    }

    /** What the months before a bill have brought. */
    public record History(BigDecimal amount, long months) {

        /** Amount of a month; null when there was no bill. */
        public BigDecimal mean() {
            return months == 0 ? null : amount.divide(BigDecimal.valueOf(months), 2, RoundingMode.HALF_UP);
        }
    }

    /** A hold as a run finds it. */
    public record Found(long id, BigDecimal amount, BigDecimal kwh, boolean released) {

        public boolean isOf(BigDecimal otherAmount, BigDecimal otherKwh) {
            return amount.compareTo(otherAmount) == 0 && kwh.compareTo(otherKwh) == 0;
        }
    }

    /** A bill to be held. */
    public record Held(long accountId, String accountNo, BillingMonth month, long officeId, String usageClass, long runId,
            BigDecimal amount, String currency, BigDecimal kwh, String code, String messageZh, String messageEn, Instant at) {
    }

    /** Amounts and covered months of bills in the months before, of the accounts in the range. */
    public Map<Long, History> history(long fromAccount, long toAccount, BillingMonth month, int months) {
        BillingMonth first = month;
        for (int i = 0; i < months; i++) {
            first = first.previous();
        }
        Map<Long, History> found = new HashMap<>();
        bulk.query("SELECT account_id, SUM(amount), CAST(SUM(CASE WHEN kind = 'INTERIM' THEN 0 ELSE tier_months END) AS BIGINT) FROM billing_bill WHERE account_id BETWEEN ? AND ? "
                + "AND billing_month >= ? AND billing_month < ? AND status = 'ISSUED' GROUP BY account_id",
                List.of(fromAccount, toAccount, first.value(), month.value()),
                row -> found.put(row.getLong(1), new History(row.getBigDecimal(2), row.getLong(3))));
        return found;
    }

    /** Holds of a month by account. */
    public Map<Long, Found> found(long fromAccount, long toAccount, BillingMonth month) {
        Map<Long, Found> found = new HashMap<>();
        bulk.query("SELECT account_id, id, amount, energy_kwh, released_at FROM billing_hold WHERE account_id BETWEEN ? AND ? "
                + "AND billing_month = ?", List.of(fromAccount, toAccount, month.value()), row -> found.put(row.getLong(1),
                        new Found(row.getLong(2), row.getBigDecimal(3), row.getBigDecimal(4), !row.isNull(5))));
        return found;
    }

    public void insert(long id, Held held) {
        bulk.update("INSERT INTO billing_hold (id, account_id, account_no, billing_month, office_id, usage_class, run_id, amount, currency, "
                + "energy_kwh, code, message_zh, message_en, held_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(id, held.accountId(), held.accountNo(), held.month().value(), held.officeId(), held.usageClass(), held.runId(),
                        held.amount(), held.currency(), held.kwh(), held.code(), held.messageZh(), held.messageEn(), held.at()));
    }

    /** Another amount has come out: what was released before is held again. */
    public void change(long id, Held held) {
        bulk.update("UPDATE billing_hold SET run_id = ?, amount = ?, currency = ?, energy_kwh = ?, code = ?, message_zh = ?, message_en = ?, "
                + "held_at = ?, released_by = NULL, released_at = NULL, reason = NULL WHERE id = ?", List.of(held.runId(), held.amount(),
                        held.currency(), held.kwh(), held.code(), held.messageZh(), held.messageEn(), held.at(), id));
    }

    /** Releases a hold that is neither released nor billed; false when it is, or when its amount is another one by now. */
    public boolean release(long id, BigDecimal seen, String user, String reason, Instant now) {
        return bulk.update("UPDATE billing_hold SET released_by = ?, released_at = ?, reason = ? WHERE id = ? AND amount = ? "
                + "AND released_at IS NULL", List.of(user, now, reason, id, seen)) == 1;
    }

    public Optional<BillHold> hold(long id, OfficeScope scope, Locale locale) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(HOLD + FROM + "h.id = ? AND " + offices.condition(), offices.after(List.of(id)), row -> map(row, locale));
    }

    /** @param officePath null for all offices of the scope */
    public Page<BillHold> holds(BillingMonth month, String officePath, String status, OfficeScope scope, Locale locale, PageRequest page) {
        OfficeFilter offices = OfficeFilter.of(officePath == null ? scope : new OfficeScope(Set.of(officePath)), "o.path");
        List<Object> params = offices.after(List.of());
        StringBuilder where = new StringBuilder(offices.condition());
        if (month != null) {
            where.append(" AND h.billing_month = ?");
            params.add(month.value());
        }
        if (status != null) {
            where.append(switch (status) {
                case "HELD" -> " AND b.id IS NULL AND h.released_at IS NULL";
                case "RELEASED" -> " AND b.id IS NULL AND h.released_at IS NOT NULL";
                case "BILLED" -> " AND b.id IS NOT NULL";
                default -> " AND 1 = 0";
            });
        }
        long total = bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT)" + FROM + where, params, row -> row.getLong(1)).orElseThrow();
        List<Object> paged = new ArrayList<>(params);
        paged.add(page.offset());
        paged.add(page.limit());
        return Page.of(bulk.query(HOLD + FROM + where + " ORDER BY h.billing_month DESC, h.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                paged, row -> map(row, locale)), page, total);
    }

    private static BillHold map(Row row, Locale locale) {
        boolean zh = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
        BillingMonth month = new BillingMonth(row.getInt(4));
        String status = !row.isNull(16) ? "BILLED" : row.isNull(14) ? "HELD" : "RELEASED";
        return new BillHold(row.getLong(1), row.getString(3), month, row.getString(5), row.getBigDecimal(6), row.getString(7),
                row.getBigDecimal(8), row.getString(9), row.getString(zh ? 10 : 11), status, row.getInstant(12), row.getString(13),
                row.getInstant(14), row.getString(15), row.isNull(16) ? null : Bill.number(month, row.getLong(16)));
    }
}
