package org.karawatt.equipment.internal.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.Line;
import org.karawatt.equipment.api.LossParameters;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.equipment.internal.calc.CapacityTimeline;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.Period;
import org.karawatt.persistence.entity.equipment.AreaEntity;
import org.karawatt.persistence.entity.equipment.LineEntity;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.EntityStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.KeyLookup;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** Rows of lines, areas, transformers and their states. Must be called inside a unit of work. */
public final class EquipmentStore {

    private static final String LINE = "SELECT l.id, l.line_no, l.name, l.voltage_code, l.office_id, l.version";
    private static final String LINES = " FROM equipment_line l JOIN codes_office o ON o.id = l.office_id WHERE ";
    private static final String AREA =
            "SELECT a.id, a.area_no, a.name, a.line_id, a.office_id, a.capacity_kva, a.public_area, a.version";
    private static final String AREAS = " FROM equipment_area a JOIN codes_office o ON o.id = a.office_id WHERE ";

    private static final List<String> STATE_COLUMNS = List.of("id", "transformer_id", "account_id", "state", "valid_from", "valid_to",
            "version");

    private final EntityStore entities;
    private final BulkStore bulk;

    public EquipmentStore(EntityStore entities, BulkStore bulk) {
        this.entities = entities;
        this.bulk = bulk;
    }

    public Page<Line> lines(OfficeScope scope, PageRequest page) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return Page.of(bulk.query(LINE + LINES + filter.condition() + " ORDER BY l.line_no OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                paged(filter.params(), page), EquipmentStore::line), page, count(LINES + filter.condition(), filter.params()));
    }

    public Optional<Line> line(OfficeScope scope, String lineNo) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(LINE + LINES + "l.line_no = ? AND " + filter.condition(), filter.after(List.of(lineNo)),
                EquipmentStore::line);
    }

