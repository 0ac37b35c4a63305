package org.karawatt.billing.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.karawatt.billing.api.BillingService.Sum;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryLine;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.internal.calc.RecoveryInputs;
import org.karawatt.billing.internal.calc.RecoveryValue;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** Recoveries with their lines, and the rules that they follow. Every method works inside the current unit of work. Thread-safe. */
public final class RecoveryStore {

    private static final List<String> LINE_COLUMNS = List.of("recovery_id", "line_no", "component", "item", "name_zh", "name_en", "tou",
            "tier", "quantity", "unit", "price", "factor", "amount");
    private static final String FROM = " FROM billing_recovery r JOIN codes_office o ON o.id = r.office_id WHERE ";
    private static final String RECOVERY = "SELECT r.id, r.kind, r.account_id, r.account_no, r.office_id, r.on_day, r.reason, r.status,"
            + " r.amount, r.energy_kwh, r.currency, r.proposed_by, r.proposed_at, r.decided_by, r.decided_at, r.note, r.billing_month,"
            + " r.due_on, r.usage_class";
    private static final List<String> RULE_COLUMNS = List.of("name", "valid_from", "rule_value", "ceiling", "source_zh", "source_en");

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

    /** Number and sum of what has been booked in a month below an office path. */
    public Sum booked(BillingMonth month, String officePath) {
        OfficeFilter offices = below(officePath);
        return bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT), COALESCE(SUM(r.amount), 0)" + FROM
                + "r.status = 'APPROVED' AND r.billing_month = ? AND " + offices.condition(), offices.after(List.of(month.value())),
                row -> new Sum(row.getLong(1), row.getBigDecimal(2))).orElseThrow();
    }

    /** Sums by component of what has been booked in a month below an office path. */
    public Map<String, BigDecimal> components(BillingMonth month, String officePath) {
        OfficeFilter offices = below(officePath);
        Map<String, BigDecimal> sums = new TreeMap<>();
        bulk.query("SELECT l.component, SUM(l.amount) FROM billing_recovery r JOIN codes_office o ON o.id = r.office_id"
                + " JOIN billing_recovery_line l ON l.recovery_id = r.id WHERE r.status = 'APPROVED' AND r.billing_month = ? AND "
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

    /** Rules in force on a day, by name. */
    public Map<String, RecoveryRule> rules(LocalDate day) {
        Map<String, RecoveryRule> rules = new TreeMap<>();
        bulk.query("SELECT " + String.join(", ", RULE_COLUMNS) + " FROM billing_recovery_rule WHERE valid_from <= ? ORDER BY valid_from",
                List.of(day), row -> rules.put(row.getString(1), rule(row)));
        return rules;
    }

    private static RecoveryRule rule(Row row) {
        String name = row.getString(1);
        String zh = name;
        String en = name;
        for (RecoveryValue value : RecoveryValue.values()) {
            if (value.name().equals(name)) {
                zh = value.zh();
                en = value.en();
            }
        }
        return new RecoveryRule(name, row.getLocalDate(2), plain(row.getBigDecimal(3)), row.getBoolean(4), zh, en, row.getString(5),
                row.getString(6));
    }

    /** Without the zeros of its column, and not in powers of ten. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Adds rules when there is none at all. */
    public void addRules(List<RecoveryRule> rules) {
        if (bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM billing_recovery_rule", List.of(), row -> row.getLong(1)).orElseThrow() == 0) {
            bulk.insert("billing_recovery_rule", RULE_COLUMNS, rules.stream().map(rule -> new Object[] {rule.name(), rule.validFrom(),
                rule.value(), rule.ceiling(), rule.sourceZh(), rule.sourceEn()}).toList());
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
