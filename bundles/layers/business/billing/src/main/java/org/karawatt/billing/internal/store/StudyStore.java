package org.karawatt.billing.internal.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyQuery;
import org.karawatt.billing.internal.calc.StoredCalculation;
import org.karawatt.billing.internal.calc.StudyRow;
import org.karawatt.billing.internal.calc.StudyRow.Before;
import org.karawatt.billing.internal.calc.StudySums;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.TouPeriod;

/** The tables of studies, and bills as studies read them. Every method works inside the current unit of work. Thread-safe. */
public final class StudyStore {

    private static final List<String> ACCOUNT_COLUMNS = List.of("run_id", "account_id", "account_no", "office_id", "usage_class", "tier",
            "bill_id", "bill_month", "energy_kwh", "amount_before", "amount_after", "difference", "outcome", "code", "message_zh",
            "message_en");
    private static final List<String> SUM_COLUMNS = List.of("run_id", "office_id", "dimension", "item", "accounts", "failed", "different",
            "without_before", "winners", "losers", "energy_kwh", "amount_before", "amount_after", "difference");
    private static final String STUDY = "SELECT run_id, kind, billing_month, office_code, office_path, from_tariff, to_tariff_id, done "
            + "FROM billing_study ";
    private static final String ACCOUNT = "SELECT s.account_id, s.account_no, s.usage_class, s.tier, s.bill_id, s.bill_month, s.energy_kwh, "
            + "s.amount_before, s.amount_after, s.difference, s.outcome, s.code, s.message_zh, s.message_en FROM billing_study_account s";
    /** Bill ids in one statement. */
    private static final int IDS = 500;

    private final BulkStore bulk;

    public StudyStore(BulkStore bulk) {
        this.bulk = bulk;
    }

    /**
     * What a study is about.
     *
     * @param done whether its report has been made
     */
    public record Header(long runId, StudyKind kind, BillingMonth month, String officeCode, String officePath, String fromTariff,
            Long toTariffId, boolean done) {
    }

    /** An issued bill with what it was computed from. */
    public record StoredBill(long id, long accountId, long officeId, String usageClass, String tariffCode, long tariffId,
            BillingMonth month, BigDecimal kwh, BigDecimal amount, String currency, StoredCalculation calculation) {
    }

    /** Sums of a study by dimension and item over some offices. */
    public record Total(String dimension, String item, long accounts, long failed, long different, long withoutBefore, long winners,
            long losers, BigDecimal kwh, BigDecimal before, BigDecimal after, BigDecimal difference) {

        private static final Total EMPTY = new Total(StudySums.ALL, StudySums.NONE, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO,
                BigDecimal.ZERO, BigDecimal.ZERO);

        /** The one over everything, zero when there is nothing. */
        public static Total all(List<Total> totals) {
            return totals.stream().filter(total -> total.dimension().equals(StudySums.ALL)).findFirst().orElse(EMPTY);
        }
    }

    /** The end of each decile, in order. */
    public static final class Deciles {
        private final SortedMap<Integer, StudySums.Bound> bounds;

        private Deciles(SortedMap<Integer, StudySums.Bound> bounds) {
            this.bounds = bounds;
        }

        private Integer of(BigDecimal kwh, long account) {
            if (kwh == null) {
                return null;
            }
            for (Map.Entry<Integer, StudySums.Bound> bound : bounds.entrySet()) {
                if (bound.getValue().covers(kwh, account)) {
                    return bound.getKey();
                }
            }
            return null;
        }

        /** Restricts a condition to one decile. */
        private void restrict(int decile, StringBuilder where, List<Object> params) {
            StudySums.Bound end = bounds.get(decile);
            if (end == null) {
                where.append(" AND 1 = 0");
                return;
            }
            where.append(" AND (s.energy_kwh < ? OR s.energy_kwh = ? AND s.account_id <= ?)");
            params.addAll(List.of(end.kwh(), end.kwh(), end.accountId()));
            SortedMap<Integer, StudySums.Bound> lower = bounds.headMap(decile);
            if (!lower.isEmpty()) {
                StudySums.Bound begin = lower.get(lower.lastKey());
                where.append(" AND (s.energy_kwh > ? OR s.energy_kwh = ? AND s.account_id > ?)");
                params.addAll(List.of(begin.kwh(), begin.kwh(), begin.accountId()));
            }
        }
    }

    public void add(Header study) {
        bulk.update("INSERT INTO billing_study (run_id, kind, billing_month, office_code, office_path, from_tariff, to_tariff_id, done) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, 0)", Arrays.asList(study.runId(), study.kind().name(), study.month().value(),
                        study.officeCode(), study.officePath(), study.fromTariff(), study.toTariffId()));
    }

