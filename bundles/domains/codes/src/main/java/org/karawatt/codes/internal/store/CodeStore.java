package org.karawatt.codes.internal.store;

import java.util.ArrayList;
import java.util.List;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeDraft;
import org.karawatt.codes.api.CodeTable;
import org.karawatt.persistence.entity.codes.CodeEntity;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.EntityStore;
import org.karawatt.persistence.store.Row;

/** Rows of the code tables. Must be called inside a unit of work. */
public final class CodeStore {

    private static final String COLUMNS =
            "id, table_code, code, parent_code, name_zh, name_en, sort_no, valid_from, valid_to, origin, version";

    private final EntityStore entities;
    private final BulkStore bulk;

    public CodeStore(EntityStore entities, BulkStore bulk) {
        this.entities = entities;
        this.bulk = bulk;
    }

    /** All tables; the number of their codes is not counted here. */
    public List<CodeTable> tables() {
        return bulk.query("SELECT code, name_zh, name_en, source FROM codes_table ORDER BY code", List.of(),
                row -> new CodeTable(row.getString(1), row.getString(2), row.getString(3), row.getString(4), 0));
    }

    public List<Code> codes() {
        List<Code> codes = new ArrayList<>();
        bulk.stream("SELECT " + COLUMNS + " FROM codes_code", List.of(), row -> codes.add(code(row)));
        return codes;
    }

    /** The codes of one table. */
    public List<Code> codes(String table) {
        return bulk.query("SELECT " + COLUMNS + " FROM codes_code WHERE table_code = ?", List.of(table), CodeStore::code);
    }

    public boolean hasTable(String table) {
        return bulk.queryOne("SELECT code FROM codes_table WHERE code = ?", List.of(table), row -> row.getString(1)).isPresent();
    }

    public void insertTable(String code, String nameZh, String nameEn, String source) {
        bulk.insert("codes_table", List.of("code", "name_zh", "name_en", "source"),
                List.<Object[]>of(new Object[] {code, nameZh, nameEn, source}));
    }

    /** Inserts codes under the ids {@code firstId}, {@code firstId + 1} and so on. */
    public void insert(long firstId, List<Code> codes) {
        List<Object[]> rows = new ArrayList<>(codes.size());
        for (int i = 0; i < codes.size(); i++) {
            Code code = codes.get(i);
            rows.add(new Object[] {firstId + i, code.table(), code.code(), code.parentCode(), code.nameZh(), code.nameEn(),
                    code.sortNo(), code.validFrom(), code.validTo(), code.origin(), 0});
        }
        bulk.insert("codes_code", List.of(COLUMNS.split(", ")), rows);
    }

    /** Brings codes that a bundle owns up to date. */
    public void update(List<Code> codes) {
        bulk.updateBatch("UPDATE codes_code SET parent_code = ?, name_zh = ?, name_en = ?, sort_no = ?, valid_to = ?, origin = ?,"
                + " version = version + 1 WHERE id = ?",
                codes.stream().map(code -> new Object[] {code.parentCode(), code.nameZh(), code.nameEn(), code.sortNo(),
                        code.validTo(), code.origin(), code.id()}).toList());
    }

    /** Adds one code. */
    public CodeEntity insert(long id, String table, CodeDraft draft, String origin) {
        CodeEntity entity = new CodeEntity();
        entity.setId(id);
        entity.setTableCode(table);
        entity.setCode(draft.code());
        fill(entity, draft, origin);
        entities.em().persist(entity);
        entities.em().flush();
        return entity;
    }

    /** The code under this id; null when there is none. */
    public CodeEntity find(long id) {
        return entities.em().find(CodeEntity.class, id);
    }

    /** Gives a code new values; its table and the code itself stay. */
    public void update(CodeEntity entity, CodeDraft draft, String origin) {
        fill(entity, draft, origin);
        entities.em().flush();
    }

    public static Code code(CodeEntity entity) {
        return new Code(entity.getId(), entity.getTableCode(), entity.getCode(), entity.getParentCode(), entity.getNameZh(),
                entity.getNameEn(), entity.getSortNo(), entity.getValidFrom(), entity.getValidTo(), entity.getOrigin(),
                entity.getVersion());
    }

    private static void fill(CodeEntity entity, CodeDraft draft, String origin) {
        entity.setParentCode(draft.parentCode());
        entity.setNameZh(draft.nameZh());
        entity.setNameEn(draft.nameEn());
        entity.setSortNo(draft.sortNo());
        entity.setValidFrom(draft.validFrom());
        entity.setValidTo(draft.validTo());
        entity.setOrigin(origin);
    }

    private static Code code(Row row) {
        return new Code(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                row.getInt(7), row.getLocalDate(8), row.getLocalDate(9), row.getString(10), row.getInt(11));
    }
}
