package org.karawatt.portal.internal.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.portal.api.ApplicationDraft;
import org.karawatt.portal.api.ApplicationForm;
import org.karawatt.portal.api.ApplicationForm.Choice;
import org.karawatt.portal.api.PortalApplication;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.api.PortalFile;
import org.karawatt.portal.internal.calc.Progress;
import org.karawatt.portal.internal.config.PortalConfig;
import org.karawatt.portal.internal.store.ApplicationStore;
import org.karawatt.portal.internal.store.ApplicationStore.Opened;
import org.karawatt.portal.internal.store.LoginStore;
import org.karawatt.portal.internal.store.LoginStore.Link;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffQuery;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.workflow.api.Attachment;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.TaskService;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.api.WorkflowErrors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Applications for a residential connection: cases of the process that is there, opened in the name of the customer. */
@Component(service = Applications.class, configurationPid = PortalConfig.PID)
public final class Applications {

    private static final String TITLE = "居民新装（客户门户申请）";
    private static final String READ = "workflow.read";
    private static final String WORKFLOW = "workflow";
    private static final int MOST_SHOWN = 50;
    private static final int MOST_CHOICES = 500;
    private static final int MOST_NUMBER = 24;
    private static final int MOST_FILES = 20;
    /** More than the workflow ever takes; it says how much it takes. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final Set<String> LOW_VOLTAGE = Set.of("AC00002", "AC00003");
    /** What the portal sets by itself: the customer is who he has proved to be, and not who he says. */
    private static final Set<String> OURS = Set.of("customerNo", "usageClass", "tariffCode", "email");

    private final UnitOfWork work;
    private final LoginStore logins;
    private final ApplicationStore applications;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final BusinessClock clock;
    private final OfficeService offices;
    private final CodeService codes;
    private final CustomerService customers;
    private final OwnAccounts own;
    private final PortalConfig config;

    // accounts and bills are shown without these
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile CaseService cases;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile TaskService tasks;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile TariffService tariffs;

    @Activate
    public Applications(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference Numbering numbering, @Reference AuditTrail audit, @Reference BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers, @Reference OwnAccounts own,
            PortalConfig config) {
        this.work = work;
        this.logins = new LoginStore(bulk);
        this.applications = new ApplicationStore(bulk);
        this.numbering = numbering;
        this.audit = audit;
        this.clock = clock;
        this.offices = offices;
        this.codes = codes;
        this.customers = customers;
        this.own = own;
        this.config = config;
    }

    ApplicationForm form(PortalCaller caller) {
        return new ApplicationForm(offered(caller).values().stream().map(o -> new Choice(o.code(), o.nameZh(), o.nameEn())).toList(),
                tariffs(caller), documents(caller), work.required(() -> openNow(caller)), most());
    }

    /** Offices that take applications, by code. */
    private Map<String, Office> offered(PortalCaller caller) {
        LocalDate today = clock.today();
        List<Office> all = offices.offices(Narrow.offices(caller.visitor())).stream()
                .filter(office -> !office.validFrom().isAfter(today) && (office.validTo() == null || office.validTo().isAfter(today)))
                .toList();
        Set<String> named = Arrays.stream(config.offices()).map(String::strip).filter(code -> !code.isEmpty()).collect(Collectors.toSet());
        Set<Long> above = all.stream().map(Office::parentId).filter(id -> id != null).collect(Collectors.toSet());
        Map<String, Office> offered = new LinkedHashMap<>();
        all.stream().filter(office -> named.isEmpty() ? !above.contains(office.id()) : named.contains(office.code())).limit(MOST_CHOICES)
                .forEach(office -> offered.put(office.code(), office));
        return offered;
    }

    private List<Choice> tariffs(PortalCaller caller) {
        Set<String> named = Arrays.stream(config.tariffs()).map(String::strip).filter(code -> !code.isEmpty()).collect(Collectors.toSet());
        Map<String, Choice> offered = new LinkedHashMap<>();
        for (TariffInfo tariff : Present.or(tariffs, "tariff").tariffs(Narrow.of(caller, "/", "tariff.read"),
                new TariffQuery(config.usage_class(), clock.today(), null, true))) {
            if ((named.isEmpty() || named.contains(tariff.tariffCode())) && isForHouses(tariff) && offered.size() < MOST_CHOICES) {
                offered.putIfAbsent(tariff.tariffCode(), new Choice(tariff.tariffCode(), tariff.nameZh(), tariff.nameEn()));
            }
        }
        return List.copyOf(offered.values());
    }

