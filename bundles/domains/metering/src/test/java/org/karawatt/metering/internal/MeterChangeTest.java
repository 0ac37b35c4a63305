package org.karawatt.metering.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.LastReading;
import org.karawatt.metering.api.MeterMount;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.PointLoad.RegisterLoad;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.metering.api.Route;
import org.karawatt.metering.internal.service.DefaultMeterReadingService;
import org.karawatt.metering.internal.service.DefaultMeteringService;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Meters come and go: what the old one counted and what the new one counts is all that was used. */
class MeterChangeTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final BillingMonth JANUARY = new BillingMonth(202601);
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private static final LocalDate MIDDLE = LocalDate.of(2026, 1, 16);

    private TestDatabase db;
    private DefaultMeteringService metering;
    private DefaultMeterReadingService readings;

    /** P101 with meter M101 (multiplier 20; total and demand, 100.00 at New Year); M102 is in stock. */
    private void world(TestDatabase database) {
        db = database;
        db.clock().set(Instant.parse("2026-02-10T02:00:00Z"));
        metering = new DefaultMeteringService(db.unitOfWork(), db.bulk(), db.numbering(), db.history(), db.audit(), new FakeOffices(),
                db.clock());
        readings = new DefaultMeterReadingService(db.unitOfWork(), db.bulk(), db.numbering());
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 101, 3);
        Route route = metering.createRoute(ADMIN, "R1", "东一段", "3301", "1", 1, null);
        metering.load(ADMIN, List.of(new PointLoad("P101", 101, ParentRows.EAST, route.id(), 7, null, "AC00101", "HH", "METERED", null, 101L,
                "M101", new BigDecimal("20"), BigDecimal.ONE, NEW_YEAR, List.of(register(RegisterKind.AP_TOTAL, "100"),
                        register(RegisterKind.MD, "0")))));
    }

    private static RegisterLoad register(RegisterKind kind, String value) {
        return new RegisterLoad(kind, 5, 2, new BigDecimal(value));
    }

    private static LastReading last(LocalDate on, String total, String demand) {
        return new LastReading("P101", on, Map.of(RegisterKind.AP_TOTAL, new BigDecimal(total), RegisterKind.MD, new BigDecimal(demand)));
    }

    private static MeterMount mount(long meter, LocalDate on, String ct, String total) {
        return new MeterMount("P101", meter, "M" + meter, new BigDecimal(ct), BigDecimal.ONE, on,
                List.of(register(RegisterKind.AP_TOTAL, total), register(RegisterKind.MD, "0")));
    }

    private RegisterState total(String meterNo, BillingMonth month) {
        return readings.states(List.of(meterNo), month).get(meterNo).stream().filter(s -> s.kind() == RegisterKind.AP_TOTAL).findFirst()
                .orElseThrow();
    }

    private void regular(RegisterState state, BillingMonth month, LocalDate on, String value, String status) {
        BigDecimal now = new BigDecimal(value);
        readings.append(List.of(new MeterReading(db.numbering().nextId(), state.registerId(), state.accountId(), state.pointId(), month,
                state.kind(), on, now, state.lastOn(), state.lastValue(), state.multiplier(),
                now.subtract(state.lastValue()).multiply(state.multiplier()), "REGULAR", state.nextSeq(), "FILE", status,
                state.nextRevision(), null)));
    }

    private static void same(String expected, BigDecimal actual) {
        assertEquals(0, new BigDecimal(expected).compareTo(actual), () -> expected + " but " + actual);
    }

    private static ErrorCode refused(Runnable change) {
        return assertThrows(KarawattException.class, change::run).code();
    }

    @OnEachDatabase
    void anExchangeLosesNoEnergy(TestDatabase database) {
        world(database);
        MeteringPoint point = metering.exchangeMeter(ADMIN, last(MIDDLE, "150", "3.5"), mount(102, MIDDLE, "40", "12.34"));
        assertEquals("M102", point.meterNo());
        assertEquals(MIDDLE, point.installedOn());
        same("40", point.multiplier());
        RegisterState fresh = total("M102", JANUARY);
        assertEquals(MIDDLE, fresh.lastOn());
        same("12.34", fresh.lastValue());
        regular(fresh, JANUARY, LocalDate.of(2026, 2, 1), "22.34", "ACCEPTED");
        // (150 - 100) x 20 + (22.34 - 12.34) x 40
        same("1400", readings.energyRead(JANUARY, "/33/"));
        List<MeterReading> removal = readings.accepted(101, 101, JANUARY).stream().filter(r -> "REMOVAL".equals(r.reason())).toList();
        assertEquals(2, removal.size());
        same("70", removal.stream().filter(r -> r.kind() == RegisterKind.MD).findFirst().orElseThrow().quantity());
        assertTrue(readings.states(List.of("M101"), JANUARY).isEmpty(), "the old meter is not read any more");
    }

    @OnEachDatabase
    void twoExchangesInAMonthKeepTheirReadingsApart(TestDatabase database) {
        world(database);
        metering.exchangeMeter(ADMIN, last(LocalDate.of(2026, 1, 10), "120", "1"), mount(102, LocalDate.of(2026, 1, 10), "1", "0"));
        metering.exchangeMeter(ADMIN, last(MIDDLE, "8", "1"), mount(103, MIDDLE, "1", "0"));
        assertEquals(List.of(0, 0, 1, 1), readings.accepted(101, 101, JANUARY).stream().map(MeterReading::seq).sorted().toList());
        same("408", readings.energyRead(JANUARY, "/33/"));
    }

    /** What is used after January's reading belongs to February. */
    @OnEachDatabase
    void aMonthThatIsReadTakesNoRemovalAnyMore(TestDatabase database) {
        world(database);
        regular(total("M101", JANUARY), JANUARY, LocalDate.of(2026, 1, 31), "200", "ACCEPTED");
        List<MeterReading> removal = metering.removeMeter(ADMIN, last(LocalDate.of(2026, 2, 1), "201", "1"));
        assertEquals(JANUARY.next(), removal.get(0).month());
        same("200", removal.get(0).previousValue());
        assertEquals(MeteringErrors.NO_METER, refused(() -> metering.removeMeter(ADMIN, last(LocalDate.of(2026, 2, 2), "201", "1"))));
        metering.installMeter(ADMIN, mount(101, LocalDate.of(2026, 2, 2), "20", "201"));
        assertEquals("M101", metering.points(ADMIN, 101).get(0).meterNo());
    }

    /** The next customer's reading begins where the one before has ended. */
    @OnEachDatabase
    void aFinalReadingIsTheFirstOfTheNext(TestDatabase database) {
        world(database);
        List<MeterReading> read = metering.readFinally(ADMIN, last(MIDDLE, "160", "2"));
        assertEquals(List.of("FINAL", "FINAL"), read.stream().map(MeterReading::reason).toList());
        assertEquals(JANUARY, read.get(0).month());
        RegisterState state = total("M101", JANUARY);
        assertEquals(MIDDLE, state.lastOn());
        same("160", state.lastValue());
        assertEquals("M101", metering.points(ADMIN, 101).get(0).meterNo());
    }

    /** Each thread has looked at the point before the other commits: still one meter hangs there in the end. */
    @OnEachDatabase
    void ofTwoWhoMountAtOnceOneIsRefused(TestDatabase database) throws Exception {
        world(database);
        metering.removeMeter(ADMIN, last(MIDDLE, "150", "1"));
        assertEquals(List.of(MeteringErrors.METER_THERE), atOnce(() -> metering.installMeter(ADMIN, mount(102, MIDDLE, "20", "0")),
                () -> metering.installMeter(ADMIN, mount(103, MIDDLE, "20", "0"))));
        String there = metering.points(ADMIN, 101).get(0).meterNo();
        LocalDate later = LocalDate.of(2026, 1, 20);
        LastReading read = new LastReading("P101", later, last(later, "5", "1").values(), there);
        assertEquals(List.of(MeteringErrors.METER_CHANGED), atOnce(() -> metering.exchangeMeter(ADMIN, read, mount(101, later, "20", "0")),
                () -> metering.exchangeMeter(ADMIN, read, mount(there.equals("M102") ? 103 : 102, later, "20", "0"))));
        assertEquals(1, db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM metering_installation WHERE removed_on IS NULL",
                List.of(), row -> row.getInt(1))).orElseThrow());
    }

    /** Codes of those that were refused. */
    private static List<ErrorCode> atOnce(Runnable... changes) throws Exception {
        CyclicBarrier start = new CyclicBarrier(changes.length);
        ExecutorService threads = Executors.newFixedThreadPool(changes.length);
        List<ErrorCode> refused = new ArrayList<>();
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (Runnable change : changes) {
                calls.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    change.run();
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                try {
                    call.get(60, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    refused.add(((KarawattException) e.getCause()).code());
                }
            }
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        }
        return refused;
    }

    @OnEachDatabase
    void everythingThatIsWrongIsToldAtOnce(TestDatabase database) {
        world(database);
        LastReading wrong = new LastReading("P101", LocalDate.of(2025, 12, 31), Map.of(RegisterKind.AP_TOTAL, new BigDecimal("99"),
                RegisterKind.AP_PEAK, BigDecimal.ONE));
        MeterMount bad = new MeterMount("P101", 102, "M102", BigDecimal.ZERO, BigDecimal.ONE, MIDDLE, List.of());
        List<Fault> faults = assertThrows(KarawattException.class, () -> metering.exchangeMeter(ADMIN, wrong, bad)).faults();
        assertEquals(List.of("ctRatio " + MeteringErrors.BAD_VALUE, "installedOn " + MeteringErrors.BAD_VALUE,
                "on " + MeteringErrors.READ_LATER, "registers " + KernelErrors.REQUIRED, "values.AP_PEAK " + MeteringErrors.REGISTER_UNKNOWN,
                "values.AP_TOTAL " + MeteringErrors.SMALLER, "values.MD " + KernelErrors.REQUIRED),
                faults.stream().map(f -> f.field() + " " + f.code()).sorted().toList());
        assertEquals(MeteringErrors.NOT_ON_DISPLAY, refused(() -> metering.removeMeter(ADMIN, last(MIDDLE, "100000", "1"))));
        assertEquals(MeteringErrors.IN_FUTURE, refused(() -> metering.removeMeter(ADMIN, last(LocalDate.of(2026, 2, 11), "150", "1"))));
        assertEquals(MeteringErrors.METER_THERE, refused(() -> metering.installMeter(ADMIN, mount(102, MIDDLE, "1", "0"))));
        regular(total("M101", JANUARY), JANUARY, LocalDate.of(2026, 2, 1), "99999", "HELD");
        assertEquals(MeteringErrors.READING_HELD, refused(() -> metering.removeMeter(ADMIN, last(LocalDate.of(2026, 2, 2), "150", "1"))));
        assertEquals("M101", metering.points(ADMIN, 101).get(0).meterNo());
        CallContext west = TestContexts.clerk("/33/3302/", "metering.*");
        assertEquals(KernelErrors.OFFICE_DENIED, refused(() -> metering.removeMeter(west, last(MIDDLE, "150", "1"))));
        assertEquals(KernelErrors.PERMISSION_DENIED,
                refused(() -> metering.removeMeter(TestContexts.clerk("/33/", "metering.read"), last(MIDDLE, "150", "1"))));
    }

    @Test
    void aDayBelongsToTheNextReading() {
        Route monthly = new Route(1, "R", "", 1, "1", 1, null, 0);
        assertEquals(JANUARY, monthly.monthOf(MIDDLE));
        assertEquals(JANUARY, monthly.monthOf(LocalDate.of(2026, 2, 1)));
        Route tenth = new Route(1, "R", "", 1, "1", 10, null, 0);
        assertEquals(JANUARY, tenth.monthOf(LocalDate.of(2026, 1, 10)));
        assertEquals(JANUARY.next(), tenth.monthOf(MIDDLE));
        Route even = new Route(1, "R", "", 1, "3", 10, null, 0);
        assertEquals(JANUARY.next(), even.monthOf(LocalDate.of(2026, 1, 1)));
        assertEquals(new BillingMonth(202604), even.monthAfter(JANUARY.next()));
        Route never = new Route(1, "R", "", 1, "0", 10, null, 0);
        assertEquals(JANUARY, never.monthOf(MIDDLE));
    }
}
