package org.karawatt.reading.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.reading.internal.service.World.ADMIN;
import static org.karawatt.reading.internal.service.World.EAST_CLERK;
import static org.karawatt.reading.internal.service.World.FEBRUARY;
import static org.karawatt.reading.internal.service.World.JANUARY;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.reading.api.PlanResult;
import org.karawatt.reading.api.ReadingErrors;
import org.karawatt.reading.api.ReadingException;
import org.karawatt.reading.api.ReadingPlan;
import org.karawatt.reading.api.ReadingProgress;
import org.karawatt.reading.internal.calc.Settings;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class ReadingRulesTest {

    private static List<ReadingException> open(World world, BillingMonth month) {
        return world.service.exceptions(ADMIN, month, "OPEN", PageRequest.first(50)).items();
    }

    private static MeterReading newest(World world, long account) {
        return world.readings.history(ADMIN, account, 1).get(0);
    }

    @OnEachDatabase
    void holdsASmallerValueAndTakesTheRolloverWhenAClerkSaysSo(TestDatabase db) {
        World world = new World(db);
        // 100 -> 99990 is high but there is nothing to compare with in the first month
        assertEquals(0, world.takeRows(JANUARY, "M102,AP_TOTAL,2026-02-01,99990", "M103,AP_TOTAL,2026-02-01,400").held());
        db.unitOfWork().required(() -> db.bulk().update("UPDATE metering_reading SET quantity = 30 WHERE account_id = 102", List.of()));
        assertEquals(2, world.takeRows(FEBRUARY, "M102,AP_TOTAL,2026-03-01,12", "M103,AP_TOTAL,2026-03-01,300").held());
        ReadingException rollover = open(world, FEBRUARY).get(0);
        assertEquals("HELD_SMALLER", rollover.rule());
        assertEquals("12 < 99990; 可能翻转 rollover plausible: 12 + 100000 - 99990 -> 22, last 30", rollover.detail());
        assertEquals("A102", rollover.accountNo());
        // 400 -> 300 by rollover would be 99900, far above the last 300
        assertEquals("300 < 400", open(world, FEBRUARY).get(1).detail());
        assertEquals(List.of(102L, 103L), world.readings.heldAccounts(1, 1000, FEBRUARY));

        ReadingException accepted = world.service.decide(EAST_CLERK, rollover.id(), true, "看过现场");
        assertEquals("ACCEPTED", accepted.status());
        assertEquals("clerk", accepted.decidedBy());
        assertNotNull(accepted.decidedAt());
        assertEquals(0, new BigDecimal("22").compareTo(newest(world, 102).quantity()));
        assertEquals("ACCEPTED", newest(world, 102).status());
        KarawattException twice = assertThrows(KarawattException.class,
                () -> world.service.decide(EAST_CLERK, rollover.id(), false, null));
        assertEquals(Kind.CONFLICT, twice.kind());
        assertEquals(ReadingErrors.ALREADY_DECIDED, twice.code());

        // a rejected reading can be read again
        world.service.decide(ADMIN, open(world, FEBRUARY).get(0).id(), false, null);
        assertEquals(1, world.takeRows(FEBRUARY, "M103,AP_TOTAL,2026-03-02,430").rowsOk());
        assertEquals(List.of(), world.readings.heldAccounts(1, 1000, FEBRUARY));
        assertEquals(1, newest(world, 103).revision());
        assertEquals(0, new BigDecimal("30").compareTo(newest(world, 103).quantity()));
    }

    @OnEachDatabase
    void holdsWhatIsHighOrStandsStillAsConfigured(TestDatabase db) {
        World world = new World(db);
        world.takeRows(JANUARY, "M102,AP_TOTAL,2026-02-01,130", "M103,AP_TOTAL,2026-02-01,110");
        // 151 > 5 x 30; 90 > 5 x 10 but not above the floor of 100
        world.takeRows(FEBRUARY, "M102,AP_TOTAL,2026-03-01,281", "M103,AP_TOTAL,2026-03-01,200");
        assertEquals(List.of("HELD_HIGH"), open(world, FEBRUARY).stream().map(ReadingException::rule).toList());
        assertEquals("151 > 5 x 30", open(world, FEBRUARY).get(0).detail());
        world.service.decide(ADMIN, open(world, FEBRUARY).get(0).id(), true, null);
        BillingMonth march = FEBRUARY.next();
        assertEquals(0, world.takeRows(march, "M103,AP_TOTAL,2026-04-01,200").held());
        Settings zero = new Settings(List.of("HELD_ZERO"), BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ZERO, 5, 100);
        assertEquals(1, world.service(zero).importCsv(ADMIN, march, "z.csv", new ByteArrayInputStream(
                "meter_no,register,read_on,value\nM102,AP_TOTAL,2026-04-01,281\n".getBytes(StandardCharsets.UTF_8)),
                ReadingProgress.SILENT).held());
        assertEquals("HELD_ZERO", open(world, march).get(0).rule());
        Settings wrong = new Settings(List.of("HELD_HIHG"), BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ZERO, 5, 100);
        assertThrows(IllegalArgumentException.class, () -> world.service(wrong));
    }

    @OnEachDatabase
    void addsUpTheRegistersOfAMeter(TestDatabase db) {
        World world = new World(db);
        // total 100, parts 100.20: exactly 0.2 %
        assertEquals(0, world.takeRows(JANUARY, "M101,AP_TOTAL,2026-02-01,200", "M101,AP_PEAK,2026-02-01,140.2",
                "M101,AP_FLAT,2026-02-01,130", "M101,AP_VALLEY,2026-02-01,130").held());
        // total 100, parts 100.21: all four are held and decided at once
        assertEquals(4, world.takeRows(FEBRUARY, "M101,AP_VALLEY,2026-03-01,160", "M101,AP_PEAK,2026-03-01,180.41",
                "M101,AP_FLAT,2026-03-01,160", "M101,AP_TOTAL,2026-03-01,300").held());
        List<ReadingException> open = open(world, FEBRUARY);
        assertEquals(1, open.size());
        assertEquals("1002.1 <> 1000", open.get(0).detail());
        world.service.decide(ADMIN, open.get(0).id(), true, null);
        assertEquals(4, world.readings.accepted(101, 101, FEBRUARY).size());
        assertEquals(List.of(), open(world, FEBRUARY));
    }

    @OnEachDatabase
    void letsOnlyWhoMayDecide(TestDatabase db) {
        World world = new World(db);
        world.takeRows(JANUARY, "M201,AP_TOTAL,2026-02-01,50");
        long id = open(world, JANUARY).get(0).id();
        assertEquals(Kind.NOT_FOUND, assertThrows(KarawattException.class,
                () -> world.service.decide(EAST_CLERK, id, true, null)).kind());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> world.service.decide(TestContexts.clerk("/33/3302/", "reading.read"), id, true, null)).kind());
        assertEquals(0, world.service.exceptions(EAST_CLERK, JANUARY, null, PageRequest.first(9)).total());
        assertEquals(Kind.INVALID, assertThrows(KarawattException.class,
                () -> world.service.exceptions(ADMIN, JANUARY, "MAYBE", PageRequest.first(9))).kind());
        List<String> actions = db.audit().entries(ADMIN, PageRequest.first(50)).items().stream().map(e -> e.action()).toList();
        assertTrue(actions.containsAll(List.of("reading.import.started", "reading.import.finished")));
    }

    @OnEachDatabase
    void plansRoutesAndFollowsThem(TestDatabase db) {
        World world = new World(db);
        world.metering.createRoute(ADMIN, "R3", "双月段", "3301", "3", 5, null);
        assertEquals(new PlanResult(2, 0, 8), world.service.plan(ADMIN, JANUARY, "33"));
        assertEquals(new PlanResult(0, 2, 8), world.service.plan(ADMIN, JANUARY, null));
        assertEquals(new PlanResult(2, 0, 7), world.service.plan(ADMIN, FEBRUARY, "3301"));
        world.takeRows(JANUARY, "M201,AP_TOTAL,2026-01-20,110", "M102,AP_TOTAL,2026-02-01,50");
        List<ReadingPlan> plans = world.service.plans(ADMIN, JANUARY, null, PageRequest.first(10)).items();
        assertEquals(List.of("R1 READING 7 1 1", "R2 COMPLETE 1 1 0"), plans.stream()
                .map(p -> p.routeNo() + " " + p.status() + " " + p.registers() + " " + p.read() + " " + p.held()).toList());
        assertEquals(LocalDate.of(2026, 2, 1), plans.get(0).plannedOn());
        assertEquals(LocalDate.of(2026, 1, 20), plans.get(1).plannedOn());
        assertEquals(1, world.service.plans(EAST_CLERK, JANUARY, null, PageRequest.first(10)).total());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        world.service.export(EAST_CLERK, JANUARY, null, out);
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\r?\n");
        assertEquals("meter_no,register,read_on,value,route_no,last_on,last_value", lines[0]);
        assertEquals("M101,AP_TOTAL,2026-02-01,,R1,2025-12-31,100", lines[1]);
        assertEquals(7, lines.length);
    }
}
