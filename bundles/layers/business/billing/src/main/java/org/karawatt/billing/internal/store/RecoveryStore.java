package org.karawatt.billing.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.karawatt.billing.api.BillingService.Sum;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryLine;
import org.karawatt.billing.api.RecoveryReversal;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.internal.calc.NormalUse;
import org.karawatt.billing.internal.calc.RecoveryInputs;
import org.karawatt.billing.internal.calc.RecoveryValue;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;
import org.karawatt.rating.TouPeriod;

/** Recoveries with their lines, and the rules that they follow. Every method works inside the current unit of work. Thread-safe. */
public final class RecoveryStore {

    public static final String APPROVED = "APPROVED";
    public static final String REJECTED = "REJECTED";
    /** A reversal waits for its decision. */
    public static final String REVERSING = "REVERSING";
    public static final String REVERSED = "REVERSED";

    private static final List<String> LINE_COLUMNS = List.of("recovery_id", "line_no", "component", "item", "name_zh", "name_en", "tou",
            "tier", "quantity", "unit", "price", "factor", "amount");
    private static final String FROM = " FROM billing_recovery r JOIN codes_office o ON o.id = r.office_id WHERE ";
    private static final String RECOVERY = "SELECT r.id, r.kind, r.account_id, r.account_no, r.office_id, r.on_day, r.reason, r.status,"
            + " r.amount, r.energy_kwh, r.currency, r.proposed_by, r.proposed_at, r.decided_by, r.decided_at, r.note, r.billing_month,"
            + " r.due_on, r.usage_class";
    private static final List<String> RULE_COLUMNS = List.of("name", "valid_from", "rule_value", "ceiling", "source_zh", "source_en");

    private static final String OF_MONTHS = " WHERE b.status = 'ISSUED' AND b.account_id = ? AND b.billing_month IN ";
    private static final String ISSUED_OF = " FROM billing_bill b" + OF_MONTHS;

    private final BulkStore bulk;

    public RecoveryStore(BulkStore bulk) {
        this.bulk = bulk;
    }

    /** A recovery without lines, draft and explanation, and the class that the account had. */
    public record Stored(Recovery recovery, String usageClass) {
    }

    /** Energy billed to an account in some months. */
    public record BilledEnergy(long bills, BigDecimal kwh) {
    }

    /** Filter of a search; nulls do not filter. */
    public record Filter(String status, RecoveryKind kind, Long accountId) {
    }

    public void insert(Recovery recovery, String usageClass, RecoveryInputs inputs) {
        bulk.update("INSERT INTO billing_recovery (id, kind, account_id, account_no, office_id, usage_class, on_day, reason, status, amount,"
                + " energy_kwh, currency, inputs, proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?, ?, ?, ?)",
                List.of(recovery.id(), recovery.kind().name(), recovery.accountId(), recovery.accountNo(), recovery.officeId(), usageClass,
                        recovery.onDay(), recovery.reason(), recovery.amount(), recovery.energyKwh(), recovery.currency(), inputs.write(),
                        recovery.proposedBy(), recovery.proposedAt()));
        bulk.insert("billing_recovery_line", LINE_COLUMNS, () -> recovery.lines().stream().map(line -> new Object[] {recovery.id(),
            line.lineNo(), line.component(), line.item(), line.nameZh(), line.nameEn(), line.tou(), line.tier(), line.quantity(), line.unit(),
            line.price(), line.factor(), line.amount()}).iterator());
    }

    /** Moves a recovery from one status to another; {@code false} when it has another one. */
    public boolean move(long id, String from, String to) {
        return bulk.update("UPDATE billing_recovery SET status = ? WHERE id = ? AND status = ?", List.of(to, id, from)) == 1;
    }

    public void insertReversal(long id, long recoveryId, String reason, String user, Instant at) {
        bulk.update("INSERT INTO billing_recovery_reversal (id, recovery_id, reason, status, proposed_by, proposed_at)"
                + " VALUES (?, ?, ?, 'PROPOSED', ?, ?)", List.of(id, recoveryId, reason, user, at));
    }

    /** @param bookedOn null for a reversal that is rejected */
    public void decideReversal(long id, String status, String user, Instant at, String note, LocalDate bookedOn) {
        bulk.update("UPDATE billing_recovery_reversal SET status = ?, decided_by = ?, decided_at = ?, note = ?, booked_on = ? WHERE id = ?",
                Arrays.asList(status, user, at, note, bookedOn, id));
    }

    /** The last reversal of a recovery that was proposed. */
    public Optional<RecoveryReversal> reversal(long recoveryId) {
        return bulk.query("SELECT id, reason, status, proposed_by, proposed_at, decided_by, decided_at, note, booked_on"
                + " FROM billing_recovery_reversal WHERE recovery_id = ? ORDER BY id DESC FETCH FIRST 1 ROWS ONLY", List.of(recoveryId),
                row -> new RecoveryReversal(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getInstant(5),
                        row.getString(6), row.isNull(7) ? null : row.getInstant(7), row.getString(8),
                        row.isNull(9) ? null : row.getLocalDate(9))).stream().findFirst();
    }

