package org.karawatt.codes.internal.service;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeDraft;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTable;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.internal.calc.CodeFile;
import org.karawatt.codes.internal.calc.CodeMerge;
import org.karawatt.codes.internal.calc.CodeSnapshot;
import org.karawatt.codes.internal.store.CodeStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.entity.codes.CodeEntity;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.EntityStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Code tables, read from memory and written through the database. */
@Component
public final class DefaultCodeService implements CodeService {

    private static final String ENTITY = "codes.code";

    private final UnitOfWork work;
    private final CodeStore store;
    private final CodeCache cache;
    private final Numbering numbering;
    private final History history;
    private final AuditTrail audit;
    private final Outbox outbox;

    @Activate
    public DefaultCodeService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EntityStore entities,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference CodeCache cache,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) History history,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Outbox outbox) {
        this.work = work;
        this.store = new CodeStore(entities, bulk);
        this.cache = cache;
        this.numbering = numbering;
        this.history = history;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Override
    public List<CodeTable> tables(CallContext context) {
        return cache.snapshot().tables();
    }

    @Override
    public List<Code> codes(CallContext context, String table, LocalDate on) {
        CodeSnapshot snapshot = cache.snapshot();
        if (!snapshot.hasTable(table)) {
            throw KarawattException.notFound(CodesErrors.TABLE_UNKNOWN, table);
        }
        return snapshot.codes(table).stream().filter(code -> CodeSnapshot.isValid(code, on)).limit(CodeFile.MAX_CODES).toList();
    }

    @Override
    public boolean isValid(String table, String code, LocalDate on) {
        return cache.snapshot().isValid(table, code, on);
    }

    @Override
    public Code create(CallContext context, String table, CodeDraft draft) {
        context.require("codes.write");
        try {
            return work.required(() -> createInUnit(context, table, draft));
        } catch (DuplicateKeyException e) {
            throw overlap(draft, e);
        }
    }

    @Override
    public Code update(CallContext context, long id, int version, CodeDraft draft) {
        context.require("codes.write");
        try {
            return work.required(() -> updateInUnit(context, id, version, draft));
        } catch (DuplicateKeyException e) {
            throw overlap(draft, e);
        }
    }

    private Code createInUnit(CallContext context, String table, CodeDraft draft) {
        if (!store.hasTable(table)) {
            throw KarawattException.notFound(CodesErrors.TABLE_UNKNOWN, table);
        }
        check(table, draft, -1, new Faults());
        Code code = CodeStore.code(store.insert(numbering.nextId(), table, draft, CodeMerge.USER));
        written(context, "created", Map.of(), code);
        return code;
    }

    private Code updateInUnit(CallContext context, long id, int version, CodeDraft draft) {
        CodeEntity entity = store.find(id);
        if (entity == null) {
            throw KarawattException.notFound(CodesErrors.CODE_UNKNOWN, id);
        }
        if (entity.getVersion() != version) {
            throw KarawattException.conflict(KernelErrors.STALE_VERSION);
        }
        Faults faults = new Faults();
        if (draft.code() != null && !draft.code().equals(entity.getCode())) {
            // other rows refer to the code by its text: a new text is a new code
            faults.add("code", CodesErrors.CODE_UNKNOWN, draft.code());
        }
        check(entity.getTableCode(), draft, id, faults);
        Map<String, Object> before = fields(CodeStore.code(entity));
        store.update(entity, draft, CodeMerge.USER);
        Code code = CodeStore.code(entity);
        written(context, "changed", before, code);
        return code;
    }

    private void check(String table, CodeDraft draft, long ownId, Faults faults) {
        CodeFile.check(faults, "", draft);
        List<Code> present = store.codes(table);
        if (draft.parentCode() != null && present.stream().noneMatch(code -> code.code().equals(draft.parentCode()))) {
            faults.add("parentCode", KernelErrors.UNKNOWN_CODE, table, draft.parentCode());
        }
        faults.throwIfAny();
        if (present.stream().anyMatch(code -> code.id() != ownId && code.code().equals(draft.code())
                && CodeSnapshot.overlap(code.validFrom(), code.validTo(), draft.validFrom(), draft.validTo()))) {
            throw overlap(draft, null);
        }
    }

    private void written(CallContext context, String verb, Map<String, Object> before, Code code) {
        cache.changed();
        history.record(context, ENTITY, code.id(), before, fields(code));
        audit.record(context, "code." + verb, "code", code.id(), code.table() + "/" + code.code());
        outbox.publish("karawatt/codes/code/" + verb, Long.toString(code.id()), Map.of("table", code.table(), "code", code.code()));
    }

    private static KarawattException overlap(CodeDraft draft, DuplicateKeyException cause) {
        KarawattException conflict = KarawattException.conflict(CodesErrors.OVERLAP, draft.code());
        if (cause != null) {
            conflict.addSuppressed(cause);
        }
        return conflict;
    }

    private static Map<String, Object> fields(Code code) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("table", code.table());
        fields.put("code", code.code());
        fields.put("parentCode", code.parentCode());
        fields.put("nameZh", code.nameZh());
        fields.put("nameEn", code.nameEn());
        fields.put("sortNo", code.sortNo());
        fields.put("validFrom", code.validFrom());
        fields.put("validTo", code.validTo());
        fields.put("origin", code.origin());
        return fields;
    }
}
