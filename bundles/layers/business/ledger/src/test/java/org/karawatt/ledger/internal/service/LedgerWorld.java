package org.karawatt.ledger.internal.service;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.BankFileReport;
import org.karawatt.ledger.api.Payment;
import org.karawatt.ledger.api.PaymentDraft;
import org.karawatt.ledger.internal.config.PlanConfig;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.osgi.service.component.ComponentServiceObjects;

/**
 * The ledger on a test database, with accounts A100 to A199 of one office and A200 to A299 of the next, and a billing that says what
 * it is told.
 */
final class LedgerWorld {

    static final CallContext ADMIN = TestContexts.admin();
    static final BillingMonth JUNE = new BillingMonth(202606);
    static final LocalDate TODAY = LocalDate.of(2026, 7, 1);

    final TestDatabase db;
    final DefaultBillPosting posting;
    final DefaultLedgerService ledger;
    final DefaultPaymentService payments;
    final DefaultPayoutService payouts;
    final DefaultBudgetPlanService plans;
    /** The n-th look-up of accounts from now on fails; 0 lets all pass. */
    final AtomicInteger failingLookup = new AtomicInteger();
    final List<IssuedBill> issued = new ArrayList<>();
    BigDecimal read = BigDecimal.ZERO;
    BigDecimal billed = BigDecimal.ZERO;
    BigDecimal unbilled = BigDecimal.ZERO;
    private long nextBill = 5_000;

