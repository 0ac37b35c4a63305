package org.karawatt.codes.internal.store;

import java.util.List;
import java.util.Optional;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.persistence.entity.codes.OfficeEntity;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.EntityStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** Rows of the office tree. Must be called inside a unit of work. */
public final class OfficeStore {

    private static final String SELECT = "SELECT o.id, o.code, o.parent_id, o.path, o.kind, o.name_zh, o.name_en, o.valid_from,"
            + " o.valid_to, o.version FROM codes_office o WHERE ";

    private final EntityStore entities;
    private final BulkStore bulk;

    public OfficeStore(EntityStore entities, BulkStore bulk) {
        this.entities = entities;
        this.bulk = bulk;
    }

    /** The offices of a scope, by path. */
    public List<Office> offices(OfficeScope scope) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return bulk.query(SELECT + filter.condition() + " ORDER BY o.path", filter.params(), OfficeStore::office);
    }

    public Optional<Office> office(OfficeScope scope, String code) {
        return one(scope, "o.code = ?", code);
    }

    public Optional<Office> office(OfficeScope scope, long id) {
        return one(scope, "o.id = ?", id);
    }

    /** Whether any office has this code, in the caller's scope or not. */
    public boolean exists(String code) {
        return one(OfficeScope.ALL, "o.code = ?", code).isPresent();
    }

    /** Whether the tree has its root already. */
    public boolean hasRoot() {
        return bulk.queryOne("SELECT COUNT(*) FROM codes_office WHERE parent_id IS NULL", List.of(), row -> row.getLong(1))
                .orElseThrow() > 0;
    }

    public Office insert(long id, OfficeDraft draft, Long parentId, String path) {
        OfficeEntity entity = new OfficeEntity();
        entity.setId(id);
        entity.setCode(draft.code());
        entity.setParentId(parentId);
        entity.setPath(path);
        fill(entity, draft);
        entities.em().persist(entity);
        entities.em().flush();
        return office(entity);
    }

    /** The entity under this id, to be changed in the current unit; null when there is none. */
    public OfficeEntity find(long id) {
        return entities.em().find(OfficeEntity.class, id);
    }

    /** Gives an office new names, kind and validity; code and place stay. */
    public Office update(OfficeEntity entity, OfficeDraft draft) {
        fill(entity, draft);
        entities.em().flush();
        return office(entity);
    }

    public static Office office(OfficeEntity entity) {
        return new Office(entity.getId(), entity.getCode(), entity.getParentId(), entity.getPath(), entity.getKind(),
                entity.getNameZh(), entity.getNameEn(), entity.getValidFrom(), entity.getValidTo(), entity.getVersion());
    }

    private static void fill(OfficeEntity entity, OfficeDraft draft) {
        entity.setKind(draft.kind());
        entity.setNameZh(draft.nameZh());
        entity.setNameEn(draft.nameEn());
        entity.setValidFrom(draft.validFrom());
        entity.setValidTo(draft.validTo());
    }

    private Optional<Office> one(OfficeScope scope, String condition, Object key) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(SELECT + condition + " AND " + filter.condition(), filter.after(List.of(key)), OfficeStore::office);
    }

    private static Office office(Row row) {
        return new Office(row.getLong(1), row.getString(2), row.getLongOrNull(3), row.getString(4), row.getString(5),
                row.getString(6), row.getString(7), row.getLocalDate(8), row.getLocalDate(9), row.getInt(10));
    }
}
