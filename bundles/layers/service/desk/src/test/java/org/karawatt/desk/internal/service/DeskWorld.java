package org.karawatt.desk.internal.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillingService;
import org.karawatt.codes.api.CodeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountQuery;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.internal.service.WorkflowHouse;

/** The desk on the real workflow domain, with accounts A100 and A101 of the eastern office and the processes that it ships. */
final class DeskWorld implements AutoCloseable {

    static final CallContext CLERK = TestContexts.named("lin", "/33/3301/", "desk.*", "workflow.read", "workflow.open", "customer.read",
            "metering.read", "billing.read", "reading.read", "task.desk");
    static final CallContext SECOND = TestContexts.named("wu", "/33/3301/", "desk.*", "workflow.read", "customer.reveal");
    static final CallContext BACK_OFFICE = TestContexts.named("chen", "/33/3301/", "workflow.read", "task.complaint", "task.service");
    static final CallContext CREW = TestContexts.named("zhou", "/33/3301/", "workflow.read", "task.repair", "task.dispatch");
    static final CallContext WESTERN = TestContexts.named("zhao", "/33/3302/", "desk.*", "workflow.*", "customer.read");
    private static final PageRequest FIRST = new PageRequest(0, 50);
    private static final Map<String, Set<String>> CODES = Map.of("contact-channel", Set.of("HALL", "CALL"), "repair-area",
            Set.of("CITY", "RURAL", "REMOTE"), "counter-business", Set.of("A", "B"));
    static final List<String> FILES = List.of("limits.json", "complaint.bpmn", "fault-repair.bpmn", "enquiry.bpmn", "contact-handling.bpmn",
            "service-application.bpmn");

    final TestDatabase db;
    final WorkflowHouse workflow;
    final Tracker tracker;
    final DefaultContactService contacts;
    final DefaultCounterService counter;

    DeskWorld(TestDatabase db) {
        this.db = db;
        ParentRows.offices(db);
        CodeService codes = fake(CodeService.class, (proxy, method, args) ->
                method.getName().equals("isValid") && CODES.getOrDefault(args[0], Set.of()).contains(args[1]));
        workflow = new WorkflowHouse(db, codes);
        workflow.processes("karawatt-workflow", List.of(limitsOfWorkflow()));
        workflow.processes("karawatt-desk", FILES.stream().map(name -> resource("/KARAWATT-INF/process/" + name)).toList());
        workflow.handler(new CallBackStep(db.bulk(), db.numbering(), db.clock(), db.audit()));
        Types types = new Types();
        types.add("karawatt-desk", List.of(resource("/KARAWATT-INF/contact/kinds.json")));
        tracker = new Tracker(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), workflow.cases);
        contacts = new DefaultContactService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.audit(), db.outbox(), types, tracker,
                codes, workflow.offices, customers(), workflow.cases, workflow.tasks, workflow.processes);
        contacts.metering = fake(MeteringService.class, (proxy, method, args) -> "M7".equals(args[1]) ? List.of(101L) : List.of());
        contacts.billing = fake(BillingService.class, (proxy, method, args) -> bill((String) args[1]));
        contacts.readings = fake(MeterReadingService.class, (proxy, method, args) -> List.of(new MeterReading(77, 1, (Long) args[1], 1,
                new BillingMonth(202606), RegisterKind.AP_TOTAL, LocalDate.of(2026, 6, 28), null, null, null, null, null, "REGULAR", 0, "FILE",
                "ACCEPTED", 0, null)));
        counter = new DefaultCounterService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.audit(), codes, workflow.offices);
    }

    /** Both bundles bring a file of this name; the desk's own comes from the folder of this module's classes. */
    private static URL limitsOfWorkflow() {
        String own = resource("/KARAWATT-INF/contact/kinds.json").toString().replace("contact/kinds.json", "process/limits.json");
        return DeskWorld.class.getClassLoader().resources("KARAWATT-INF/process/limits.json")
                .filter(url -> !url.toString().equals(own)).findFirst().orElseThrow();
    }

    private static URL resource(String name) {
        return DeskWorld.class.getResource(name);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(DeskWorld.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Bill bill(String no) {
        return new Bill(5, no, no.endsWith("5") ? 100 : 101, "A100", "", new BillingMonth(202606), "REGULAR", 0, ParentRows.EAST, "RESIDENTIAL",
                null, null, "T", 1, "e", null, null, "CNY", null, null, null, "ISSUED", List.of());
    }

    private static CustomerService customers() {
        return fake(CustomerService.class, (proxy, method, args) -> switch (method.getName()) {
            case "account" -> args[1] instanceof Long id ? account(id) : account(Long.parseLong(((String) args[1]).substring(1)));
            case "find" -> Page.of(Stream.of(account(100), account(101)).filter(a -> a.accountNo()
                    .startsWith(((AccountQuery) args[1]).text())).toList(), (PageRequest) args[2], 2);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static Account account(long id) {
        return new Account(id, "A" + id, id, "C" + id, "客***", null, null, ParentRows.EAST, "3301", "RESIDENTIAL", null, "AC00002", "1",
                "ACTIVE", LocalDate.of(2010, 1, 1), null, null, null, 0);
    }

    /** Does the only task that somebody could do. */
    WorkTask does(CallContext who, String step, Map<String, Object> values) {
        List<WorkTask> list = workflow.tasks.workList(who, new TaskQuery(null, null, null, null), FIRST).items();
        if (list.size() != 1 || !list.get(0).stepKey().equals(step)) {
            throw new AssertionError("to be done is " + list + ", not " + step);
        }
        return workflow.tasks.complete(who, list.get(0).id(), values);
    }

    @Override
    public void close() {
        workflow.close();
    }
}
