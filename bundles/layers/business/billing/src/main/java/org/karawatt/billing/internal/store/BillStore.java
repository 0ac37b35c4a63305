package org.karawatt.billing.internal.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.persistence.OptimisticLockException;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillTotals;
import org.karawatt.billing.api.BillingService.MonthFigures;
import org.karawatt.billing.api.BillingService.Sum;
import org.karawatt.billing.internal.calc.CalculatedBill;
import org.karawatt.billing.internal.calc.StoredCalculation;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.TouPeriod;

/** The tables of bills. Every method works inside the current unit of work. Thread-safe. */
public final class BillStore {

    /** Kind of a monthly bill. */
    public static final String REGULAR = "REGULAR";
    /** Kind of a bill on request, after which the account goes on. */
    public static final String INTERIM = "INTERIM";
    /** Kind of the last bill of an account. */
    public static final String FINAL = "FINAL";
    /** Kind and status of a bill that takes another one back. */
    public static final String REVERSAL = "REVERSAL";
    /** Status of a bill that counts. */
    public static final String ISSUED = "ISSUED";
    private static final List<String> BILL_COLUMNS = List.of("id", "account_id", "billing_month", "kind", "seq", "office_id",
            "usage_class", "period_from", "period_to", "tariff_code", "tariff_id", "engine", "energy_kwh", "tier_months", "amount",
            "currency", "due_on", "issued_at", "run_id", "status", "adjusted_kwh", "calculation", "origin_id");
    private static final List<String> LINE_COLUMNS = List.of("bill_id", "line_no", "billing_month", "component", "item", "tou", "tier",
            "quantity", "unit", "price", "amount");
    private static final String BILL = """
            SELECT b.id, b.account_id, b.billing_month, b.kind, b.seq, b.office_id, b.usage_class, b.period_from, b.period_to,
              b.tariff_code, b.tariff_id, b.engine, b.energy_kwh, b.amount, b.currency, b.due_on, b.issued_at, b.run_id, b.status
            FROM billing_bill b
            """;
    private static final String BILLED = "SELECT b.id, b.account_id, b.kind, b.period_from, b.period_to, b.energy_kwh, "
            + "b.adjusted_kwh FROM billing_bill b ";

    private final BulkStore bulk;

    public BillStore(BulkStore bulk) {
        this.bulk = bulk;
    }

    /**
     * What the year has brought an account so far.
     *
     * @param billedThisMonth whether the month has its regular bill
     * @param others whether the month has a bill of another kind
     * @param lastSeq greatest number of a bill of the month; 0 without any
     * @param bills issued bills of the months before, without those on request
     * @param kwh kWh of the months before
     * @param monthsCovered months that the days of these bills make, without those on request
     * @param ended whether one of the bills of the year, or of the month, is a final one: what follows it begins anew
     */
    public record YearSoFar(boolean billedThisMonth, boolean others, int lastSeq, long bills, BigDecimal kwh, int monthsCovered, boolean ended) {
    }

    /**
     * An issued bill of a year.
     *
     * @param to day after its last
     * @param monthsCovered months that its days make
     */
    public record BillOfYear(BillingMonth month, String kind, LocalDate from, LocalDate to, BigDecimal kwh, int monthsCovered) {
    }

    /** Days and energy of an issued bill, and what of the energy was not read. */
    public record Billed(long id, long accountId, String kind, LocalDate from, LocalDate to, BigDecimal kwh, BigDecimal adjustedKwh) {
    }

    /**
     * A bill to be stored, with its id.
     *
     * @param runId null for a bill outside a run
     * @param originId bill in whose place it stands; null otherwise
     */
    public record NewBill(long id, CalculatedBill bill, String kind, int seq, LocalDate dueOn, Instant issuedAt, Long runId, Long originId,
            String engine) {
    }

    /** Filter of a search; nulls do not filter. */
    public record Filter(BillingMonth month, Long accountId, String officePath, String usageClass, Long runId, OfficeScope scope) {
    }