    /** A house is supplied with low voltage. */
    private static boolean isForHouses(TariffInfo tariff) {
        return tariff.voltages().isEmpty() || tariff.voltages().stream().anyMatch(LOW_VOLTAGE::contains);
    }

    private List<Choice> documents(PortalCaller caller) {
        return codes.codes(Narrow.offices(caller.visitor()), "id-kind", clock.today()).stream().limit(MOST_CHOICES)
                .map(code -> new Choice(code.code(), code.nameZh(), code.nameEn())).toList();
    }

    PortalApplication apply(PortalCaller caller, ApplicationDraft draft) {
        Office office = draft.officeCode() == null ? null : offered(caller).get(draft.officeCode());
        Faults faults = new Faults();
        if (draft.officeCode() == null) {
            faults.add("officeCode", KernelErrors.REQUIRED);
        } else if (office == null) {
            faults.add("officeCode", PortalErrors.OFFICE_NOT_OFFERED);
        }
        if (draft.tariffCode() == null) {
            faults.add("tariffCode", KernelErrors.REQUIRED);
        } else if (tariffs(caller).stream().noneMatch(choice -> choice.value().equals(draft.tariffCode()))) {
            faults.add("tariffCode", PortalErrors.TARIFF_NOT_OFFERED);
        }
        draft.values().keySet().stream().filter(OURS::contains).sorted()
                .forEach(key -> faults.add("values." + key, WorkflowErrors.FIELD_UNKNOWN));
        faults.throwIfAny();
        Map<String, Object> values = new HashMap<>(draft.values());
        values.put("usageClass", config.usage_class());
        values.put("tariffCode", draft.tariffCode());
        values.put("email", caller.email());
        if (draft.accountNo() != null) {
            values.put("customerNo", own.details(caller, own.account(caller, draft.accountNo())).customerNo());
        }
        return work.required(() -> opened(caller, office, values));
    }

    private PortalApplication opened(PortalCaller caller, Office office, Map<String, Object> values) {
        logins.lock(caller.loginId());
        if (openNow(caller) >= most()) {
            throw KarawattException.conflict(PortalErrors.TOO_MANY_OPEN, most());
        }
        CallContext opener = Narrow.of(caller, office.path(), "workflow.open");
        WorkCase opened = cases().open(opener, new NewCase(ConnectionProcesses.RESIDENTIAL, office.code(), null, TITLE, null, values));
        Opened mine = new Opened(opened.id(), opened.caseNo(), opened.officeId(), true, null);
        applications.insert(caller.loginId(), mine, clock.now());
        audit.record(Narrow.named(caller.user(), caller.visitor()), "portal.applied", "case", opened.id(), opened.caseNo());
        return told(caller, mine);
    }

    List<PortalApplication> all(PortalCaller caller) {
        return work.required(() -> applications.newest(caller.loginId(), MOST_SHOWN).stream().map(each -> told(caller, each)).toList());
    }

    PortalApplication one(PortalCaller caller, String caseNo) {
        return work.required(() -> told(caller, own(caller, caseNo)));
    }

    /** The own application with this number; every other number is NOT_FOUND. */
    private Opened own(PortalCaller caller, String caseNo) {
        String number = caseNo == null ? "" : caseNo.substring(0, Math.min(MOST_NUMBER, caseNo.length()));
        return applications.find(caller.loginId(), number)
                .orElseThrow(() -> KarawattException.notFound(PortalErrors.APPLICATION_UNKNOWN, number));
    }

    /** Links the accounts that open applications have led to; without the workflow that has to wait. */
    void linkSupplied(PortalCaller caller) {
        if (cases != null) {
            work.required(() -> openNow(caller));
        }
    }

    List<PortalFile> files(PortalCaller caller, String caseNo) {
        return work.readOnly(() -> files(caller, view(caller, own(caller, caseNo))));
    }

