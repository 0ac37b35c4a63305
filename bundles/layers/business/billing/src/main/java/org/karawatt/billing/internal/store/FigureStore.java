package org.karawatt.billing.internal.store;

import java.util.List;
import java.util.function.Consumer;
import org.karawatt.billing.api.BillFigureService.BillFigure;
import org.karawatt.billing.api.BillFigureService.BillSum;
import org.karawatt.billing.api.BillFigureService.ComponentSum;
import org.karawatt.billing.api.BillFigureService.StudyFigure;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;

/** Issued bills and studies as figures. Every method works inside the current unit of work. Thread-safe. */
public final class FigureStore {

    private static final String ISSUED = " JOIN codes_office o ON o.id = b.office_id WHERE b.billing_month = ? AND b.status = 'ISSUED' AND ";

    private final BulkStore bulk;

    public FigureStore(BulkStore bulk) {
        this.bulk = bulk;
    }

    /** Months with issued bills of these offices, oldest first. */
    public List<BillingMonth> months(OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return bulk.query("SELECT DISTINCT b.billing_month FROM billing_bill b JOIN codes_office o ON o.id = b.office_id"
                + " WHERE b.status = 'ISSUED' AND " + offices.condition() + " ORDER BY b.billing_month", offices.params(),
                row -> new BillingMonth(row.getInt(1)));
    }

    /** Issued bills of a month, by account and id. */
    public void bills(BillingMonth month, OfficeScope scope, Consumer<BillFigure> consumer) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        bulk.stream("SELECT b.id, b.account_id, b.office_id, b.usage_class, b.tariff_code, b.energy_kwh, b.amount, b.run_id"
                + " FROM billing_bill b" + ISSUED + offices.condition() + " ORDER BY b.account_id, b.id",
                offices.after(List.of(month.value())), row -> consumer.accept(new BillFigure(row.getLong(1), row.getLong(2), month,
                        row.getLong(3), row.getString(4), row.getString(5), row.getBigDecimal(6), row.getBigDecimal(7),
                        row.getLongOrNull(8))));
    }

    public List<BillSum> sums(BillingMonth month, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return bulk.query("SELECT b.office_id, b.usage_class, CAST(COUNT(*) AS BIGINT), SUM(b.energy_kwh), SUM(b.amount)"
                + " FROM billing_bill b" + ISSUED + offices.condition() + " GROUP BY b.office_id, b.usage_class"
                + " ORDER BY b.office_id, b.usage_class", offices.after(List.of(month.value())),
                row -> new BillSum(row.getLong(1), row.getString(2), row.getLong(3), row.getBigDecimal(4), row.getBigDecimal(5)));
    }

    public List<ComponentSum> components(BillingMonth month, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        // by the bills of the month, not by a hash of all lines ever: the hint is for Derby, PostgreSQL sees a comment
        return bulk.query("SELECT b.office_id, b.usage_class, l.component, SUM(l.amount) FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
                + " billing_bill b --DERBY-PROPERTIES index=BILLING_BILL_I\n"
                + " JOIN billing_line l --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=BILLING_LINE_P\n ON l.bill_id = b.id"
                + ISSUED + offices.condition() + " GROUP BY b.office_id, b.usage_class, l.component"
                + " ORDER BY b.office_id, b.usage_class, l.component", offices.after(List.of(month.value())),
                row -> new ComponentSum(row.getLong(1), row.getString(2), row.getString(3), row.getBigDecimal(4)));
    }

    /** Accounts of a study that have both amounts. */
    public void study(long runId, OfficeScope scope, Consumer<StudyFigure> consumer) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        bulk.stream("SELECT s.account_id, s.office_id, s.usage_class, s.energy_kwh, s.amount_before, s.amount_after"
                + " FROM billing_study_account s JOIN codes_office o ON o.id = s.office_id"
                + " WHERE s.run_id = ? AND s.amount_before IS NOT NULL AND s.amount_after IS NOT NULL AND " + offices.condition()
                + " ORDER BY s.account_id", offices.after(List.of(runId)), row -> consumer.accept(new StudyFigure(row.getLong(1),
                        row.getLong(2), row.getString(3), row.getBigDecimal(4), row.getBigDecimal(5), row.getBigDecimal(6))));
    }
}