    public Optional<Header> header(long runId) {
        return bulk.queryOne(STUDY + "WHERE run_id = ?", List.of(runId), StudyStore::header);
    }

    /** All studies that are kept, newest first; as few as the configuration wants. */
    public List<Header> headers() {
        return bulk.query(STUDY + "ORDER BY run_id DESC", List.of(), StudyStore::header);
    }

    private static Header header(Row row) {
        return new Header(row.getLong(1), StudyKind.valueOf(row.getString(2)), new BillingMonth(row.getInt(3)), row.getString(4),
                row.getString(5), row.getString(6), row.getLongOrNull(7), row.getInt(8) == 1);
    }

    /** Names the accounts with an issued regular bill of the month below an office path, in order. */
    public void billedAccounts(BillingMonth month, String officePath, String tariffCode, LongConsumer consumer) {
        OfficeFilter offices = OfficeFilter.of(new OfficeScope(Set.of(officePath)), "o.path");
        List<Object> params = new ArrayList<>(List.of(month.value()));
        if (tariffCode != null) {
            params.add(tariffCode);
        }
        bulk.stream("SELECT DISTINCT b.account_id FROM billing_bill b JOIN codes_office o ON o.id = b.office_id WHERE b.billing_month = ? "
                + "AND b.status = 'ISSUED' AND b.kind = 'REGULAR'" + (tariffCode == null ? "" : " AND b.tariff_code = ?") + " AND " + offices.condition()
                + " ORDER BY b.account_id", offices.after(params), row -> consumer.accept(row.getLong(1)));
    }

    /** Issued regular bills of the month of at most so many accounts with {@code afterKey < account <= toKey}, by account. */
    public List<StoredBill> bills(long afterKey, long toKey, int accounts, BillingMonth month, String tariffCode) {
        List<Object> params = new ArrayList<>(List.of(afterKey, toKey, month.value()));
        if (tariffCode != null) {
            params.add(tariffCode);
        }
        String range = " FROM billing_bill --DERBY-PROPERTIES constraint=BILLING_BILL_U\n WHERE account_id > ? AND account_id <= ? "
                + "AND billing_month = ? AND status = 'ISSUED' AND kind = 'REGULAR'" + (tariffCode == null ? "" : " AND tariff_code = ?");
        List<Object> limited = new ArrayList<>(params);
        limited.add(accounts);
        List<Long> ids = bulk.query("SELECT DISTINCT account_id" + range + " ORDER BY account_id FETCH NEXT ? ROWS ONLY", limited,
                row -> row.getLong(1));
        if (ids.isEmpty()) {
            return List.of();
        }
        params.set(1, ids.get(ids.size() - 1));
        return bulk.query("SELECT id, account_id, office_id, usage_class, tariff_code, tariff_id, billing_month, energy_kwh, amount, "
                + "currency, calculation" + range + " ORDER BY account_id, id", params, StudyStore::storedBill);
    }

    /** Issued bills of an account, newest first. */
    public List<StoredBill> lastBills(long accountId, int most) {
        return bulk.query("SELECT id, account_id, office_id, usage_class, tariff_code, tariff_id, billing_month, energy_kwh, amount, "
                + "currency, calculation FROM billing_bill WHERE account_id = ? AND status = 'ISSUED' ORDER BY billing_month DESC, period_to DESC "
                + "FETCH NEXT ? ROWS ONLY", List.of(accountId, most), StudyStore::storedBill);
    }