    LedgerWorld(TestDatabase db) {
        this.db = db;
        ParentRows.offices(db);
        LedgerBasics basics = new LedgerBasics(db.unitOfWork(), db.bulk(), db.numbering());
        posting = new DefaultBillPosting(db.unitOfWork(), db.bulk(), db.numbering(), basics);
        BillingService billing = fake(BillingService.class, (proxy, method, args) -> switch (method.getName()) {
            case "amountBilled" -> new BillingService.Sum(of(args[0]).size(),
                    of(args[0]).stream().map(IssuedBill::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
            case "componentsBilled" -> components(args[0]);
            case "energyBalance" -> new BillingService.EnergyBalance(read, BigDecimal.ZERO, billed, unbilled);
            case "bills" -> bills(((BillQuery) args[1]).accountNo());
            default -> throw new UnsupportedOperationException(method.getName());
        });
        posting.bindBilling(fakeObjects(billing));
        ledger = new DefaultLedgerService(db.unitOfWork(), db.bulk(), db.clock(), basics, posting, customers(), offices());
        payments = new DefaultPaymentService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.idempotency(), db.audit(),
                db.outbox(), basics, codes(), customers(), offices());
        payouts = new DefaultPayoutService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.idempotency(), db.audit(), db.outbox(),
                basics, codes(), customers(), offices());
        plans = new DefaultBudgetPlanService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.audit(), basics,
                customers(), offices(), config());
        plans.billing = billing;
    }

    /** The settings as they are delivered. */
    private static PlanConfig config() {
        return fake(PlanConfig.class, (proxy, method, args) -> method.getDefaultValue());
    }

    /** The bills that are not reversed; reversals have ids from 100,000 above their originals. */
    private Page<Bill> bills(String accountNo) {
        Set<Long> ids = issued.stream().map(IssuedBill::billId).collect(Collectors.toSet());
        List<Bill> found = issued.stream().filter(bill -> ("A" + bill.accountId()).equals(accountNo) && bill.billId() < 100_000)
                .map(bill -> new Bill(bill.billId(), "", bill.accountId(), accountNo, "", bill.month(), "REGULAR", 1, bill.officeId(),
                        bill.usageClass(), null, null, "", 0, "", BigDecimal.ZERO, bill.amount(), "CNY", bill.dueOn(), null, null,
                        ids.contains(bill.billId() + 100_000) ? "REVERSED" : "ISSUED", List.of())).toList();
        return Page.of(found, PageRequest.first(100), found.size());
    }

    private List<IssuedBill> of(Object month) {
        return issued.stream().filter(bill -> bill.month().equals(month)).toList();
    }

    @SuppressWarnings("unchecked")
    private static ComponentServiceObjects<BillingService> fakeObjects(BillingService service) {
        return fake(ComponentServiceObjects.class, (proxy, method, args) -> method.getName().equals("getService") ? service : null);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LedgerWorld.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Map<String, BigDecimal> components(Object month) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        of(month).forEach(bill -> bill.amounts().forEach((component, amount) -> sums.merge(component, amount, BigDecimal::add)));
        return sums;
    }

    private CustomerService customers() {
        return fake(CustomerService.class, (proxy, method, args) -> switch (method.getName()) {
            case "termsByNumber" -> {
                if (failingLookup.get() > 0 && failingLookup.decrementAndGet() == 0) {
                    throw new IllegalStateException("planned failure");
                }
                @SuppressWarnings("unchecked")
                Collection<String> numbers = (Collection<String>) args[0];
                yield numbers.stream().filter(no -> no.matches("A[12]\\d\\d")).distinct().map(LedgerWorld::terms)
                        .collect(Collectors.toMap(AccountTerms::accountNo, t -> t));
            }
            case "byIds" -> {
                @SuppressWarnings("unchecked")
                Collection<Long> ids = (Collection<Long>) args[1];
                yield ids.stream().collect(Collectors.toMap(id -> id, LedgerWorld::account));
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static AccountTerms terms(String accountNo) {
        long id = Long.parseLong(accountNo.substring(1));
        return new AccountTerms(id, accountNo, officeOf(id), "RESIDENTIAL", "AC00002", LocalDate.of(2010, 1, 1));
    }

    private static Account account(long id) {
        return new Account(id, "A" + id, id, "C" + id, "客户", null, null, officeOf(id), "", "RESIDENTIAL", null, "AC00002", "1", "ACTIVE",
                LocalDate.of(2010, 1, 1), null, null, null, 0);
    }

    static long officeOf(long accountId) {
        return accountId < 200 ? ParentRows.EAST : ParentRows.WEST;
    }

    private static CodeService codes() {
        return fake(CodeService.class, (proxy, method, args) -> {
            if (method.getName().equals("isValid")) {
                return "payment-channel".equals(args[0]) && Set.of("010", "110", "900").contains(args[1]);
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private static OfficeService offices() {
        return fake(OfficeService.class, (proxy, method, args) -> {
            for (long id = ParentRows.ROOT; id <= ParentRows.WEST; id++) {
                String path = ParentRows.path(id);
                String[] steps = path.split("/");
                String code = steps[steps.length - 1];
                if (args[1].equals(id) || args[1].equals(code)) {
                    return new Office(id, code, null, path, "STATION", "", "", LocalDate.of(2010, 1, 1), null, 0);
                }
            }
            throw KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, args[1]);
        });
    }

    /** Books a bill in which a tenth is funds; its id is returned. */
    long bill(long accountId, String amount, LocalDate dueOn, String usageClass) {
        BigDecimal whole = new BigDecimal(amount);
        BigDecimal fund = whole.movePointLeft(1).setScale(2, RoundingMode.DOWN);
        return bill(accountId, BillingMonth.of(dueOn).previous(), dueOn, usageClass, Map.of("FUND", fund, "ENERGY", whole.subtract(fund)));
    }

    long bill(long accountId, BillingMonth month, LocalDate dueOn, String usageClass, Map<String, BigDecimal> amounts) {
        IssuedBill bill = new IssuedBill(nextBill++, accountId, officeOf(accountId), month, usageClass, month.next().firstDay(), dueOn,
                amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add), amounts, 1);
        db.unitOfWork().required(() -> posting.post(List.of(bill)));
        issued.add(bill);
        return bill.billId();
    }

    Payment pay(String accountNo, String amount, LocalDate paidOn, String key) {
        return payments.receive(ADMIN, new PaymentDraft(accountNo, new BigDecimal(amount), paidOn, "010", null), key);
    }

    BankFileReport load(String fileName, String csv) {
        return load(ADMIN, fileName, csv.getBytes(StandardCharsets.UTF_8));
    }

    BankFileReport load(CallContext context, String fileName, byte[] csv) {
        return payments.importBankFile(context, "110", fileName, new ByteArrayInputStream(csv), rows -> { });
    }

    BigDecimal sum(String sql) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne(sql, List.of(), row -> row.getBigDecimal(1)).orElseThrow());
    }

    long count(String table) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM " + table, List.of(), row -> row.getLong(1))
                .orElseThrow());
    }

    void tamper(String sql) {
        db.unitOfWork().required(() -> db.bulk().update(sql, List.of()));
    }
}