    /** Bills of the accounts in the range from January of the month's year up to the month; one statement. */
    public Map<Long, YearSoFar> yearSoFar(long fromAccount, long toAccount, BillingMonth month) {
        Map<Long, YearSoFar> result = new HashMap<>();
        bulk.query("""
                SELECT account_id, SUM(CASE WHEN billing_month = ? AND kind = 'REGULAR' THEN 1 ELSE 0 END),
                  SUM(CASE WHEN billing_month = ? AND kind <> 'REGULAR' THEN 1 ELSE 0 END),
                  MAX(CASE WHEN billing_month = ? THEN seq ELSE 0 END),
                  SUM(CASE WHEN billing_month < ? AND status = 'ISSUED' AND kind <> 'INTERIM' THEN 1 ELSE 0 END),
                  SUM(CASE WHEN billing_month < ? AND status = 'ISSUED' THEN energy_kwh ELSE 0 END),
                  SUM(CASE WHEN billing_month < ? AND status = 'ISSUED' AND kind <> 'INTERIM' THEN tier_months ELSE 0 END),
                  SUM(CASE WHEN kind = 'FINAL' AND status = 'ISSUED' THEN 1 ELSE 0 END)
                FROM billing_bill WHERE account_id BETWEEN ? AND ? AND billing_month BETWEEN ? AND ? GROUP BY account_id""",
                List.of(month.value(), month.value(), month.value(), month.value(), month.value(), month.value(), fromAccount, toAccount,
                        month.year() * 100 + 1, month.value()),
                row -> result.put(row.getLong(1), new YearSoFar(row.getLong(2) > 0, row.getLong(3) > 0, row.getInt(4), row.getLong(5),
                        row.getBigDecimal(6), row.getInt(7), row.getLong(8) > 0)));
        return result;
    }

    /** Issued bills from a month on up to another of some accounts, in the order of their days. */
    public Map<Long, List<BillOfYear>> between(Collection<Long> accounts, BillingMonth from, BillingMonth to) {
        Map<Long, List<BillOfYear>> result = new HashMap<>();
        for (List<Long> part : InList.parts(accounts)) {
            List<Object> params = new ArrayList<>(part);
            params.addAll(List.of(from.value(), to.value()));
            bulk.stream("SELECT account_id, billing_month, kind, period_from, period_to, energy_kwh, tier_months FROM billing_bill"
                    + " WHERE account_id IN " + InList.marks(part) + " AND status = 'ISSUED' AND billing_month BETWEEN ? AND ?"
                    + " ORDER BY account_id, period_to, id", params, row -> result.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                            .add(new BillOfYear(new BillingMonth(row.getInt(2)), row.getString(3), row.getLocalDate(4), row.getLocalDate(5),
                                    row.getBigDecimal(6), row.getInt(7))));
        }
        return result;
    }

    /** Day after the last one of the latest final bill that ends on a day or before, of accounts that have one. */
    public Map<Long, LocalDate> ended(Map<Long, LocalDate> upTo) {
        Map<Long, LocalDate> result = new HashMap<>();
        for (List<Long> part : InList.parts(upTo.keySet())) {
            bulk.stream("SELECT account_id, period_to FROM billing_bill WHERE account_id IN " + InList.marks(part)
                    + " AND status = 'ISSUED' AND kind = 'FINAL' ORDER BY account_id, period_to", part, row -> {
                        if (!row.getLocalDate(2).isAfter(upTo.get(row.getLong(1)))) {
                            result.put(row.getLong(1), row.getLocalDate(2));
                        }
                    });
        }
        return result;
    }

    /** Stored calculation of the issued bill of a month that ends on a day. */
    public Optional<StoredCalculation> calculationTo(long accountId, BillingMonth month, LocalDate to) {
        return bulk.query("SELECT calculation FROM billing_bill WHERE account_id = ? AND billing_month = ? AND period_to = ? "
                + "AND status = 'ISSUED'", List.of(accountId, month.value(), to), row -> StoredCalculation.read(row.getBytes(1)))
                .stream().findFirst();
    }

    /** Issued bills of a month of some accounts, in the order of their days. */
    public Map<Long, List<Billed>> ofMonth(Collection<Long> accounts, BillingMonth month) {
        Map<Long, List<Billed>> result = new HashMap<>();
        for (List<Long> part : InList.parts(accounts)) {
            List<Object> params = new ArrayList<>(part);
            params.add(month.value());
            bulk.query(BILLED + "WHERE b.account_id IN " + InList.marks(part) + " AND b.billing_month = ? AND b.status = 'ISSUED' "
                    + "ORDER BY b.period_to, b.id", params, BillStore::billed)
                    .forEach(bill -> result.computeIfAbsent(bill.accountId(), id -> new ArrayList<>()).add(bill));
        }
        return result;
    }

