package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.CorrectedReading;
import org.karawatt.billing.api.CorrectionDraft;
import org.karawatt.billing.api.FinalBillDraft;
import org.karawatt.billing.api.FinalReading;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.billing.spi.BillPosting;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.Payment;
import org.karawatt.ledger.api.PaymentDraft;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.ledger.internal.service.RealLedger;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.internal.service.DefaultMeterReadingService;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Billing with real readings and a real ledger. Account {@code n} has meter {@code Mn} with one register, {@code 10 n}. */
final class BookedHouse {

    static final CallContext ADMIN = TestContexts.admin();
    static final CallContext CLERK = TestContexts.clerk("/33/3301/", "billing.read", "billing.correct", "reading.correct", "billing.final");
    static final CallContext CHIEF = TestContexts.supervisor("/33/3301/", "billing.read", "billing.correct.approve");

    final TestDatabase db;
    final FakeDomains domains;
    final DefaultMeterReadingService readings;
    final RealLedger booked;
    final BillingRunHandler run;
    final DefaultBillingService billing;
    final DefaultFinalBillService finals;
    final DefaultCorrectionService corrections;
    /** Runs after each booking of bills, inside its unit. */
    final AtomicReference<Runnable> afterPost = new AtomicReference<>(() -> { });
    /** Runs after each booking of reversals, inside its unit. */
    final AtomicReference<Runnable> afterReverse = new AtomicReference<>(() -> { });

