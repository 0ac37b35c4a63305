package org.karawatt.portal.internal.service;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.spi.BillRenderer;
import org.karawatt.codes.api.CodeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountHolder;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.Customer;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.PlannedBill;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.NoticeChannel;
import org.karawatt.notice.spi.OutgoingNotice;
import org.karawatt.portal.api.AccountProof;
import org.karawatt.portal.api.PendingCode;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalVisitor;
import org.karawatt.portal.api.RegistrationDraft;
import org.karawatt.portal.internal.config.PortalConfig;
import org.karawatt.security.api.Passwords;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffQuery;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.internal.service.WorkflowHouse;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;

/**
 * The portal on the real workflow domain with the shipped residential process. Account A100 (customer 100, identity number ending in 513X,
 * telephone 13800000100) and A101 (customer 101) are with the eastern office, A200 (customer 200) with the western one. A100 is with its
 * customer since 2026-03-01; 2026-02 was billed to whoever had it before. The layers below are fakes that ask for permissions and offices
 * as the real ones do.
 */
final class PortalWorld implements AutoCloseable {

    static final PortalVisitor VISITOR = new PortalVisitor("203.0.113.1", Locale.SIMPLIFIED_CHINESE);
    static final String PASSWORD = "a long password";
    /** What the portal needs of the layers below for what customers read. */
    static final Set<String> PERMISSIONS = Set.of("customer.read", "customer.reveal", "billing.read", "ledger.read", "reading.read",
            "tariff.read");
    private static final LocalDate LONG_AGO = LocalDate.of(2010, 1, 1);
    private static final Pattern CODE = Pattern.compile("\\d{6}");

    final TestDatabase db;
    final WorkflowHouse workflow;
    final Channel channel = new Channel();
    final Mailer mailer;
    final DefaultPortalLoginService logins;
    final DefaultPortalService portal;
    final DefaultPortalStaffService staff;
    /** The account that the next connection leads to; null for none. */
    Long supplied;
    /** Contexts with which the layers below were called. */
    final List<CallContext> contexts = new CopyOnWriteArrayList<>();
    /** Customers of accounts, which a transfer changes. */
    final Map<Long, Long> holders = new HashMap<>(Map.of(100L, 100L, 101L, 101L, 200L, 200L));
    final List<Bill> bills = new ArrayList<>();
    /** What budget plans ask for in place of bills. */
    final Map<Long, PlannedBill> planned = new HashMap<>();