    /** Decides; {@code false} when it has been decided already. */
    public boolean decide(long id, String status, String user, Instant at, String note) {
        return bulk.update("UPDATE billing_recovery SET status = ?, decided_by = ?, decided_at = ?, note = ? WHERE id = ?"
                + " AND status = 'PROPOSED'", Arrays.asList(status, user, at, note, id)) == 1;
    }

    public void booked(long id, BillingMonth month, LocalDate dueOn) {
        bulk.update("UPDATE billing_recovery SET billing_month = ?, due_on = ? WHERE id = ?", List.of(month.value(), dueOn, id));
    }

    public Optional<Stored> find(long id, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(RECOVERY + FROM + "r.id = ? AND " + offices.condition(), offices.after(List.of(id)), RecoveryStore::stored);
    }

    /** Recoveries, newest first. */
    public Page<Recovery> find(OfficeScope scope, Filter filter, PageRequest page) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder();
        List<Object> params = new ArrayList<>();
        add(where, params, "r.status = ? AND ", filter.status());
        add(where, params, "r.kind = ? AND ", filter.kind() == null ? null : filter.kind().name());
        add(where, params, "r.account_id = ? AND ", filter.accountId());
        where.append(offices.condition());
        List<Object> all = new ArrayList<>(offices.after(params));
        long total = bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT)" + FROM + where, all, row -> row.getLong(1)).orElseThrow();
        all.add(page.offset());
        all.add(page.limit());
        return Page.of(bulk.query(RECOVERY + FROM + where + " ORDER BY r.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", all,
                row -> stored(row).recovery()), page, total);
    }

    private static void add(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(condition);
            params.add(value);
        }
    }

    public List<RecoveryLine> lines(long id) {
        return bulk.query("SELECT line_no, component, item, name_zh, name_en, tou, tier, quantity, unit, price, factor, amount"
                + " FROM billing_recovery_line WHERE recovery_id = ? ORDER BY line_no", List.of(id),
                row -> new RecoveryLine(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getString(6), row.isNull(7) ? null : row.getInt(7), row.getBigDecimal(8), row.getString(9), row.getBigDecimal(10),
                        row.getBigDecimal(11), row.getBigDecimal(12)));
    }

    public RecoveryInputs inputs(long id) {
        return RecoveryInputs.read(bulk.queryOne("SELECT inputs FROM billing_recovery WHERE id = ?", List.of(id), row -> row.getString(1))
                .orElseThrow());
    }

    /**
     * Number and sum of what has been booked for a month below an office path. A reversal counts as one more for the month of its recovery,
     * and the two come to nothing.
     */
    public Sum booked(BillingMonth month, String officePath) {
        OfficeFilter offices = below(officePath);
        return bulk.queryOne("SELECT CAST(COALESCE(SUM(CASE WHEN r.status = 'REVERSED' THEN 2 ELSE 1 END), 0) AS BIGINT),"
                + " COALESCE(SUM(CASE WHEN r.status = 'REVERSED' THEN 0 ELSE r.amount END), 0)" + FROM + "r.billing_month = ? AND " + offices.condition(), offices.after(List.of(month.value())),
                row -> new Sum(row.getLong(1), row.getBigDecimal(2))).orElseThrow();
    }

    /** Sums by component of what has been booked for a month below an office path. */
    public Map<String, BigDecimal> components(BillingMonth month, String officePath) {
        OfficeFilter offices = below(officePath);
        Map<String, BigDecimal> sums = new TreeMap<>();
        bulk.query("SELECT l.component, SUM(l.amount) FROM billing_recovery r JOIN codes_office o ON o.id = r.office_id"
                + " JOIN billing_recovery_line l ON l.recovery_id = r.id WHERE r.status <> 'REVERSED' AND r.billing_month = ? AND "
                + offices.condition() + " GROUP BY l.component", offices.after(List.of(month.value())),
                row -> sums.put(row.getString(1), row.getBigDecimal(2)));
        return sums;
    }

    private static OfficeFilter below(String officePath) {
        return OfficeFilter.of(new OfficeScope(Set.of(officePath)), "o.path");
    }

    /** Issued bills of an account in the months. */
    public BilledEnergy billed(long accountId, BillingMonth from, BillingMonth to) {
        return bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT), COALESCE(SUM(energy_kwh), 0) FROM billing_bill WHERE account_id = ?"
                + " AND billing_month BETWEEN ? AND ? AND status = 'ISSUED'", List.of(accountId, from.value(), to.value()),
                row -> new BilledEnergy(row.getLong(1), row.getBigDecimal(2))).orElseThrow();
    }

    /** Those of some months of which an account has an issued bill. */
    public Set<BillingMonth> billedMonths(long accountId, List<BillingMonth> months) {
        Set<BillingMonth> billed = new HashSet<>();
        bulk.stream("SELECT DISTINCT b.billing_month" + ISSUED_OF + InList.marks(months), ofMonths(accountId, months),
                row -> billed.add(new BillingMonth(row.getInt(1))));
        return billed;
    }

    /**
     * Energy and days of the issued bills of an account in some months.
     *
     * @param tou period whose energy is meant; null for all of it
     */
    public NormalUse normalUse(long accountId, List<BillingMonth> months, TouPeriod tou) {
        BigDecimal[] kwh = {BigDecimal.ZERO};
        long[] days = {0};
        bulk.stream("SELECT b.energy_kwh, b.period_from, b.period_to" + ISSUED_OF + InList.marks(months), ofMonths(accountId, months), row -> {
            kwh[0] = kwh[0].add(row.getBigDecimal(1));
            days[0] += ChronoUnit.DAYS.between(row.getLocalDate(2), row.getLocalDate(3));
        });
        if (tou != null) {
            List<Object> params = ofMonths(accountId, months);
            params.add(tou.name());
            kwh[0] = bulk.queryOne("SELECT COALESCE(SUM(l.quantity), 0) FROM billing_bill b JOIN billing_line l ON l.bill_id = b.id"
                    + OF_MONTHS + InList.marks(months) + " AND l.component = 'ENERGY' AND l.item <> 'SURCHARGE' AND l.tou = ?", params,
                    row -> row.getBigDecimal(1)).orElseThrow();
        }
        return new NormalUse(plain(kwh[0]), Math.toIntExact(days[0]));
    }

    private static List<Object> ofMonths(long accountId, List<BillingMonth> months) {
        List<Object> params = new ArrayList<>(List.of(accountId));
        months.forEach(month -> params.add(month.value()));
        return params;
    }

    /** Rules in force on a day, by name. */
    public Map<String, RecoveryRule> rules(LocalDate day) {
        Map<String, RecoveryRule> rules = new TreeMap<>();
        bulk.query("SELECT " + String.join(", ", RULE_COLUMNS) + " FROM billing_recovery_rule WHERE valid_from <= ? ORDER BY valid_from",
                List.of(day), row -> rules.put(row.getString(1), rule(row)));
        return rules;
    }

    /** All values of all rules, by name and oldest first. */
    public List<RecoveryRule> allRules() {
        return bulk.query("SELECT " + String.join(", ", RULE_COLUMNS) + " FROM billing_recovery_rule ORDER BY name, valid_from", List.of(),
                RecoveryStore::rule);
    }

    /** First day of the newest value of a rule. */
    public Optional<LocalDate> newestRule(String name) {
        return bulk.query("SELECT valid_from FROM billing_recovery_rule WHERE name = ? ORDER BY valid_from DESC FETCH FIRST 1 ROWS ONLY",
                List.of(name), row -> row.getLocalDate(1)).stream().findFirst();
    }

    public void addRule(RecoveryRule rule) {
        bulk.insert("billing_recovery_rule", RULE_COLUMNS, List.<Object[]>of(columns(rule)));
    }

    private static Object[] columns(RecoveryRule rule) {
        return new Object[] {rule.name(), rule.validFrom(), rule.value(), rule.ceiling(), rule.sourceZh(), rule.sourceEn()};
    }

    private static RecoveryRule rule(Row row) {
        String name = row.getString(1);
        Optional<RecoveryValue> known = RecoveryValue.find(name);
        return new RecoveryRule(name, row.getLocalDate(2), plain(row.getBigDecimal(3)), row.getBoolean(4),
                known.map(RecoveryValue::zh).orElse(name), known.map(RecoveryValue::en).orElse(name), row.getString(5), row.getString(6));
    }

    /** Without the zeros of its column, and not in powers of ten. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Adds rules when there is none at all. */
    public void addRules(List<RecoveryRule> rules) {
        if (bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM billing_recovery_rule", List.of(), row -> row.getLong(1)).orElseThrow() == 0) {
            bulk.insert("billing_recovery_rule", RULE_COLUMNS, rules.stream().map(RecoveryStore::columns).toList());
        }
    }

    private static Stored stored(Row row) {
        return new Stored(new Recovery(row.getLong(1), RecoveryKind.valueOf(row.getString(2)), row.getLong(3), row.getString(4),
                row.getLong(5), row.getLocalDate(6), row.getString(7), row.getString(8), row.getBigDecimal(9), row.getBigDecimal(10),
                row.getString(11), null, List.of(), List.of(), row.getString(12), row.getInstant(13), row.getString(14),
                row.isNull(15) ? null : row.getInstant(15), row.getString(16), row.isNull(17) ? null : new BillingMonth(row.getInt(17)),
                row.isNull(18) ? null : row.getLocalDate(18)), row.getString(19));
    }
}
