package org.karawatt.ledger.internal.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.karawatt.ledger.internal.calc.Chart;
import org.karawatt.ledger.internal.calc.LateFees;
import org.karawatt.persistence.store.BulkStore;

/** SQL on the chart of accounts and the late-fee rules. Every method runs in the caller's unit of work. */
public final class BasicsStore {

    private final BulkStore store;

    public BasicsStore(BulkStore store) {
        this.store = store;
    }

    /** Adds the ledger accounts of the product that are not there. */
    public void addAccounts() {
        Set<String> present = new HashSet<>(store.query("SELECT code FROM ledger_account", List.of(), row -> row.getString(1)));
        List<Object[]> missing = new ArrayList<>();
        Arrays.stream(Chart.values()).filter(account -> !present.contains(account.code())).forEach(account -> missing.add(
                new Object[] {account.code(), account.nameZh(), account.nameEn(), account.kind()}));
        if (!missing.isEmpty()) {
            store.insert("ledger_account", List.of("code", "name_zh", "name_en", "kind"), missing);
        }
    }

    /** Adds rules when there is none at all. */
    public void addRules(List<LateFees.Rule> rules, LongSupplier ids) {
        if (lateFees().isEmpty()) {
            store.insert("ledger_late_fee_rule", List.of("id", "usage_class", "valid_from", "valid_to", "rate_current_year",
                    "rate_earlier_years", "minimum", "grace_days"), rules.stream().map(r -> new Object[] {ids.getAsLong(), r.usageClass(),
                        r.validFrom(), r.validTo(), r.rateCurrentYear(), r.rateEarlierYears(), r.minimum(), r.graceDays()}).toList());
        }
    }

    public List<LateFees.Rule> lateFees() {
        return store.query("SELECT usage_class, valid_from, valid_to, rate_current_year, rate_earlier_years, minimum, grace_days"
                + " FROM ledger_late_fee_rule ORDER BY usage_class, valid_from DESC", List.of(),
                row -> new LateFees.Rule(row.getString(1), row.getLocalDate(2), row.getLocalDate(3), row.getBigDecimal(4),
                        row.getBigDecimal(5), row.getBigDecimal(6), row.getInt(7)));
    }
}