    /** Issued bills of an account whose days begin on a day or later, in the order of their days, at most so many. */
    public List<Billed> from(long accountId, LocalDate day, int most) {
        return bulk.query(BILLED + "WHERE b.account_id = ? AND b.period_from >= ? AND b.status = 'ISSUED' ORDER BY b.period_from, b.id "
                + "FETCH FIRST ? ROWS ONLY", List.of(accountId, day, most), BillStore::billed);
    }

    /** Day after the last one that has been billed; empty when none has. */
    public Optional<LocalDate> billedTo(long accountId) {
        return bulk.query("SELECT b.period_to FROM billing_bill b WHERE b.account_id = ? AND b.status = 'ISSUED' ORDER BY b.period_to DESC "
                + "FETCH FIRST 1 ROWS ONLY", List.of(accountId), row -> row.getLocalDate(1)).stream().findFirst();
    }

    private static Billed billed(Row row) {
        return new Billed(row.getLong(1), row.getLong(2), row.getString(3), row.getLocalDate(4), row.getLocalDate(5), row.getBigDecimal(6),
                row.getBigDecimal(7));
    }

    /** Stored calculation of the latest bill from a month on and before another, for accounts that have one; one statement. */
    public Map<Long, StoredCalculation> latestCalculations(Collection<Long> accounts, BillingMonth since, BillingMonth before) {
        Map<Long, StoredCalculation> result = new HashMap<>();
        for (List<Long> part : InList.parts(accounts)) {
            List<Object> params = new ArrayList<>(part);
            params.addAll(List.of(since.value(), before.value()));
            bulk.query("SELECT b.account_id, b.calculation FROM billing_bill b WHERE b.account_id IN " + InList.marks(part)
                    + " AND b.status = 'ISSUED' AND b.billing_month = (SELECT MAX(x.billing_month) FROM billing_bill x"
                    + " WHERE x.account_id = b.account_id AND x.status = 'ISSUED' AND x.billing_month >= ? AND x.billing_month < ?)"
                    + " ORDER BY b.account_id, b.period_to", params,
                    row -> result.put(row.getLong(1), StoredCalculation.read(row.getBytes(2))));
        }
        return result;
    }

    /**
     * Stores bills with their lines; two statements.
     *
     * @throws OptimisticLockException when somebody else has billed the same days meanwhile: the unit is repeated and sees that bill
     */
    public void insert(List<NewBill> bills) {
        try (StoredCalculation.Writer calculations = new StoredCalculation.Writer()) {
            bulk.insert("billing_bill", BILL_COLUMNS, () -> bills.stream().map(bill -> billRow(bill, calculations)).iterator());
        } catch (DuplicateKeyException e) {
            throw new OptimisticLockException("billed by somebody else meanwhile", e);
        }
        bulk.insert("billing_line", LINE_COLUMNS, () -> bills.stream().flatMap(bill -> lineRows(bill).stream()).iterator());
    }

    private static Object[] billRow(NewBill row, StoredCalculation.Writer calculations) {
        CalculatedBill bill = row.bill();
        return new Object[] {row.id(), bill.facts().terms().accountId(), bill.facts().month().value(), row.kind(), row.seq(),
                bill.facts().terms().officeId(), bill.facts().terms().usageClass(), bill.period().from(),
                bill.period().to(), bill.facts().tariff().tariffCode(), bill.facts().tariff().tariffId(), row.engine(),
                fit(bill.energyKwh(), 4), bill.input().monthsCovered(), fit(bill.amount(), 2),
                bill.rated().currency().getCurrencyCode(), row.dueOn(), row.issuedAt(), row.runId(), ISSUED,
                fit(bill.adjustedKwh(), 4), calculations.write(bill), row.originId()};
    }

    private static List<Object[]> lineRows(NewBill row) {
        List<RatedLine> lines = new ArrayList<>(row.bill().rated().lines());
        lines.addAll(row.bill().contributed());
        List<Object[]> rows = new ArrayList<>(lines.size());
        int no = 0;
        for (RatedLine line : lines) {
            rows.add(new Object[] {row.id(), ++no, row.bill().facts().month().value(), line.component(), line.item(),
                    line.tou() == null ? null : line.tou().name(), line.tier() == 0 ? null : line.tier(), fit(line.quantity(), 4),
                    line.unit(), fit(line.price(), 10), fit(line.amount(), 2)});
        }
        return rows;
    }

