package org.karawatt.metering.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.MeterReadingService.RouteProgress;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.PointLoad.RegisterLoad;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.PointRuleDraft;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.metering.api.Route;
import org.karawatt.metering.internal.service.DefaultMeterReadingService;
import org.karawatt.metering.internal.service.DefaultMeteringService;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class MeteringTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final LocalDate INSTALLED = LocalDate.of(2024, 1, 1);
    private static final BillingMonth JANUARY = new BillingMonth(202601);

    private TestDatabase db;
    private DefaultMeteringService metering;
    private DefaultMeterReadingService readings;
    private Route east;
    private Route west;

    private void world(TestDatabase database) {
        db = database;
        metering = new DefaultMeteringService(db.unitOfWork(), db.bulk(), db.numbering(), db.history(), db.audit(), new FakeOffices(),
                db.clock());
        readings = new DefaultMeterReadingService(db.unitOfWork(), db.bulk(), db.numbering());
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 101, 3);
        ParentRows.accounts(db, ParentRows.WEST, 201, 1);
        east = metering.createRoute(ADMIN, "R1", "东一段", "3301", "1", 1, null);
        west = metering.createRoute(ADMIN, "R2", "西一段", "3302", "1", 20, "王");
        metering.load(ADMIN, List.of(point(101, east, 2, RegisterKind.AP_TOTAL, RegisterKind.AP_PEAK),
                point(102, east, 1, RegisterKind.AP_TOTAL), point(201, west, 1, RegisterKind.AP_TOTAL),
                new PointLoad("F103", 103, ParentRows.EAST, east.id(), 3, null, "AC00002", "LL", "FIXED", new BigDecimal("55.5"), null,
                        null, null, null, INSTALLED, List.of())));
    }

    private static PointLoad point(long account, Route route, int seq, RegisterKind... kinds) {
        List<RegisterLoad> registers = new ArrayList<>();
        for (RegisterKind kind : kinds) {
            registers.add(new RegisterLoad(kind, 6, 2, new BigDecimal("10")));
        }
        return new PointLoad("P" + account, account, route.officeId(), route.id(), seq, null, "AC00101", "HH", "METERED", null,
                account, "M" + account, new BigDecimal("20"), new BigDecimal("100"), INSTALLED, registers);
    }

    private RegisterState state(String meterNo, RegisterKind kind, int month) {
        return readings.states(List.of(meterNo), new BillingMonth(month)).get(meterNo).stream().filter(s -> s.kind() == kind)
                .findFirst().orElseThrow();
    }

    private MeterReading reading(RegisterState state, int month, String value, String status, int revision) {
        return reading(state, new BillingMonth(month).next().firstDay(), month, value, status, revision);
    }

    private MeterReading reading(RegisterState state, LocalDate on, int month, String value, String status, int revision) {
        BillingMonth m = new BillingMonth(month);
        BigDecimal now = new BigDecimal(value);
        return new MeterReading(db.numbering().next(Numbering.ID), state.registerId(), state.accountId(), state.pointId(), m,
                state.kind(), on, now, state.lastOn(), state.lastValue(), state.multiplier(),
                now.subtract(state.lastValue()).multiply(state.multiplier()), "REGULAR", state.nextSeq(),
                "FILE", status, revision, null);
    }

    private static void same(String expected, BigDecimal actual) {
        assertEquals(0, new BigDecimal(expected).compareTo(actual), () -> expected + " but " + actual);
    }

    @OnEachDatabase
    void loadsPointsAndShowsThemWithTheirMeters(TestDatabase database) {
        world(database);
        MeteringPoint point = metering.points(ADMIN, 101).get(0);
        assertEquals("M101", point.meterNo());
        assertEquals("R1", point.routeNo());
        same("2000", point.multiplier());
        assertEquals(List.of(RegisterKind.AP_TOTAL, RegisterKind.AP_PEAK), point.registers().stream().map(r -> r.kind()).toList());
        MeteringPoint fixed = metering.points(ADMIN, 103).get(0);
        assertNull(fixed.meterNo());
        assertTrue(fixed.registers().isEmpty());
        same("55.5", fixed.fixedKwh());
        assertEquals("METERED", point.calculation());
        Map<Long, Long> weights = new LinkedHashMap<>();
        metering.weights("/33/", weights::put);
        assertEquals(Map.of(101L, 2L, 102L, 1L, 103L, 1L, 201L, 1L), weights);
        assertEquals(List.of(101L, 102L, 103L, 201L), List.copyOf(weights.keySet()));
        assertEquals(Map.of(east.id(), 3, west.id(), 1), readings.registersByRoute("/33/"));
        assertEquals(Map.of(west.id(), 1), readings.registersByRoute("/33/3302/"));
    }

    @OnEachDatabase
    void findsTheAccountsOfARouteAndOfAreas(TestDatabase database) {
        world(database);
        database.unitOfWork().required(() -> {
            database.bulk().update("INSERT INTO equipment_line (id, line_no, name, voltage_code, office_id, version) VALUES (9001, 'L9', 'L9',"
                    + " 'AC00101', 2, 0)", List.of());
            for (long area = 9001; area < 9003; area++) {
                database.bulk().update("INSERT INTO equipment_area (id, area_no, name, line_id, office_id, capacity_kva, public_area, version)"
                        + " VALUES (?, ?, 'T', 9001, 2, 400, ?, 0)", List.of(area, "T" + area, true));
            }
            database.bulk().update("UPDATE metering_point SET area_id = 9001 WHERE account_id IN (101, 201)", List.of());
            database.bulk().update("UPDATE metering_point SET area_id = 9002 WHERE account_id = 102", List.of());
        });
        List<Long> found = new ArrayList<>();
        metering.accountsInAreas(List.of(9001L), found::add);
        assertEquals(List.of(101L, 201L), found);
        found.clear();
        metering.accountsInAreas(List.of(9002L, 9001L, 9002L, 1L), found::add);
        assertEquals(List.of(101L, 102L, 201L), found);
        found.clear();
        metering.accountsOnRoute(west.id(), found::add);
        assertEquals(List.of(201L), found);
    }

    @OnEachDatabase
    void keepsOtherOfficesOut(TestDatabase database) {
        world(database);
        CallContext clerk = TestContexts.clerk("/33/3302/", "metering.*", "reading.read");
        assertEquals(List.of(west), metering.routes(clerk, PageRequest.first(10)).items());
        assertEquals(2, metering.routes(ADMIN, PageRequest.first(1)).total());
        assertEquals(List.of(101L), metering.accountsByMeter(ADMIN, "M101"));
        assertEquals(List.of(), metering.accountsByMeter(clerk, "M101"));
        assertEquals(List.of(), metering.accountsByMeter(ADMIN, "M10"));
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class, () -> metering.points(clerk, 101)).kind());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class, () -> readings.history(clerk, 101, 12)).kind());
        ParentRows.accounts(db, ParentRows.EAST, 301, 1);
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> metering.load(clerk, List.of(point(301, east, 9, RegisterKind.AP_TOTAL)))).kind());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> metering.routes(TestContexts.nobody(), PageRequest.first(1))).kind());
    }

    @OnEachDatabase
    void refusesABatchAsAWhole(TestDatabase database) {
        world(database);
        ParentRows.accounts(db, ParentRows.EAST, 301, 2);
        PointLoad good = point(301, east, 9, RegisterKind.AP_TOTAL);
        PointLoad bad = new PointLoad("P302", 302, ParentRows.EAST, east.id(), 9, null, "AC00101", "XX", "METERED", null, 302L, "M301",
                BigDecimal.ZERO, null, INSTALLED, List.of());
        KarawattException e = assertThrows(KarawattException.class, () -> metering.load(ADMIN, List.of(good, bad)));
        assertEquals(List.of("[1].meteringMode", "[1].meterNo", "[1].ctRatio", "[1].ptRatio", "[1].registers"),
                e.faults().stream().map(f -> f.field()).toList());
        e = assertThrows(KarawattException.class, () -> metering.load(ADMIN, List.of(good, point(101, east, 2, RegisterKind.MD))));
        assertEquals(List.of("[1].pointNo", "[1].meterNo"), e.faults().stream().map(f -> f.field()).toList());
        assertTrue(metering.points(ADMIN, 301).isEmpty());
        assertEquals(MeteringErrors.NUMBER_TAKEN, assertThrows(KarawattException.class,
                () -> metering.createRoute(ADMIN, "R1", "x", "3301", "1", 1, null)).code());
        assertEquals(2, assertThrows(KarawattException.class,
                () -> metering.createRoute(ADMIN, "R9", "x", "3301", "monthly", 31, null)).faults().size());
    }

    @OnEachDatabase
    void comparesWithTheLastAcceptedReadingHoweverOld(TestDatabase database) {
        world(database);
        RegisterState first = state("M101", RegisterKind.AP_TOTAL, 202412);
        same("10", first.lastValue());
        assertEquals(INSTALLED, first.lastOn());
        assertNull(first.lastQuantity());
        readings.append(List.of(reading(first, 202412, "100", "ACCEPTED", 0)));
        same("100", state("M101", RegisterKind.AP_TOTAL, 202501).lastValue());
        // half a year without a reading: outside the window of the first query
        RegisterState late = state("M101", RegisterKind.AP_TOTAL, 202507);
        same("100", late.lastValue());
        same("180000", late.lastQuantity());
        same("10", state("M101", RegisterKind.AP_PEAK, 202507).lastValue());
        readings.append(List.of(reading(late, 202507, "150", "ACCEPTED", 0), reading(late, 202508, "90", "HELD", 0),
                reading(late, 202509, "91", "REJECTED", 0)));
        same("150", state("M101", RegisterKind.AP_TOTAL, 202510).lastValue());
        same("100", state("M101", RegisterKind.AP_TOTAL, 202507).lastValue());
        assertTrue(state("M101", RegisterKind.AP_TOTAL, 202507).alreadyRead());
        assertTrue(state("M101", RegisterKind.AP_TOTAL, 202508).alreadyRead());
        assertFalse(state("M101", RegisterKind.AP_TOTAL, 202509).alreadyRead());
        assertEquals(1, state("M101", RegisterKind.AP_TOTAL, 202509).nextRevision());
        assertEquals(Map.of(), readings.states(List.of("nobody's"), JANUARY));
        List<String> order = new ArrayList<>();
        readings.statesOfRoute(east.id(), JANUARY, s -> order.add(s.meterNo() + " " + s.kind()));
        assertEquals(List.of("M102 AP_TOTAL", "M101 AP_TOTAL", "M101 AP_PEAK"), order);
    }

    @OnEachDatabase
    void givesBillingWhatIsAcceptedAndWhatIsHeld(TestDatabase database) {
        world(database);
        MeterReading a = reading(state("M101", RegisterKind.AP_TOTAL, 202601), 202601, "11", "ACCEPTED", 0);
        MeterReading held = reading(state("M102", RegisterKind.AP_TOTAL, 202601), 202601, "5", "HELD", 0);
        MeterReading other = reading(state("M201", RegisterKind.AP_TOTAL, 202601), 202601, "12.5", "ACCEPTED", 0);
        readings.append(List.of(a, held, other));
        assertEquals(List.of(101L, 201L), readings.accepted(1, 1000, JANUARY).stream().map(MeterReading::accountId).toList());
        assertEquals(List.of(102L), readings.heldAccounts(1, 1000, JANUARY));
        assertEquals(List.of(), readings.heldAccounts(1, 101, JANUARY));
        same("7000", readings.energyRead(JANUARY, "/"));
        same("5000", readings.energyRead(JANUARY, "/33/3302/"));
        same("0", readings.energyRead(JANUARY.next(), "/"));
        assertEquals(Map.of(east.id(), new RouteProgress(2, 1)), readings.progress(List.of(east.id()), JANUARY));
        assertTrue(readings.decide(held.id(), "ACCEPTED"));
        assertFalse(readings.decide(held.id(), "REJECTED"));
        assertEquals(List.of(), readings.heldAccounts(1, 1000, JANUARY));
        assertEquals(1, readings.history(ADMIN, 102, 3).size());
        assertThrows(DuplicateKeyException.class,
                () -> readings.append(List.of(reading(state("M101", RegisterKind.AP_TOTAL, 202601), 202601, "12", "ACCEPTED", 0))));
    }

    /** Rules C.14: each reading of the month goes on from the one before, and the key of the table takes them all. */
    @OnEachDatabase
    void aRouteOfCycleFourIsReadSeveralTimesAMonth(TestDatabase database) {
        world(database);
        Route often = metering.createRoute(ADMIN, "R4", "大客户段", "3301", "4", 10, null);
        ParentRows.accounts(db, ParentRows.EAST, 401, 1);
        metering.load(ADMIN, List.of(point(401, often, 1, RegisterKind.AP_TOTAL)));
        RegisterState first = state("M401", RegisterKind.AP_TOTAL, 202601);
        readings.append(List.of(reading(first, LocalDate.of(2026, 1, 11), 202601, "20", "ACCEPTED", 0)));
        RegisterState second = state("M401", RegisterKind.AP_TOTAL, 202601);
        assertFalse(second.alreadyRead());
        assertEquals(LocalDate.of(2026, 1, 11), second.lastOn());
        same("20", second.lastValue());
        assertEquals(1, second.nextSeq());
        assertEquals(0, second.nextRevision());
        MeterReading held = reading(second, LocalDate.of(2026, 1, 21), 202601, "90", "HELD", 0);
        readings.append(List.of(held));
        assertTrue(state("M401", RegisterKind.AP_TOTAL, 202601).alreadyRead(), "what is held is decided first");
        assertEquals(Map.of(often.id(), new RouteProgress(1, 1)), readings.progress(List.of(often.id()), JANUARY));
        assertTrue(readings.decide(held.id(), "REJECTED"));
        RegisterState again = state("M401", RegisterKind.AP_TOTAL, 202601);
        assertFalse(again.alreadyRead());
        assertEquals(List.of(1, 1), List.of(again.nextSeq(), again.nextRevision()));
        same("20", again.lastValue());
        readings.append(List.of(reading(again, LocalDate.of(2026, 1, 21), 202601, "32", "ACCEPTED", 1)));
        RegisterState third = state("M401", RegisterKind.AP_TOTAL, 202601);
        assertEquals(List.of(2, 0), List.of(third.nextSeq(), third.nextRevision()));
        readings.append(List.of(reading(third, LocalDate.of(2026, 2, 1), 202601, "40", "ACCEPTED", 0)));

        assertEquals(List.of("20.0000", "24.0000", "16.0000"), readings.accepted(401, 401, JANUARY).stream()
                .map(r -> r.quantity().movePointLeft(3).setScale(4).toPlainString()).toList());
        same("60000", readings.energyRead(JANUARY, "/"));
        assertThrows(DuplicateKeyException.class, () -> readings.append(List.of(reading(again, LocalDate.of(2026, 1, 22), 202601, "33",
                "ACCEPTED", 1))), "two imports at once meet in the key");
        same("40", state("M401", RegisterKind.AP_TOTAL, 202602).lastValue());
        // a route of once a month takes no second one
        readings.append(List.of(reading(state("M102", RegisterKind.AP_TOTAL, 202601), 202601, "20", "ACCEPTED", 0)));
        assertTrue(state("M102", RegisterKind.AP_TOTAL, 202601).alreadyRead());
    }

    @OnEachDatabase
    void howAQuantityIsFoundHasItsDays(TestDatabase database) {
        world(database);
        ParentRows.accounts(db, ParentRows.EAST, 301, 1);
        PointLoad sub = point(301, east, 8, RegisterKind.AP_TOTAL);
        metering.load(ADMIN, List.of(new PointLoad("P101S", 101, sub.officeId(), sub.routeId(), 9, null, sub.voltageCode(), "LL", "METERED",
                null, 301L, "M301", sub.ctRatio(), sub.ptRatio(), INSTALLED, sub.registers())));
        LocalDate march = LocalDate.of(2026, 3, 1);
        LocalDate june = LocalDate.of(2026, 6, 16);
        metering.setRule(ADMIN, new PointRuleDraft("F103", march, "RATIO", null, new BigDecimal("12.5"), "LIGHTING", null, null, null));
        metering.setRule(ADMIN, new PointRuleDraft("F103", june, "FIXED", new BigDecimal("80"), null, null, null, null, null));
        PointLoss loss = new PointLoss("TABLE", "S11", null, null, null, null, new BigDecimal("40"), new BigDecimal("3"),
                "READ_AND_TRANSFORMER", "PROPORTIONAL", 0);
        PointRule set = metering.setRule(ADMIN,
                new PointRuleDraft("P101S", march, "METERED", null, null, null, "P101", "SERIES", loss));

        assertEquals(List.of("FIXED 2024-01-01 2026-03-01"), told(metering.rules(103, 103, JANUARY.period())));
        assertEquals(List.of("FIXED 2024-01-01 2026-03-01"), told(metering.rules(103, 103, new BillingMonth(202602).period())));
        assertEquals(List.of("RATIO 2026-03-01 2026-06-16"), told(metering.rules(103, 103, new BillingMonth(202603).period())));
        assertEquals(List.of("RATIO 2026-03-01 2026-06-16", "FIXED 2026-06-16 null"),
                told(metering.rules(103, 103, new BillingMonth(202606).period())), "both, with their days");
        assertEquals(List.of(), metering.rules(101, 102, JANUARY.period()), "plain points have none");
        PointRule read = metering.rules(101, 102, new BillingMonth(202603).period()).get(0);
        assertEquals(set.parentId(), read.parentId());
        assertEquals(metering.points(ADMIN, 101).get(0).id(), read.parentId());
        assertEquals("SERIES", read.connection());
        assertEquals("S11", read.loss().table());
        same("3", read.loss().linePct());
        same("40", read.loss().sharePct());
        assertEquals(0, read.loss().decimals());
        assertEquals(List.of(103L, 101L).stream().sorted().toList(), metering.rules(1, 1000, new BillingMonth(202603).period()).stream()
                .map(PointRule::accountId).toList());
        db.clock().setDate(LocalDate.of(2026, 4, 1));
        same("12.5", metering.points(ADMIN, 103).get(0).ratioPct());
        assertNull(metering.points(ADMIN, 103).get(0).fixedKwh());
        assertEquals(3, metering.rules(ADMIN, 103).size());
        assertEquals(3, db.unitOfWork().readOnly(() -> db.history().changes("metering.point", read.pointId()).size()
                + db.history().changes("metering.point", metering.points(ADMIN, 103).get(0).id()).size()));

        assertEquals(MeteringErrors.RULE_DATED, assertThrows(KarawattException.class, () -> metering.setRule(ADMIN,
                new PointRuleDraft("F103", june, "METERED", null, null, null, null, null, null))).code());
        assertEquals(MeteringErrors.POINT_UNKNOWN, assertThrows(KarawattException.class, () -> metering.setRule(ADMIN,
                new PointRuleDraft("nobody's", june, "METERED", null, null, null, null, null, null))).code());
        assertEquals(List.of("parentNo"), faults(new PointRuleDraft("F103", june.plusDays(1), "METERED", null, null, null, "P101", "SERIES",
                null)), "another account's point");
        assertEquals(List.of("validFrom", "fixedKwh", "ratioPct", "connection", "loss.method", "loss.lineBase"),
                faults(new PointRuleDraft("F103", null, "RATIO", BigDecimal.ONE, new BigDecimal("101"), null, null, "SERIES",
                        new PointLoss("GUESS", null, null, null, null, null, null, BigDecimal.ONE, null, null, null))));
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class, () -> metering.setRule(
                TestContexts.clerk("/33/3302/", "metering.*"), new PointRuleDraft("F103", june.plusDays(1), "METERED", null, null, null,
                        null, null, null))).kind());
    }

    @OnEachDatabase
    void linesThatStandByForEachOtherHaveAGroup(TestDatabase database) {
        world(database);
        LocalDate march = LocalDate.of(2026, 3, 1);
        metering.setRule(ADMIN, new PointRuleDraft("P101", march, "METERED", null, null, null, null, null, null, "north"));
        assertEquals("north", metering.rules(101, 101, new BillingMonth(202603).period()).get(0).standbyGroup());
        metering.setRule(ADMIN, new PointRuleDraft("P101", march.plusMonths(1), "METERED", null, null, null, null, null, null));
        assertNull(metering.rules(101, 101, new BillingMonth(202604).period()).get(0).standbyGroup());
        assertEquals(List.of("standbyGroup"), faults(new PointRuleDraft("F103", march, "FIXED", BigDecimal.TEN, null, null, null, null, null,
                "north")), "what is not read has no demand");
    }

    private List<String> faults(PointRuleDraft draft) {
        return assertThrows(KarawattException.class, () -> metering.setRule(ADMIN, draft)).faults().stream().map(f -> f.field()).toList();
    }

    private static List<String> told(List<PointRule> rules) {
        return rules.stream().map(r -> r.calculation() + " " + r.validFrom() + " " + r.validTo()).toList();
    }

    @OnEachDatabase
    void asksForTwoThousandMetersInOneStatement(TestDatabase database) {
        world(database);
        ParentRows.accounts(db, ParentRows.EAST, 10_001, 2_000);
        metering.load(ADMIN, IntStream.range(10_001, 12_001).mapToObj(i -> point(i, east, i, RegisterKind.AP_TOTAL)).toList());
        List<String> meters = IntStream.range(10_001, 12_001).mapToObj(i -> "M" + i).toList();
        List<MeterReading> december = new ArrayList<>();
        readings.states(meters, JANUARY.previous()).values()
                .forEach(s -> december.add(reading(s.get(0), JANUARY.previous().value(), "12", "ACCEPTED", 0)));
        readings.append(december);
        long statements = db.unitOfWork().readOnly(() -> {
            long before = db.bulk().statements();
            assertEquals(2_000, readings.states(meters, JANUARY).size());
            return db.bulk().statements() - before;
        });
        assertEquals(1, statements);
    }
}
