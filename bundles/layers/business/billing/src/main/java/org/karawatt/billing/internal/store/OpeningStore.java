package org.karawatt.billing.internal.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Opening;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.Row;

/** The table of opening balances. Every method works inside the current unit of work. Thread-safe. */
public final class OpeningStore {

    private static final List<String> COLUMNS = List.of("account_id", "as_of", "kwh", "by_tier", "carried", "version");
    private static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM billing_opening WHERE account_id ";

    private final BulkStore bulk;

    public OpeningStore(BulkStore bulk) {
        this.bulk = bulk;
    }

    /** Opening balances of a range of accounts; account numbers are not known here. */
    public Map<Long, Opening> between(long fromAccount, long toAccount) {
        Map<Long, Opening> found = new HashMap<>();
        bulk.query(SELECT + "BETWEEN ? AND ?", List.of(fromAccount, toAccount), OpeningStore::map)
                .forEach(opening -> found.put(opening.accountId(), opening));
        return found;
    }

    public Optional<Opening> find(long accountId) {
        return bulk.queryOne(SELECT + "= ?", List.of(accountId), OpeningStore::map);
    }

    /** Which of the accounts have an issued bill. */
    public Set<Long> billed(Collection<Long> accounts) {
        Set<Long> billed = new HashSet<>();
        for (List<Long> part : InList.parts(accounts)) {
            billed.addAll(bulk.query("SELECT DISTINCT account_id FROM billing_bill WHERE account_id IN " + InList.marks(part)
                    + " AND status = 'ISSUED'", part, row -> row.getLong(1)));
        }
        return billed;
    }

    /** Which of the accounts have an opening balance. */
    public Set<Long> existing(Collection<Long> accounts) {
        Set<Long> existing = new HashSet<>();
        for (List<Long> part : InList.parts(accounts)) {
            existing.addAll(bulk.query("SELECT account_id FROM billing_opening WHERE account_id IN " + InList.marks(part), part,
                    row -> row.getLong(1)));
        }
        return existing;
    }

    /** Adds opening balances of accounts that have none. */
    public void insert(List<Opening> openings) {
        List<Object[]> rows = new ArrayList<>(openings.size());
        openings.forEach(opening -> rows.add(new Object[] {opening.accountId(), opening.asOf().value(), opening.kwh(),
                tiers(opening.byTier()), carried(opening.carried()), 0}));
        bulk.insert("billing_opening", COLUMNS, rows);
    }

    /** Exchanges an opening balance; {@code false} when somebody has changed it meanwhile. */
    public boolean update(Opening opening) {
        return bulk.update("UPDATE billing_opening SET as_of = ?, kwh = ?, by_tier = ?, carried = ?, version = version + 1"
                + " WHERE account_id = ? AND version = ?", Arrays.asList(opening.asOf().value(), opening.kwh(), tiers(opening.byTier()),
                carried(opening.carried()), opening.accountId(), opening.version())) == 1;
    }

    /** Tiers as they are stored. */
    public static String tiers(List<BigDecimal> byTier) {
        return byTier == null ? null : byTier.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(";"));
    }

    /** Names and values as they are stored. */
    public static String carried(Map<String, BigDecimal> carried) {
        return carried == null ? null : new TreeMap<>(carried).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().toPlainString()).collect(Collectors.joining(";"));
    }

    private static Opening map(Row row) {
        List<BigDecimal> tiers = row.isNull(4) ? null : Arrays.stream(row.getString(4).split(";")).map(BigDecimal::new).toList();
        Map<String, BigDecimal> carried = null;
        if (!row.isNull(5)) {
            carried = new TreeMap<>();
            for (String pair : row.getString(5).split(";")) {
                int at = pair.indexOf('=');
                if (at > 0) {
                    carried.put(pair.substring(0, at), new BigDecimal(pair.substring(at + 1)));
                }
            }
        }
        return new Opening(row.getLong(1), null, new BillingMonth(row.getInt(2)), row.getBigDecimal(3), tiers, carried, row.getInt(6));
    }
}