    private static StoredBill storedBill(Row row) {
        return new StoredBill(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4), row.getString(5), row.getLong(6),
                new BillingMonth(row.getInt(7)), row.getBigDecimal(8), row.getBigDecimal(9), row.getString(10),
                StoredCalculation.read(row.getBytes(11)));
    }

    /** Issued lines by bill. */
    public Map<Long, List<RatedLine>> lines(List<Long> bills) {
        Map<Long, List<RatedLine>> lines = new HashMap<>();
        for (int from = 0; from < bills.size(); from += IDS) {
            List<Long> ids = bills.subList(from, Math.min(from + IDS, bills.size()));
            bulk.query("SELECT bill_id, component, item, tou, tier, quantity, unit, price, amount FROM billing_line WHERE bill_id IN ("
                    + String.join(", ", Collections.nCopies(ids.size(), "?")) + ") ORDER BY bill_id, line_no", ids,
                    row -> lines.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(new RatedLine(row.getString(2),
                            row.getString(3), row.isNull(4) ? null : TouPeriod.valueOf(row.getString(4)), row.isNull(5) ? 0 : row.getInt(5),
                            row.getBigDecimal(6), row.getString(7), row.getBigDecimal(8), row.getBigDecimal(9))));
        }
        return lines;
    }

    /** The bill of the month, or else of the month before, of accounts in the range that have one. */
    public Map<Long, Before> before(long fromAccount, long toAccount, BillingMonth month) {
        Map<Long, Before> found = new HashMap<>();
        bulk.query("SELECT account_id, id, billing_month, amount FROM billing_bill --DERBY-PROPERTIES constraint=BILLING_BILL_U\n"
                + " WHERE account_id BETWEEN ? AND ? AND billing_month IN (?, ?) AND status = 'ISSUED' AND kind = 'REGULAR' ORDER BY account_id, billing_month, id",
                List.of(fromAccount, toAccount, month.previous().value(), month.value()), row -> found.put(row.getLong(1),
                        new Before(row.getLong(2), new BillingMonth(row.getInt(3)), row.getBigDecimal(4))));
        return found;
    }

    /** Accounts in the range that the study has a row of. */
    public Set<Long> done(long runId, long afterKey, long toKey) {
        return new HashSet<>(bulk.query("SELECT account_id FROM billing_study_account WHERE run_id = ? AND account_id > ? AND account_id <= ?",
                List.of(runId, afterKey, toKey), row -> row.getLong(1)));
    }

    public void insert(long runId, List<StudyRow> rows) {
        if (!rows.isEmpty()) {
            bulk.insert("billing_study_account", ACCOUNT_COLUMNS, () -> rows.stream().map(row -> new Object[] {runId, row.accountId(),
                    row.accountNo(), row.officeId(), row.usageClass(), row.tier(), row.billId(),
                    row.billMonth() == null ? null : row.billMonth().value(), row.kwh(), row.before(), row.after(), row.difference(),
                    row.outcome(), row.code(), row.messageZh(), row.messageEn()}).iterator());
        }
    }

    /** Makes the sums and the bounds of the deciles anew, in one pass over the rows in order of use. */
    public void summarise(long runId) {
        for (String table : List.of("billing_study_sum", "billing_study_decile")) {
            bulk.update("DELETE FROM " + table + " WHERE run_id = ?", List.of(runId));
        }
        long computed = bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM billing_study_account WHERE run_id = ? AND outcome <> 'FAILED'",
                List.of(runId), row -> row.getLong(1)).orElseThrow();
        StudySums sums = new StudySums(computed);
        bulk.stream("SELECT office_id, account_id, usage_class, tier, energy_kwh, amount_before, amount_after, outcome "
                + "FROM billing_study_account WHERE run_id = ? AND outcome <> 'FAILED' ORDER BY energy_kwh, account_id", List.of(runId),
                row -> sums.add(row.getLong(1), row.getLong(2), row.getString(3), row.getIntOrNull(4), row.getBigDecimal(5),
                        row.getBigDecimal(6), row.getBigDecimal(7), row.getString(8)));
        bulk.query("SELECT office_id, CAST(COUNT(*) AS BIGINT) FROM billing_study_account WHERE run_id = ? AND outcome = 'FAILED' "
                + "GROUP BY office_id", List.of(runId), row -> {
                    sums.addFailed(row.getLong(1), row.getLong(2));
                    return null;
                });
        bulk.insert("billing_study_sum", SUM_COLUMNS, () -> sumRows(runId, sums));
        bulk.insert("billing_study_decile", List.of("run_id", "decile", "energy_kwh", "account_id"),
                () -> sums.bounds().entrySet().stream()
                        .map(e -> new Object[] {runId, e.getKey(), e.getValue().kwh(), e.getValue().accountId()}).iterator());
        bulk.update("UPDATE billing_study SET done = 1 WHERE run_id = ?", List.of(runId));
    }

    private static Iterator<Object[]> sumRows(long runId, StudySums sums) {
        return sums.sums().entrySet().stream().map(entry -> {
            Object[] values = entry.getValue().values();
            Object[] row = new Object[4 + values.length];
            row[0] = runId;
            row[1] = entry.getKey().officeId();
            row[2] = entry.getKey().dimension();
            row[3] = entry.getKey().item();
            System.arraycopy(values, 0, row, 4, values.length);
            return row;
        }).iterator();
    }

    /** Sums of a study over the offices of a scope. */
    public List<Total> totals(long runId, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return bulk.query("SELECT s.dimension, s.item, CAST(SUM(s.accounts) AS BIGINT), CAST(SUM(s.failed) AS BIGINT), "
                + "CAST(SUM(s.different) AS BIGINT), CAST(SUM(s.without_before) AS BIGINT), CAST(SUM(s.winners) AS BIGINT), "
                + "CAST(SUM(s.losers) AS BIGINT), SUM(s.energy_kwh), SUM(s.amount_before), SUM(s.amount_after), SUM(s.difference) "
                + "FROM billing_study_sum s JOIN codes_office o ON o.id = s.office_id WHERE s.run_id = ? AND " + offices.condition()
                + " GROUP BY s.dimension, s.item", offices.after(List.of(runId)), row -> new Total(row.getString(1), row.getString(2),
                        row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8),
                        row.getBigDecimal(9), row.getBigDecimal(10), row.getBigDecimal(11), row.getBigDecimal(12)));
    }

    public Deciles deciles(long runId) {
        SortedMap<Integer, StudySums.Bound> bounds = new TreeMap<>();
        bulk.query("SELECT decile, energy_kwh, account_id FROM billing_study_decile WHERE run_id = ?", List.of(runId),
                row -> bounds.put(row.getInt(1), new StudySums.Bound(row.getBigDecimal(2), row.getLong(3))));
        return new Deciles(bounds);
    }

    /** Accounts of a study in the offices of a scope. */
    public Page<StudyAccount> accounts(long runId, StudyQuery query, OfficeScope scope, Locale locale, PageRequest page) {
        Deciles deciles = deciles(runId);
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        List<Object> params = new ArrayList<>(List.of(runId));
        StringBuilder where = new StringBuilder(" WHERE s.run_id = ?");
        if (query.usageClass() != null) {
            where.append(" AND s.usage_class = ?");
            params.add(query.usageClass());
        }
        if (query.outcome() != null) {
            where.append(" AND s.outcome = ?");
            params.add(query.outcome());
        }
        if (query.decile() != null) {
            deciles.restrict(query.decile(), where, params);
        }
        String from = scope.isAll() ? where.toString()
                : " JOIN codes_office o ON o.id = s.office_id" + where + " AND " + offices.condition();
        List<Object> all = scope.isAll() ? params : offices.after(params);
        long total = bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM billing_study_account s" + from, all, row -> row.getLong(1))
                .orElseThrow();
        List<Object> paged = new ArrayList<>(all);
        paged.add(page.offset());
        paged.add(page.limit());
        return Page.of(bulk.query(ACCOUNT + from + order(query.order()) + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", paged,
                row -> account(row, deciles, locale)), page, total);
    }

    private static String order(StudyQuery.Order order) {
        return " ORDER BY " + switch (order == null ? StudyQuery.Order.LOSS : order) {
            case LOSS -> "s.difference DESC NULLS LAST, ";
            case GAIN -> "s.difference ASC NULLS LAST, ";
            case KWH -> "s.energy_kwh DESC NULLS LAST, ";
            case ACCOUNT -> "s.account_no, ";
        } + "s.account_id";
    }

    /** A row of an export, with the key to go on from. */
    public record Exported(long accountId, StudyAccount account) {
    }

    /** The next accounts of an export. */
    public List<Exported> export(long runId, long afterAccount, int most, OfficeScope scope, Locale locale) {
        Deciles deciles = deciles(runId);
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        List<Object> params = offices.after(List.of(runId, afterAccount));
        params.add(most);
        return bulk.query(ACCOUNT + " JOIN codes_office o ON o.id = s.office_id WHERE s.run_id = ? AND s.account_id > ? AND "
                + offices.condition() + " ORDER BY s.account_id FETCH NEXT ? ROWS ONLY", params,
                row -> new Exported(row.getLong(1), account(row, deciles, locale)));
    }

    private static StudyAccount account(Row row, Deciles deciles, Locale locale) {
        boolean zh = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
        String billNo = row.isNull(5) ? null : Bill.number(new BillingMonth(row.getInt(6)), row.getLong(5));
        return new StudyAccount(row.getString(2), row.getString(3), row.getIntOrNull(4), deciles.of(row.getBigDecimal(7), row.getLong(1)),
                row.getBigDecimal(7), row.getBigDecimal(8), row.getBigDecimal(9), row.getBigDecimal(10), billNo, row.getString(11),
                row.getString(12), zh ? row.getString(13) : row.getString(14));
    }

    /** Removes the next rows of a study; false when there are none left and the study itself is gone. */
    public boolean purge(long runId, int rows) {
        Optional<Long> last = bulk.queryOne("SELECT account_id FROM billing_study_account WHERE run_id = ? ORDER BY account_id "
                + "OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY", List.of(runId, rows - 1), row -> row.getLong(1));
        bulk.update("DELETE FROM billing_study_account WHERE run_id = ?" + (last.isPresent() ? " AND account_id <= ?" : ""),
                last.isPresent() ? List.of(runId, last.get()) : List.of(runId));
        if (last.isPresent()) {
            return true;
        }
        for (String table : List.of("billing_study_sum", "billing_study_decile", "billing_study")) {
            bulk.update("DELETE FROM " + table + " WHERE run_id = ?", List.of(runId));
        }
        return false;
    }
}
