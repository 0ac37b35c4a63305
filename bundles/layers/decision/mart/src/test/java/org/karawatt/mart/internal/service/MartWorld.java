package org.karawatt.mart.internal.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.karawatt.billing.api.BillFigureService;
import org.karawatt.billing.api.BillFigureService.BillFigure;
import org.karawatt.billing.api.BillFigureService.BillSum;
import org.karawatt.billing.api.BillFigureService.ComponentSum;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTable;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.decision.api.MartService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.LedgerFigureService;
import org.karawatt.ledger.api.LedgerFigureService.PaymentFigure;
import org.karawatt.ledger.api.LedgerFigureService.PaymentSum;
import org.karawatt.ledger.api.LedgerFigureService.ReceivableFigure;
import org.karawatt.ledger.api.LedgerFigureService.ReceivableSum;
import org.karawatt.mart.internal.config.MartConfig;
import org.karawatt.mart.internal.store.MartDatabase;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.testkit.SettableClock;
import org.karawatt.testkit.TestContexts;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;

/**
 * A mart on a file, and below it billing, ledger and the rest that say what they are told: offices {@code /33/} (1) with
 * {@code /33/3301/} (2) and {@code /33/3302/} (3).
 */
final class MartWorld implements AutoCloseable {

    static final CallContext ADMIN = TestContexts.admin();
    static final CallContext EAST = TestContexts.clerk("/33/3301/", "decision.*");
    static final BillingMonth MAY = new BillingMonth(202605);
    static final BillingMonth JUNE = new BillingMonth(202606);

    final SettableClock clock = new SettableClock();
    final List<BillFigure> bills = new ArrayList<>();
    final List<ReceivableFigure> receivables = new ArrayList<>();
    final List<PaymentFigure> payments = new ArrayList<>();
    final List<WorkCase> cases = new ArrayList<>();
    final Map<Long, Map<String, Object>> values = new TreeMap<>();
    final List<Run> finished = new ArrayList<>();
    final MartNews news = new MartNews();
    final MartDatabase database;
    final MartFeed feed;
    final DefaultBoardService board;
    private final List<DefaultMartService> services = new ArrayList<>();

    MartWorld(Path file) {
        database = new MartDatabase(file, 256, 2);
        feed = new MartFeed(figures(), ledger(), customers(), offices(), codes(), clock, database);
        feed.bindCases(caseService());
        board = new DefaultBoardService(database, clock);
    }

    /** A feed of this mart from other billing and ledger. */
    MartFeed feed(BillFigureService other, LedgerFigureService otherLedger) {
        return new MartFeed(other, otherLedger, customers(), offices(), codes(), clock, database);
    }

    /** The service, which feeds the mart when it is told to and by itself when a run has finished. */
    DefaultMartService start() {
        return start(Duration.ofDays(1));
    }

    /** The service, which looks by itself for what it has missed after so long. */
    DefaultMartService start(Duration firstLook) {
        DefaultMartService service = new DefaultMartService(runs(), feed, news, database, clock, config(), firstLook);
        services.add(service);
        return service;
    }

    void stop(DefaultMartService service) {
        service.deactivate();
        services.remove(service);
    }

    @Override
    public void close() {
        services.forEach(DefaultMartService::deactivate);
        database.close();
    }

