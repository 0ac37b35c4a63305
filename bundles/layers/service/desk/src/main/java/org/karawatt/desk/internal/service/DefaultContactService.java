package org.karawatt.desk.internal.service;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillingService;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountQuery;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.desk.api.CallBack;
import org.karawatt.desk.api.Contact;
import org.karawatt.desk.api.ContactDraft;
import org.karawatt.desk.api.ContactQuery;
import org.karawatt.desk.api.ContactService;
import org.karawatt.desk.api.ContactType;
import org.karawatt.desk.api.DeskErrors;
import org.karawatt.desk.api.Satisfaction;
import org.karawatt.desk.internal.calc.Masking;
import org.karawatt.desk.internal.store.ContactStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.text.Mask;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.FormField;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.ProcessService;
import org.karawatt.workflow.api.TaskService;
import org.karawatt.workflow.api.TaskStatus;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Contacts. */
@Component(service = ContactService.class)
public final class DefaultContactService implements ContactService {

    private static final String READ = "desk.read";
    private static final String WRITE = "desk.write";
    private static final String REVEAL = "customer.reveal";
    private static final String CHANNELS = "contact-channel";
    private static final String AREAS = "repair-area";
    private static final int MAX_DETAILS = 2000;
    private static final int MAX_CALLERS = 50;
    private static final int SHORTEST_TEXT = 2;
    private static final int MAX_TITLE = 200;
    /** Readings are kept for longer, but a complaint about one comes within two years. */
    private static final int MONTHS = 24;

    private final UnitOfWork work;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Types types;
    private final Tracker tracker;
    private final CodeService codes;
    private final OfficeService offices;
    private final CustomerService customers;
    private final CaseService cases;
    private final TaskService tasks;
    private final ProcessService processes;
    private final ContactStore store;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile MeteringService metering;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile MeterReadingService readings;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile BillingService billing;