    private static List<PortalFile> files(PortalCaller caller, CaseView view) {
        return view.attachments().stream().filter(each -> caller.user().equals(each.addedBy())).limit(MOST_FILES).map(Applications::file)
                .toList();
    }

    private static PortalFile file(Attachment each) {
        return new PortalFile(each.fileName(), each.mediaType(), each.sizeBytes(), each.addedAt());
    }

    PortalFile addFile(PortalCaller caller, String caseNo, String fileName, String mediaType, InputStream content) {
        work.readOnly(() -> withRoom(caller, own(caller, caseNo)));
        // read before anything is held in the database, however slowly it comes
        byte[] bytes = bytes(content);
        return work.required(() -> {
            logins.lock(caller.loginId());
            Opened mine = own(caller, caseNo);
            Long task = Progress.turn(withRoom(caller, mine).tasks()).map(WorkTask::id).orElse(null);
            return file(cases().attach(Narrow.of(caller, path(caller, mine), READ, "workflow.open"), mine.caseId(), task, fileName, mediaType,
                    new ByteArrayInputStream(bytes)));
        });
    }

    /** The case, if it takes one more file. */
    private CaseView withRoom(PortalCaller caller, Opened mine) {
        CaseView view = view(caller, mine);
        if (files(caller, view).size() >= MOST_FILES) {
            throw KarawattException.conflict(PortalErrors.TOO_MANY_FILES, MOST_FILES);
        }
        return view;
    }

    private static byte[] bytes(InputStream content) {
        try {
            return content.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PortalApplication complete(PortalCaller caller, String caseNo, String outcome) {
        return work.required(() -> {
            Opened mine = own(caller, caseNo);
            CaseView view = view(caller, mine);
            WorkTask task = Progress.turn(view.tasks()).filter(each -> view.workCase().status() == CaseStatus.OPEN)
                    .orElseThrow(() -> KarawattException.conflict(PortalErrors.NOT_YOUR_TURN));
            if (task.assignee() != null && !task.assignee().equals(caller.user())) {
                throw KarawattException.conflict(PortalErrors.WITH_THE_OFFICE);
            }
            Present.or(tasks, WORKFLOW).complete(Narrow.of(caller, path(caller, mine), "task." + task.role()), task.id(),
                    outcome == null ? Map.of() : Map.of("outcome", outcome));
            return told(caller, mine);
        });
    }

    private int openNow(PortalCaller caller) {
        return (int) applications.open(caller.loginId()).stream().filter(each -> told(caller, each).closedAt() == null).count();
    }

    /** Reads the case as it is now, and notes where it has led and when it has ended. */
    private PortalApplication told(PortalCaller caller, Opened opened) {
        CaseView view = view(caller, opened);
        if (opened.accountId() == null && view.workCase().accountId() != null) {
            led(caller, opened, view);
        }
        if (opened.open() && view.workCase().closedAt() != null) {
            applications.closed(opened.caseId());
        }
        return Progress.of(view.workCase(), view.tasks());
    }

    /** The account is linked to whoever has applied for it, unless it has gone to another customer meanwhile. */
    private void led(PortalCaller caller, Opened opened, CaseView view) {
        long accountId = view.workCase().accountId();
        Contact contact = customers.contacts(List.of(accountId)).get(accountId);
        if (!applications.led(opened.caseId(), accountId) || contact == null
                || !contact.customerNo().equals(view.values().get("customerNo"))) {
            return;
        }
        logins.link(numbering.nextId(), caller.loginId(), new Link(accountId, contact.customerId()), clock.now());
        audit.record(Narrow.named(caller.user(), caller.visitor()), "portal.linked", "account", accountId, opened.caseNo());
    }

    private CaseView view(PortalCaller caller, Opened opened) {
        return cases().view(Narrow.of(caller, path(caller, opened), READ), opened.caseId());
    }

    private String path(PortalCaller caller, Opened opened) {
        return Narrow.office(offices, caller.visitor(), opened.officeId()).path();
    }

    private CaseService cases() {
        return Present.or(cases, WORKFLOW);
    }

    private int most() {
        return Math.max(1, Math.min(20, config.applications_open()));
    }
}
