package org.karawatt.asset.internal.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.karawatt.asset.api.Asset;
import org.karawatt.asset.api.AssetDraft;
import org.karawatt.asset.api.AssetErrors;
import org.karawatt.asset.api.AssetService;
import org.karawatt.asset.internal.calc.AssetChecks;
import org.karawatt.asset.internal.calc.LifeCycle;
import org.karawatt.asset.internal.store.AssetStore;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.EntityStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The instrument inventory. */
@Component
public final class DefaultAssetService implements AssetService {

    private static final String READ = "asset.read";
    private static final String WRITE = "asset.write";
    private static final int MAX_LOAD = 5_000;
    private static final int MAX_NOTE = 300;

    private final UnitOfWork work;
    private final AssetStore store;
    private final Numbering numbering;
    private final History history;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final BusinessClock clock;
    private final OfficeService offices;

    @Activate
    public DefaultAssetService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EntityStore entities,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) History history,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Outbox outbox,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.work = work;
        this.store = new AssetStore(entities, bulk);
        this.numbering = numbering;
        this.history = history;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
        this.offices = offices;
    }

    @Override
    public Page<Asset> find(CallContext context, String text, String kind, String status, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> store.find(context.scope(), text, kind, status, page));
    }

    @Override
    public Asset asset(CallContext context, String assetNo) {
        context.require(READ);
        return work.readOnly(() -> known(context, assetNo));
    }

    @Override
    public Asset takeIn(CallContext context, AssetDraft draft) {
        context.require(WRITE);
        try {
            return work.required(() -> takeInInUnit(context, draft));
        } catch (DuplicateKeyException e) {
            throw taken(draft.assetNo(), e);
        }
    }

    @Override
    public Asset changeStatus(CallContext context, String assetNo, int version, String status, String note) {
        context.require(WRITE);
        return work.required(() -> {
            Asset before = known(context, assetNo);
            Faults faults = new Faults();
            faults.required("status", status).optionalText("note", note, MAX_NOTE);
            if (status != null && !LifeCycle.statuses().contains(status)) {
                faults.add("status", AssetErrors.BAD_VALUE, status);
            }
            faults.throwIfAny();
            if (before.version() != version) {
                throw KarawattException.conflict(KernelErrors.STALE_VERSION);
            }
            String step = LifeCycle.step(before.status(), status)
                    .orElseThrow(() -> KarawattException.conflict(AssetErrors.BAD_TRANSITION, before.status(), status));
            Asset after = store.changeStatus(before.id(), status);
            store.event(numbering.nextId(), after.id(), clock.today(), step, before.status(), status, note);
            history.record(context, "asset.item", after.id(), Map.of("status", before.status()), Map.of("status", status));
            audit.record(context, "asset.moved", "asset", after.id(), assetNo + " " + before.status() + " -> " + status);
            outbox.publish("karawatt/asset/item/moved", Long.toString(after.id()),
                    Map.of("assetNo", assetNo, "from", before.status(), "to", status));
            return after;
        });
    }

    @Override
    public List<Long> load(CallContext context, List<AssetDraft> batch) {
        context.require(WRITE);
        if (batch.size() > MAX_LOAD) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_LOAD);
        }
        return batch.isEmpty() ? List.of() : work.required(() -> loadInUnit(context, batch));
    }

    private Asset takeInInUnit(CallContext context, AssetDraft draft) {
        Office office = draft.officeCode() == null ? null : offices.find(context.scope(), draft.officeCode()).orElse(null);
        Faults faults = new Faults();
        AssetChecks.check(faults, "", draft, office);
        faults.throwIfAny();
        if (!store.taken(Set.of(draft.assetNo())).isEmpty()) {
            throw taken(draft.assetNo(), null);
        }
        Asset asset = store.insert(numbering.nextId(), draft, LifeCycle.IN_STOCK, office.id());
        store.event(numbering.nextId(), asset.id(), clock.today(), "TAKEN_IN", null, LifeCycle.IN_STOCK, null);
        history.record(context, "asset.item", asset.id(), Map.of(), fields(asset));
        audit.record(context, "asset.taken-in", "asset", asset.id(), asset.assetNo());
        outbox.publish("karawatt/asset/item/created", Long.toString(asset.id()),
                Map.of("assetNo", asset.assetNo(), "kind", asset.kind()));
        return asset;
    }

    private List<Long> loadInUnit(CallContext context, List<AssetDraft> batch) {
        Map<String, Office> known = new HashMap<>();
        batch.stream().map(AssetDraft::officeCode).filter(Objects::nonNull).distinct()
                .forEach(code -> offices.find(context.scope(), code).ifPresent(office -> known.put(code, office)));
        Set<String> taken = store.taken(batch.stream().map(AssetDraft::assetNo)
                .filter(number -> number != null && number.length() <= 32).collect(Collectors.toSet()));
        Set<String> seen = new HashSet<>();
        Faults faults = new Faults();
        for (int i = 0; i < batch.size(); i++) {
            AssetDraft draft = batch.get(i);
            AssetChecks.check(faults, "[" + i + "].", draft, known.get(draft.officeCode()));
            if (draft.assetNo() != null && (!seen.add(draft.assetNo()) || taken.contains(draft.assetNo()))) {
                faults.add("[" + i + "].assetNo", AssetErrors.NUMBER_TAKEN, draft.assetNo());
            }
        }
        faults.throwIfAny();
        int size = batch.size();
        long first = numbering.block(Numbering.ID, 2 * size);
        store.load(first, batch, batch.stream().map(draft -> known.get(draft.officeCode()).id()).toList(), LifeCycle.INSTALLED,
                "LOADED", clock.today());
        audit.record(context, "asset.loaded", "asset", first, size + " assets");
        outbox.publish("karawatt/asset/item/loaded", Long.toString(first),
                Map.of("fromId", first, "toId", first + size - 1, "count", size));
        return LongStream.range(first, first + size).boxed().toList();
    }

    private Asset known(CallContext context, String assetNo) {
        return store.asset(context.scope(), assetNo)
                .orElseThrow(() -> KarawattException.notFound(AssetErrors.ASSET_UNKNOWN, assetNo));
    }

    private static KarawattException taken(String number, DuplicateKeyException cause) {
        KarawattException conflict = KarawattException.conflict(AssetErrors.NUMBER_TAKEN, number);
        if (cause != null) {
            conflict.addSuppressed(cause);
        }
        return conflict;
    }

    private static Map<String, Object> fields(Asset asset) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("assetNo", asset.assetNo());
        fields.put("kind", asset.kind());
        fields.put("model", asset.model());
        fields.put("serialNo", asset.serialNo());
        fields.put("accuracy", asset.accuracy());
        fields.put("integerDigits", asset.integerDigits());
        fields.put("decimalDigits", asset.decimalDigits());
        fields.put("ratioPrimary", asset.ratioPrimary());
        fields.put("ratioSecondary", asset.ratioSecondary());
        fields.put("status", asset.status());
        fields.put("officeId", asset.officeId());
        fields.put("verifiedUntil", asset.verifiedUntil());
        return fields;
    }
}
