package org.karawatt.ledger.internal.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.persistence.store.OfficeFilter;

/** A WHERE clause that grows by conditions, joined by AND, with their parameters in order. */
final class Conditions {

    private static final String ROOT = "/";

    private final String officeColumn;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> params = new ArrayList<>();

    /** @param officeColumn column that holds the office id, such as {@code r.office_id} */
    Conditions(String officeColumn) {
        this.officeColumn = officeColumn;
    }

    Conditions with(String condition, Object... values) {
        conditions.add(condition);
        params.addAll(Arrays.asList(values));
        return this;
    }

    /** Below the office; null and the root are no limit. */
    Conditions below(String officePath) {
        return officePath == null || ROOT.equals(officePath) ? this
                : with(inOffices("o.path LIKE ? ESCAPE '!'"), OfficeFilter.prefix(officePath));
    }

    Conditions scope(OfficeScope scope) {
        if (scope.isAll()) {
            return this;
        }
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return with(inOffices(filter.condition()), filter.params().toArray());
    }

    private String inOffices(String condition) {
        return officeColumn + " IN (SELECT o.id FROM codes_office o WHERE " + condition + ")";
    }

    /** The clause with a blank before it; empty without conditions. */
    String sql() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** All parameters, with more after them. */
    List<Object> params(Object... more) {
        List<Object> all = new ArrayList<>(params);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
