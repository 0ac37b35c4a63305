package org.karawatt.tariff.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.TariffKey;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.PackageFault;
import org.karawatt.tariff.api.PackageImport;
import org.karawatt.tariff.api.PackageStatus;
import org.karawatt.tariff.api.PackageStep;
import org.karawatt.tariff.api.PackageUpload;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.api.TariffPackageDetail;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Imported packages from proposal to withdrawal. */
class PackageLifecycleTest {

    private static final CallContext LI = TestContexts.named("li", "/33/", "tariff.*");
    private static final CallContext WANG = TestContexts.named("wang", "/33/", "tariff.*");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);

    @TempDir
    Path folder;

    private TestDatabase db;
    private TariffBench bench;

    private void start(TestDatabase database) {
        db = database;
        bench = new TariffBench(db);
        db.clock().setDate(LocalDate.of(2025, 12, 1));
    }

    private static PackageUpload upload(String json) {
        return new PackageUpload("trial.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static PackageUpload upload(String packageCode, String version, String price, String total) {
        return upload(TariffBench.flat(packageCode, version, "T", price, total));
    }

    private URL file(String packageCode, String version, String price, String total) {
        try {
            return Files.writeString(folder.resolve(packageCode + version + price + ".json"),
                    TariffBench.flat(packageCode, version, "T", price, total)).toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KarawattException refused(Runnable work) {
        return assertThrows(KarawattException.class, work::run);
    }

    private long proposed(String version, String price, String total) {
        return bench.packages.importPackage(LI, upload("p", version, price, total)).id();
    }

    private String price() {
        return bench.tariffs.plan("T", DAY).plan().key().packageCode() + " " + bench.tariffs.plan("T", DAY).plan().key().packageVersion();
    }

    @OnEachDatabase
    void aProposalPricesNothingUntilASecondPersonHasApprovedIt(TestDatabase database) {
        start(database);
        PackageImport done = bench.packages.importPackage(LI, upload("p", "1.0.0", "0.60", "600.00"));
        assertEquals(PackageStatus.PROPOSED, done.status());
        assertEquals(List.of("A thousand true"), done.cases().stream().map(c -> c.name() + " " + c.passed()).toList());
        assertEquals(2, done.tariffs().size());
        assertEquals(TariffErrors.TARIFF_UNKNOWN, refused(() -> bench.tariffs.plan("T", DAY)).code());
        assertFalse(bench.tariffs.tariffs(LI).get(0).offered());
        assertEquals(TariffErrors.TARIFF_UNKNOWN, refused(() -> bench.tariffs.assign(TestContexts.admin(),
                new AssignmentDraft(1, "T", DAY, "NONE", null, null, null, false))).faults().get(0).code());

        KarawattException own = refused(() -> bench.packages.approve(LI, done.id(), "mine"));
        assertEquals(TariffErrors.OWN_IMPORT, own.code());
        assertEquals(Kind.DENIED, own.kind());
        assertEquals(Kind.DENIED, refused(() -> bench.packages.approve(TestContexts.named("zhao", "/33/", "tariff.read", "tariff.write"),
                done.id(), null)).kind());
        TariffPackageDetail active = bench.packages.approve(WANG, done.id(), "as the sheet of December");
        assertEquals(PackageStatus.ACTIVE, active.status());
        assertTrue(active.offered());
        assertEquals("li", active.importedBy());
        assertEquals(TariffPackageInfo.UPLOAD, active.origin());
        assertEquals("p 1.0.0", price());
        assertEquals(List.of("PROPOSED li trial.json", "ACTIVE wang as the sheet of December"), active.history().stream()
                .map(step -> step.status() + " " + step.user() + " " + step.note()).toList());
        assertEquals(List.of("tariff.package.approved wang", "tariff.package.proposed li"), db.audit()
                .entries(TestContexts.admin(), PageRequest.first(2)).items().stream().map(e -> e.action() + " " + e.user()).toList());

        // and after a restart, from the database alone
        long id = bench.tariffs.plan("T", DAY).tariffId();
        bench = new TariffBench(db);
        assertEquals(id, bench.tariffs.plan("T", DAY).tariffId());
        assertTrue(bench.tariffs.packages(LI).get(0).offered());
    }

    @OnEachDatabase
    void aRejectedProposalPricesNothingAndCanBeProposedAgain(TestDatabase database) {
        start(database);
        long id = proposed("1.0.0", "0.60", "600.00");
        assertEquals(List.of("note"), refused(() -> bench.packages.reject(WANG, id, " ")).faults().stream().map(f -> f.field()).toList());
        assertEquals(PackageStatus.REJECTED, bench.packages.reject(WANG, id, "the price is of last year").status());
        assertEquals(TariffErrors.NOT_PROPOSED, refused(() -> bench.packages.approve(WANG, id, null)).code());
        assertEquals(TariffErrors.NOT_PROPOSED, refused(() -> bench.packages.reject(WANG, id, "again")).code());
        assertEquals(TariffErrors.TARIFF_UNKNOWN, refused(() -> bench.tariffs.plan("T", DAY)).code());
        PackageImport again = bench.packages.importPackage(WANG, upload("p", "1.0.0", "0.60", "600.00"));
        assertEquals(id, again.id());
        assertEquals(TariffErrors.OWN_IMPORT, refused(() -> bench.packages.approve(WANG, id, null)).code());
        assertEquals(List.of(PackageStatus.PROPOSED, PackageStatus.REJECTED, PackageStatus.PROPOSED, PackageStatus.ACTIVE),
                bench.packages.approve(LI, id, null).history().stream().map(PackageStep::status).toList());
        assertEquals("p 1.0.0", price());
    }

    @OnEachDatabase
    void aWithdrawalTellsWhoIsLeftAndGivesBackWhatWasBefore(TestDatabase database) {
        start(database);
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 101, 3);
        long first = proposed("1.0.0", "0.60", "600.00");
        bench.packages.approve(WANG, first, null);
        bench.tariffs.load(TestContexts.admin(), List.of(new AssignmentDraft(101, "T", DAY, "NONE", null, null, null, false),
                new AssignmentDraft(102, "T", DAY, "NONE", null, null, null, false)));
        assertEquals(2, bench.packages.tariffPackage(LI, first).accounts());
        long second = proposed("1.1.0", "0.61", "610.00");
        assertEquals(0, bench.packages.tariffPackage(LI, second).accounts());
        bench.packages.approve(WANG, second, null);
        assertEquals("p 1.1.0", price());
        TariffPackageInfo older = bench.tariffs.packages(LI).get(0);
        assertFalse(older.offered());
        assertTrue(older.problem().contains("TARIFF-019") && older.problem().contains("1.1.0"), older.problem());
        long billed = bench.tariffs.plan("T", DAY).tariffId();

        assertEquals(PackageStatus.WITHDRAWN, bench.packages.withdraw(LI, second, "misprinted").status());
        assertEquals("p 1.0.0", price());
        assertEquals("1.1.0", bench.tariffs.plan(billed).plan().key().packageVersion());
        TariffKey key = bench.tariffs.plan(billed).plan().key();
        assertEquals(billed, bench.tariffs.plan(key).tariffId(), "bills of several stretches name their tariffs by key");
        proposed("1.2.0", "0.62", "620.00");
        TariffKey waiting = new TariffKey(key.packageCode(), "1.2.0", key.code(), key.validFrom());
        assertEquals(TariffErrors.TARIFF_UNKNOWN, refused(() -> bench.tariffs.plan(waiting)).code(), "what was never active priced nothing");

        KarawattException noted = refused(() -> bench.packages.withdraw(LI, first, null));
        assertEquals(TariffErrors.NOTE_REQUIRED, noted.faults().get(0).code());
        assertTrue(noted.message(LI.locale()).contains("2 个户号"), noted.message(LI.locale()));
        TariffPackageDetail gone = bench.packages.withdraw(LI, first, "class closed");
        assertTrue(gone.effects().get(0).contains("2 个户号"), gone.effects()::toString);
        assertEquals(TariffErrors.NOT_OFFERED, refused(() -> bench.tariffs.plan("T", DAY)).code());
        assertEquals(TariffErrors.NOT_WITHDRAWABLE, refused(() -> bench.packages.withdraw(LI, first, "twice")).code());
        bench = new TariffBench(db);
        assertEquals(TariffErrors.NOT_OFFERED, refused(() -> bench.tariffs.plan("T", DAY)).code());
    }

    @OnEachDatabase
    void allFaultsComeAtOnceWithTheirLinesAndNothingIsStored(TestDatabase database) {
        start(database);
        String bad = TariffBench.flat("p", "1.0.0", "T", "0.60", "601.00").replace("\"validTo\": \"2026-01-01\"", "\"validTo\": \"2025-12-01\"")
                .replace("\"price\": 0.60", "\"price\": -0.60");
        PackageImport tried = bench.packages.dryRun(LI, upload(bad));
        assertNull(tried.id());
        assertNull(tried.status());
        assertEquals("p", tried.packageCode());
        List<String> told = tried.faults().stream().map(f -> f.line() + " " + f.field() + " " + f.code()).toList();
        assertTrue(told.contains("5 tariffs[1].validFrom " + RatingErrors.DATES_GAP.code()), told::toString);
        assertTrue(told.contains("6 tariffs[1].energy.price " + RatingErrors.NEGATIVE_PRICE.code()), told::toString);
        assertTrue(tried.faults().get(0).message().codePoints().anyMatch(c -> c > 0x2e80), () -> "not Chinese " + tried.faults());
        KarawattException refused = refused(() -> bench.packages.importPackage(LI, upload(bad)));
        assertEquals(Kind.INVALID, refused.kind());
        assertEquals(tried.faults().stream().map(PackageFault::code).toList(), refused.faults().stream().map(f -> f.code().code()).toList());

        PackageImport failing = bench.packages.dryRun(LI, upload("p", "1.0.0", "0.60", "601.00"));
        assertEquals(List.of("TARIFF-005"), failing.faults().stream().map(PackageFault::code).toList());
        assertEquals(List.of("A thousand false total: 601.00 <> 600.00"),
                failing.cases().stream().map(c -> c.name() + " " + c.passed() + " " + c.detail()).toList());
        assertEquals(PackageStatus.PROPOSED, bench.packages.dryRun(LI, upload("p", "1.0.0", "0.60", "600.00")).status());
        for (String wrong : List.of("", "{", "[]", "{\"package\": 1}", "null", "{\"tariffs\": [{\"code\": \"\u0000\"}]}")) {
            PackageImport none = bench.packages.dryRun(LI, upload(wrong));
            assertFalse(none.faults().isEmpty(), wrong);
            assertEquals(Kind.INVALID, refused(() -> bench.packages.importPackage(LI, upload(wrong))).kind());
        }
        assertEquals(List.of(RatingErrors.TOO_LARGE.code()), bench.packages.dryRun(LI, upload(" ".repeat(4 * 1024 * 1024 + 1))).faults()
                .stream().map(PackageFault::code).toList());
        assertEquals(List.of(RatingErrors.METHOD_UNKNOWN.code()), bench.packages.dryRun(LI, upload(TariffBench.flat("p", "1.0.0", "T",
                "0.60", "600.00", ", \"charges\": [{\"method\": \"NOT_THERE\", \"version\": 3}]"))).faults().stream()
                .map(PackageFault::code).toList());
        assertEquals(List.of(), bench.tariffs.packages(LI));
        assertEquals(List.of(), bench.tariffs.tariffs(LI));
        assertEquals(Kind.DENIED, refused(() -> bench.packages.dryRun(TestContexts.named("zhao", "/33/", "tariff.read"),
                upload("p", "1.0.0", "0.60", "600.00"))).kind());
    }

    @OnEachDatabase
    void aVersionMeansOneContentAndALowerOneIsNotTakenIn(TestDatabase database) {
        start(database);
        long id = proposed("1.9.0", "0.60", "600.00");
        assertEquals(List.of("TARIFF-013"), codes(upload("p", "1.9.0", "0.60", "600.00")));
        assertEquals(List.of("TARIFF-008"), codes(upload("p", "1.9.0", "0.61", "610.00")));
        long lower = proposed("1.8.0", "0.58", "580.00");
        bench.packages.approve(WANG, id, null);
        assertEquals(TariffErrors.LOWER_VERSION, refused(() -> bench.packages.approve(WANG, lower, null)).code());
        assertEquals(List.of("TARIFF-015"), codes(upload("p", "1.7.0", "0.57", "570.00")));
        assertEquals(List.of(), codes(upload("p", "1.10.0", "0.62", "620.00")));
        assertEquals(List.of("TARIFF-013"), codes(upload("p", "1.9.0", "0.60", "600.00")));
    }

    private List<String> codes(PackageUpload upload) {
        return bench.packages.dryRun(LI, upload).faults().stream().map(PackageFault::code).toList();
    }

    @OnEachDatabase
    void whatPricesDaysThatHavePassedNeedsANote(TestDatabase database) {
        start(database);
        bench.packages.approve(WANG, proposed("1.0.0", "0.60", "600.00"), null);
        // the day before the price of 2026 begins nothing has passed
        long ahead = proposed("1.1.0", "0.61", "610.00");
        db.clock().setDate(LocalDate.of(2026, 3, 1));
        KarawattException noted = refused(() -> bench.packages.approve(WANG, ahead, " "));
        assertEquals(TariffErrors.NOTE_REQUIRED, noted.faults().get(0).code());
        assertTrue(noted.message(WANG.locale()).contains("2026-01-01"), noted.message(WANG.locale()));
        assertEquals("p 1.0.0", price());
        assertTrue(bench.packages.tariffPackage(LI, ahead).effects().stream().anyMatch(e -> e.contains("2026-01-01")));
        bench.packages.approve(WANG, ahead, "the sheet was late");
        assertEquals("p 1.1.0", price());
    }

    @OnEachDatabase
    void ofTwoWhoDecideAtOnceOneIsTold(TestDatabase database) throws Exception {
        start(database);
        long id = proposed("1.0.0", "0.60", "600.00");
        CyclicBarrier together = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> works = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                CallContext person = TestContexts.named("person" + i, "/33/", "tariff.*");
                boolean approves = i % 2 == 0;
                works.add(() -> {
                    together.await(20, TimeUnit.SECONDS);
                    try {
                        return (approves ? bench.packages.approve(person, id, null) : bench.packages.reject(person, id, "no")).status().name();
                    } catch (KarawattException e) {
                        return e.code().code();
                    }
                });
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> future : threads.invokeAll(works)) {
                outcomes.add(future.get());
            }
            assertEquals(3, outcomes.stream().filter("TARIFF-011"::equals).count(), outcomes::toString);
        } finally {
            threads.shutdownNow();
        }
        TariffPackageDetail decided = bench.packages.tariffPackage(LI, id);
        assertEquals(2, decided.history().size());
        assertEquals(decided.status() == PackageStatus.ACTIVE, decided.offered());
    }

    @OnEachDatabase
    void importedGoesBeforeAUtilitysBundleAndThatBeforeTheProducts(TestDatabase database) {
        start(database);
        bench.handler.add("karawatt-tariff 1", List.of(file("product", "1.0.0", "0.60", "600.00")));
        bench.handler.add("acme-tariff 1", List.of(file("own", "1.0.0", "0.61", "610.00")));
        assertEquals("own 1.0.0", price());
        PackageImport done = bench.packages.importPackage(LI, upload("zz", "1.0.0", "0.62", "620.00"));
        assertTrue(done.effects().get(0).contains("own 1.0.0"), done.effects()::toString);
        bench.packages.approve(WANG, done.id(), null);
        assertEquals("zz 1.0.0", price());
        // the same version from a bundle, too: it is there as long as either is
        bench.handler.add("acme-more 1", List.of(file("zz", "1.0.0", "0.62", "620.00")));
        bench.handler.remove("acme-more 1");
        assertEquals("zz 1.0.0", price());
        bench.packages.withdraw(WANG, done.id(), "over");
        assertEquals("own 1.0.0", price());
        assertEquals(TariffErrors.DECIDED_AGAINST,
                refused(() -> bench.handler.add("acme-more 1", List.of(file("zz", "1.0.0", "0.62", "620.00")))).code());
        long own = bench.tariffs.packages(LI).stream().filter(p -> p.packageCode().equals("own")).findFirst().orElseThrow().id();
        assertEquals(TariffErrors.NOT_WITHDRAWABLE, refused(() -> bench.packages.withdraw(WANG, own, "by hand")).code());
    }

    @OnEachDatabase
    void bundlesOfOthersWaitForApprovalWhenTheSettingSaysSo(TestDatabase database) {
        start(database);
        bench = new TariffBench(db, "all");
        bench.handler.add("karawatt-tariff 1", List.of(file("product", "1.0.0", "0.60", "600.00")));
        assertEquals("product 1.0.0", price());
        bench.handler.add("acme-tariff 1", List.of(file("own", "1.0.0", "0.61", "610.00")));
        assertEquals("product 1.0.0", price());
        TariffPackageInfo own = bench.tariffs.packages(LI).get(0);
        assertEquals(PackageStatus.PROPOSED, own.status());
        bench.packages.approve(LI, own.id(), null);
        assertEquals("own 1.0.0", price());
        bench.handler.remove("acme-tariff 1");
        assertEquals("product 1.0.0", price());
        bench.handler.add("acme-tariff 1", List.of(file("own", "1.0.0", "0.61", "610.00")));
        assertEquals("own 1.0.0", price());
        bench = new TariffBench(db, "all");
        bench.handler.add("acme-tariff 1", List.of(file("own", "1.0.0", "0.61", "610.00"), file("more", "1.0.0", "0.63", "630.00")));
        assertEquals("own 1.0.0", price());
        long more = bench.tariffs.packages(LI).get(0).id();
        assertEquals(PackageStatus.REJECTED, bench.packages.reject(LI, more, "not ours").status());
        assertEquals(TariffErrors.DECIDED_AGAINST,
                refused(() -> bench.handler.add("acme-tariff 1", List.of(file("more", "1.0.0", "0.63", "630.00")))).code());
        // a word that nobody knows is read as the careful one
        bench.policy.changed(TariffBench.approval("upload"));
        bench.handler.add("acme-late 1", List.of(file("late", "1.0.0", "0.64", "640.00")));
        assertEquals(PackageStatus.PROPOSED, bench.tariffs.packages(LI).get(0).status());
        // without the setting, deployment activates what waits
        bench = new TariffBench(db);
        bench.handler.add("acme-late 1", List.of(file("late", "1.0.0", "0.64", "640.00")));
        assertEquals("late 1.0.0", price());
        assertEquals("system", bench.packages.tariffPackage(LI, bench.tariffs.packages(LI).get(0).id()).history().get(1).user());
    }

    @OnEachDatabase
    void urdbRatesAreImportedAndPriced(TestDatabase database) {
        start(database);
        String rate = """
                {"items": [{"label": "abc123", "utility": "Example Power", "name": "Residential", "sector": "Residential",
                  "startdate": 1735689600,
                  "fixedmonthlycharge": 10.0,
                  "energyratestructure": [[{"max": 500, "rate": 0.10}, {"rate": 0.12}]],
                  "energyweekdayschedule": %s, "energyweekendschedule": %s}]}
                """;
        String year = "[" + String.join(",", Collections.nCopies(12,
                "[" + String.join(",", Collections.nCopies(24, "0")) + "]")) + "]";
        byte[] json = rate.formatted(year, year).getBytes(StandardCharsets.UTF_8);
        PackageImport done = bench.packages.importPackage(LI,
                new PackageUpload(PackageUpload.Format.URDB, "Example rates.json", json, null, null, null));
        assertEquals("urdb-Example-rates", done.packageCode());
        assertTrue(done.effects().stream().anyMatch(e -> e.contains("算例")), "no case proves it: " + done.effects());
        bench.packages.approve(WANG, done.id(), null);
        assertEquals("USD", bench.tariffs.plan("abc123", DAY).plan().currency().getCurrencyCode());
        byte[] unknown = rate.formatted(year, year).replace("\"fixedmonthlycharge\": 10.0", "\"coincidentrate\": 10.0")
                .getBytes(StandardCharsets.UTF_8);
        PackageFault fault = bench.packages.dryRun(LI, new PackageUpload(PackageUpload.Format.URDB, "x", unknown, null, "2.0.0", null))
                .faults().get(0);
        assertEquals(RatingErrors.URDB_UNSUPPORTED.code(), fault.code());
        assertEquals(3, fault.line());
    }

    @OnEachDatabase
    void unknownPackagesAreNamed(TestDatabase database) {
        start(database);
        assertEquals(TariffErrors.PACKAGE_UNKNOWN, refused(() -> bench.packages.tariffPackage(LI, 7)).code());
        assertEquals(TariffErrors.PACKAGE_UNKNOWN, refused(() -> bench.packages.approve(LI, 7, null)).code());
        assertEquals(TariffErrors.PACKAGE_UNKNOWN, refused(() -> bench.packages.reject(LI, 7, "x")).code());
        assertEquals(TariffErrors.PACKAGE_UNKNOWN, refused(() -> bench.packages.withdraw(LI, 7, "x")).code());
    }
}
