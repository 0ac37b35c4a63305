package org.karawatt.performance.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;

/** SQL on kept measures. Every method runs in the caller's unit of work. */
public final class MeasureStore {

    private final BulkStore store;

    public MeasureStore(BulkStore store) {
        this.store = store;
    }

    /** What is kept of an office, by month. */
    public Map<BillingMonth, Map<String, BigDecimal>> kept(long officeId, BillingMonth from, BillingMonth to) {
        Map<BillingMonth, Map<String, BigDecimal>> kept = new HashMap<>();
        store.query("SELECT billing_month, name, amount FROM quality_measure WHERE office_id = ? AND billing_month BETWEEN ? AND ?",
                List.of(officeId, from.value(), to.value()),
                row -> kept.computeIfAbsent(new BillingMonth(row.getInt(1)), month -> new HashMap<>())
                        .put(row.getString(2), row.getBigDecimal(3).stripTrailingZeros()));
        return kept;
    }

    /** Keeps the measures of an office and a month in place of what was kept before. */
    public void keep(long officeId, BillingMonth month, Map<String, BigDecimal> values, Instant now) {
        store.update("DELETE FROM quality_measure WHERE office_id = ? AND billing_month = ?", List.of(officeId, month.value()));
        store.insert("quality_measure", List.of("name", "office_id", "billing_month", "amount", "kept_at"),
                () -> values.entrySet().stream().map(entry -> new Object[] {entry.getKey(), officeId, month.value(), entry.getValue(),
                    now}).iterator());
    }

    public boolean isKept(BillingMonth month) {
        return store.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM quality_kept_month WHERE billing_month = ?", List.of(month.value()),
                row -> row.getLong(1)).orElseThrow() > 0;
    }

    public void markKept(BillingMonth month, Instant now) {
        if (!isKept(month)) {
            store.update("INSERT INTO quality_kept_month (billing_month, kept_at) VALUES (?, ?)", List.of(month.value(), now));
        }
    }
}
