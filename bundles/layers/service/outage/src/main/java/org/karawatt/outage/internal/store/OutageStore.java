package org.karawatt.outage.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.Line;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.outage.api.Outage;
import org.karawatt.outage.api.OutageRule;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** SQL on outages and their rules. Every method runs in the caller's unit of work. */
public final class OutageStore {

    private static final String SELECT = "SELECT u.id, u.outage_no, u.kind, u.line_no, u.line_name, u.office_id, u.starts_at, u.ends_at, u.reason,"
            + " u.short_notice_reason, u.notify_by, u.batch_id, u.status, u.created_by, u.created_at, u.version";
    private static final String FROM = " FROM outage_outage u JOIN codes_office o ON o.id = u.office_id WHERE ";
    private static final int MOST_RULES = 100;

    private final BulkStore store;
    private final ZoneId zone;

    public OutageStore(BulkStore store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
    }

    /** Filter; every part may be null. */
    public record Filter(String lineNo, String areaNo, String status, Instant from, Instant to) {
    }

    public Optional<OutageRule> rule(String kind, LocalDate on) {
        return rules(on).stream().filter(rule -> rule.kind().equals(kind)).findFirst();
    }

    public List<OutageRule> rules(LocalDate on) {
        return store.query("SELECT kind, notice_hours, recipients, short_notice, source, valid_from, valid_to FROM outage_rule WHERE valid_from <= ?"
                + " AND (valid_to IS NULL OR valid_to > ?) ORDER BY kind FETCH FIRST " + MOST_RULES + " ROWS ONLY", List.of(on, on),
                row -> new OutageRule(row.getString(1), row.getInt(2), row.getString(3), row.getBoolean(4), row.getString(5),
                        row.getLocalDate(6), row.getLocalDate(7)));
    }

    public void insert(Outage u, Line line, Collection<Area> areas) {
        store.insert("outage_outage", List.of("id", "outage_no", "kind", "line_id", "line_no", "line_name", "office_id", "starts_at", "ends_at",
                "reason", "short_notice_reason", "notify_by", "told", "status", "created_by", "created_at", "version"),
                List.<Object[]>of(new Object[] {u.id(), u.outageNo(), u.kind(), line.id(), line.lineNo(), line.name(), u.officeId(),
                    u.from().atZone(zone).toInstant(), u.to().atZone(zone).toInstant(), u.reason(), u.shortNoticeReason(),
                    u.notifyBy().atZone(zone).toInstant(), false, u.status(), u.createdBy(), u.createdAt(), u.version()}));
        store.insert("outage_area", List.of("outage_id", "area_id", "area_no"),
                () -> areas.stream().map(area -> new Object[] {u.id(), area.id(), area.areaNo()}).iterator());
    }

    /**
     * Whether the outage was still what was seen. Its notice is no longer its own afterwards.
     *
     * @param changeReason what customers are told about this change
     */
    public boolean change(Outage seen, Instant from, Instant to, String shortNoticeReason, String changeReason, Instant notifyBy,
            String status) {
        List<Object> params = new ArrayList<>();
        params.add(from);
        params.add(to);
        params.add(shortNoticeReason);
        params.add(changeReason);
        params.add(notifyBy);
        params.add(status);
        params.add(seen.id());
        params.add(seen.version());
        if (seen.batchId() != null) {
            params.add(seen.batchId());
        }
        return store.update("UPDATE outage_outage SET starts_at = ?, ends_at = ?, short_notice_reason = ?, change_reason = ?, notify_by = ?, status = ?,"
                + " batch_id = NULL, version = version + 1 WHERE id = ? AND version = ? AND batch_id "
                + (seen.batchId() == null ? "IS NULL" : "= ?"), params) == 1;
    }

    /** Remembers that customers may have been told. */
    public void told(long id) {
        store.update("UPDATE outage_outage SET told = ? WHERE id = ?", List.of(true, id));
    }

