package org.karawatt.connection.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;
import org.karawatt.asset.api.AssetDraft;
import org.karawatt.asset.api.AssetService;
import org.karawatt.asset.internal.service.DefaultAssetService;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.internal.service.BillingRunHandler;
import org.karawatt.billing.internal.service.Contributors;
import org.karawatt.billing.internal.service.DefaultBillingService;
import org.karawatt.billing.internal.service.DefaultFinalBillService;
import org.karawatt.billing.internal.service.FinalBillStep;
import org.karawatt.billing.internal.service.HourlySource;
import org.karawatt.billing.internal.service.SingleBill;
import org.karawatt.billing.internal.service.StandardIssueRule;
import org.karawatt.billing.spi.BillPosting;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.codes.internal.service.CodeCache;
import org.karawatt.codes.internal.service.CodesContributionHandler;
import org.karawatt.codes.internal.service.DefaultCodeService;
import org.karawatt.codes.internal.service.DefaultOfficeService;
import org.karawatt.connection.internal.Defaults;
import org.karawatt.connection.internal.event.EndedCases;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.customer.internal.service.DefaultCustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.internal.service.DefaultEquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.internal.service.DefaultLoadCurveService;
import org.karawatt.metering.internal.service.DefaultMeterReadingService;
import org.karawatt.metering.internal.service.DefaultMeteringService;
import org.karawatt.metering.internal.service.DefaultSharingService;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.ReadingProgress;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.reading.internal.service.ReadingBench;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.tariff.internal.config.TariffConfig;
import org.karawatt.tariff.internal.service.ApprovalPolicy;
import org.karawatt.tariff.internal.service.DefaultTariffService;
import org.karawatt.tariff.internal.service.MethodRegistry;
import org.karawatt.tariff.internal.service.TariffCatalog;
import org.karawatt.tariff.internal.service.TariffContributionHandler;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.internal.service.WorkflowBench;

/**
 * A utility with everything that a connection needs: offices 33 and 3301, 3302, the shipped codes, tariffs and processes, a line L1, an area
 * T1, a route R1 that is read on the 1st, meters in stock. A {@link #restart} puts all of it together anew on the same database.
 */
final class House implements AutoCloseable {

    static final CallContext ADMIN = TestContexts.admin();
    static final LocalDate LONG_AGO = LocalDate.of(2010, 1, 1);

    private static final Set<String> WRITES = Set.of("createCustomer", "createAccount", "load", "changeStatus", "assign", "setRule", "setState",
            "agree", "exchangeMeter", "readFinally", "transfer", "beginChange", "endChange");

    final TestDatabase db;
    private int diesAfter;
    final List<IssuedBill> posted = new ArrayList<>();
    DefaultOfficeService offices;
    DefaultCustomerService customers;
    DefaultAssetService assets;
    DefaultEquipmentService equipment;
    DefaultMeteringService metering;
    DefaultMeterReadingService readings;
    DefaultTariffService tariffs;
    WorkflowBench workflow;
    ReadingService reading;
    BillingRunHandler run;
    DefaultBillingService bills;
    DefaultConnectionService connections;
    EndedCases ended;
    private CodeCache codes;

    House(TestDatabase db) {
        this.db = db;
        wire();
        for (String code : List.of("33", "3301", "3302")) {
            offices.create(ADMIN, new OfficeDraft(code, code.equals("33") ? null : "33", "STATION", code, code, LONG_AGO, null));
        }
        equipment.createLine(ADMIN, "L1", "城东线", "AC00101", "3301");
        equipment.createArea(ADMIN, "T1", "人民路台区", "L1", "3301", new BigDecimal("400"), true);
        metering.createRoute(ADMIN, "R1", "城东一段", "3301", "1", 1, null);
        for (String meter : List.of("M1", "M2", "M3")) {
            assets.takeIn(ADMIN, new AssetDraft(meter, "METER", "DDZY", null, "1.0", 6, 2, null, null, "3301", null));
        }
    }

    void restart() {
        workflow.close();
        db.restart();
        wire();
    }

