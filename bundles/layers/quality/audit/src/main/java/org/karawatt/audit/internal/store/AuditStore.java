package org.karawatt.audit.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.OptimisticLockException;
import org.karawatt.audit.internal.calc.FactText;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;
import org.karawatt.quality.api.AuditFigures;
import org.karawatt.quality.api.AuditHit;
import org.karawatt.quality.api.AuditResult;
import org.karawatt.quality.api.Exclusion;
import org.karawatt.quality.api.HitQuery;
import org.karawatt.quality.api.HitStatus;

/** SQL on hits, exclusions, results and schedules. Every method runs in the caller's unit of work. */
public final class AuditStore {

    private static final String HIT = "SELECT h.id, h.rule_code, h.rule_zh, h.rule_en, h.theme, h.severity, h.office_id, h.account_id,"
            + " h.account_no, h.object, h.in_window, h.facts, h.status, h.case_id, h.case_no, h.found_at, h.ended_at, h.recovered, h.note";
    private static final String FROM = " FROM quality_hit h JOIN codes_office o ON o.id = h.office_id";
    private static final String NOT_ENDED = "h.status IN ('FOUND', 'DISPATCHED')";

    private final BulkStore store;

    public AuditStore(BulkStore store) {
        this.store = store;
    }

    /** What makes a hit the same as another. */
    public record Key(long accountId, String ruleCode, String object) {
    }

    /** A hit to be stored. */
    public record NewHit(long id, Key key, String ruleZh, String ruleEn, String theme, String severity, boolean dispatched, long officeId,
            String accountNo, String window, String facts, long runId) {
    }

    /** A hit that a case is at work on. */
    public record CaseOf(long hitId, long caseId, String caseNo) {
    }

    /** Hits of accounts in a range that are in the same window or not dealt with: whoever finds them again finds nothing new. */
    public Set<Key> known(long fromAccount, long toAccount, String ruleCode, String window) {
        return new HashSet<>(store.query("SELECT h.account_id, h.rule_code, h.object FROM quality_hit h"
                + " WHERE h.account_id BETWEEN ? AND ? AND h.rule_code = ? AND (h.in_window = ? OR " + NOT_ENDED + ")",
                List.of(fromAccount, toAccount, ruleCode, window),
                row -> new Key(row.getLong(1), row.getString(2), row.getString(3))));
    }

    /** Objects of accounts in a range that rules leave out on a day. */
    public Set<Key> excluded(long fromAccount, long toAccount, LocalDate on) {
        return new HashSet<>(store.query("SELECT account_id, rule_code, object FROM quality_exclusion WHERE account_id BETWEEN ? AND ?"
                + " AND until_day > ?", List.of(fromAccount, toAccount, on),
                row -> new Key(row.getLong(1), row.getString(2), row.getString(3))));
    }

    /**
     * Stores hits.
     *
     * @throws OptimisticLockException when another run has found one of them meanwhile: the unit is repeated and sees that hit
     */
    public void insert(List<NewHit> hits, Instant now) {
        try {
            store.insert("quality_hit", List.of("id", "rule_code", "rule_zh", "rule_en", "theme", "severity", "dispatched", "office_id",
                    "account_id", "account_no", "object", "in_window", "facts", "status", "run_id", "found_at"),
                    () -> hits.stream().map(h -> new Object[] {h.id(), h.key().ruleCode(), h.ruleZh(), h.ruleEn(), h.theme(), h.severity(),
                        h.dispatched(), h.officeId(), h.key().accountId(), h.accountNo(), h.key().object(), h.window(), h.facts(),
                        HitStatus.FOUND.name(), h.runId(), now}).iterator());
        } catch (DuplicateKeyException e) {
            throw new OptimisticLockException("found by another run meanwhile", e);
        }
    }

    /** Adds what a rule has found in a piece of a run. */
    public void result(long runId, long afterKey, AuditResult r) {
        store.insert("quality_result", List.of("run_id", "rule_code", "after_key", "examined", "hits", "fresh", "excluded", "sample"),
                List.<Object[]>of(new Object[] {runId, r.ruleCode(), afterKey, r.examined(), r.hits(), r.fresh(), r.excluded(),
                    FactText.ofSamples(r.sample())}));
    }

