package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.billing.spi.BillPosting;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.testkit.TestDatabase;

/** Billing with fakes around it. */
final class House {
    final TestDatabase db;
    final FakeDomains domains;
    final List<IssuedBill> posted = new ArrayList<>();
    List<ProofCheck> proof = List.of(new ProofCheck("bills", "1", "1", true));
    Runnable onPost = () -> { };
    final BillingRunHandler handler;
    final DefaultBillingService service;
    final StudyRunHandler studyHandler;
    final FakeRuns runs;
    final DefaultStudyService studies;

    House(TestDatabase db, BillContributor... contributors) {
        this(db, 0, 0, contributors);
    }

    /** With a guard: percent over the mean of three months from 100 yuan on, and kWh; 0 is off. */
    House(TestDatabase db, int guardPercent, long guardKwh, BillContributor... contributors) {
        this.db = db;
        this.domains = new FakeDomains(db);
        BillingConfig config = config(guardPercent, guardKwh, Arrays.stream(contributors).map(BillContributor::name).toArray(String[]::new));
        Contributors ordered = new Contributors(config);
        IssueRule issue = new StandardIssueRule(config);
        Arrays.stream(contributors).filter(c -> !c.name().equals("absent")).forEach(ordered::bind);
        BillPosting posting = new BillPosting() {
            @Override
            public void post(List<IssuedBill> bills) {
                posted.addAll(bills);
                onPost.run();
            }

            @Override
            public void reverse(List<ReversedBill> bills) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<ProofCheck> prove(BillingMonth month, String officePath) {
                return proof;
            }
        };
        HourlySource hourly = new HourlySource(domains.curveService, domains.marketService, domains.sharingService);
        handler = new BillingRunHandler(domains.officeService, domains.customerService, domains.equipmentService,
                domains.meteringService, domains.readingService, domains.tariffService, posting, ordered, db.bulk(), db.numbering(),
                db.clock(), db.outbox(), db.audit(), issue, hourly, config);
        service = new DefaultBillingService(db.unitOfWork(), db.bulk(), db.clock(), null, domains.officeService,
                domains.customerService, domains.equipmentService, domains.meteringService, domains.readingService,
                domains.tariffService, ordered, issue, hourly, config);
        studyHandler = new StudyRunHandler(domains.officeService, domains.customerService, domains.equipmentService,
                domains.meteringService, domains.readingService, domains.tariffService, ordered, db.bulk(), hourly, config);
        runs = new FakeRuns(db, studyHandler);
        studies = new DefaultStudyService(db.unitOfWork(), db.bulk(), db.clock(), runs, domains.officeService, domains.codeService,
                domains.customerService, domains.tariffService, ordered, config);
    }

    ChunkResult bill(BillingMonth month) {
        return bill(month, "33", 0, BillingTest.ALL, 1000);
    }

    ChunkResult bill(BillingMonth month, String office, long after, long to, int limit) {
        return db.unitOfWork().required(() -> handler.work(new Chunk(77, Map.of("month", month.toString(), "office", office), after, to,
                limit)));
    }

    Bill only(long account, BillingMonth month) {
        List<Bill> found = service.bills(BillingTest.ADMIN, new BillQuery(month, domains.accounts.get(account).accountNo(), null, null, null),
                PageRequest.first(5)).items();
        assertEquals(1, found.size());
        return service.bill(BillingTest.ADMIN, found.get(0).id());
    }

    long count(String table) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM " + table, List.of(), row -> row.getLong(1)))
                .orElseThrow();
    }

    static BillingConfig config(String... contributors) {
        return config(0, 0, contributors);
    }

    private static BillingConfig config(int guardPercent, long guardKwh, String... contributors) {
        return new BillingConfig() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return BillingConfig.class;
            }

            @Override
            public String[] contributors() {
                return contributors;
            }

            @Override
            public int dueDays() {
                return 15;
            }

            @Override
            public String fixedItem() {
                return "LIGHTING";
            }

            @Override
            public int guardPercent() {
                return guardPercent;
            }

            @Override
            public int guardMonths() {
                return 3;
            }

            @Override
            public int guardFloor() {
                return 100;
            }

            @Override
            public long guardAmount() {
                return 0;
            }

            @Override
            public long guardKwh() {
                return guardKwh;
            }

            @Override
            public int studies() {
                return 20;
            }
        };
    }
}