    @Activate
    public DefaultContactService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference AuditTrail audit, @Reference Outbox outbox, @Reference Types types,
            @Reference Tracker tracker, @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CaseService cases,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TaskService tasks,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ProcessService processes) {
        this.work = work;
        this.numbering = numbering;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.types = types;
        this.tracker = tracker;
        this.codes = codes;
        this.offices = offices;
        this.customers = customers;
        this.cases = cases;
        this.tasks = tasks;
        this.processes = processes;
        this.store = new ContactStore(bulk, numbering);
    }

    @Override
    public List<ContactType> types(CallContext context) {
        context.require(READ);
        return types.all();
    }

    @Override
    public List<Account> callers(CallContext context, String text, int limit) {
        context.require(READ);
        new Faults().text("text", text, 60).throwIfAny();
        String wanted = text.strip();
        if (wanted.length() < SHORTEST_TEXT) {
            throw KarawattException.invalid(DeskErrors.TOO_SHORT, SHORTEST_TEXT);
        }
        int most = Math.max(1, Math.min(MAX_CALLERS, limit));
        Map<Long, Account> found = new LinkedHashMap<>();
        byMeter(context, wanted).forEach(account -> found.put(account.id(), account));
        customers.find(context, new AccountQuery(wanted, null, null, null), PageRequest.first(most)).items()
                .forEach(account -> found.putIfAbsent(account.id(), account));
        return found.values().stream().limit(most).toList();
    }

    /** Accounts that have a meter with this number; none when the module is away or the caller may not see meters. */
    private List<Account> byMeter(CallContext context, String meterNo) {
        MeteringService service = metering;
        if (service == null || !context.may("metering.read") || meterNo.length() > 32) {
            return List.of();
        }
        return service.accountsByMeter(context, meterNo).stream().flatMap(id -> visible(context, id)).toList();
    }

    /** The account, unless it belongs to an office that the caller does not see although its point does not. */
    private Stream<Account> visible(CallContext context, long accountId) {
        try {
            return Stream.of(customers.account(context, accountId));
        } catch (KarawattException e) {
            if (e.kind() != KarawattException.Kind.NOT_FOUND) {
                throw e;
            }
            return Stream.empty();
        }
    }

    @Override
    public Contact open(CallContext context, ContactDraft draft) {
        context.require(WRITE);
        return work.required(() -> masked(context, opened(context, draft, null, null)));
    }

    private Contact opened(CallContext context, ContactDraft draft, ContactStore.Held follows, String reason) {
        ContactType type = types.find(draft.kind() == null ? "" : draft.kind()).orElse(null);
        check(draft, type).throwIfAny();
        Account account = draft.accountNo() == null ? null : customers.account(context, draft.accountNo());
        BillingMonth billMonth = billMonth(context, draft.billNo(), account);
        checkReading(context, draft.readingId(), account);
        Optional<ContactType.SubKind> subKind = type.subKinds().stream().filter(s -> s.code().equals(draft.subKind())).findFirst();
        String limit = subKind.map(ContactType.SubKind::limitCode).orElse(type.limitCode());
        int priority = Math.max(1, follows == null ? type.priority() : type.priority() - 1);
        String office = draft.officeCode() == null ? account.officeCode() : draft.officeCode();
        WorkCase opened = cases.open(context, new NewCase(type.processKey(), office, account == null ? null : account.id(),
                title(type, subKind, draft), priority, limit, asked(context, type, draft)));
        Contact contact = new Contact(numbering.nextId(), opened.id(), opened.caseNo(), type.code(), draft.subKind(), draft.channel(),
                opened.officeId(), opened.accountId(), account == null ? null : account.accountNo(), draft.callerName(), draft.callerPhone(),
                draft.details().strip(), draft.area(), draft.billNo(), billMonth, draft.readingId(), Contact.State.OPEN, null, false,
                context.user(), opened.openedAt(), null, null, null, 0, follows == null ? null : follows.contact().caseNo(), List.of());
        store.insert(contact, follows == null ? null : follows.contact().id());
        audit.record(context, follows == null ? "contact.opened" : "contact.renewed", "contact", contact.id(), opened.caseNo());
        outbox.publish("karawatt/desk/contact/opened", Long.toString(contact.id()), payload(contact));
        if (reason != null) {
            cases.comment(context, opened.id(), follows.contact().caseNo() + ": " + reason);
        }
        if (draft.answer() != null) {
            answer(context, opened, type, draft.answer());
        }
        tracker.follow(opened.id());
        return store.byCase(opened.id(), clock.now()).orElseThrow().contact();
    }

    private static Map<String, Object> payload(Contact contact) {
        Map<String, Object> payload = new HashMap<>(Map.of("contact", contact.id(), "case", contact.caseId(), "caseNo", contact.caseNo(),
                "kind", contact.kind()));
        if (contact.accountId() != null) {
            payload.put("account", contact.accountId());
        }
        return payload;
    }

    private Faults check(ContactDraft draft, ContactType type) {
        Faults faults = new Faults().text("channel", draft.channel(), 20).optionalText("callerName", draft.callerName(), 100)
                .optionalText("callerPhone", draft.callerPhone(), 30).optionalText("billNo", draft.billNo(), 32);
        lines(faults, "details", draft.details(), true);
        lines(faults, "answer", draft.answer(), false);
        if (draft.channel() != null && !codes.isValid(CHANNELS, draft.channel(), clock.today())) {
            faults.add("channel", DeskErrors.CODE_UNKNOWN, draft.channel(), CHANNELS);
        }
        if (type == null) {
            return faults.add("kind", DeskErrors.KIND_UNKNOWN, draft.kind());
        }
        if (draft.subKind() == null && type.needsSubKind()) {
            faults.add("subKind", KernelErrors.REQUIRED);
        }
        if (draft.subKind() != null && type.subKinds().stream().noneMatch(s -> s.code().equals(draft.subKind()))) {
            faults.add("subKind", DeskErrors.SUB_KIND_UNKNOWN, type.code(), draft.subKind());
        }
        if (draft.area() == null && type.needsArea()) {
            faults.add("area", KernelErrors.REQUIRED);
        }
        if (draft.area() != null && !codes.isValid(AREAS, draft.area(), clock.today())) {
            faults.add("area", DeskErrors.CODE_UNKNOWN, draft.area(), AREAS);
        }
        if (draft.accountNo() == null && draft.officeCode() == null) {
            faults.add("officeCode", DeskErrors.OFFICE_NEEDED);
        }
        if (draft.accountNo() == null && (draft.billNo() != null || draft.readingId() != null)) {
            faults.add("accountNo", KernelErrors.REQUIRED);
        }
        return faults;
    }

    /** Text of several lines. */
    private static void lines(Faults faults, String field, String text, boolean required) {
        if (text == null || text.isBlank()) {
            if (required || text != null) {
                faults.add(field, KernelErrors.REQUIRED);
            }
        } else {
            faults.optionalText(field, text.replace("\r\n", " ").replace('\n', ' ').replace('\t', ' '), MAX_DETAILS);
        }
    }

    private BillingMonth billMonth(CallContext context, String billNo, Account account) {
        if (billNo == null) {
            return null;
        }
        BillingService service = billing;
        if (service == null) {
            throw KarawattException.unavailable(DeskErrors.PART_AWAY, "billing");
        }
        Bill bill = service.bill(context, billNo);
        if (bill.accountId() != account.id()) {
            throw KarawattException.invalid(DeskErrors.BILL_OF_ANOTHER, billNo, account.accountNo());
        }
        return bill.month();
    }

    private void checkReading(CallContext context, Long readingId, Account account) {
        if (readingId == null) {
            return;
        }
        MeterReadingService service = readings;
        if (service == null) {
            throw KarawattException.unavailable(DeskErrors.PART_AWAY, "metering");
        }
        List<MeterReading> known = service.history(context, account.id(), MONTHS);
        if (known.stream().noneMatch(reading -> reading.id() == readingId)) {
            throw KarawattException.invalid(DeskErrors.READING_OF_ANOTHER, readingId, account.accountNo());
        }
    }

    private static String title(ContactType type, Optional<ContactType.SubKind> subKind, ContactDraft draft) {
        String title = type.nameZh() + subKind.map(s -> " · " + s.nameZh()).orElse("") + "："
                + draft.details().strip().replaceAll("\\s+", " ");
        return title.length() <= MAX_TITLE ? title : title.substring(0, MAX_TITLE - 1) + "…";
    }

    /** What the process asks for at its start, of what the contact tells. */
    private Map<String, Object> asked(CallContext context, ContactType type, ContactDraft draft) {
        Map<String, Object> told = new HashMap<>();
        told.put("details", draft.details().strip());
        told.put("kind", draft.kind());
        told.put("subKind", draft.subKind());
        told.put("area", draft.area());
        told.put("billNo", draft.billNo());
        told.values().removeIf(value -> value == null);
        told.keySet().retainAll(processes.startForm(context, type.processKey()).stream().map(FormField::key).toList());
        return told;
    }

    private void answer(CallContext context, WorkCase opened, ContactType type, String answer) {
        WorkTask first = waiting(context, opened.id(), "answer")
                .orElseThrow(() -> KarawattException.invalid(DeskErrors.NOT_ANSWERED_AT_ONCE, type.code()));
        tasks.complete(context, first.id(), Map.of("outcome", "answered", "answer", answer.strip()));
    }

    private Optional<WorkTask> waiting(CallContext context, long caseId, String step) {
        CaseView view = cases.view(context, caseId);
        return view.tasks().stream().filter(task -> task.stepKey().equals(step))
                .filter(task -> task.status() == TaskStatus.OPEN || task.status() == TaskStatus.CLAIMED).findFirst();
    }

    @Override
    public Page<Contact> contacts(CallContext context, ContactQuery query, PageRequest page) {
        context.require(READ);
        String office = pathOf(context, query.officeCode());
        return work.readOnly(() -> store.find(query, office, context.scope(), clock.now(), page)).map(found -> masked(context, found));
    }

    /** Null for all offices of the caller. */
    private String pathOf(CallContext context, String officeCode) {
        return officeCode == null ? null : offices.find(context.scope(), officeCode)
                .orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, officeCode)).path();
    }

    @Override
    public Satisfaction satisfaction(CallContext context, String officeCode, Instant from, Instant to) {
        context.require(READ);
        String office = pathOf(context, officeCode);
        return work.readOnly(() -> store.satisfaction(office, context.scope(), from, to));
    }

    @Override
    public Contact contact(CallContext context, String caseNo) {
        context.require(READ);
        return work.readOnly(() -> {
            Contact found = held(context, caseNo).contact();
            return masked(context, withCallBacks(found));
        });
    }

    private Contact withCallBacks(Contact c) {
        return new Contact(c.id(), c.caseId(), c.caseNo(), c.kind(), c.subKind(), c.channel(), c.officeId(), c.accountId(), c.accountNo(),
                c.callerName(), c.callerPhone(), c.details(), c.area(), c.billNo(), c.billMonth(), c.readingId(), c.state(), c.dueAt(),
                c.overdue(), c.openedBy(), c.openedAt(), c.closedAt(), c.satisfaction(), c.calledBackAt(), c.reopened(), c.follows(),
                store.callBacks(c.id()));
    }

    private ContactStore.Held held(CallContext context, String caseNo) {
        return store.byCaseNo(caseNo, clock.now()).filter(held -> context.scope().covers(held.officePath()))
                .orElseThrow(() -> KarawattException.notFound(DeskErrors.CONTACT_UNKNOWN, caseNo));
    }

    @Override
    public Contact callBack(CallContext context, String caseNo, CallBack callBack) {
        context.require(WRITE);
        Faults faults = new Faults().required("outcome", callBack.outcome());
        if (callBack.satisfaction() != null && (callBack.satisfaction() < 1 || callBack.satisfaction() > 5)) {
            faults.add("satisfaction", KernelErrors.OUT_OF_RANGE, 1, 5);
        }
        if (callBack.note() != null && !callBack.note().isBlank()) {
            faults.optionalText("note", callBack.note().replace('\n', ' '), 1000);
        }
        faults.throwIfAny();
        return work.required(() -> {
            ContactStore.Held held = held(context, caseNo);
            WorkTask task = waiting(context, held.contact().caseId(), CallBackStep.STEP)
                    .orElseThrow(() -> KarawattException.conflict(DeskErrors.NO_CALL_BACK, caseNo));
            Map<String, Object> values = new HashMap<>();
            values.put(CallBackStep.OUTCOME, callBack.outcome().name().toLowerCase(Locale.ROOT));
            if (callBack.satisfaction() != null) {
                values.put(CallBackStep.SATISFACTION, callBack.satisfaction());
            }
            if (callBack.note() != null && !callBack.note().isBlank()) {
                values.put(CallBackStep.NOTE, callBack.note());
            }
            tasks.complete(context, task.id(), values);
            tracker.follow(held.contact().caseId());
            return masked(context, withCallBacks(held(context, caseNo).contact()));
        });
    }

    @Override
    public Contact renew(CallContext context, String caseNo, String reason) {
        context.require(WRITE);
        new Faults().text("reason", reason, 400).throwIfAny();
        return work.required(() -> {
            ContactStore.Held before = held(context, caseNo);
            Contact old = before.contact();
            if (old.closedAt() == null) {
                throw KarawattException.conflict(DeskErrors.STILL_OPEN, caseNo);
            }
            String office = offices.office(CallContext.system(), old.officeId()).code();
            ContactDraft draft = new ContactDraft(old.kind(), old.subKind(), old.channel(), office, old.accountNo(), old.callerName(),
                    old.callerPhone(), old.details(), old.area(), old.billNo(), old.readingId(), null);
            return masked(context, opened(context, draft, before, reason));
        });
    }

    private static Contact masked(CallContext context, Contact c) {
        if (context.may(REVEAL)) {
            return c;
        }
        return new Contact(c.id(), c.caseId(), c.caseNo(), c.kind(), c.subKind(), c.channel(), c.officeId(), c.accountId(), c.accountNo(),
                Mask.name(c.callerName()), Masking.maskedPhone(c.callerPhone()), c.details(), c.area(), c.billNo(), c.billMonth(),
                c.readingId(), c.state(), c.dueAt(), c.overdue(), c.openedBy(), c.openedAt(), c.closedAt(), c.satisfaction(),
                c.calledBackAt(), c.reopened(), c.follows(), c.callBacks());
    }
}