    public boolean isTold(long id) {
        return store.queryOne("SELECT told FROM outage_outage WHERE id = ?", List.of(id), row -> row.getBoolean(1)).orElse(false);
    }

    /** Why it was changed last; empty when it never was, or before reasons were kept. */
    public Optional<String> changeReason(long id) {
        return store.queryOne("SELECT change_reason FROM outage_outage WHERE id = ?", List.of(id), row -> row.getString(1));
    }

    /** Gives an outage its notice; {@code false} when it has one by now or is no longer what the notice says. */
    public boolean batch(Outage seen, long batchId) {
        return store.update("UPDATE outage_outage SET batch_id = ? WHERE id = ? AND version = ? AND batch_id IS NULL",
                List.of(batchId, seen.id(), seen.version())) == 1;
    }

    public Optional<Outage> find(OfficeScope scope, long id) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return store.queryOne(SELECT + FROM + "u.id = ? AND " + offices.condition(), offices.after(List.of(id)), this::outage)
                .map(this::withAreas);
    }

    public Page<Outage> find(OfficeScope scope, Filter filter, PageRequest page) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder(offices.condition());
        List<Object> params = new ArrayList<>(offices.params());
        and(where, params, "u.line_no = ?", filter.lineNo());
        and(where, params, "u.status = ?", filter.status());
        and(where, params, "u.ends_at > ?", filter.from());
        and(where, params, "u.starts_at < ?", filter.to());
        and(where, params, "EXISTS (SELECT 1 FROM outage_area a WHERE a.outage_id = u.id AND a.area_no = ?)", filter.areaNo());
        long total = store.queryOne("SELECT COUNT(*)" + FROM + where, params, row -> row.getLong(1)).orElseThrow();
        List<Object> paged = new ArrayList<>(params);
        paged.add(page.offset());
        paged.add(page.limit());
        return Page.of(store.query(SELECT + FROM + where + " ORDER BY u.starts_at, u.id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", paged, this::outage)
                .stream().map(this::withAreas).toList(), page, total);
    }

    private static void and(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            params.add(value);
        }
    }

    /** Planned outages of areas that end after an instant. */
    public List<Outage> ofAreas(Collection<Long> areaIds, Instant after, int most) {
        List<Outage> found = new ArrayList<>();
        for (List<Long> part : InList.parts(areaIds)) {
            List<Object> params = new ArrayList<>(part);
            params.add(after);
            params.add(most);
            found.addAll(store.query(SELECT + " FROM outage_outage u WHERE u.id IN (SELECT a.outage_id FROM outage_area a WHERE a.area_id IN "
                    + InList.marks(part) + ") AND u.status = 'PLANNED' AND u.ends_at > ? ORDER BY u.starts_at, u.id FETCH FIRST ? ROWS ONLY",
                    params, this::outage));
        }
        return found.stream().map(this::withAreas).toList();
    }

    private Outage withAreas(Outage u) {
        List<String> areas = store.query("SELECT area_no FROM outage_area WHERE outage_id = ? ORDER BY area_no", List.of(u.id()),
                row -> row.getString(1));
        return new Outage(u.id(), u.outageNo(), u.kind(), u.lineNo(), u.lineName(), areas, u.officeId(), u.from(), u.to(), u.reason(),
                u.shortNoticeReason(), u.notifyBy(), u.batchId(), u.status(), u.createdBy(), u.createdAt(), u.version());
    }

    private Outage outage(Row row) {
        return new Outage(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), List.of(), row.getLong(6),
                row.getInstant(7).atZone(zone).toLocalDateTime(), row.getInstant(8).atZone(zone).toLocalDateTime(), row.getString(9),
                row.getString(10), row.getInstant(11).atZone(zone).toLocalDateTime(), row.getLongOrNull(12), row.getString(13),
                row.getString(14), row.getInstant(15), row.getInt(16));
    }
}