    private static BigDecimal fit(BigDecimal value, int scale) {
        return value.setScale(scale, RoundingMode.HALF_UP);
    }

    /**
     * Takes an issued bill back: marks it and stores its reversal with every line of the other sign.
     *
     * @return false when it is not issued any more
     */
    public boolean reverse(long billId, long reversalId, LocalDate dueOn, Instant now) {
        if (bulk.update("UPDATE billing_bill SET status = 'REVERSED' WHERE id = ? AND status = 'ISSUED'", List.of(billId)) != 1) {
            return false;
        }
        bulk.update("INSERT INTO billing_bill (id, account_id, billing_month, kind, seq, office_id, usage_class, period_from, period_to, "
                + "tariff_code, tariff_id, engine, energy_kwh, tier_months, amount, currency, due_on, issued_at, status, adjusted_kwh, "
                + "calculation, origin_id) SELECT CAST(? AS BIGINT), account_id, billing_month, 'REVERSAL', -seq, office_id, usage_class, "
                + "period_from, period_to, tariff_code, tariff_id, engine, -energy_kwh, tier_months, -amount, currency, CAST(? AS DATE), "
                + "CAST(? AS TIMESTAMP), 'REVERSAL', -adjusted_kwh, calculation, id "
                + "FROM billing_bill WHERE id = ?", List.of(reversalId, dueOn, now, billId));
        bulk.update("INSERT INTO billing_line (bill_id, line_no, billing_month, component, item, tou, tier, quantity, unit, price, amount) "
                + "SELECT CAST(? AS BIGINT), line_no, billing_month, component, item, tou, tier, -quantity, unit, price, -amount "
                + "FROM billing_line WHERE bill_id = ?", List.of(reversalId, billId));
        return true;
    }

    /** Bills of the account and month that come from a bill: its reversal and the one in its place. */
    public List<Bill> from(Bill origin) {
        return bulk.query(BILL + "WHERE b.account_id = ? AND b.billing_month = ? AND b.origin_id = ? ORDER BY b.id",
                List.of(origin.accountId(), origin.month().value(), origin.id()), BillStore::map);
    }

    /** The bill that a bill comes from. */
    public Optional<Bill> origin(long billId) {
        return bulk.queryOne(BILL + "WHERE b.id = (SELECT x.origin_id FROM billing_bill x WHERE x.id = ?)", List.of(billId), BillStore::map);
    }

    /** Number for the next bill of an account and month. */
    public int nextSeq(long accountId, BillingMonth month) {
        return bulk.queryOne("SELECT COALESCE(MAX(seq), 0) FROM billing_bill WHERE account_id = ? AND billing_month = ?",
                List.of(accountId, month.value()), row -> row.getInt(1)).orElseThrow() + 1;
    }

