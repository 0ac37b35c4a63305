package org.karawatt.reading.internal.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;

/** SQL on reading plans. Every method runs in the caller's unit of work. */
public final class PlanStore {

    private static final String FROM = " FROM reading_plan p JOIN metering_route t ON t.id = p.route_id"
            + " JOIN codes_office o ON o.id = p.office_id WHERE p.billing_month = ? AND o.path LIKE ? ESCAPE '!' AND ";

    private final BulkStore store;

    public PlanStore(BulkStore store) {
        this.store = store;
    }

    /** A plan without its progress, which the readings tell. */
    public record Plan(long id, long routeId, String routeNo, String routeName, long officeId, BillingMonth month, LocalDate plannedOn,
            int registers, int version) {
    }

    /** Routes that have a plan for the month. */
    public Set<Long> planned(BillingMonth month) {
        return new HashSet<>(store.query("SELECT route_id FROM reading_plan WHERE billing_month = ?", List.of(month.value()),
                row -> row.getLong(1)));
    }

    public void insert(List<Plan> plans) {
        List<Object[]> rows = new ArrayList<>(plans.size());
        for (Plan p : plans) {
            rows.add(new Object[] {p.id(), p.routeId(), p.officeId(), p.month().value(), p.plannedOn(), p.registers(), p.version()});
        }
        store.insert("reading_plan",
                List.of("id", "route_id", "office_id", "billing_month", "planned_on", "registers", "version"), rows);
    }

    /** Plans below an office that are in scope, by route number. */
    public List<Plan> page(OfficeScope scope, String officePath, BillingMonth month, PageRequest page) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        List<Object> params = filter.after(List.of(month.value(), OfficeFilter.prefix(officePath)));
        params.add(page.offset());
        params.add(page.limit());
        return store.query("SELECT p.id, p.route_id, t.route_no, t.name, p.office_id, p.planned_on, p.registers, p.version" + FROM
                + filter.condition() + " ORDER BY t.route_no OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params,
                row -> new Plan(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getLong(5), month,
                        row.getLocalDate(6), row.getInt(7), row.getInt(8)));
    }

    public long count(OfficeScope scope, String officePath, BillingMonth month) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return store.queryOne("SELECT COUNT(*)" + FROM + filter.condition(),
                filter.after(List.of(month.value(), OfficeFilter.prefix(officePath))), row -> row.getLong(1)).orElseThrow();
    }
}
