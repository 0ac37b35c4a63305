package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.Study;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyQuery;
import org.karawatt.billing.api.StudyReport;
import org.karawatt.billing.api.StudyReport.Group;
import org.karawatt.billing.api.StudyRequest;
import org.karawatt.billing.api.TariffOptions;
import org.karawatt.billing.internal.store.StudyStore;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunStatus;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class StudyTest {

    private static final CallContext ADMIN = BillingTest.ADMIN;
    private static final BillingMonth JAN = BillingTest.JAN;
    private static final BillingMonth FEB = BillingTest.FEB;
    private static final PageRequest ALL = PageRequest.first(500);
    private static final long HUNAN = 3;
    private static final long ZHEJIANG = 4;

    /** Households on two tariffs, a factory, a workshop, and some who cannot be billed, in two offices. */
    private static House population(TestDatabase db) {
        House house = new House(db);
        FakeDomains domains = house.domains;
        for (long id = 1; id <= 40; id++) {
            domains.account(id, id % 2 == 0 ? FakeDomains.EAST : FakeDomains.WEST, "RESIDENTIAL", id % 3 == 0 ? "ZHEJIANG" : "HUNAN",
                    BillingTest.LONG_AGO);
            if (id != 13) {
                domains.read(id, JAN, RegisterKind.AP_TOTAL, "0", String.valueOf(id * 97 % 1000), "1");
            }
        }
        BillingTest.largeIndustry(domains, 41);
        domains.account(42, FakeDomains.WEST, "COMMERCIAL", "D8", BillingTest.LONG_AGO);
        domains.assign(42, "D8", BillingTest.LONG_AGO, "NONE", "0.90", null);
        domains.read(42, JAN, RegisterKind.AP_TOTAL, "0", "50000", "1");
        domains.read(42, JAN, RegisterKind.RP_TOTAL, "0", "59000", "1");
        domains.held.add(26L);
        return house;
    }

    private static Run start(House house, StudyKind kind, BillingMonth month) {
        return house.studies.start(ADMIN, new StudyRequest(kind, month, "33", null, null));
    }

    private static List<StudyAccount> accounts(House house, Run run) {
        return house.studies.accounts(ADMIN, run.id(), new StudyQuery(StudyQuery.Order.ACCOUNT, null, null, null), ALL).items();
    }

    private static Map<String, Bill> bills(House house, BillingMonth month) {
        return house.service.bills(ADMIN, new BillQuery(month, null, null, null, null), ALL).items().stream()
                .collect(Collectors.toMap(Bill::accountNo, bill -> bill));
    }

    /** One way to a bill: for every account the preview, the trial run, the bill, the trial after it and the replay are the same. */
    @OnEachDatabase
    void previewTrialBillAndReplayAreTheSame(TestDatabase db) {
        House house = population(db);
        Map<String, BigDecimal> previews = new TreeMap<>();
        Map<String, String> refusals = new TreeMap<>();
        house.domains.accounts.values().forEach(terms -> {
            try {
                previews.put(terms.accountNo(), house.service.preview(ADMIN, terms.accountNo(), JAN, Locale.ENGLISH).bill().amount());
            } catch (KarawattException e) {
                refusals.put(terms.accountNo(), e.code().code());
            }
        });
        assertEquals(40, previews.size());
        assertEquals(Map.of("4200000013", "BILLING-003", "4200000026", "BILLING-004"), refusals);

        Run trial = start(house, StudyKind.TRIAL, JAN);
        assertEquals(0, house.count("billing_bill"), "a trial issues none");
        assertEquals(0, house.posted.size());
        assertEquals(RunStatus.DONE, trial.status());
        Map<String, BigDecimal> tried = new TreeMap<>();
        for (StudyAccount account : accounts(house, trial)) {
            if (account.outcome().equals("FAILED")) {
                assertEquals(refusals.get(account.accountNo()), account.code());
                assertNull(account.after());
                assertTrue(account.message().contains(account.accountNo()), account::toString);
            } else {
                assertEquals("NEW", account.outcome(), "there is no earlier bill");
                tried.put(account.accountNo(), account.after());
            }
        }
        assertEquals(previews, tried);

        house.bill(JAN);
        Map<String, BigDecimal> billed = new TreeMap<>();
        bills(house, JAN).forEach((no, bill) -> billed.put(no, bill.amount()));
        assertEquals(previews, billed);

        for (StudyKind kind : List.of(StudyKind.TRIAL, StudyKind.REPLAY)) {
            StudyReport report = house.studies.study(ADMIN, start(house, kind, JAN).id()).report();
            assertEquals(0, report.different(), kind::name);
            assertEquals(0, report.difference().signum());
            assertEquals(0, report.withoutBefore());
            assertEquals(kind == StudyKind.TRIAL ? 2 : 0, report.failed());
            assertEquals(kind == StudyKind.TRIAL ? 42 : 40, report.accounts());
            assertEquals(billed.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add), report.amountAfter());
            assertEquals(report.amountBefore(), report.amountAfter());
        }
    }

    /** Whoever has asked for a study finds it, even when its run has not begun. */
    @OnEachDatabase
    void aStudyIsThereBeforeItIsPlanned(TestDatabase db) {
        House house = population(db);
        house.runs.idle = true;
        Run run = start(house, StudyKind.REPLAY, JAN);
        Study study = house.studies.study(ADMIN, run.id());
        assertEquals(RunStatus.PLANNING, study.run().status());
        assertEquals(StudyKind.REPLAY, study.kind());
        assertEquals(JAN, study.month());
        assertNull(study.report());
        assertEquals(0, house.studies.accounts(ADMIN, run.id(), new StudyQuery(StudyQuery.Order.ACCOUNT, null, null, null), ALL).total());
    }

    /** The month before is what a trial compares with until the month is billed. */
    @OnEachDatabase
    void aTrialComparesWithTheMonthBefore(TestDatabase db) {
        House house = population(db);
        house.bill(JAN);
        for (long id = 1; id <= 40; id++) {
            house.domains.read(id, FEB, RegisterKind.AP_TOTAL, "1000", "1100", "1");
        }
        Run run = start(house, StudyKind.TRIAL, FEB);
        StudyAccount first = accounts(house, run).get(0);
        Bill january = bills(house, JAN).get(first.accountNo());
        assertEquals(january.amount(), first.before());
        assertEquals(january.billNo(), first.billNo());
        assertEquals(new BigDecimal("58.80"), first.after());
        assertEquals(first.after().subtract(first.before()), first.difference());
    }

    @OnEachDatabase
    void aReplayNamesTheLineThatDiffers(TestDatabase db) {
        House house = population(db);
        house.bill(JAN);
        Bill bill = house.only(41, JAN);
        db.unitOfWork().required(() -> db.bulk().update("UPDATE billing_line SET amount = amount + 0.01 WHERE bill_id = ? AND component = ?",
                List.of(bill.id(), "CAPACITY")));
        Run run = start(house, StudyKind.REPLAY, JAN);
        StudyReport report = house.studies.study(ADMIN, run.id()).report();
        assertEquals(1, report.different());
        assertEquals(0, report.difference().signum(), "the total is the same, a line is not");
        List<StudyAccount> found = house.studies.accounts(TestContexts.clerk("/33/", "billing.read"), run.id(),
                new StudyQuery(null, null, null, "DIFFERENT"), ALL).items();
        assertEquals(List.of(bill.accountNo()), found.stream().map(StudyAccount::accountNo).toList());
        assertEquals("BILLING-033", found.get(0).code());
        assertTrue(found.get(0).message().contains("CAPACITY/CAPACITY 75000.01 <> CAPACITY/CAPACITY 75000.00")
                && found.get(0).message().contains("复算结果不同"), found.get(0)::message);
    }

    /** Hunan's households under Zhejiang's tariff: the sums follow from the kWh alone, and from every account. */
    @OnEachDatabase
    void aComparisonTellsWhoWinsAndWhoLoses(TestDatabase db) {
        House house = population(db);
        house.bill(JAN);
        Run run = house.studies.start(ADMIN, new StudyRequest(StudyKind.COMPARISON, JAN, "33", "HUNAN", ZHEJIANG));
        Map<String, Bill> issued = bills(house, JAN);
        List<StudyAccount> accounts = accounts(house, run);
        BigDecimal after = BigDecimal.ZERO;
        for (StudyAccount account : accounts) {
            Bill bill = issued.get(account.accountNo());
            assertEquals("HUNAN", bill.tariffCode());
            assertEquals(bill.amount(), account.before());
            // January is within the first 2760 kWh of the year
            BigDecimal expected = bill.energyKwh().multiply(new BigDecimal("0.538")).setScale(2, RoundingMode.HALF_UP);
            assertEquals(expected, account.after(), account::toString);
            after = after.add(expected);
        }
        assertEquals(25, accounts.size());
        Study study = house.studies.study(ADMIN, run.id());
        StudyReport report = study.report();
        assertEquals(ZHEJIANG, study.toTariffId());
        assertEquals(after, report.amountAfter());
        BigDecimal before = accounts.stream().map(StudyAccount::before).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(before, report.amountBefore());
        assertEquals(after.subtract(before), report.difference());
        checkGroups(report, accounts);
        assertEquals("居民", report.byClass().get(0).nameZh());
        assertEquals(List.of("1", "2", "3"), report.byTier().stream().map(Group::key).toList());

        List<StudyAccount> losses = house.studies.accounts(ADMIN, run.id(), new StudyQuery(null, null, null, null), ALL).items();
        assertEquals(accounts.stream().map(StudyAccount::difference).sorted(Comparator.reverseOrder()).toList(),
                losses.stream().map(StudyAccount::difference).toList());
        List<StudyAccount> gains = house.studies.accounts(ADMIN, run.id(), new StudyQuery(StudyQuery.Order.GAIN, null, null, null),
                PageRequest.first(3)).items();
        assertEquals(3, gains.size());
        assertEquals(losses.get(losses.size() - 1).difference(), gains.get(0).difference());
        List<StudyAccount> top = house.studies.accounts(ADMIN, run.id(), new StudyQuery(StudyQuery.Order.KWH, null, 10, null), ALL).items();
        assertEquals(report.byDecile().get(9).accounts(), top.size());
        assertEquals(accounts.stream().map(StudyAccount::kwh).max(Comparator.naturalOrder()).orElseThrow(), top.get(0).kwh());
    }

    /** The report against the accounts, worked out another way: sorted and cut into tenths here. */
    private static void checkGroups(StudyReport report, List<StudyAccount> accounts) {
        List<StudyAccount> byUse = new ArrayList<>(accounts);
        byUse.sort(Comparator.comparing(StudyAccount::kwh).thenComparing(StudyAccount::accountNo));
        for (int i = 0; i < byUse.size(); i++) {
            assertEquals(i * 10 / byUse.size() + 1, byUse.get(i).decile());
        }
        Map<String, List<StudyAccount>> deciles = accounts.stream().collect(Collectors.groupingBy(a -> a.decile().toString()));
        Map<String, List<StudyAccount>> tiers = accounts.stream().collect(Collectors.groupingBy(a -> a.tier().toString()));
        check(report.byDecile(), deciles);
        check(report.byTier(), tiers);
        check(report.byClass(), accounts.stream().collect(Collectors.groupingBy(StudyAccount::usageClass)));
    }

    private static void check(List<Group> groups, Map<String, List<StudyAccount>> expected) {
        assertEquals(expected.size(), groups.size());
        for (Group group : groups) {
            List<StudyAccount> own = expected.get(group.key());
            assertEquals(own.size(), group.accounts());
            assertEquals(0, own.stream().map(StudyAccount::kwh).reduce(BigDecimal.ZERO, BigDecimal::add).compareTo(group.kwh()));
            assertEquals(own.stream().map(StudyAccount::after).reduce(BigDecimal.ZERO, BigDecimal::add), group.after());
            assertEquals(own.stream().filter(a -> a.difference().signum() < 0).count(), group.winners());
            assertEquals(own.stream().filter(a -> a.difference().signum() > 0).count(), group.losers());
        }
    }

    @OnEachDatabase
    void whatCannotBePricedIsNamedAndNeverZero(TestDatabase db) {
        House house = population(db);
        house.bill(JAN);
        Run run = house.studies.start(ADMIN, new StudyRequest(StudyKind.COMPARISON, JAN, "33", null, 1L));
        StudyReport report = house.studies.study(ADMIN, run.id()).report();
        assertEquals(40, report.accounts());
        assertEquals(39, report.failed(), "households have no registers of peak and valley, and no reactive energy");
        assertEquals(0, report.different());
        assertEquals(new BigDecimal("327024.56"), report.amountAfter());
        StudyAccount failed = accounts(house, run).get(0);
        assertEquals("RATING-033", failed.code());
        assertNull(failed.after());
        assertNull(failed.decile());
    }

    @OnEachDatabase
    void aStudyThatWasStoppedGoesOnAndCountsEachAccountOnce(TestDatabase db) {
        House house = population(db);
        house.bill(JAN);
        house.runs.stopAfter = 2;
        Run run = start(house, StudyKind.REPLAY, JAN);
        assertEquals(RunStatus.STOPPED, run.status());
        assertNull(house.studies.study(ADMIN, run.id()).report());
        assertTrue(house.count("billing_study_account") > 0 && house.count("billing_study_account") < 40);
        house.runs.stopAfter = Integer.MAX_VALUE;
        assertEquals(RunStatus.DONE, house.runs.resume(ADMIN, run.id()).status());
        assertEquals(40, house.count("billing_study_account"));
        assertEquals(40, house.studies.study(ADMIN, run.id()).report().accounts());
    }

    @OnEachDatabase
    void everybodySeesHisOffices(TestDatabase db) {
        House house = population(db);
        house.bill(JAN);
        Run run = start(house, StudyKind.REPLAY, JAN);
        CallContext east = TestContexts.clerk("/33/3301/", "billing.read");
        CallContext west = TestContexts.clerk("/33/3302/", "billing.read");
        StudyReport all = house.studies.study(ADMIN, run.id()).report();
        StudyReport ofEast = house.studies.study(east, run.id()).report();
        StudyReport ofWest = house.studies.study(west, run.id()).report();
        assertTrue(ofEast.accounts() > 0 && ofWest.accounts() > 0);
        assertEquals(all.accounts(), ofEast.accounts() + ofWest.accounts());
        assertEquals(all.amountAfter(), ofEast.amountAfter().add(ofWest.amountAfter()));
        StudyQuery query = new StudyQuery(null, null, null, null);
        assertEquals(ofEast.accounts(), house.studies.accounts(east, run.id(), query, ALL).total());
        String csv = csv(house, east, run);
        assertEquals(ofEast.accounts() + 1, csv.lines().count());
        assertTrue(csv.startsWith("account_no,usage_class,tier,decile,kwh,before,after,difference,bill_no,outcome,code,message"), csv);
        assertEquals(all.accounts() + 1, csv(house, ADMIN, run).lines().count());
        assertEquals(1, house.studies.studies(east, null, ALL).total());

        Run ofWestOnly = house.studies.start(ADMIN, new StudyRequest(StudyKind.TRIAL, JAN, "3302", null, null));
        assertEquals(BillingErrors.STUDY_UNKNOWN, assertThrows(KarawattException.class,
                () -> house.studies.study(east, ofWestOnly.id())).code());
        assertEquals(1, house.studies.studies(east, null, ALL).total());
        assertEquals(1, house.studies.studies(west, StudyKind.TRIAL, ALL).total());
        assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                () -> house.studies.study(TestContexts.nobody(), run.id())).code());
        assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                () -> house.studies.start(east, new StudyRequest(StudyKind.TRIAL, JAN, "3301", null, null))).code());
        assertEquals(CodesErrors.OFFICE_UNKNOWN, assertThrows(KarawattException.class, () -> house.studies.start(
                TestContexts.clerk("/33/3301/", "billing.study"), new StudyRequest(StudyKind.TRIAL, JAN, "33", null, null))).code());
    }

    private static String csv(House house, CallContext caller, Run run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        house.studies.export(caller, run.id(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @OnEachDatabase
    void parametersAreCheckedAtOnce(TestDatabase db) {
        House house = population(db);
        assertEquals(List.of("kind", "month", "toTariffId"), faults(house, Map.of("kind", "GUESS", "month", "2026-13", "office", "33",
                "toTariffId", "3")));
        assertEquals(List.of("kind", "month", "office"), faults(house, Map.of()));
        assertEquals(List.of("toTariffId"), faults(house, Map.of("kind", "COMPARISON", "month", "2026-01", "office", "33")));
        assertEquals(List.of("toTariffId"), faults(house, Map.of("kind", "COMPARISON", "month", "2026-01", "office", "33", "toTariffId", "x")));
        assertEquals("REPLAY 202601@33", house.studyHandler.check(ADMIN, Map.of("kind", "REPLAY", "month", "2026-01", "office", "33")));
        assertEquals("COMPARISON 202601@33 HUNAN > 4", house.studyHandler.check(ADMIN, Map.of("kind", "COMPARISON", "month", "2026-01",
                "office", "33", "fromTariff", "HUNAN", "toTariffId", "4")));
    }

    private static List<String> faults(House house, Map<String, String> params) {
        return assertThrows(KarawattException.class, () -> house.studyHandler.check(ADMIN, params)).faults().stream().map(f -> f.field())
                .sorted().toList();
    }

    @OnEachDatabase
    void oldStudiesAreRemovedWithAllTheirRows(TestDatabase db) {
        House house = population(db);
        house.bill(JAN);
        Run first = start(house, StudyKind.TRIAL, JAN);
        Run second = start(house, StudyKind.REPLAY, JAN);
        Run third = start(house, StudyKind.REPLAY, JAN);
        try (StudyPurge purge = new StudyPurge(db.unitOfWork(), new StudyStore(db.bulk()), house.runs, 2)) {
            purge.begin();
            Eventually.until(() -> house.count("billing_study") == 2);
        }
        assertEquals(List.of(third.id(), second.id()), house.studies.studies(ADMIN, null, ALL).items().stream().map(s -> s.run().id()).toList());
        assertEquals(80, house.count("billing_study_account"));
        assertEquals(BillingErrors.STUDY_UNKNOWN, assertThrows(KarawattException.class,
                () -> house.studies.study(ADMIN, first.id())).code());
        KarawattException gone = assertThrows(KarawattException.class, () -> house.runs.resume(ADMIN, first.id()));
        assertEquals(KarawattException.Kind.UNAVAILABLE, gone.kind());
    }

    /** Bounds hold a few rows at a time. */
    @OnEachDatabase
    void rowsAreRemovedInBatches(TestDatabase db) {
        House house = population(db);
        Run run = start(house, StudyKind.TRIAL, JAN);
        StudyStore store = new StudyStore(db.bulk());
        assertTrue(db.unitOfWork().required(() -> store.purge(run.id(), 20)));
        assertEquals(22, house.count("billing_study_account"));
        assertTrue(db.unitOfWork().required(() -> store.purge(run.id(), 20)));
        assertFalse(db.unitOfWork().required(() -> store.purge(run.id(), 20)));
        assertEquals(0, house.count("billing_study_account"));
        assertEquals(0, house.count("billing_study"));
        assertEquals(0, house.count("billing_study_sum"));
    }

    /** Three winter months of 1500 kWh: dear by the month in Hunan, while Zhejiang's year reaches its second tier. */
    @OnEachDatabase
    void tariffOptionsCarryTheYearAlong(TestDatabase db) {
        House house = new House(db);
        FakeDomains domains = house.domains;
        domains.classOf.keySet().removeAll(Set.of("SHAANXI", "SHANDONG"));
        domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", BillingTest.LONG_AGO);
        String no = domains.accounts.get(1L).accountNo();
        assertEquals(BillingErrors.NOTHING_BILLED, assertThrows(KarawattException.class,
                () -> house.studies.tariffOptions(ADMIN, no, 12)).code());
        List<BillingMonth> months = List.of(JAN, FEB, FEB.next());
        for (int i = 0; i < 3; i++) {
            domains.read(1, months.get(i), RegisterKind.AP_TOTAL, String.valueOf(1500 * i), String.valueOf(1500 * (i + 1)), "1");
            assertEquals(List.of(), house.bill(months.get(i)).parked());
        }
        TariffOptions options = house.studies.tariffOptions(ADMIN, no, 12);
        assertEquals(months, options.months());
        assertEquals(List.of("ZHEJIANG", "HUNAN"), options.options().stream().map(TariffOptions.Option::tariffCode).toList());
        TariffOptions.Option hunan = options.options().get(1);
        assertTrue(hunan.current());
        assertEquals(options.billed(), hunan.total());
        assertEquals(0, hunan.difference().signum());
        assertEquals(house.only(1, FEB).amount(), hunan.byMonth().get(1).total());
        TariffOptions.Option zhejiang = options.options().get(0);
        // 4500 kWh, of which 1740 lie beyond the 2760 of the first tier: 240 in February and all of March
        assertEquals(List.of("807.00", "819.00", "882.00"), zhejiang.byMonth().stream().map(m -> m.total().toPlainString()).toList());
        assertEquals(new BigDecimal("2508.00"), zhejiang.total());
        assertEquals(zhejiang.total().subtract(options.billed()), zhejiang.difference());

        assertEquals(List.of(FEB.next()), house.studies.tariffOptions(ADMIN, no, 1).months());
        domains.definitions.put("ZHEJIANG", "{\"voltages\":[\"AC00101\"]}");
        assertEquals(List.of("HUNAN"), house.studies.tariffOptions(ADMIN, no, 12).options().stream().map(TariffOptions.Option::tariffCode)
                .toList(), "a tariff for another voltage is not open to him");
        domains.classOf.put("D6", "RESIDENTIAL");
        TariffOptions.Option withProblem = house.studies.tariffOptions(ADMIN, no, 12).options().get(1);
        assertEquals("D6", withProblem.tariffCode());
        assertNull(withProblem.total());
        assertTrue(withProblem.problem().startsWith("2026-01: "), withProblem::problem);
        assertNotEquals("", withProblem.nameEn());
        assertThrows(KarawattException.class, () -> house.studies.tariffOptions(TestContexts.clerk("/33/3302/", "billing.read"), no, 12));
        assertThrows(KarawattException.class, () -> house.studies.tariffOptions(ADMIN, no, 13));
    }

    /** Worked case D13d on Hunan's side: the household grows in February, and only the bill before knows how far each tier was used. */
    @OnEachDatabase
    void aGrownHouseholdKeepsItsTiersOnAnotherTariff(TestDatabase db) {
        House house = new House(db);
        house.domains.account(5, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", BillingTest.LONG_AGO);
        house.domains.read(5, JAN, RegisterKind.AP_TOTAL, "0", "2800", "1");
        house.bill(JAN);
        house.domains.assign(5, "HUNAN", LocalDate.of(2026, 2, 15), "NONE", null, 5);
        house.domains.read(5, FEB, RegisterKind.AP_TOTAL, "2800", "4000", "1");
        assertEquals(List.of(), house.bill(FEB).parked());
        TariffOptions.Option zhejiang = house.studies.tariffOptions(ADMIN, house.domains.accounts.get(5L).accountNo(), 12).options().stream()
                .filter(o -> o.tariffCode().equals("ZHEJIANG")).findFirst().orElseThrow();
        assertEquals(List.of("1508.40", "650.60"), zhejiang.byMonth().stream().map(m -> m.total().toPlainString()).toList());
    }
}