    private void wire() {
        codes = new CodeCache(db.unitOfWork(), db.entities(), db.bulk());
        new CodesContributionHandler(db.unitOfWork(), db.entities(), db.bulk(), codes, db.numbering(), db.audit(), db.outbox())
                .add("karawatt-codes/1", Stream.of("usage-class", "voltage", "industry", "reading-cycle", "id-kind", "metering-mode")
                        .map(name -> CodeCache.class.getResource("/KARAWATT-INF/codes/" + name + ".json")).toList());
        offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(), db.outbox());
        DefaultCodeService codeService = new DefaultCodeService(db.unitOfWork(), db.entities(), db.bulk(), codes, db.numbering(),
                db.history(), db.audit(), db.outbox());
        customers = new DefaultCustomerService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(),
                db.outbox(), db.clock(), codeService, offices);
        assets = new DefaultAssetService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(), db.outbox(),
                db.clock(), offices);
        equipment = new DefaultEquipmentService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(),
                db.outbox(), db.clock(), codeService, offices, customers);
        metering = new DefaultMeteringService(db.unitOfWork(), db.bulk(), db.numbering(), db.history(), db.audit(), offices, db.clock());
        readings = new DefaultMeterReadingService(db.unitOfWork(), db.bulk(), db.numbering());
        TariffCatalog catalog = new TariffCatalog(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.audit(),
                new ApprovalPolicy(Defaults.of(TariffConfig.class, Map.of())), new MethodRegistry());
        new TariffContributionHandler(catalog).add("karawatt-tariff/1", Stream.of("zhejiang-residential", "hubei-2026-01",
                "hunan-yueyang-industry").map(name -> TariffCatalog.class.getResource("/KARAWATT-INF/tariff/" + name + ".json")).toList());
        tariffs = new DefaultTariffService(catalog, db.unitOfWork(), db.bulk(), db.numbering(), db.history(), db.audit(), db.outbox());
        workflow = new WorkflowBench(db, offices, codeService);
        WorkflowBench bench = workflow;
        Domains domains = new Domains(dying(CustomerService.class, customers), dying(AssetService.class, assets),
                dying(EquipmentService.class, equipment), dying(MeteringService.class, metering), dying(TariffService.class, tariffs), offices,
                db.clock(), () -> bench.cases, () -> bench.limits);
        List.of(new CheckApplication(domains), new CheckScheme(domains), new Energise(domains), new CheckAccount(domains),
                new CheckPoint(domains), new ExchangeMeter(domains), new CheckCapacity(domains), new Seal(domains), new TermOver(),
                new Unseal(domains), new CheckTransfer(domains), new FinalReading(domains), new Transfer(domains),
                new CheckIncrease(domains), new Increase(domains), new CheckReplacement(domains), new Replace(domains), new TakeBack(domains),
                new Archive(domains, db.bulk())).forEach(workflow::handler);
        workflow.contribute("karawatt-workflow/1", List.of(resource("limits.json")));
        workflow.contribute("karawatt-connection/1", List.of(resource("connection-limits.json"),
                resource("new-connection-residential.bpmn"), resource("new-connection-high-voltage.bpmn"), resource("meter-exchange.bpmn"),
                resource("capacity-change.bpmn"), resource("transfer.bpmn"),
                resource("new-connection-low-voltage.bpmn"), resource("capacity-increase.bpmn"), resource("temporary-replacement.bpmn")));
        ended = new EndedCases(db.unitOfWork(), workflow.cases, customers, db.feed());
        connections = new DefaultConnectionService(db.unitOfWork(), db.bulk(), offices);
        reading = ReadingBench.of(db, offices, metering, readings);
        billing();
    }

    /** A service that dies right after the write that {@link #diesAfter} counts down to. */
    private <T> T dying(Class<T> type, T service) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                Object result = method.invoke(service, args);
                if (WRITES.contains(method.getName()) && --diesAfter == 0) {
                    throw new IllegalStateException("dies after " + method.getName());
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /**
     * Has a step die after its first write, then after its second and so on, each time with nothing left of it; then has it done.
     *
     * @param unchanged tables in which no row may be left
     * @return writes that the step makes
     */
    int dyingAfterEachWrite(Runnable step, String... unchanged) {
        Map<String, Long> before = new HashMap<>();
        for (String table : unchanged) {
            before.put(table, count(table));
        }
        for (int write = 1;; write++) {
            diesAfter = write;
            try {
                step.run();
                diesAfter = 0;
                return write - 1;
            } catch (IllegalStateException e) {
                for (String table : unchanged) {
                    assertEquals(before.get(table), count(table), table + ": " + e.getMessage());
                }
            }
        }
    }

    private void billing() {
        BillingConfig config = Defaults.of(BillingConfig.class, Map.of("contributors", new String[0], "guardPercent", 0));
        Contributors none = new Contributors(config);
        BillPosting posting = new BillPosting() {
            @Override
            public void post(List<IssuedBill> issued) {
                posted.addAll(issued);
            }

            @Override
            public void reverse(List<ReversedBill> reversed) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<ProofCheck> prove(BillingMonth month, String officePath) {
                return List.of();
            }
        };
        HourlySource hourly = new HourlySource(new DefaultLoadCurveService(db.unitOfWork(), db.bulk(), db.audit(), db.clock()), null,
                new DefaultSharingService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit()));
        run = new BillingRunHandler(offices, customers, equipment, metering, readings, tariffs, posting, none, db.bulk(), db.numbering(),
                db.clock(), db.outbox(), db.audit(), new StandardIssueRule(config), hourly, config);
        bills = new DefaultBillingService(db.unitOfWork(), db.bulk(), db.clock(), null, offices, customers, equipment, metering, readings,
                tariffs, none, new StandardIssueRule(config), hourly, config);
        SingleBill single = new SingleBill(db.bulk(), customers, equipment, metering, readings, tariffs, none, hourly, config);
        workflow.handler(new FinalBillStep(new DefaultFinalBillService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.idempotency(),
                db.audit(), db.outbox(), bills, offices, customers, readings, posting, single, new StandardIssueRule(config))));
    }

    private static URL resource(String file) {
        return House.class.getResource("/KARAWATT-INF/process/" + file);
    }

    @Override
    public void close() {
        workflow.close();
    }

    static Map<String, Object> values(Object... pairs) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return values;
    }

    static Map<String, Object> with(Map<String, Object> values, Object... pairs) {
        Map<String, Object> other = new HashMap<>(values);
        other.putAll(values(pairs));
        return other;
    }

    static Map<String, Object> without(Map<String, Object> values, String... keys) {
        Map<String, Object> other = new HashMap<>(values);
        other.keySet().removeAll(Arrays.asList(keys));
        return other;
    }

    WorkCase open(String process, Map<String, Object> values) {
        return workflow.cases.open(ADMIN, new NewCase(process, "3301", null, process, null, values));
    }

    /** Keys of the steps that wait for somebody, in the order of the alphabet. */
    Set<String> waiting(WorkCase of) {
        return view(of).tasks().stream().filter(task -> task.doneAt() == null).map(WorkTask::stepKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    CaseView view(WorkCase of) {
        return workflow.cases.view(ADMIN, of.id());
    }

    Map<String, Object> caseValues(WorkCase of) {
        return view(of).values();
    }

    WorkTask task(WorkCase of, String stepKey) {
        return workflow.tasks.workList(ADMIN, new TaskQuery(null, null, null, null), PageRequest.first(100)).items().stream()
                .filter(task -> task.caseId() == of.id() && task.stepKey().equals(stepKey)).findFirst()
                .orElseThrow(() -> new AssertionError(stepKey + " is not waiting, but " + waiting(of)));
    }

    /** Does a step on a day. */
    void complete(WorkCase of, String stepKey, LocalDate day, Object... pairs) {
        db.clock().setDate(day);
        complete(of, stepKey, values(pairs));
    }

    void complete(WorkCase of, String stepKey, Map<String, Object> values) {
        workflow.tasks.complete(ADMIN, task(of, stepKey).id(), values);
    }

    /** Does things at the same moment, each on a thread of its own; those that were refused, and why. */
    List<KarawattException> atOnce(List<Runnable> things) throws Exception {
        CyclicBarrier start = new CyclicBarrier(things.size());
        ExecutorService threads = Executors.newFixedThreadPool(things.size());
        List<KarawattException> refused = new ArrayList<>();
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (Runnable thing : things) {
                calls.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    thing.run();
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                try {
                    call.get(60, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    refused.add((KarawattException) e.getCause());
                }
            }
        } finally {
            threads.shutdownNow();
            Assertions.assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        }
        return refused;
    }

    /** Reads meters: {@code meter, register, value} after each other. */
    void read(BillingMonth month, LocalDate on, String... rows) {
        db.clock().setDate(on);
        StringBuilder csv = new StringBuilder("meter_no,register,read_on,value\n");
        for (int i = 0; i < rows.length; i += 3) {
            csv.append(rows[i]).append(',').append(rows[i + 1]).append(',').append(on).append(',').append(rows[i + 2]).append('\n');
        }
        reading.plan(ADMIN, month, "33");
        ImportReport report = reading.importCsv(ADMIN, month, "readings.csv",
                new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)), ReadingProgress.SILENT);
        assertEquals(List.of(), report.faults());
        assertEquals(rows.length / 3, report.rowsOk());
    }

    /** Bills a month and returns the bill that the run has made of an account. */
    Bill bill(String accountNo, BillingMonth month) {
        ChunkResult result = db.unitOfWork().required(() -> run.work(new Chunk(1, Map.of("month", month.toString(), "office", "33"), 0,
                Long.MAX_VALUE, 1000)));
        assertEquals(List.of(), result.parked());
        List<Bill> found = bills.bills(ADMIN, new BillQuery(month, accountNo, null, null, null), PageRequest.first(5)).items().stream()
                .filter(bill -> bill.kind().equals("REGULAR")).toList();
        assertEquals(1, found.size());
        Bill bill = bills.bill(ADMIN, found.get(0).id());
        assertEquals(List.of(), bills.replay(ADMIN, bill.id()).differences());
        return bill;
    }

    /** All bills of an account. */
    List<Bill> bills(String accountNo) {
        return bills.bills(ADMIN, new BillQuery(null, accountNo, null, null, null), PageRequest.first(50)).items();
    }

    /** Lines as {@code component item tier amount}. */
    static List<String> lines(Bill bill) {
        return bill.lines().stream().map(House::line).toList();
    }

    private static String line(BillLine line) {
        return line.component() + (line.tier() == null ? "" : " " + line.tier()) + (line.tou() == null ? "" : " " + line.tou()) + " "
                + line.amount().toPlainString();
    }

    long count(String table) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM " + table, List.of(), row -> row.getLong(1)))
                .orElseThrow();
    }

    /** Fields of the faults of a refused input. */
    static Set<String> faults(Executable refused) {
        return Assertions.assertThrows(KarawattException.class, refused).faults().stream().map(Fault::field)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static ErrorCode refused(Executable refused) {
        return Assertions.assertThrows(KarawattException.class, refused).code();
    }
}