    /** Sums by component of a bill, in the order of its lines. */
    public Map<String, BigDecimal> amounts(long billId) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        lines(billId).forEach(line -> sums.merge(line.component(), line.amount(), BigDecimal::add));
        return sums;
    }

    /** A bill without account number, customer name and lines. */
    public Optional<Bill> bill(long id) {
        return bulk.queryOne(BILL + "WHERE b.id = ?", List.of(id), BillStore::map);
    }

    /** Lines of a bill as rating knows them. */
    public List<RatedLine> lines(long billId) {
        return bulk.query("SELECT component, item, tou, tier, quantity, unit, price, amount FROM billing_line WHERE bill_id = ? "
                + "ORDER BY line_no", List.of(billId), row -> new RatedLine(row.getString(1), row.getString(2),
                        row.isNull(3) ? null : TouPeriod.valueOf(row.getString(3)), row.isNull(4) ? 0 : row.getInt(4),
                        row.getBigDecimal(5), row.getString(6), row.getBigDecimal(7), row.getBigDecimal(8)));
    }

    public StoredCalculation calculation(long billId) {
        return StoredCalculation.read(bulk.queryOne("SELECT calculation FROM billing_bill WHERE id = ?", List.of(billId),
                row -> row.getBytes(1)).orElseThrow());
    }

    /** Bills that match, newest month first. */
    public Page<Bill> find(Filter filter, PageRequest page) {
        StringBuilder where = new StringBuilder();
        List<Object> params = new ArrayList<>();
        add(where, params, "b.billing_month = ?", filter.month() == null ? null : filter.month().value());
        add(where, params, "b.account_id = ?", filter.accountId());
        add(where, params, "b.usage_class = ?", filter.usageClass());
        add(where, params, "b.run_id = ?", filter.runId());
        String join = offices(where, params, filter.officePath(), filter.scope());
        long total = bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM billing_bill b" + join + where, params, row -> row.getLong(1))
                .orElseThrow();
        params.add(page.offset());
        params.add(page.limit());
        List<Bill> bills = bulk.query(BILL + join + where
                + " ORDER BY b.billing_month DESC, b.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params, BillStore::map);
        return Page.of(bills, page, total);
    }

    private static void add(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(where.isEmpty() ? " WHERE " : " AND ").append(condition);
            params.add(value);
        }
    }

    /** Restricts to offices below a path and inside a scope; returns the join that this needs. */
    private static String offices(StringBuilder where, List<Object> params, String officePath, OfficeScope scope) {
        if (officePath != null) {
            add(where, params, "SUBSTR(o.path, 1, " + officePath.length() + ") = ?", officePath);
        }
        if (scope != null && !scope.isAll()) {
            List<String> paths = new ArrayList<>(scope.paths());
            where.append(where.isEmpty() ? " WHERE " : " AND ").append(paths.isEmpty() ? "1 = 0" : "(");
            for (int i = 0; i < paths.size(); i++) {
                where.append(i == 0 ? "" : " OR ").append("SUBSTR(o.path, 1, ").append(paths.get(i).length()).append(") = ?");
                params.add(paths.get(i));
            }
            where.append(paths.isEmpty() ? "" : ")");
        }
        return officePath == null && (scope == null || scope.isAll()) ? "" : " JOIN codes_office o ON o.id = b.office_id";
    }

    /** Number and sum of all bills of a month, those that are reversed and their reversals included, below an office path. */
    public Sum sum(BillingMonth month, String officePath) {
        return sum(month, below(officePath));
    }

    /** Issued bills of a month of a range of accounts, without account number, customer name and lines. */
    public List<Bill> issued(long fromAccount, long toAccount, BillingMonth month) {
        return bulk.query(BILL + "WHERE b.billing_month = ? AND b.account_id BETWEEN ? AND ? AND b.status = 'ISSUED'"
                + " ORDER BY b.account_id, b.id", List.of(month.value(), fromAccount, toAccount), BillStore::map);
    }

    /** Number and sum of reversed bills of a month below an office path. */
    public Sum reversed(BillingMonth month, String officePath) {
        OfficeFilter offices = below(officePath);
        return bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT), COALESCE(SUM(b.amount), 0) FROM billing_bill b"
                + " JOIN codes_office o ON o.id = b.office_id WHERE b.billing_month = ? AND b.status = 'REVERSED' AND "
                + offices.condition(), offices.after(List.of(month.value())), row -> new Sum(row.getLong(1), row.getBigDecimal(2)))
                .orElseThrow();
    }

    /** Figures of a month below an office path; a bill without an origin is one that was sent out first. */
    public MonthFigures figures(BillingMonth month, String officePath) {
        OfficeFilter offices = below(officePath);
        String first = "b.origin_id IS NULL AND b.status IN ('ISSUED', 'REVERSED')";
        return bulk.queryOne("SELECT COALESCE(SUM(CASE WHEN b.status = 'ISSUED' THEN 1 ELSE 0 END), 0),"
                + " COALESCE(SUM(CASE WHEN " + first + " THEN 1 ELSE 0 END), 0),"
                + " COALESCE(SUM(CASE WHEN " + first + " AND b.status = 'REVERSED' THEN 1 ELSE 0 END), 0),"
                + " COALESCE(SUM(b.energy_kwh), 0), COALESCE(SUM(b.amount), 0) FROM billing_bill b " + ofMonth(offices),
                offices.after(List.of(month.value())), row -> new MonthFigures(row.getLong(1), row.getLong(2), row.getLong(3),
                        row.getBigDecimal(4), row.getBigDecimal(5))).orElseThrow();
    }

    private Sum sum(BillingMonth month, OfficeFilter offices) {
        return bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT), COALESCE(SUM(b.amount), 0) FROM billing_bill b " + ofMonth(offices),
                offices.after(List.of(month.value())), row -> new Sum(row.getLong(1), row.getBigDecimal(2))).orElseThrow();
    }

    /** Billed energy of a month below an office path, kWh. */
    public BigDecimal energy(BillingMonth month, String officePath) {
        OfficeFilter offices = below(officePath);
        return bulk.queryOne("SELECT COALESCE(SUM(b.energy_kwh), 0) FROM billing_bill b " + ofMonth(offices),
                offices.after(List.of(month.value())), row -> row.getBigDecimal(1)).orElseThrow();
    }

    /** Energy billed beyond what was read, of a month below an office path, kWh. */
    public BigDecimal adjusted(BillingMonth month, String officePath) {
        OfficeFilter offices = below(officePath);
        return bulk.queryOne("SELECT COALESCE(SUM(b.adjusted_kwh), 0) FROM billing_bill b " + ofMonth(offices),
                offices.after(List.of(month.value())), row -> row.getBigDecimal(1)).orElseThrow();
    }

    /** Amounts by component of a month below an office path. */
    public Map<String, BigDecimal> components(BillingMonth month, String officePath) {
        return components(month, below(officePath));
    }

    private Map<String, BigDecimal> components(BillingMonth month, OfficeFilter offices) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        // by the bills of the month, not by a hash of all lines ever: the hint is for Derby, PostgreSQL sees a comment
        bulk.query("SELECT l.component, SUM(l.amount) FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
                + " billing_bill b --DERBY-PROPERTIES index=BILLING_BILL_I\n"
                + " JOIN billing_line l --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=BILLING_LINE_P\n ON l.bill_id = b.id "
                + ofMonth(offices) + " GROUP BY l.component", offices.after(List.of(month.value())),
                row -> sums.put(row.getString(1), row.getBigDecimal(2)));
        return sums;
    }

    /** Totals of a month in the offices of a scope. */
    public BillTotals totals(BillingMonth month, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        Map<String, BigDecimal> kwh = new LinkedHashMap<>();
        bulk.query("SELECT b.usage_class, SUM(b.energy_kwh) FROM billing_bill b " + ofMonth(offices)
                + " GROUP BY b.usage_class ORDER BY b.usage_class", offices.after(List.of(month.value())),
                row -> kwh.put(row.getString(1), row.getBigDecimal(2)));
        Sum sum = sum(month, offices);
        long bills = bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM billing_bill b " + ofMonth(offices) + " AND b.status = 'ISSUED'",
                offices.after(List.of(month.value())), row -> row.getLong(1)).orElseThrow();
        return new BillTotals(month, bills, kwh.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add), sum.amount(), kwh,
                components(month, offices));
    }

    /** An office with everything below it. */
    private static OfficeFilter below(String officePath) {
        return OfficeFilter.of(new OfficeScope(Set.of(officePath)), "o.path");
    }

    /**
     * Joins the office to {@code b}; the parameters are the month and those of the filter. A reversed bill and its reversal are both
     * there and come to nothing together.
     */
    private static String ofMonth(OfficeFilter offices) {
        return "JOIN codes_office o ON o.id = b.office_id WHERE b.billing_month = ? AND " + offices.condition();
    }

    /** Day after the last one billed in the month, by account in the range that has an issued bill of the month. */
    public Map<Long, LocalDate> billedTo(long fromAccount, long toAccount, BillingMonth month) {
        Map<Long, LocalDate> found = new HashMap<>();
        bulk.query("SELECT account_id, MAX(period_to) FROM billing_bill WHERE account_id BETWEEN ? AND ? AND billing_month = ? "
                + "AND status = 'ISSUED' GROUP BY account_id", List.of(fromAccount, toAccount, month.value()),
                row -> found.put(row.getLong(1), row.getLocalDate(2)));
        return found;
    }

    private static Bill map(Row row) {
        BillingMonth month = new BillingMonth(row.getInt(3));
        return new Bill(row.getLong(1), Bill.number(month, row.getLong(1)), row.getLong(2), null, null, month, row.getString(4),
                row.getInt(5), row.getLong(6), row.getString(7), row.getLocalDate(8), row.getLocalDate(9), row.getString(10),
                row.getLong(11), row.getString(12), row.getBigDecimal(13), row.getBigDecimal(14), row.getString(15),
                row.getLocalDate(16), row.getInstant(17), row.getLongOrNull(18), row.getString(19), List.of());
    }
}
