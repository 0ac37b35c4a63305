package org.karawatt.tariff.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.SpecialTerms;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class TariffTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);

    @TempDir
    Path folder;

    private TestDatabase db;
    private TariffContributionHandler handler;
    private DefaultTariffService tariffs;

    private void start(TestDatabase database) {
        db = database;
        TariffBench bench = new TariffBench(db);
        handler = bench.handler;
        tariffs = bench.tariffs;
    }

    /** A package with one flat tariff in two versions: 0.50 in 2025 and the given price from 2026 on; the case is 1000 kWh in 2026. */
    private URL flat(String packageCode, String version, String tariff, String price, String total) {
        String json = """
                {"package": "%s", "version": "%s", "name": {"zh": "试验", "en": "Trial"}, "source": "made up for tests", "note": "none",
                 "currency": "CNY", "tariffs": [
                  {"code": "%s", "name": {"zh": "甲", "en": "A"}, "usageClass": "COMMERCIAL", "validFrom": "2025-01-01",
                   "validTo": "2026-01-01", "energy": {"method": "FLAT", "price": 0.50}},
                  {"code": "%s", "name": {"zh": "甲", "en": "A"}, "usageClass": "COMMERCIAL", "validFrom": "2026-01-01",
                   "energy": {"method": "FLAT", "price": %s}}],
                 "cases": [{"name": "A thousand", "source": "by hand", "tariff": "%s",
                   "input": {"from": "2026-01-01", "to": "2026-02-01", "activeKwh": 1000},
                   "expect": {"lines": [{"component": "ENERGY", "amount": %s}], "total": %s}}]}
                """.formatted(packageCode, version, tariff, tariff, price, tariff, total, total);
        try {
            Path file = folder.resolve(packageCode + "-" + version + "-" + price + ".json");
            return Files.writeString(file, json).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KarawattException refused(Runnable work) {
        return assertThrows(KarawattException.class, work::run);
    }

    private static AssignmentDraft draft(long account, String tariff, String from) {
        return new AssignmentDraft(account, tariff, LocalDate.parse(from), "NONE", null, null, null, false);
    }

    @OnEachDatabase
    void takesInThePackagesOfTheProduct(TestDatabase database) throws IOException {
        start(database);
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/KARAWATT-INF/tariff"))) {
            handler.add("karawatt-tariff 0.1.0", files.sorted().map(TariffTest::url).toList());
        }
        List<TariffInfo> all = tariffs.tariffs(ADMIN);
        assertFalse(all.isEmpty());
        for (TariffInfo info : all) {
            assertTrue(info.offered());
            PricedTariff plan = tariffs.plan(info.tariffCode(), info.validFrom());
            assertEquals(info.id(), plan.tariffId());
            assertSame(plan, tariffs.plan(info.id()));
            assertTrue(tariffs.tariff(ADMIN, info.id()).definition().contains("\"" + info.tariffCode() + "\""));
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @OnEachDatabase
    void refusesAPackageWhoseCaseDoesNotComeOutAndNamesTheCase(TestDatabase database) {
        start(database);
        URL good = flat("good", "1.0.0", "GOOD", "0.60", "600.00");
        KarawattException e = refused(() -> handler.add("utility 1", List.of(good, flat("bad", "1.0.0", "BAD", "0.60", "601.00"))));
        assertEquals(TariffErrors.CASE_FAILED, e.faults().get(0).code());
        assertTrue(e.getMessage().contains("A thousand"), e.getMessage());
        assertTrue(e.getMessage().contains("601") && e.getMessage().contains("600"), e.getMessage());
        assertEquals(List.of(), tariffs.packages(ADMIN));
        assertEquals(TariffErrors.TARIFF_UNKNOWN, refused(() -> tariffs.plan("GOOD", DAY)).code());
        assertEquals(TariffErrors.TARIFF_UNKNOWN, refused(() -> tariffs.plan("BAD", DAY)).code());
        handler.remove("utility 1");
    }

    @OnEachDatabase
    void refusesFilesThatMakeNoSense(TestDatabase database) throws IOException {
        start(database);
        URL broken = Files.write(folder.resolve("broken.json"), "{\"package\": ".getBytes(StandardCharsets.UTF_8)).toUri().toURL();
        KarawattException e = refused(() -> handler.add("utility 1", List.of(broken)));
        assertEquals(TariffErrors.BAD_FILE, e.code());
        assertEquals("broken.json", e.args().get(0));
        handler.add("utility 1", List.of(flat("p", "1.0.0", "T", "0.60", "600.00")));
        handler.remove("utility 1");
        // the same version with other content
        assertEquals(TariffErrors.CHANGED,
                refused(() -> handler.add("utility 1", List.of(flat("p", "1.0.0", "T", "0.61", "610.00")))).code());
        assertEquals(TariffErrors.NOT_OFFERED, refused(() -> tariffs.plan("T", DAY)).code());
    }

    @OnEachDatabase
    void choosesTheVersionByDayPackageByVersionAndUtilityBeforeProduct(TestDatabase database) {
        start(database);
        handler.add("karawatt-tariff 0.1.0", List.of(flat("p", "1.9.0", "T", "0.60", "600.00")));
        long first = tariffs.plan("T", DAY).tariffId();
        assertEquals(LocalDate.of(2026, 1, 1), tariffs.plan("T", DAY).plan().validity().from());
        assertEquals(LocalDate.of(2025, 1, 1), tariffs.plan("T", LocalDate.of(2025, 12, 31)).plan().validity().from());
        assertEquals(TariffErrors.NOT_VALID, refused(() -> tariffs.plan("T", LocalDate.of(2024, 12, 31))).code());
        handler.add("karawatt-more 0.1.0", List.of(flat("p", "1.10.0", "T", "0.61", "610.00")));
        assertEquals("1.10.0", tariffs.plan("T", DAY).plan().key().packageVersion());
        assertEquals("1.9.0", tariffs.plan(first).plan().key().packageVersion());
        // a utility's own package, with the same version number on purpose
        handler.add("nanfang-tariff 2.0.0", List.of(flat("own", "1.9.0", "T", "0.62", "620.00")));
        assertEquals("own", tariffs.plan("T", DAY).plan().key().packageCode());
        handler.remove("nanfang-tariff 2.0.0");
        assertEquals("p", tariffs.plan("T", DAY).plan().key().packageCode());
        handler.remove("karawatt-more 0.1.0");
        assertEquals(first, tariffs.plan("T", DAY).tariffId());
    }

    @OnEachDatabase
    void keepsAPackageThatHasGoneForReplayAndTakesItBack(TestDatabase database) {
        start(database);
        URL file = flat("p", "1.0.0", "T", "0.60", "600.00");
        handler.add("utility 1", List.of(file));
        long id = tariffs.plan("T", DAY).tariffId();
        handler.remove("utility 1");
        assertEquals(TariffErrors.NOT_OFFERED, refused(() -> tariffs.plan("T", DAY)).code());
        assertEquals(Kind.NOT_FOUND, refused(() -> tariffs.plan("T", DAY)).kind());
        assertFalse(tariffs.packages(ADMIN).get(0).offered());
        assertEquals("T", tariffs.plan(id).tariffCode());
        // after a restart without the bundle, too
        start(database);
        assertEquals("1.0.0", tariffs.plan(id).plan().key().packageVersion());
        assertEquals(TariffErrors.NOT_OFFERED, refused(() -> tariffs.plan("T", DAY)).code());
        assertEquals(TariffErrors.TARIFF_UNKNOWN, refused(() -> tariffs.plan(-1)).code());
        handler.add("utility 1", List.of(file));
        assertEquals(id, tariffs.plan("T", DAY).tariffId());
        List<TariffPackageInfo> packages = tariffs.packages(ADMIN);
        assertEquals(1, packages.size());
        assertTrue(packages.get(0).offered());
        assertEquals(2, packages.get(0).tariffs());
        long statements = db.unitOfWork().readOnly(() -> {
            long before = db.bulk().statements();
            tariffs.plan("T", DAY);
            tariffs.plan(id);
            return db.bulk().statements() - before;
        });
        assertEquals(0, statements);
        // newest first; a restart that finds what it left is no change
        start(database);
        handler.add("utility 1", List.of(file));
        assertEquals(List.of("tariff.package.taken-in", "tariff.package.withdrawn", "tariff.package.taken-in"),
                db.audit().entries(ADMIN, PageRequest.first(10)).items().stream().map(AuditTrail.Entry::action).toList());
        AuditTrail.Entry newest = db.audit().entries(ADMIN, PageRequest.first(1)).items().get(0);
        assertEquals("p 1.0.0 of utility 1", newest.detail());
        assertEquals(String.valueOf(packages.get(0).id()), newest.objectId());
    }

    @OnEachDatabase
    void putsAccountsOnTariffsWithHistory(TestDatabase database) {
        start(database);
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 101, 3);
        handler.add("utility 1", List.of(flat("p", "1.0.0", "T", "0.60", "600.00"), flat("q", "1.0.0", "U", "0.70", "700.00")));
        tariffs.load(ADMIN, List.of(draft(101, "T", "2025-01-01"), draft(102, "T", "2025-01-01")));
        CallContext clerk = TestContexts.clerk("/33/3301/", "tariff.*");
        TariffAssignment made = tariffs.assign(clerk, new AssignmentDraft(101, "U", DAY, "CONTRACT_DEMAND", new BigDecimal("315"),
                new BigDecimal("0.90"), null, false));
        assertEquals(List.of("T 2025-01-01 2026-01-15", "U 2026-01-15 null"), tariffs.assignments(clerk, 101).stream()
                .map(a -> a.tariffCode() + " " + a.validFrom() + " " + a.validTo()).toList());
        assertEquals(List.of("T", "T"), tariffs.inForce(1, 999, DAY.minusDays(1)).stream().map(TariffAssignment::tariffCode).toList());
        assertEquals(List.of("U", "T"), tariffs.inForce(1, 999, DAY).stream().map(TariffAssignment::tariffCode).toList());
        assertEquals(1, db.history().changes("tariff.assignment", made.id()).size());
        assertEquals(TariffErrors.OVERLAP, refused(() -> tariffs.assign(clerk, draft(101, "T", "2026-01-15"))).code());
        assertEquals(TariffErrors.OVERLAP, refused(() -> tariffs.load(ADMIN, List.of(draft(102, "T", "2026-05-01")))).code());
        assertEquals(TariffErrors.TARIFF_UNKNOWN, refused(() -> tariffs.assign(clerk, draft(101, "X", "2026-02-01"))).code());
        assertEquals(Kind.DENIED, refused(() -> tariffs.assign(TestContexts.clerk("/33/3302/", "tariff.*"),
                draft(101, "T", "2026-02-01"))).kind());
        assertEquals(Kind.DENIED, refused(() -> tariffs.assign(TestContexts.clerk("/33/3301/", "tariff.read"),
                draft(101, "T", "2026-02-01"))).kind());
        assertEquals(TariffErrors.ACCOUNT_UNKNOWN, refused(() -> tariffs.assignments(clerk, 999)).code());
        assertEquals(List.of("demandMethod", "powerFactorStandard", "householdPeople"), refused(() -> tariffs.assign(clerk,
                new AssignmentDraft(101, "T", DAY, "GUESS", null, new BigDecimal("0.99"), 0, false))).faults().stream()
                .map(f -> f.field()).toList());
        assertEquals("contractDemandKw", refused(() -> tariffs.assign(clerk, new AssignmentDraft(101, "T", DAY, "CONTRACT_DEMAND", null,
                null, null, false))).faults().get(0).field());
    }

    /** 40 % of 1000 kVA are 400 kW; where the grid itself allows less, its own percentage counts. */
    @OnEachDatabase
    void aContractBelowTheFloorIsRefusedWhenItIsMade(TestDatabase database) throws IOException {
        start(database);
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 101, 1);
        String twoPart = TariffBench.flat("p", "1.0.0", "T", "0.60", "600.00",
                ", \"capacity\": {\"demandPrice\": 42, \"contractFloor\": {\"percent\": 40}}").replace("\"activeKwh\": 1000",
                "\"activeKwh\": 1000, \"demandMethod\": \"ACTUAL_DEMAND\", \"maxDemandKw\": 0, \"capacity\": [{\"kva\": 1000}]");
        handler.add("utility 1", List.of(url(Files.writeString(folder.resolve("two-part.json"), twoPart))));
        tariffs.equipment = capacity(new BigDecimal("1000"));
        KarawattException refused = refused(() -> tariffs.assign(ADMIN, contract("399.99", SpecialTerms.NONE)));
        assertEquals("contractDemandKw", refused.faults().get(0).field());
        assertEquals(TariffErrors.CONTRACT_BELOW_FLOOR, refused.faults().get(0).code());
        assertEquals(List.of(new BigDecimal("399.99"), "400", "1000", "40"), refused.faults().get(0).args());
        assertEquals(List.of(), tariffs.assignments(ADMIN, 101), "nothing half done");
        tariffs.assign(ADMIN, contract("300", new SpecialTerms(new BigDecimal("25"), new BigDecimal("1.5"), 2, List.of("LOW_INCOME"))));
        SpecialTerms kept = tariffs.inForce(101, 101, DAY).get(0).special();
        assertEquals(0, new BigDecimal("25").compareTo(kept.contractFloorPercent()));
        assertEquals(0, new BigDecimal("1.5").compareTo(kept.purchaseFactor()));
        assertEquals(2, kept.highestTier());
        assertEquals(List.of("LOW_INCOME"), kept.benefits());
        assertEquals(List.of("special.contractFloorPercent", "special.purchaseFactor", "special.highestTier", "special.benefits"),
                refused(() -> tariffs.assign(ADMIN, contract("500", new SpecialTerms(new BigDecimal("101"), new BigDecimal("0.5"), 0,
                        List.of("a,b"))))).faults().stream().map(f -> f.field()).toList());
    }

    private static AssignmentDraft contract(String kw, SpecialTerms special) {
        return new AssignmentDraft(101, "T", DAY, "CONTRACT_DEMAND", new BigDecimal(kw), null, null, false, special);
    }

    /** Equipment that knows one capacity and nothing else. */
    private static EquipmentService capacity(BigDecimal kva) {
        return (EquipmentService) Proxy.newProxyInstance(EquipmentService.class.getClassLoader(), new Class<?>[] {EquipmentService.class},
                (proxy, method, args) -> {
                    assertEquals("capacity", method.getName());
                    Period period = (Period) args[2];
                    return List.of(new CapacitySegment((Long) args[0], period.from(), period.to(), kva));
                });
    }
}