    static MartConfig config() {
        return fake(MartConfig.class, (proxy, method, args) -> method.getDefaultValue());
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(MartWorld.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** A bill with its receivable, whose tenth is a fund. */
    BillFigure bill(long account, BillingMonth month, String usageClass, String kwh, String amount) {
        long id = bills.size() + 1L;
        BillFigure bill = new BillFigure(id, account, month, office(account), usageClass, "T-" + usageClass, new BigDecimal(kwh),
                new BigDecimal(amount), 7L);
        bills.add(bill);
        receivables.add(new ReceivableFigure(id, account, month, bill.officeId(), usageClass, bill.amount(), bill.amount(),
                month.next().firstDay().plusDays(14)));
        return bill;
    }

    void pay(int receivable, String amount, LocalDate on) {
        ReceivableFigure old = receivables.get(receivable);
        receivables.set(receivable, new ReceivableFigure(old.id(), old.accountId(), old.month(), old.officeId(), old.usageClass(),
                old.amount(), old.open().subtract(new BigDecimal(amount)), old.dueOn()));
        payments.add(new PaymentFigure(payments.size() + 1L, old.accountId(), old.officeId(), on, "010", new BigDecimal(amount)));
    }

    void workCase(long id, String process, long office, CaseStatus status, Instant opened) {
        cases.add(new WorkCase(id, "C" + id, process, 1, "流程" + process, "Process " + process, "title", office, null, "hall", 5, status,
                "clerk", opened, null, false, status == CaseStatus.CLOSED ? opened.plusSeconds(86_400) : null, null, 0));
    }

    /** An application of high voltage; {@code account} null until it is connected, {@code ended} null while it goes on. */
    void application(long id, long office, Instant opened, Long account, Instant ended, Map<String, Object> told) {
        cases.add(new WorkCase(id, "C" + id, "new-connection-high-voltage", 1, "高压新装", "High voltage", "title", office, account, "hall", 5,
                ended == null ? CaseStatus.OPEN : account == null ? CaseStatus.TERMINATED : CaseStatus.CLOSED, "clerk", opened, null, false,
                ended, null, 0));
        values.put(id, told);
    }

    Run finish(long id, BillingMonth month) {
        Run run = new Run(id, "billing", month.toString(), Map.of("month", month.toString(), "office", "33"), RunStatus.DONE, "admin",
                clock.now(), clock.now(), clock.now(), 1L, 1, 0, null, null);
        finished.add(0, run);
        return run;
    }

    private static long office(long account) {
        return account < 200 ? 2 : 3;
    }

    private static String path(long office) {
        return office == 1 ? "/33/" : office == 2 ? "/33/3301/" : "/33/3302/";
    }

    private BillFigureService figures() {
        return fake(BillFigureService.class, (proxy, method, args) -> {
            CallContext caller = (CallContext) args[0];
            List<BillFigure> visible = bills.stream().filter(bill -> caller.scope().covers(path(bill.officeId())))
                    .filter(bill -> args.length == 1 || bill.month().equals(args[1])).toList();
            return switch (method.getName()) {
                case "months" -> new ArrayList<>(visible.stream().map(BillFigure::month).collect(Collectors.toCollection(TreeSet::new)));
                case "bills" -> {
                    @SuppressWarnings("unchecked")
                    Consumer<BillFigure> consumer = (Consumer<BillFigure>) args[2];
                    visible.forEach(consumer);
                    yield null;
                }
                case "sums" -> visible.stream().collect(Collectors.groupingBy(bill -> bill.officeId() + " " + bill.usageClass(), TreeMap::new,
                        Collectors.toList())).values().stream().map(group -> new BillSum(group.get(0).officeId(), group.get(0).usageClass(),
                                group.size(), sum(group.stream().map(BillFigure::energyKwh).toList()),
                                sum(group.stream().map(BillFigure::amount).toList()))).toList();
                case "components" -> visible.stream().map(bill -> new ComponentSum(bill.officeId(), bill.usageClass(), "ENERGY", bill.amount()))
                        .toList();
                default -> throw new UnsupportedOperationException(method.getName());
            };
        });
    }

    private static BigDecimal sum(Collection<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private LedgerFigureService ledger() {
        return fake(LedgerFigureService.class, (proxy, method, args) -> {
            CallContext caller = (CallContext) args[0];
            List<ReceivableFigure> owed = receivables.stream().filter(each -> caller.scope().covers(path(each.officeId())))
                    .filter(each -> args.length == 1 || each.month().equals(args[1])).toList();
            List<PaymentFigure> paid = payments.stream().filter(each -> caller.scope().covers(path(each.officeId())))
                    .filter(each -> args.length == 1 || BillingMonth.of(each.paidOn()).equals(args[1])).toList();
            return switch (method.getName()) {
                case "receivableMonths" -> owed.stream().map(ReceivableFigure::month).distinct().sorted().toList();
                case "paymentMonths" -> paid.stream().map(each -> BillingMonth.of(each.paidOn())).distinct().sorted().toList();
                case "receivables" -> {
                    owed.forEach(each -> consume(args[2], each));
                    yield null;
                }
                case "payments" -> {
                    paid.forEach(each -> consume(args[2], each));
                    yield null;
                }
                case "receivableSums" -> owed.stream().collect(Collectors.groupingBy(ReceivableFigure::officeId)).entrySet().stream()
                        .map(each -> new ReceivableSum(each.getKey(), each.getValue().size(),
                                sum(each.getValue().stream().map(ReceivableFigure::amount).toList()),
                                sum(each.getValue().stream().map(ReceivableFigure::open).toList()))).toList();
                case "paymentSums" -> paid.stream().collect(Collectors.groupingBy(PaymentFigure::officeId)).entrySet().stream()
                        .map(each -> new PaymentSum(each.getKey(), each.getValue().size(),
                                sum(each.getValue().stream().map(PaymentFigure::amount).toList()))).toList();
                default -> throw new UnsupportedOperationException(method.getName());
            };
        });
    }

    @SuppressWarnings("unchecked")
    private static void consume(Object consumer, Object value) {
        ((Consumer<Object>) consumer).accept(value);
    }

    /** Accounts below 150 are of industry C, the others have none; account 199 is closed and has no terms of a day. */
    private static CustomerService customers() {
        return fake(CustomerService.class, (proxy, method, args) -> {
            if (method.getName().equals("terms")) {
                List<AccountTerms> terms = new ArrayList<>();
                for (long id = Math.max(100, (long) args[0]); id <= Math.min(299, (long) args[1]); id++) {
                    if (id != 199) {
                        terms.add(new AccountTerms(id, "A" + id, office(id), "X", id < 150 ? "C" : null, "AC00101", LocalDate.MIN, null,
                                "ACTIVE", LocalDate.MIN, null, null, null, null, null, "1"));
                    }
                }
                return terms;
            }
            @SuppressWarnings("unchecked")
            Collection<Long> ids = (Collection<Long>) args[1];
            return ids.stream().collect(Collectors.toMap(id -> id, id -> new Account(id, "A" + id, id, "C", "n", null, null, office(id), "", "X",
                    "Q", "AC00002", "1", "CLOSED", LocalDate.MIN, null, null, null, 0)));
        });
    }

    private static OfficeService offices() {
        return fake(OfficeService.class, (proxy, method, args) -> List.of(office(1, null), office(2, 1L), office(3, 1L)));
    }

    private static Office office(long id, Long parent) {
        String[] steps = path(id).split("/");
        return new Office(id, steps[steps.length - 1], parent, path(id), "STATION", "单位" + id, "Office " + id, LocalDate.MIN, null, 0);
    }

    /** One table has come so far; like the real service it knows no other. */
    private static CodeService codes() {
        return fake(CodeService.class, (proxy, method, args) -> {
            if (method.getName().equals("tables")) {
                return List.of(new CodeTable("usage-class", "用电类别", "Usage class", null, 2));
            }
            if (!args[1].equals("usage-class")) {
                throw KarawattException.notFound(CodesErrors.TABLE_UNKNOWN, args[1]);
            }
            return List.of(code("RESIDENTIAL", "居民生活", "Residential"), code("COMMERCIAL", "工商业", "Commercial"));
        });
    }

    private static Code code(String code, String zh, String en) {
        return new Code(1, "usage-class", code, null, zh, en, 1, LocalDate.MIN, null, "test", 0);
    }

    private CaseService caseService() {
        return fake(CaseService.class, (proxy, method, args) -> {
            if (method.getName().equals("values")) {
                return values.entrySet().stream().filter(each -> ((Collection<?>) args[1]).contains(each.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            }
            List<WorkCase> found = cases.stream().filter(each -> each.status() == ((CaseQuery) args[1]).status()).toList();
            PageRequest page = (PageRequest) args[2];
            return Page.of(found.stream().skip(page.offset()).limit(page.limit()).toList(), page, found.size());
        });
    }

    private RunService runs() {
        return fake(RunService.class, (proxy, method, args) -> switch (method.getName()) {
            case "runs" -> Page.of(List.copyOf(finished), (PageRequest) args[2], finished.size());
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    /** Brings in what is new, now. */
    static int refresh(MartService service) {
        return service.refresh(ADMIN);
    }
}