    public Page<Area> areas(OfficeScope scope, Long lineId, PageRequest page) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        String where = AREAS + (lineId == null ? "" : "a.line_id = ? AND ") + filter.condition();
        List<Object> params = filter.after(lineId == null ? List.of() : List.of(lineId));
        return Page.of(bulk.query(AREA + where + " ORDER BY a.area_no OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", paged(params, page),
                EquipmentStore::area), page, count(where, params));
    }

    public Optional<Area> area(OfficeScope scope, long id) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(AREA + AREAS + "a.id = ? AND " + filter.condition(), filter.after(List.of(id)), EquipmentStore::area);
    }

    public Optional<Area> area(OfficeScope scope, String areaNo) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(AREA + AREAS + "a.area_no = ? AND " + filter.condition(), filter.after(List.of(areaNo)), EquipmentStore::area);
    }

    public List<Transformer> transformers(long accountId, LocalDate on, int limit) {
        return bulk.query("SELECT t.id, t.transformer_no, t.account_id, t.kind, t.model, t.voltage_code, t.capacity_kva, s.state,"
                + " t.version FROM equipment_transformer t JOIN equipment_transformer_state s ON s.transformer_id = t.id"
                + " AND s.valid_from <= ? AND (s.valid_to IS NULL OR s.valid_to > ?) WHERE t.account_id = ?"
                + " ORDER BY t.transformer_no FETCH FIRST ? ROWS ONLY", List.of(on, on, accountId, limit),
                row -> new Transformer(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5),
                        row.getString(6), row.getBigDecimal(7), row.getString(8), row.getInt(9)));
    }

    /** Everything but removed equipment that was there in the period, by account; one query over a range of the index. */
    public List<CapacityTimeline.State> states(long fromAccount, long toAccount, Period period) {
        List<Object> params = new ArrayList<>(List.of(fromAccount, toAccount, period.from()));
        if (period.to() != null) {
            params.add(period.to());
        }
        return bulk.query("SELECT s.account_id, s.valid_from, s.valid_to, s.state, t.capacity_kva FROM equipment_transformer_state s"
                + " JOIN equipment_transformer t ON t.id = s.transformer_id WHERE s.account_id BETWEEN ? AND ?"
                + " AND s.state <> 'REMOVED' AND (s.valid_to IS NULL OR s.valid_to > ?)"
                + (period.to() == null ? "" : " AND s.valid_from < ?") + " ORDER BY s.account_id, s.valid_from, s.id", params,
                row -> new CapacityTimeline.State(row.getLong(1), row.getLocalDate(2), row.getLocalDate(3),
                        row.getString(4), row.getBigDecimal(5)));
    }

    /** A transformer that exists, with a state that the caller knows. */
    public Transformer transformer(long id, String state) {
        return bulk.queryOne("SELECT id, transformer_no, account_id, kind, model, voltage_code, capacity_kva, version"
                + " FROM equipment_transformer WHERE id = ?", List.of(id),
                row -> new Transformer(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5),
                        row.getString(6), row.getBigDecimal(7), state, row.getInt(8))).orElseThrow();
    }

    public Map<Long, LossParameters> lossParameters(Collection<Long> ids) {
        Map<Long, LossParameters> found = new HashMap<>();
        for (List<Long> part : InList.parts(ids)) {
            bulk.stream("SELECT id, capacity_kva, no_load_loss_kw, no_load_current_pct FROM equipment_transformer WHERE id IN "
                    + InList.marks(part), part, row -> found.put(row.getLong(1),
                            new LossParameters(row.getLong(1), row.getBigDecimal(2), row.getBigDecimal(3), row.getBigDecimal(4))));
        }
        return found;
    }

    /**
     * The latest state of a transformer.
     *
     * @param id of the row
     */
    public record LatestState(long id, long transformerId, long accountId, String state, LocalDate from, int version) {
    }

    public Optional<LatestState> latestState(String transformerNo) {
        return bulk.queryOne("SELECT s.id, t.id, t.account_id, s.state, s.valid_from, s.version FROM equipment_transformer t"
                + " JOIN equipment_transformer_state s ON s.transformer_id = t.id WHERE t.transformer_no = ?"
                + " ORDER BY s.valid_from DESC FETCH FIRST 1 ROWS ONLY", List.of(transformerNo),
                row -> new LatestState(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4), row.getLocalDate(5), row.getInt(6)));
    }

    /** Ends the latest state and begins another; {@code false} when somebody has changed it meanwhile. */
    public boolean insertState(long id, LatestState latest, String state, LocalDate from) {
        if (bulk.update("UPDATE equipment_transformer_state SET valid_to = ?, version = version + 1 WHERE id = ? AND version = ?",
                List.of(from, latest.id(), latest.version())) != 1) {
            return false;
        }
        bulk.insert("equipment_transformer_state", STATE_COLUMNS, List.<Object[]>of(
                new Object[] {id, latest.transformerId(), latest.accountId(), state, from, null, 0}));
        return true;
    }

    public boolean lineTaken(String lineNo) {
        return count(" FROM equipment_line WHERE line_no = ?", List.of(lineNo)) > 0;
    }

    public boolean areaTaken(String areaNo) {
        return count(" FROM equipment_area WHERE area_no = ?", List.of(areaNo)) > 0;
    }

    /** Those of the transformer numbers that are taken. */
    public Set<String> takenTransformers(Collection<String> numbers) {
        return KeyLookup.existing(bulk, "equipment_transformer", "transformer_no", "EQUIPMENT_TRANSFORMER_U", numbers);
    }

    public Line insertLine(long id, String lineNo, String name, String voltageCode, long officeId) {
        LineEntity entity = new LineEntity();
        entity.setId(id);
        entity.setLineNo(lineNo);
        entity.setName(name);
        entity.setVoltageCode(voltageCode);
        entity.setOfficeId(officeId);
        entities.em().persist(entity);
        entities.em().flush();
        return new Line(id, lineNo, name, voltageCode, officeId, entity.getVersion());
    }

    public Area insertArea(long id, String areaNo, String name, long lineId, long officeId, BigDecimal capacityKva,
            boolean publicArea) {
        AreaEntity entity = new AreaEntity();
        entity.setId(id);
        entity.setAreaNo(areaNo);
        entity.setName(name);
        entity.setLineId(lineId);
        entity.setOfficeId(officeId);
        entity.setCapacityKva(capacityKva);
        entity.setPublicArea(publicArea);
        entities.em().persist(entity);
        entities.em().flush();
        return new Area(id, areaNo, name, lineId, officeId, capacityKva, publicArea, entity.getVersion());
    }

    /** Inserts checked transformers under {@code firstId} and up, and their first states under the ids after those. */
    public void insertTransformers(long firstId, List<TransformerDraft> batch) {
        List<Object[]> transformers = new ArrayList<>(batch.size());
        List<Object[]> states = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            TransformerDraft draft = batch.get(i);
            transformers.add(new Object[] {firstId + i, draft.transformerNo(), draft.accountId(), draft.kind(), draft.model(),
                    draft.voltageCode(), draft.capacityKva(), draft.noLoadLossKw(), draft.noLoadCurrentPct(), 0});
            states.add(new Object[] {firstId + batch.size() + i, firstId + i, draft.accountId(), "RUNNING", draft.runningSince(), null,
                    0});
        }
        bulk.insert("equipment_transformer", List.of("id", "transformer_no", "account_id", "kind", "model", "voltage_code",
                "capacity_kva", "no_load_loss_kw", "no_load_current_pct", "version"), transformers);
        bulk.insert("equipment_transformer_state", STATE_COLUMNS, states);
    }

    private long count(String from, List<?> params) {
        return bulk.queryOne("SELECT COUNT(*)" + from, params, row -> row.getLong(1)).orElseThrow();
    }

    private static List<Object> paged(List<?> params, PageRequest page) {
        List<Object> all = new ArrayList<>(params);
        all.add(page.offset());
        all.add(page.limit());
        return all;
    }

    private static Line line(Row row) {
        return new Line(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5), row.getInt(6));
    }

    private static Area area(Row row) {
        return new Area(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), row.getBigDecimal(6),
                row.getBoolean(7), row.getInt(8));
    }
}