    BookedHouse(TestDatabase db, BillContributor... contributors) {
        this.db = db;
        domains = new FakeDomains(db);
        readings = new DefaultMeterReadingService(db.unitOfWork(), db.bulk(), db.numbering());
        BillingConfig config = House.config(Arrays.stream(contributors).map(BillContributor::name).toArray(String[]::new));
        Contributors ordered = new Contributors(config);
        Arrays.stream(contributors).forEach(ordered::bind);
        IssueRule rule = new StandardIssueRule(config);
        HourlySource hourly = new HourlySource(domains.curveService, domains.marketService, domains.sharingService);
        billing = new DefaultBillingService(db.unitOfWork(), db.bulk(), db.clock(), null, domains.officeService, domains.customerService,
                domains.equipmentService, domains.meteringService, readings, domains.tariffService, ordered, rule, hourly, config);
        booked = new RealLedger(db, domains.codeService, domains.customerService, domains.officeService, () -> billing);
        BillPosting posting = new BillPosting() {
            @Override
            public void post(List<IssuedBill> bills) {
                booked.posting.post(bills);
                afterPost.get().run();
            }

            @Override
            public void reverse(List<ReversedBill> bills) {
                booked.posting.reverse(bills);
                afterReverse.get().run();
            }

            @Override
            public List<ProofCheck> prove(BillingMonth month, String officePath) {
                return booked.posting.prove(month, officePath);
            }
        };
        run = new BillingRunHandler(domains.officeService, domains.customerService, domains.equipmentService, domains.meteringService, readings,
                domains.tariffService, posting, ordered, db.bulk(), db.numbering(), db.clock(), db.outbox(), db.audit(), rule, hourly,
                config);
        SingleBill single = new SingleBill(db.bulk(), domains.customerService, domains.equipmentService, domains.meteringService, readings,
                domains.tariffService, ordered, hourly, config);
        finals = new DefaultFinalBillService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.idempotency(), db.audit(), db.outbox(),
                billing, domains.officeService, domains.customerService, readings, posting, single, rule);
        corrections = new DefaultCorrectionService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.idempotency(), db.audit(),
                db.outbox(), billing, domains.codeService, domains.customerService, readings, posting, single, rule);
    }

    /** A household on yearly tiers: 0.538 up to 2760 kWh, 0.588 up to 4800, 0.838 above. */
    String household(long id) {
        domains.account(id, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", BillingTest.LONG_AGO);
        ParentRows.accounts(db, FakeDomains.EAST, id, 1);
        db.unitOfWork().required(() -> {
            db.bulk().insert("metering_point", List.of("id", "point_no", "account_id", "office_id", "route_seq", "voltage_code", "metering_mode",
                    "purpose", "valid_from", "version"), List.<Object[]>of(new Object[] {id, "P" + id, id, FakeDomains.EAST, 0, "AC00002", "LL",
                        "SALE", BillingTest.LONG_AGO, 0}));
            db.bulk().insert("metering_installation", List.of("id", "point_id", "meter_id", "meter_no", "ct_ratio", "pt_ratio", "own_factor",
                    "installed_on", "version"), List.<Object[]>of(new Object[] {id, id, id, "M" + id, BigDecimal.ONE, BigDecimal.ONE,
                        BigDecimal.ONE, BillingTest.LONG_AGO, 0}));
            db.bulk().insert("metering_register", List.of("id", "installation_id", "point_id", "kind", "integer_digits", "decimal_digits",
                    "initial_value"), List.<Object[]>of(new Object[] {id * 10, id, id, "AP_TOTAL", 6, 2, BigDecimal.ZERO}));
        });
        return domains.accounts.get(id).accountNo();
    }

    void read(long account, BillingMonth month, String previous, String value) {
        read(account, month, month.firstDay(), previous, month.next().firstDay(), value);
    }

    void read(long account, BillingMonth month, LocalDate from, String previous, LocalDate on, String value) {
        read(account, month, from, previous, on, value, "REGULAR", "ACCEPTED");
    }

    void read(long account, BillingMonth month, LocalDate from, String previous, LocalDate on, String value, String reason, String status) {
        BigDecimal quantity = new BigDecimal(value).subtract(new BigDecimal(previous)).setScale(4);
        readings.append(List.of(new MeterReading(db.numbering().nextId(), account * 10, account, account, month, RegisterKind.AP_TOTAL, on,
                new BigDecimal(value), from, new BigDecimal(previous), BigDecimal.ONE, quantity, reason, 0, "FILE", status, 0, null)));
    }

    ChunkResult bill(BillingMonth month) {
        return db.unitOfWork().required(() -> run.work(new Chunk(77, Map.of("month", month.toString(), "office", "33"), 0, BillingTest.ALL,
                1000)));
    }

    /** Bills of an account in the order in which they were issued. */
    List<Bill> bills(long account) {
        return billing.bills(ADMIN, new BillQuery(null, domains.accounts.get(account).accountNo(), null, null, null), PageRequest.first(50))
                .items().stream().sorted(Comparator.comparingLong(Bill::id)).toList();
    }

    static CorrectionDraft reading(String value) {
        return new CorrectionDraft("READING", "misread", List.of(new CorrectedReading(null, RegisterKind.AP_TOTAL, new BigDecimal(value))));
    }

    static FinalBillDraft upTo(long account, LocalDate day, boolean closing, String value) {
        return new FinalBillDraft(day, closing, List.of(new FinalReading("M" + account, RegisterKind.AP_TOTAL, new BigDecimal(value))));
    }

    Payment pay(long account, String amount) {
        return booked.payments.receive(ADMIN, new PaymentDraft(domains.accounts.get(account).accountNo(), new BigDecimal(amount), null, "010",
                null), "payment-" + account + "-" + amount);
    }

    Receivable owed(Bill bill) {
        return booked.ledger.ofBills(ADMIN, List.of(bill.id())).get(bill.id());
    }

    BigDecimal advance(long account) {
        return booked.payments.payments(ADMIN, domains.accounts.get(account).accountNo(), PageRequest.first(50)).items().stream()
                .map(Payment::unallocated).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Bills, receivables, ledger and energy of the months agree. */
    void assertProven(BillingMonth... months) {
        for (BillingMonth month : months) {
            assertEquals(List.of(), booked.posting.prove(month, "/33/").stream().filter(check -> !check.holds()).toList(), month.toString());
        }
    }

    long count(String table) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM " + table, List.of(), row -> row.getLong(1)))
                .orElseThrow();
    }
}
