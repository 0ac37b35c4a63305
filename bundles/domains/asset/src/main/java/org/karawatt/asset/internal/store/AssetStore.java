package org.karawatt.asset.internal.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.karawatt.asset.api.Asset;
import org.karawatt.asset.api.AssetDraft;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.persistence.entity.asset.AssetEntity;
import org.karawatt.persistence.entity.asset.AssetEventEntity;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.EntityStore;
import org.karawatt.persistence.store.KeyLookup;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** Rows of instruments and their events. Must be called inside a unit of work. */
public final class AssetStore {

    private static final String ASSET = "SELECT i.id, i.asset_no, i.kind, i.model, i.serial_no, i.accuracy, i.integer_digits,"
            + " i.decimal_digits, i.ratio_primary, i.ratio_secondary, i.status, i.office_id, i.location, i.verified_until, i.version";
    private static final String FROM = " FROM asset_item i JOIN codes_office o ON o.id = i.office_id WHERE ";

    private final EntityStore entities;
    private final BulkStore bulk;

    public AssetStore(EntityStore entities, BulkStore bulk) {
        this.entities = entities;
        this.bulk = bulk;
    }

    public Page<Asset> find(OfficeScope scope, String text, String kind, String status, PageRequest page) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder(FROM).append(filter.condition());
        List<Object> params = new ArrayList<>(filter.params());
        if (text != null && !text.isBlank()) {
            where.append(" AND (i.asset_no LIKE ? ESCAPE '!' OR i.serial_no LIKE ? ESCAPE '!')");
            params.addAll(Collections.nCopies(2, OfficeFilter.prefix(text.strip())));
        }
        if (kind != null) {
            where.append(" AND i.kind = ?");
            params.add(kind);
        }
        if (status != null) {
            where.append(" AND i.status = ?");
            params.add(status);
        }
        long total = bulk.queryOne("SELECT COUNT(*)" + where, params, row -> row.getLong(1)).orElseThrow();
        params.add(page.offset());
        params.add(page.limit());
        return Page.of(bulk.query(ASSET + where + " ORDER BY i.asset_no OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params,
                AssetStore::asset), page, total);
    }

    public Optional<Asset> asset(OfficeScope scope, String assetNo) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(ASSET + FROM + "i.asset_no = ? AND " + filter.condition(), filter.after(List.of(assetNo)),
                AssetStore::asset);
    }

    /** Those of the asset numbers that are taken, in whichever office. */
    public Set<String> taken(Collection<String> numbers) {
        return KeyLookup.existing(bulk, "asset_item", "asset_no", "ASSET_ITEM_U", numbers);
    }

    public Asset insert(long id, AssetDraft draft, String status, long officeId) {
        AssetEntity entity = new AssetEntity();
        entity.setId(id);
        entity.setAssetNo(draft.assetNo());
        entity.setKind(draft.kind());
        entity.setModel(draft.model());
        entity.setSerialNo(draft.serialNo());
        entity.setAccuracy(draft.accuracy());
        entity.setIntegerDigits(draft.integerDigits());
        entity.setDecimalDigits(draft.decimalDigits());
        entity.setRatioPrimary(draft.ratioPrimary());
        entity.setRatioSecondary(draft.ratioSecondary());
        entity.setStatus(status);
        entity.setOfficeId(officeId);
        entity.setVerifiedUntil(draft.verifiedUntil());
        entities.em().persist(entity);
        entities.em().flush();
        return asset(entity);
    }

    public Asset changeStatus(long id, String status) {
        AssetEntity entity = entities.em().find(AssetEntity.class, id);
        entity.setStatus(status);
        entities.em().flush();
        return asset(entity);
    }

    /** Writes one step of an instrument's life; {@code from} and {@code note} may be null. */
    public void event(long id, long assetId, LocalDate on, String kind, String from, String to, String note) {
        AssetEventEntity entity = new AssetEventEntity();
        entity.setId(id);
        entity.setItemId(assetId);
        entity.setHappenedOn(on);
        entity.setKind(kind);
        entity.setFromStatus(from);
        entity.setToStatus(to);
        entity.setNote(note);
        entities.em().persist(entity);
    }

    /**
     * Inserts checked instruments with a first event each.
     *
     * @param firstId ids of the instruments, and after them of the events
     * @param offices office ids in the order of the batch
     */
    public void load(long firstId, List<AssetDraft> batch, List<Long> offices, String status, String eventKind, LocalDate on) {
        List<Object[]> items = new ArrayList<>(batch.size());
        List<Object[]> events = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            AssetDraft draft = batch.get(i);
            items.add(new Object[] {firstId + i, draft.assetNo(), draft.kind(), draft.model(), draft.serialNo(), draft.accuracy(),
                    draft.integerDigits(), draft.decimalDigits(), draft.ratioPrimary(), draft.ratioSecondary(), status,
                    offices.get(i), draft.verifiedUntil(), 0});
            events.add(new Object[] {firstId + batch.size() + i, firstId + i, on, eventKind, null, status, null});
        }
        bulk.insert("asset_item", List.of("id", "asset_no", "kind", "model", "serial_no", "accuracy", "integer_digits",
                "decimal_digits", "ratio_primary", "ratio_secondary", "status", "office_id", "verified_until", "version"), items);
        bulk.insert("asset_event", List.of("id", "item_id", "happened_on", "kind", "from_status", "to_status", "note"), events);
    }

    private static Asset asset(AssetEntity entity) {
        return new Asset(entity.getId(), entity.getAssetNo(), entity.getKind(), entity.getModel(), entity.getSerialNo(),
                entity.getAccuracy(), entity.getIntegerDigits(), entity.getDecimalDigits(), entity.getRatioPrimary(),
                entity.getRatioSecondary(), entity.getStatus(), entity.getOfficeId(), entity.getLocation(),
                entity.getVerifiedUntil(), entity.getVersion());
    }

    private static Asset asset(Row row) {
        return new Asset(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                row.getIntOrNull(7), row.getIntOrNull(8), row.getBigDecimal(9), row.getBigDecimal(10), row.getString(11),
                row.getLong(12), row.getString(13), row.getLocalDate(14), row.getInt(15));
    }
}
