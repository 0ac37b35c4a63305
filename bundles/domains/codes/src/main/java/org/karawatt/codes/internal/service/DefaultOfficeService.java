package org.karawatt.codes.internal.service;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.codes.internal.store.OfficeStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.entity.codes.OfficeEntity;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.EntityStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The office tree. Not cached: what an office may see must never be answered from yesterday's tree. */
@Component
public final class DefaultOfficeService implements OfficeService {

    private static final String ENTITY = "codes.office";
    private static final Set<String> KINDS = Set.of("COMPANY", "BRANCH", "STATION", "HALL");
    /** A code is a step of the office path, so it must hold neither a slash nor a wildcard of LIKE. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]+");
    private static final int MAX_PATH = 200;

    private final UnitOfWork work;
    private final OfficeStore store;
    private final Numbering numbering;
    private final History history;
    private final AuditTrail audit;
    private final Outbox outbox;

    @Activate
    public DefaultOfficeService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EntityStore entities,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) History history,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Outbox outbox) {
        this.work = work;
        this.store = new OfficeStore(entities, bulk);
        this.numbering = numbering;
        this.history = history;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Override
    public List<Office> offices(CallContext context) {
        context.require("office.read");
        return work.readOnly(() -> store.offices(context.scope()));
    }

    @Override
    public Office office(CallContext context, String code) {
        context.require("office.read");
        return work.readOnly(() -> store.office(context.scope(), code).orElseThrow(() -> unknown(code)));
    }

    @Override
    public Office office(CallContext context, long id) {
        context.require("office.read");
        return work.readOnly(() -> store.office(context.scope(), id).orElseThrow(() -> unknown(id)));
    }

    @Override
    public Optional<Office> find(OfficeScope scope, String code) {
        return work.readOnly(() -> store.office(scope, code));
    }

    @Override
    public Office create(CallContext context, OfficeDraft draft) {
        context.require("office.write");
        try {
            return work.required(() -> createInUnit(context, draft));
        } catch (DuplicateKeyException e) {
            throw taken(draft.code(), e);
        }
    }

    @Override
    public Office update(CallContext context, long id, int version, OfficeDraft draft) {
        context.require("office.write");
        return work.required(() -> updateInUnit(context, id, version, draft));
    }

    private Office createInUnit(CallContext context, OfficeDraft draft) {
        Faults faults = new Faults();
        check(faults, draft);
        if (draft.code() != null && !draft.code().isBlank() && !CODE.matcher(draft.code()).matches()) {
            faults.add("code", KernelErrors.BAD_CHARACTER);
        }
        Optional<Office> parent = Optional.empty();
        if (draft.parentCode() != null) {
            parent = store.office(context.scope(), draft.parentCode());
            if (parent.isEmpty()) {
                faults.add("parentCode", CodesErrors.OFFICE_UNKNOWN, draft.parentCode());
            }
        } else if (store.hasRoot()) {
            faults.add("parentCode", KernelErrors.REQUIRED);
        } else if (!context.scope().isAll()) {
            throw KarawattException.denied(KernelErrors.OFFICE_DENIED);
        }
        String path = parent.map(Office::path).orElse("/") + draft.code() + "/";
        if (path.length() > MAX_PATH) {
            faults.add("code", KernelErrors.TOO_LONG, MAX_PATH - parent.map(Office::path).orElse("/").length() - 1);
        }
        faults.throwIfAny();
        if (store.exists(draft.code())) {
            throw taken(draft.code(), null);
        }
        Office office = store.insert(numbering.nextId(), draft, parent.map(Office::id).orElse(null), path);
        written(context, "created", Map.of(), office);
        return office;
    }

    private Office updateInUnit(CallContext context, long id, int version, OfficeDraft draft) {
        OfficeEntity entity = store.find(id);
        if (entity == null || !context.scope().covers(entity.getPath())) {
            throw unknown(id);
        }
        if (entity.getVersion() != version) {
            throw KarawattException.conflict(KernelErrors.STALE_VERSION);
        }
        Faults faults = new Faults();
        check(faults, draft);
        if (draft.code() != null && !draft.code().equals(entity.getCode())) {
            faults.add("code", CodesErrors.OFFICE_UNKNOWN, draft.code());
        }
        faults.throwIfAny();
        Map<String, Object> before = fields(OfficeStore.office(entity));
        Office office = store.update(entity, draft);
        written(context, "changed", before, office);
        return office;
    }

    private static void check(Faults faults, OfficeDraft draft) {
        faults.text("code", draft.code(), 20).text("nameZh", draft.nameZh(), 120).text("nameEn", draft.nameEn(), 120)
                .required("kind", draft.kind()).required("validFrom", draft.validFrom());
        if (draft.kind() != null && !KINDS.contains(draft.kind())) {
            faults.add("kind", KernelErrors.UNKNOWN_CODE, "office-kind", draft.kind());
        }
        if (draft.validFrom() != null && draft.validTo() != null && !draft.validTo().isAfter(draft.validFrom())) {
            faults.add("validTo", KernelErrors.OUT_OF_RANGE, draft.validFrom().plusDays(1), LocalDate.of(9999, 12, 31));
        }
    }

    private void written(CallContext context, String verb, Map<String, Object> before, Office office) {
        history.record(context, ENTITY, office.id(), before, fields(office));
        audit.record(context, "office." + verb, "office", office.id(), office.code());
        outbox.publish("karawatt/codes/office/" + verb, Long.toString(office.id()),
                Map.of("code", office.code(), "path", office.path()));
    }

    private static KarawattException unknown(Object key) {
        return KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, key);
    }

    private static KarawattException taken(String code, DuplicateKeyException cause) {
        KarawattException conflict = KarawattException.conflict(CodesErrors.OFFICE_EXISTS, code);
        if (cause != null) {
            conflict.addSuppressed(cause);
        }
        return conflict;
    }

    private static Map<String, Object> fields(Office office) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", office.code());
        fields.put("path", office.path());
        fields.put("kind", office.kind());
        fields.put("nameZh", office.nameZh());
        fields.put("nameEn", office.nameEn());
        fields.put("validFrom", office.validFrom());
        fields.put("validTo", office.validTo());
        return fields;
    }
}
