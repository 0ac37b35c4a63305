package org.karawatt.notice.internal.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountQuery;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.text.Mask;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.notice.api.BatchDraft;
import org.karawatt.notice.api.NoticeBatch;
import org.karawatt.notice.api.NoticeBatchService;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticePreview;
import org.karawatt.notice.api.NoticeTemplate;
import org.karawatt.notice.api.NoticeText;
import org.karawatt.notice.internal.calc.Rendering;
import org.karawatt.notice.internal.config.NoticeConfig;
import org.karawatt.notice.internal.store.BatchStore;
import org.karawatt.notice.internal.store.MessageStore;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunErrors;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Notices to many on the shared store; the run framework writes them. */
@Component(configurationPid = NoticeConfig.PID)
public final class DefaultNoticeBatchService implements NoticeBatchService {

    private static final String READ = "notice.read";
    private static final String PREPARE = "notice.batch";
    private static final String RELEASE = "notice.release";
    private static final String REVEAL = "customer.reveal";
    private static final String OBJECT = "notice-batch";
    private static final String DRAFT = "DRAFT";
    private static final String RELEASED = "RELEASED";
    private static final String STOPPED = "STOPPED";
    private static final String DONE = "DONE";
    private static final int MOST_SAMPLES = 20;

    private final UnitOfWork work;
    private final BatchStore batches;
    private final MessageStore messages;
    private final DefaultNoticeTemplateService templates;
    private final NoticeSender sender;
    private final NoticeWriter writer;
    private final PopulationReader populations;
    private final CustomerService customers;
    private final RunService runs;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final BusinessClock clock;
    private final AtomicReference<LedgerService> ledger = new AtomicReference<>();
    private final int unusualAccounts;
    private final int unusualPercent;