    PortalWorld(TestDatabase db) {
        this.db = db;
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 100, 2);
        ParentRows.accounts(db, ParentRows.WEST, 200, 1);
        for (int month = 2; month <= 6; month++) {
            bills.add(bill(1000 + month, 100, 202600 + month, new BigDecimal("10" + month + ".0" + month), "ISSUED"));
        }
        bills.add(bill(1900, 100, 202606, new BigDecimal("999.99"), "REVERSED"));
        bills.add(bill(2006, 101, 202606, new BigDecimal("88.88"), "ISSUED"));
        bills.add(bill(3006, 200, 202606, new BigDecimal("77.77"), "ISSUED"));
        CodeService codes = fake(CodeService.class, (proxy, method, args) -> switch (method.getName()) {
            case "isValid" -> true;
            case "codes" -> List.of();
            default -> throw new UnsupportedOperationException(method.getName());
        });
        workflow = new WorkflowHouse(db, codes);
        workflow.processes("karawatt-workflow", List.of(resource("limits.json")));
        workflow.processes("karawatt-connection", List.of(resource("connection-limits.json"), resource("new-connection-residential.bpmn")));
        workflow.handler(handler("connection.energise", step -> {
            if (supplied != null) {
                step.account(supplied);
                step.set("customerNo", "C" + supplied);
            }
        }));
        for (String name : List.of("connection.check-scheme", "connection.archive")) {
            workflow.handler(handler(name, step -> { }));
        }
        workflow.handler(handler("connection.check-application", step -> {
            if (step.text("customerNo") == null && step.text("customerName") == null) {
                throw KarawattException.invalid(KernelErrors.REQUIRED);
            }
        }));
        PortalConfig config = fake(PortalConfig.class, (proxy, method, args) -> method.getDefaultValue());
        mailer = new Mailer(config);
        mailer.bindChannel(channel);
        CustomerService customers = asking(CustomerService.class, customers());
        BillingService billing = asking(BillingService.class, billing());
        Proofs proofs = new Proofs(customers, billing, workflow.offices);
        logins = new DefaultPortalLoginService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.clock(), new PlainPasswords(),
                proofs, mailer, config);
        OwnAccounts own = new OwnAccounts(db.unitOfWork(), db.bulk(), customers, billing, workflow.offices);
        Applications applications = new Applications(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.clock(), workflow.offices,
                codes, customers, own, config);
        applications.cases = workflow.cases;
        applications.tasks = workflow.tasks;
        staff = new DefaultPortalStaffService(db.unitOfWork(), db.bulk(), db.audit(), db.clock(), customers, workflow.offices, config);
        applications.tariffs = asking(TariffService.class, tariffs());
        portal = new DefaultPortalService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.clock(), own, proofs, applications,
                billing, config);
        portal.ledger = asking(LedgerService.class, ledger());
        portal.plans = asking(BudgetPlanService.class, (proxy, method, args) -> {
            ((CallContext) args[0]).require("ledger.read");
            return planned.entrySet().stream().filter(e -> ((Collection<?>) args[1]).contains(e.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        });
        portal.readings = asking(MeterReadingService.class, (proxy, method, args) -> {
            ((CallContext) args[0]).require("reading.read");
            return List.of();
        });
        portal.addRenderer(new BillRenderer() {
            @Override
            public String mediaType() {
                return "application/pdf";
            }

            @Override
            public void render(BillDocument document, Locale locale, OutputStream out) throws IOException {
                out.write((document.bill().billNo() + " " + document.account().customerName() + " " + locale + " " + document.openAmount()
                        + (document.budget() == null ? "" : " instead " + document.budget().instalment()))
                        .getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static URL resource(String name) {
        return PortalWorld.class.getResource("/KARAWATT-INF/process/" + name);
    }

    static String billNo(int month, long id) {
        return Bill.number(new BillingMonth(month), id);
    }

    private static Bill bill(long id, long account, int month, BigDecimal amount, String status) {
        BillingMonth of = new BillingMonth(month);
        return new Bill(id, billNo(month, id), account, "A" + account, "客***", of, "REGULAR", 0, office(account), "RESIDENTIAL",
                of.firstDay(), of.next().firstDay(), "T", 1, "e", new BigDecimal("2" + month % 100 + "0"), amount, "CNY",
                of.next().firstDay().plusDays(19), null, 1L, status, List.of(new BillLine(1, "ENERGY", null, "电度电费", "Energy", null, null,
                        BigDecimal.TEN, "kWh", BigDecimal.ONE, amount)));
    }

    private static StepHandler handler(String name, Consumer<StepContext> work) {
        return new StepHandler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void run(StepContext step) {
                work.accept(step);
            }
        };
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(PortalWorld.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Notes with which context a layer below was called. */
    private <T> T asking(Class<T> type, InvocationHandler handler) {
        return fake(type, (proxy, method, args) -> {
            if (args != null && args[0] instanceof CallContext context) {
                contexts.add(context);
            }
            return handler.invoke(proxy, method, args);
        });
    }

    private static long office(long account) {
        return account == 200 ? ParentRows.WEST : ParentRows.EAST;
    }

    private long accountOf(CallContext context, Object key) {
        context.require("customer.read");
        long id = key instanceof Long number ? number : holders.keySet().stream().filter(a -> ("A" + a).equals(key)).findFirst().orElse(0L);
        if (!holders.containsKey(id) || !context.scope().covers(ParentRows.path(office(id)))) {
            throw KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, key);
        }
        return id;
    }

    private Account account(CallContext context, long id) {
        boolean whole = context.may("customer.reveal");
        long customer = holders.get(id);
        return new Account(id, "A" + id, customer, "C" + customer, whole ? "客户" + customer : "客***", null, "人民路 " + id + " 号", office(id),
                "3301",
                "RESIDENTIAL", null, "AC00002", "1", "ACTIVE", LONG_AGO, null, null, null, 0);
    }

    private InvocationHandler customers() {
        return (proxy, method, args) -> switch (method.getName()) {
            case "account" -> account((CallContext) args[0], accountOf((CallContext) args[0], args[1]));
            case "customer" -> {
                CallContext context = (CallContext) args[0];
                context.require("customer.read");
                long id = Long.parseLong(((String) args[1]).substring(1));
                boolean whole = context.may("customer.reveal");
                String number = "33010219900307" + (id == 100 ? "513X" : "513" + id % 10);
                yield new Customer(id, "C" + id, "PERSON", "客户" + id, "01", whole ? number : "***",
                        whole ? "13800000" + id : "***", null, "zh", "NORMAL", office(id), "ACTIVE", LONG_AGO, 0);
            }
            case "holders" -> {
                long id = accountOf((CallContext) args[0], args[1]);
                LocalDate since = id == 100 ? LocalDate.of(2026, 3, 1) : LONG_AGO;
                yield List.of(new AccountHolder(9, "C9", "***", LONG_AGO, since),
                        new AccountHolder(holders.get(id), "C" + id, "***", since, null));
            }
            case "termsByNumber" -> ((Collection<?>) args[0]).stream().map(String.class::cast).filter(no -> holders.containsKey(id(no)))
                    .collect(Collectors.toMap(Function.identity(), no -> new AccountTerms(id(no), no, office(id(no)), "RESIDENTIAL",
                            "AC00002", LONG_AGO)));
            case "contacts" -> ((Collection<?>) args[0]).stream().map(Long.class::cast).collect(Collectors.toMap(Function.identity(),
                    id -> new Contact(id, "A" + id, "人民路", office(id), holders.get(id), "C" + holders.get(id), "客户", null, null, "zh",
                            "NORMAL", "RESIDENTIAL", "ACTIVE")));
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private static long id(String accountNo) {
        return accountNo.matches("A\\d{1,9}") ? Long.parseLong(accountNo.substring(1)) : 0;
    }

    private InvocationHandler billing() {
        return (proxy, method, args) -> {
            CallContext context = (CallContext) args[0];
            context.require("billing.read");
            Stream<Bill> seen = bills.stream().filter(bill -> context.scope().covers(ParentRows.path(bill.officeId())));
            return switch (method.getName()) {
                case "bills" -> {
                    PageRequest page = (PageRequest) args[2];
                    List<Bill> all = seen.filter(bill -> bill.accountNo().equals(((BillQuery) args[1]).accountNo()))
                            .sorted((a, b) -> b.month().compareTo(a.month())).toList();
                    yield Page.of(all.stream().skip(page.offset()).limit(page.limit()).toList(), page, all.size());
                }
                case "bill" -> seen.filter(bill -> bill.billNo().equals(args[1]) || args[1].equals(bill.id())
                        || String.valueOf(bill.id()).equals(args[1])).findFirst()
                        .orElseThrow(() -> KarawattException.notFound(BillingErrors.BILL_UNKNOWN, args[1]));
                case "explain" -> new BillExplanation(seen.filter(bill -> args[1].equals(bill.id())).findFirst().orElseThrow(),
                        List.of(new BillExplanation.Step(0, "told in " + args[2])));
                default -> throw new UnsupportedOperationException(method.getName());
            };
        };
    }

    /** Half of June is open, and all of May. */
    private InvocationHandler ledger() {
        return (proxy, method, args) -> {
            CallContext context = (CallContext) args[0];
            context.require("ledger.read");
            Map<Long, Receivable> all = bills.stream().filter(bill -> context.scope().covers(ParentRows.path(bill.officeId())))
                    .collect(Collectors.toMap(Bill::id, PortalWorld::receivable));
            planned.forEach((bill, plan) -> {
                Receivable of = all.remove(bill);
                all.put(bill, receivable(of, bill, of.amount(), BigDecimal.ZERO, "PLANNED"));
                all.put(bill + 5_000, receivable(of, bill + 5_000, plan.instalment(), plan.openAmount(), "INSTALMENT"));
            });
            return switch (method.getName()) {
                case "ofBills" -> all.entrySet().stream().filter(e -> ((Collection<?>) args[1]).contains(e.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
                case "receivables" -> all.values().stream().filter(r -> r.accountNo().equals(args[1])).toList();
                default -> throw new UnsupportedOperationException(method.getName());
            };
        };
    }

    private static Receivable receivable(Bill bill) {
        int month = bill.month().month();
        BigDecimal open = month == 6 ? new BigDecimal("50.00") : month == 5 || month == 2 ? bill.amount() : new BigDecimal("0.00");
        return new Receivable(bill.id(), bill.billNo(), bill.accountId(), bill.accountNo(), bill.officeId(), bill.month(), bill.amount(),
                open, bill.dueOn(), bill.usageClass(), month == 5 ? new BigDecimal("0.11") : new BigDecimal("0.00"), 0);
    }

    private static Receivable receivable(Receivable of, long id, BigDecimal amount, BigDecimal open, String kind) {
        return new Receivable(id, of.billNo(), of.accountId(), of.accountNo(), of.officeId(), of.month(), amount, open, of.dueOn(),
                of.usageClass(), new BigDecimal("0.00"), 0, kind);
    }

    private static InvocationHandler tariffs() {
        return (proxy, method, args) -> {
            ((CallContext) args[0]).require("tariff.read");
            TariffQuery query = (TariffQuery) args[1];
            return List.of(new TariffInfo(1, "home", "p", "1", "居民", "Household", query.usageClass(), LONG_AGO, null, true, null),
                    new TariffInfo(2, "house", "p", "1", "居民低压", "House", query.usageClass(), LONG_AGO, null, true, null,
                            List.of("AC00002", "AC00003"), List.of()),
                    new TariffInfo(3, "block", "p", "1", "小区 10kV", "Block at 10 kV", query.usageClass(), LONG_AGO, null, true, null,
                            List.of("AC00101"), List.of()));
        };
    }

    /** Somebody at an address of his own. */
    static PortalVisitor from(String address) {
        return new PortalVisitor(address, Locale.ENGLISH);
    }

    /** What A100 proves itself with in June. */
    static AccountProof proof() {
        return new AccountProof("A100", new BillingMonth(202606), new BigDecimal("106.06"), "513x");
    }

    static AccountProof other() {
        return new AccountProof("A101", new BillingMonth(202606), new BigDecimal("88.88"), "13800000101");
    }

    /** The six digits of the next mail to the address. */
    String codeFor(String email) {
        OutgoingNotice mail = mailFor(email);
        Matcher code = CODE.matcher(mail.text());
        if (!code.find()) {
            throw new AssertionError("no code in " + mail.text());
        }
        return code.group();
    }

    OutgoingNotice mailFor(String email) {
        Eventually.until(() -> channel.sent.stream().anyMatch(mail -> mail.address().equals(email)));
        OutgoingNotice found = channel.sent.stream().filter(mail -> mail.address().equals(email)).findFirst().orElseThrow();
        channel.sent.remove(found);
        return found;
    }

    /** A customer who has registered; null for no account. */
    PortalCaller registered(String email, AccountProof proof) {
        PendingCode pending = logins.register(VISITOR, new RegistrationDraft(email, PASSWORD, proof));
        return logins.confirm(VISITOR, pending.token(), codeFor(email)).caller();
    }

    long count(String sql, Object... params) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne(sql, List.of(params), row -> row.getLong(1))).orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        mailer.close();
        workflow.close();
    }

    /** Keeps what it is given. */
    static final class Channel implements NoticeChannel {
        final Queue<OutgoingNotice> sent = new ConcurrentLinkedQueue<>();

        @Override
        public String name() {
            return "mail";
        }

        @Override
        public Delivery deliver(OutgoingNotice notice) {
            sent.add(notice);
            return Delivery.sent(notice.messageId());
        }
    }

    /** Quick, which the real ones are not on purpose. */
    private static final class PlainPasswords implements Passwords {
        @Override
        public void check(String field, String password, Faults faults) {
            faults.text(field, password, MOST);
        }

        @Override
        public String digest(String password) {
            return "digest of " + password;
        }

        @Override
        public boolean matches(String password, String digest) {
            return digest != null && digest.equals("digest of " + password);
        }
    }
}