    /** What the rules of a run have found, by rule. */
    public List<AuditResult> results(long runId) {
        List<AuditResult> sums = store.query("SELECT rule_code, SUM(examined), SUM(hits), SUM(fresh), SUM(excluded) FROM quality_result"
                + " WHERE run_id = ? GROUP BY rule_code ORDER BY rule_code", List.of(runId), row -> new AuditResult(row.getString(1),
                        row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), List.of()));
        List<AuditResult> results = new ArrayList<>();
        for (AuditResult sum : sums) {
            List<AuditResult.Sample> sample = new ArrayList<>();
            store.query("SELECT sample FROM quality_result WHERE run_id = ? AND rule_code = ? AND hits > 0 ORDER BY after_key"
                    + " FETCH FIRST 20 ROWS ONLY", List.of(runId, sum.ruleCode()), row -> row.getString(1))
                    .forEach(text -> sample.addAll(FactText.samples(text)));
            results.add(new AuditResult(sum.ruleCode(), sum.examined(), sum.hits(), sum.fresh(), sum.excluded(),
                    sample.stream().limit(20).toList()));
        }
        return results;
    }

    /** Hits that match, newest first. */
    public Page<AuditHit> find(HitQuery query, String officePath, OfficeScope scope, PageRequest page) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder(" WHERE ").append(offices.condition());
        List<Object> params = new ArrayList<>(offices.params());
        add(where, params, "h.rule_code = ?", query.ruleCode());
        add(where, params, "h.theme = ?", query.theme());
        add(where, params, "h.severity = ?", query.severity());
        add(where, params, "h.status = ?", query.status() == null ? null : query.status().name());
        add(where, params, "h.account_no = ?", query.accountNo());
        add(where, params, "o.path LIKE ? ESCAPE '!'", officePath == null ? null : OfficeFilter.prefix(officePath));
        if (query.open() != null) {
            where.append(query.open() ? " AND " : " AND NOT ").append('(').append(NOT_ENDED).append(')');
        }
        long total = store.queryOne("SELECT CAST(COUNT(*) AS BIGINT)" + FROM + where, params, row -> row.getLong(1)).orElseThrow();
        params.addAll(List.of(page.offset(), page.limit()));
        return Page.of(store.query(HIT + FROM + where + " ORDER BY h.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params,
                AuditStore::hit), page, total);
    }

    private static void add(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            params.add(value);
        }
    }

    /** A hit of the scope. */
    public Optional<AuditHit> hit(long id, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return store.queryOne(HIT + FROM + " WHERE h.id = ? AND " + offices.condition(), offices.after(List.of(id)), AuditStore::hit);
    }

    /** Hits that wait for their case, the most severe first, without the first {@code skip}. */
    public List<Long> waiting(int skip, int limit) {
        return store.query("SELECT h.id FROM quality_hit h WHERE h.status = 'FOUND' AND h.dispatched = ? ORDER BY"
                + " CASE h.severity WHEN 'HIGH' THEN 0 WHEN 'MEDIUM' THEN 1 ELSE 2 END, h.id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                List.of(true, skip, limit), row -> row.getLong(1));
    }

    /** Gives a hit its case; {@code false} when another has done it meanwhile. */
    public boolean dispatched(long id, long caseId, String caseNo) {
        return store.update("UPDATE quality_hit SET status = 'DISPATCHED', case_id = ?, case_no = ?, note = NULL WHERE id = ?"
                + " AND status = 'FOUND'", List.of(caseId, caseNo, id)) == 1;
    }

    /** Hits behind an id that a case is at work on, by id. */
    public List<CaseOf> inCases(long afterHit, int limit) {
        return store.query("SELECT id, case_id, case_no FROM quality_hit WHERE status = 'DISPATCHED' AND id > ? ORDER BY id"
                + " FETCH FIRST ? ROWS ONLY", List.of(afterHit, limit),
                row -> new CaseOf(row.getLong(1), row.getLong(2), row.getString(3)));
    }

    /** Ends a hit; {@code false} when it has ended already. */
    public boolean end(long id, HitStatus status, BigDecimal recovered, String note, Instant now) {
        return store.update("UPDATE quality_hit SET status = ?, recovered = ?, note = ?, ended_at = ? WHERE id = ?"
                + " AND status IN ('FOUND', 'DISPATCHED')", Arrays.asList(status.name(), recovered, note, now, id)) == 1;
    }

    /** Takes a hit back from cases that were ended before their end; somebody has to dispatch it by hand. */
    public void taken(List<Long> caseIds, String note) {
        for (List<Long> part : InList.parts(caseIds)) {
            List<Object> params = new ArrayList<>(List.of(false, note));
            params.addAll(part);
            store.update("UPDATE quality_hit SET status = 'FOUND', dispatched = ?, case_id = NULL, case_no = NULL, note = ?"
                    + " WHERE status = 'DISPATCHED' AND case_id IN " + InList.marks(part), params);
        }
    }

    public void exclude(long id, AuditHit hit, LocalDate until, String reason, String by) {
        store.insert("quality_exclusion", List.of("id", "rule_code", "office_id", "account_id", "account_no", "object", "until_day",
                "reason", "excluded_by"), List.<Object[]>of(new Object[] {id, hit.ruleCode(), hit.officeId(), hit.accountId(),
                    hit.accountNo(), hit.object(), until, reason, by}));
    }

    /** Exclusions in force, by end. */
    public Page<Exclusion> exclusions(LocalDate on, OfficeScope scope, PageRequest page) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        String from = " FROM quality_exclusion e JOIN codes_office o ON o.id = e.office_id WHERE e.until_day > ? AND " + offices.condition();
        List<Object> params = offices.after(List.of(on));
        long total = store.queryOne("SELECT CAST(COUNT(*) AS BIGINT)" + from, params, row -> row.getLong(1)).orElseThrow();
        params.addAll(List.of(page.offset(), page.limit()));
        return Page.of(store.query("SELECT e.id, e.rule_code, e.account_id, e.account_no, e.object, e.until_day, e.reason, e.excluded_by"
                + from + " ORDER BY e.until_day, e.id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params, row -> new Exclusion(row.getLong(1),
                        row.getString(2), row.getLong(3), row.getString(4), row.getString(5), row.getLocalDate(6), row.getString(7),
                        row.getString(8))), page, total);
    }

    /** How hits stand, by rule. */
    public List<AuditFigures> figures(Instant from, Instant to, String officePath, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        String ended = " AND h.ended_at >= ? AND h.ended_at < ? THEN ";
        List<Object> params = new ArrayList<>(List.of(from, to, from, to, from, to, from, to));
        params.addAll(offices.params());
        String where = " WHERE " + offices.condition();
        if (officePath != null) {
            where += " AND o.path LIKE ? ESCAPE '!'";
            params.add(OfficeFilter.prefix(officePath));
        }
        return store.query("SELECT h.rule_code, MAX(h.rule_zh), MAX(h.rule_en), MAX(h.theme), MAX(h.severity),"
                + " SUM(CAST(CASE WHEN h.found_at >= ? AND h.found_at < ? THEN 1 ELSE 0 END AS BIGINT)),"
                + " SUM(CAST(CASE WHEN " + NOT_ENDED + " THEN 1 ELSE 0 END AS BIGINT)),"
                + " SUM(CAST(CASE WHEN h.status = 'RECTIFIED'" + ended + "1 ELSE 0 END AS BIGINT)),"
                + " SUM(CAST(CASE WHEN h.status = 'FALSE_ALARM'" + ended + "1 ELSE 0 END AS BIGINT)),"
                + " SUM(CASE WHEN h.status = 'RECTIFIED'" + ended + "h.recovered END)"
                + FROM + where + " GROUP BY h.rule_code ORDER BY h.rule_code", params, row -> new AuditFigures(row.getString(1),
                        row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getLong(6), row.getLong(7),
                        row.getLong(8), row.getLong(9), row.getBigDecimal(10)));
    }

    /** When a schedule was last done; empty when it is not known. */
    public Optional<Instant> doneAt(String schedule) {
        return store.queryOne("SELECT done_at FROM quality_schedule WHERE name = ?", List.of(schedule), row -> row.getInstant(1));
    }

    public void know(String schedule, Instant now) {
        store.update("INSERT INTO quality_schedule (name, done_at) VALUES (?, ?)", List.of(schedule, now));
    }

    /** Notes that a schedule is done; {@code false} when another server has done it. */
    public boolean done(String schedule, Instant before, Instant now) {
        return store.update("UPDATE quality_schedule SET done_at = ? WHERE name = ? AND done_at = ?", List.of(now, schedule, before)) == 1;
    }

    private static AuditHit hit(Row row) {
        Map<String, String> facts = FactText.values(row.getString(12));
        return new AuditHit(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                row.getLong(7), row.getLong(8), row.getString(9), row.getString(10), row.getString(11), facts,
                HitStatus.valueOf(row.getString(13)), row.getLongOrNull(14), row.getString(15), row.getInstant(16), row.getInstant(17),
                row.getBigDecimal(18), row.getString(19));
    }
}