    @Activate
    public DefaultNoticeBatchService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference Numbering numbering, @Reference AuditTrail audit, @Reference BusinessClock clock,
            @Reference DefaultNoticeTemplateService templates, @Reference NoticeSender sender,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RunService runs,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering, NoticeConfig config) {
        this.work = work;
        this.batches = new BatchStore(bulk);
        this.messages = new MessageStore(bulk);
        this.templates = templates;
        this.sender = sender;
        this.writer = new NoticeWriter(bulk, numbering, clock, sender.settings());
        this.populations = new PopulationReader(offices, customers, equipment, metering, this::ledger, clock, Math.max(1, config.most_accounts()));
        this.customers = customers;
        this.runs = runs;
        this.numbering = numbering;
        this.audit = audit;
        this.clock = clock;
        this.unusualAccounts = config.unusual_accounts();
        this.unusualPercent = config.unusual_percent();
    }

    /** Only who asks for debtors needs the ledger: the rest goes on without it. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindLedger(LedgerService service) {
        ledger.set(service);
    }

    void unbindLedger(LedgerService service) {
        ledger.compareAndSet(service, null);
    }

    private LedgerService ledger() {
        LedgerService service = ledger.get();
        if (service == null) {
            throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, "ledger");
        }
        return service;
    }

    @Override
    public NoticeBatch prepare(CallContext context, BatchDraft draft) {
        context.require(PREPARE);
        new Faults().text("title", draft.title(), 200).text("code", draft.code(), 60).required("population", draft.population()).throwIfAny();
        return work.required(() -> {
            NoticeTemplate template = templates.inUse(draft.code());
            Rendering.check(template.content(), draft.values()).throwIfAny();
            PopulationReader.Found found = populations.read(context, draft.population());
            long all = customers.find(CallContext.system(), new AccountQuery(null, found.office().code(), null, null), PageRequest.first(1)).total();
            long count = found.accounts().size();
            boolean suspicious = count > unusualAccounts || count * 100 > all * unusualPercent;
            NoticeBatch batch = new NoticeBatch(numbering.nextId(), draft.title(), draft.code(), template.version(), found.office().id(),
                    draft.population(), draft.values(), count, all, suspicious, draft.sendBy(), DRAFT, context.user(), clock.now(), null, null,
                    null, Map.of(), 0);
            writeFirst(template, batch, found.accounts());
            batches.insert(batch, template.id());
            batches.insertAccounts(batch.id(), found.accounts());
            audit.record(context, "notice.batch.prepared", OBJECT, batch.id(), draft.code() + ", " + count + " accounts");
            return batch;
        });
    }

    /** A template that needs what this population does not bring is refused before anything is stored. */
    private void writeFirst(NoticeTemplate template, NoticeBatch batch, Map<Long, BigDecimal> accounts) {
        long first = accounts.keySet().iterator().next();
        writer.write(template, customers.contacts(List.of(first)).values(), batch.values(), accounts);
    }

    @Override
    public Page<NoticeBatch> batches(CallContext context, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> Page.of(batches.page(context.scope(), page).stream().map(this::counted).toList(), page,
                batches.count(context.scope())));
    }

    @Override
    public NoticeBatch batch(CallContext context, long batchId) {
        context.require(READ);
        return work.readOnly(() -> counted(known(context, batchId)));
    }

    private BatchStore.Stored known(CallContext context, long batchId) {
        return batches.find(context.scope(), batchId)
                .orElseThrow(() -> KarawattException.notFound(NoticeErrors.BATCH_UNKNOWN, batchId));
    }

    private NoticeBatch counted(BatchStore.Stored stored) {
        NoticeBatch b = stored.batch();
        return new NoticeBatch(b.id(), b.title(), b.code(), b.templateVersion(), b.officeId(), b.population(), b.values(), b.accounts(),
                b.accountsOfOffice(), b.suspicious(), b.sendBy(), b.status(), b.createdBy(), b.createdAt(), b.releasedBy(), b.releasedAt(),
                b.runId(), messages.ofBatch(b.id()), b.version());
    }

    @Override
    public List<NoticePreview> sample(CallContext context, long batchId, int accounts) {
        context.require(READ);
        return work.readOnly(() -> {
            BatchStore.Stored stored = known(context, batchId);
            Map<Long, BigDecimal> first = batches.accounts(batchId, Long.MIN_VALUE, Long.MAX_VALUE,
                    Math.max(1, Math.min(MOST_SAMPLES, accounts)));
            List<Contact> contacts = new ArrayList<>(customers.contacts(first.keySet()).values());
            if (!context.may(REVEAL)) {
                contacts.replaceAll(DefaultNoticeBatchService::masked);
            }
            return writer.write(templates.byId(stored.templateId()), contacts, stored.batch().values(), first).stream()
                    .map(DefaultNoticeBatchService::preview).toList();
        });
    }

    private static Contact masked(Contact c) {
        return new Contact(c.accountId(), c.accountNo(), Mask.name(c.address()), c.officeId(), c.customerId(), c.customerNo(),
                Mask.name(c.name()), c.phone(), c.email(), c.language(), c.importance(), c.usageClass(), c.status());
    }

    private static NoticePreview preview(NoticeWriter.Written written) {
        NoticeText text = written.text();
        return new NoticePreview(written.contact().accountNo(),
                written.choice().channels().isEmpty() ? null : String.join(", ", written.choice().channels()), written.choice().otherwise(),
                written.contact().language(), text.subject(), text.text(), text.html());
    }

    @Override
    public NoticeBatch release(CallContext context, long batchId, Long confirmedAccounts) {
        context.require(RELEASE);
        work.required(() -> {
            NoticeBatch batch = known(context, batchId).batch();
            if (batch.createdBy().equals(context.user())) {
                throw KarawattException.denied(NoticeErrors.FOUR_EYES);
            }
            requireState(batch, DRAFT);
            requireInTime(batch);
            if (batch.suspicious() && (confirmedAccounts == null || confirmedAccounts != batch.accounts())) {
                throw KarawattException.conflict(NoticeErrors.CONFIRM_COUNT, batch.accounts());
            }
            if (!batches.release(batchId, context.user(), clock.now())) {
                throw KarawattException.conflict(NoticeErrors.BATCH_STATE, batchId, batch.status());
            }
            audit.record(context, "notice.batch.released", OBJECT, batchId, batch.accounts() + " accounts");
        });
        return startRun(context, batchId);
    }

    private static void requireState(NoticeBatch batch, String state) {
        if (!batch.status().equals(state)) {
            throw KarawattException.conflict(NoticeErrors.BATCH_STATE, batch.id(), batch.status());
        }
    }

    private void requireInTime(NoticeBatch batch) {
        if (batch.sendBy() != null && clock.now().isAfter(batch.sendBy())) {
            throw KarawattException.conflict(NoticeErrors.TOO_LATE, batch.sendBy().atZone(clock.zone()).toLocalDateTime());
        }
    }

    /** After the commit of the release: the run must find it. A server that ends in between leaves a released batch, which can be resumed. */
    private NoticeBatch startRun(CallContext context, long batchId) {
        Run run = runs.start(context, NoticeRunHandler.KIND, Map.of(NoticeRunHandler.BATCH, String.valueOf(batchId)));
        return work.required(() -> {
            batches.run(batchId, run.id());
            return counted(known(context, batchId));
        });
    }

    @Override
    public NoticeBatch cancel(CallContext context, long batchId) {
        context.require(PREPARE);
        return work.required(() -> {
            NoticeBatch batch = known(context, batchId).batch();
            if (!batches.move(batchId, DRAFT, "CANCELLED")) {
                throw KarawattException.conflict(NoticeErrors.BATCH_STATE, batchId, batch.status());
            }
            audit.record(context, "notice.batch.cancelled", OBJECT, batchId, null);
            return counted(known(context, batchId));
        });
    }

    @Override
    public NoticeBatch stop(CallContext context, long batchId) {
        context.require(RELEASE);
        NoticeBatch stopped = work.required(() -> {
            NoticeBatch batch = known(context, batchId).batch();
            if (!batches.move(batchId, RELEASED, STOPPED) && !batches.move(batchId, DONE, STOPPED)) {
                throw KarawattException.conflict(NoticeErrors.BATCH_STATE, batchId, batch.status());
            }
            audit.record(context, "notice.batch.stopped", OBJECT, batchId, null);
            return counted(known(context, batchId));
        });
        Run run = runOf(stopped);
        if (run != null && (run.status() == RunStatus.PLANNING || run.status() == RunStatus.RUNNING)) {
            stopRun(context, run.id());
        }
        return stopped;
    }

    /** A run that ended since it was looked at has written everything, and the batch that is stopped keeps that from being sent. */
    private void stopRun(CallContext context, long runId) {
        try {
            runs.stop(context, runId);
        } catch (KarawattException e) {
            if (e.code() != RunErrors.NOT_RUNNING) {
                throw e;
            }
        }
    }

    private Run runOf(NoticeBatch batch) {
        return batch.runId() == null ? null : runs.run(CallContext.system(), batch.runId());
    }

    @Override
    public NoticeBatch resume(CallContext context, long batchId) {
        context.require(RELEASE);
        NoticeBatch batch = work.readOnly(() -> counted(known(context, batchId)));
        Run run = runOf(batch);
        if (!batch.status().equals(STOPPED) && !(batch.status().equals(RELEASED) && run == null)) {
            throw KarawattException.conflict(NoticeErrors.BATCH_STATE, batchId, batch.status());
        }
        requireInTime(batch);
        boolean written = run != null && run.status() == RunStatus.DONE;
        work.required(() -> {
            batches.move(batchId, STOPPED, written ? DONE : RELEASED);
            audit.record(context, "notice.batch.resumed", OBJECT, batchId, null);
            work.afterCommit(sender::wake);
        });
        if (run == null) {
            return startRun(context, batchId);
        }
        if (run.status() == RunStatus.STOPPED || run.status() == RunStatus.FAILED) {
            runs.resume(context, run.id());
        }
        return work.readOnly(() -> counted(known(context, batchId)));
    }
}
