package org.karawatt.workflow.internal.store;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.api.WorkDay;

/** SQL on limits and on days that differ from the week. Every method runs in the caller's unit of work. */
public final class LimitStore {

    private static final List<String> COLUMNS = List.of("id", "limit_code", "name_zh", "name_en", "amount", "unit", "warn_percent", "rule",
            "valid_from", "valid_to");
    private static final String SELECT = "SELECT limit_code, name_zh, name_en, amount, unit, warn_percent, rule, valid_from, valid_to"
            + " FROM workflow_limit";

    private final BulkStore store;
    private final Numbering numbering;

    public LimitStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    /** The version of a limit in force on a day. */
    public Optional<TimeLimit> inForce(String code, LocalDate on) {
        return store.query(SELECT + " WHERE limit_code = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)"
                + " ORDER BY valid_from DESC FETCH FIRST 1 ROWS ONLY", List.of(code, on, on), LimitStore::limit).stream().findFirst();
    }

    public List<TimeLimit> all() {
        return store.query(SELECT + " ORDER BY limit_code, valid_from", List.of(), LimitStore::limit);
    }

    /** The version of a limit that begins last. */
    public Optional<TimeLimit> newest(String code) {
        return store.queryOne(SELECT + " WHERE limit_code = ? ORDER BY valid_from DESC FETCH FIRST 1 ROWS ONLY", List.of(code), LimitStore::limit);
    }

    /** Brings a version of a limit up to date, or adds it. */
    public void put(TimeLimit l) {
        store.update("DELETE FROM workflow_limit WHERE limit_code = ? AND valid_from = ?", List.of(l.code(), l.validFrom()));
        store.insert("workflow_limit", COLUMNS, List.<Object[]>of(new Object[] {numbering.nextId(), l.code(), l.nameZh(), l.nameEn(),
            l.amount(), l.unit().name(), l.warnPercent(), l.rule(), l.validFrom(), l.validTo()}));
    }

    private static TimeLimit limit(Row row) {
        return new TimeLimit(row.getString(1), row.getString(2), row.getString(3), row.getInt(4), TimeLimit.Unit.valueOf(row.getString(5)),
                row.getInt(6), row.getString(7), row.getLocalDate(8), row.getLocalDate(9));
    }

    /**
     * Days that differ from the week at an office or above it, from a day on.
     *
     * @return whether they are working days; what the nearest office says counts
     */
    public Map<LocalDate, Boolean> days(String officePath, LocalDate from) {
        Map<LocalDate, Boolean> days = new HashMap<>();
        store.query("SELECT d.on_day, d.working FROM workflow_day d JOIN codes_office o ON o.id = d.office_id"
                + " WHERE d.on_day >= ? AND ? LIKE o.path || '%' ORDER BY LENGTH(o.path)", List.of(from, officePath),
                row -> days.put(row.getLocalDate(1), row.getBoolean(2)));
        return days;
    }

    /** Says that a day is a working day or is not, for an office and those below it. */
    public void putDay(long officeId, LocalDate day, boolean working, String name) {
        clearDay(officeId, day);
        store.insert("workflow_day", List.of("office_id", "on_day", "working", "name"),
                List.<Object[]>of(new Object[] {officeId, day, working, name}));
    }

    /** Takes back what an office said about a day. */
    public int clearDay(long officeId, LocalDate day) {
        return store.update("DELETE FROM workflow_day WHERE office_id = ? AND on_day = ?", List.of(officeId, day));
    }

    /** Days of a year that differ from the week, as the nearest office at or above a path says. */
    public List<WorkDay> daysOf(String officePath, int year) {
        Map<LocalDate, WorkDay> days = new TreeMap<>();
        store.query("SELECT o.code, d.on_day, d.working, d.name FROM workflow_day d JOIN codes_office o ON o.id = d.office_id"
                + " WHERE d.on_day >= ? AND d.on_day < ? AND ? LIKE o.path || '%' ORDER BY LENGTH(o.path)",
                List.of(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1), officePath),
                row -> new WorkDay(row.getString(1), row.getLocalDate(2), row.getBoolean(3), row.getString(4)))
                .forEach(day -> days.put(day.day(), day));
        return List.copyOf(days.values());
    }
}
