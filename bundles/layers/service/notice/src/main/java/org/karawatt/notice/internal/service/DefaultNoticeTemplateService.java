package org.karawatt.notice.internal.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticePreview;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.api.NoticeTemplate;
import org.karawatt.notice.api.NoticeTemplateService;
import org.karawatt.notice.api.NoticeText;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.notice.internal.calc.Rendering;
import org.karawatt.notice.internal.calc.TemplateFile;
import org.karawatt.notice.internal.store.TemplateStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Templates on the shared store. */
@Component(service = {NoticeTemplateService.class, DefaultNoticeTemplateService.class})
public final class DefaultNoticeTemplateService implements NoticeTemplateService {

    private static final String READ = "notice.read";
    private static final String WRITE = "notice.template";
    private static final String USER = "user";
    private static final Map<String, String> NOBODY = Map.of("customerName", "张三", "accountNo", "0000000000", "address", "人民路 1 号", "arrears",
            "123.45");

    private final UnitOfWork work;
    private final TemplateStore store;
    private final AuditTrail audit;
    private final BusinessClock clock;

    @Activate
    public DefaultNoticeTemplateService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference Numbering numbering, @Reference AuditTrail audit, @Reference BusinessClock clock) {
        this.work = work;
        this.store = new TemplateStore(bulk, numbering);
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<NoticeTemplate> templates(CallContext context) {
        context.require(READ);
        return work.readOnly(store::inUse);
    }

    @Override
    public List<NoticeTemplate> versions(CallContext context, String code) {
        context.require(READ);
        List<NoticeTemplate> versions = work.readOnly(() -> store.versions(code));
        if (versions.isEmpty()) {
            throw unknown(code);
        }
        return versions;
    }

    @Override
    public NoticeTemplate save(CallContext context, TemplateDraft draft) {
        context.require(WRITE);
        TemplateFile.check(draft).throwIfAny();
        String content = TemplateFile.write(draft);
        return work.required(() -> {
            Optional<NoticeTemplate> used = store.inUse(draft.code());
            if (used.isPresent() && TemplateFile.write(used.get().content()).equals(content)) {
                return used.get();
            }
            long id = store.insert(draft, content, USER, context.user(), clock.now());
            audit.record(context, "notice.template.saved", "template", id, draft.code());
            return store.byId(id);
        });
    }

    @Override
    public NoticePreview preview(CallContext context, String code, String language, Map<String, String> values) {
        context.require(READ);
        return rendered(work.readOnly(() -> inUse(code)).content(), language, values);
    }

    @Override
    public NoticePreview preview(CallContext context, TemplateDraft draft, String language, Map<String, String> values) {
        context.require(READ);
        TemplateFile.check(draft).throwIfAny();
        return rendered(draft, language, values);
    }

    private static NoticePreview rendered(TemplateDraft template, String language, Map<String, String> values) {
        Rendering.check(template, values).throwIfAny();
        Map<String, String> all = new HashMap<>(NOBODY);
        all.putAll(values);
        NoticeText text = Rendering.render(template, language, all);
        return new NoticePreview(NOBODY.get("accountNo"), template.channels().get(0), NoticeStatus.WAITING, language, text.subject(), text.text(),
                text.html());
    }

    /** The versions in use; works inside the current unit of work. */
    List<NoticeTemplate> inUse() {
        return store.inUse();
    }

    /** The version in use; works inside the current unit of work. */
    NoticeTemplate inUse(String code) {
        return store.inUse(String.valueOf(code)).orElseThrow(() -> unknown(code));
    }

    NoticeTemplate byId(long id) {
        return store.byId(id);
    }

    private static KarawattException unknown(String code) {
        return KarawattException.notFound(NoticeErrors.TEMPLATE_UNKNOWN, code);
    }

    /**
     * Takes in a template of a bundle. Content that this bundle has brought before is offered again under its old version, so that what a
     * person has written since stays in use. Works inside the current unit of work.
     */
    void contribute(String origin, TemplateDraft draft) {
        String content = TemplateFile.write(draft);
        String bundle = nameOf(origin);
        Optional<Long> known = store.same(draft.code(), bundle, TemplateFile.hash(content));
        if (known.isPresent()) {
            store.offer(known.get());
            return;
        }
        long id = store.insert(draft, content, bundle, CallContext.system().user(), clock.now());
        audit.record(CallContext.system(), "notice.template.contributed", "template", id, draft.code() + " of " + origin);
    }

    /** What a bundle brought is not offered any more. Works inside the current unit of work. */
    void withdraw(String origin) {
        if (store.withdraw(nameOf(origin)) > 0) {
            audit.record(CallContext.system(), "notice.template.withdrawn", "template", null, origin);
        }
    }

    /** The symbolic name: an update of a bundle is no other origin. */
    private static String nameOf(String origin) {
        int end = Math.max(origin.indexOf('/'), origin.indexOf(' '));
        return end < 0 ? origin : origin.substring(0, end);
    }
}
