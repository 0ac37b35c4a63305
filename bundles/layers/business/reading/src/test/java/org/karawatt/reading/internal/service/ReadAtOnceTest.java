package org.karawatt.reading.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.karawatt.reading.internal.service.World.ADMIN;
import static org.karawatt.reading.internal.service.World.JANUARY;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.metering.api.LastReading;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.internal.service.DefaultMeteringService;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.ReadingProgress;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;

/**
 * A point is read by hand on 20 January with 130 and by a file on 1 February with 150, at the same moment; it showed 100 before. Whatever
 * comes first, 50 were used: 30 by hand and 20 by the file that goes on from there, or 50 by the file and the hand is refused.
 */
class ReadAtOnceTest {

    private static final String FILE = "meter_no,register,read_on,value\nM102,AP_TOTAL,2026-02-01,150\n";
    private static final LastReading BY_HAND = new LastReading("P102", LocalDate.of(2026, 1, 20),
            Map.of(RegisterKind.AP_TOTAL, new BigDecimal("130")));

    private static World world(TestDatabase db) {
        World world = new World(db);
        db.clock().setDate(LocalDate.of(2026, 2, 10));
        return world;
    }

    private static void used(World world, String... quantities) {
        List<MeterReading> read = world.readings.accepted(102, 102, JANUARY);
        assertEquals(List.of(quantities), read.stream().map(each -> each.quantity().stripTrailingZeros().toPlainString()).sorted().toList());
    }

    /** Who comes second is not done before the first has committed. */
    private static void waits(Future<?> second) {
        assertThrows(TimeoutException.class, () -> second.get(300, TimeUnit.MILLISECONDS));
    }

    @OnEachDatabase
    void theHandThatComesWhileAFileIsTakenInSeesItsReading(TestDatabase db) throws Exception {
        World world = world(db);
        ExecutorService other = Executors.newSingleThreadExecutor();
        AtomicReference<Future<List<MeterReading>>> hand = new AtomicReference<>();
        // the hand begins when the file has seen what the meter showed
        MeterReadingService watched = (MeterReadingService) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {MeterReadingService.class}, (proxy, method, args) -> {
                    Object result = invoke(world.readings, method, args);
                    if (method.getName().equals("states")) {
                        hand.set(other.submit(() -> world.metering.readFinally(ADMIN, BY_HAND)));
                        waits(hand.get());
                    }
                    return result;
                });
        DefaultReadingService service = new DefaultReadingService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.outbox(),
                db.clock(), new FakeOffices(), world.metering, watched, World.SETTINGS, world.folder);
        try {
            ImportReport report = service.importCsv(ADMIN, JANUARY, "f.csv", new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)),
                    ReadingProgress.SILENT);
            assertEquals(1, report.rowsOk());
            KarawattException refused = assertInstanceOf(KarawattException.class,
                    assertThrows(ExecutionException.class, () -> hand.get().get(30, TimeUnit.SECONDS)).getCause());
            assertEquals(MeteringErrors.READ_LATER, refused.faults().get(0).code());
            used(world, "50");
        } finally {
            other.shutdown();
        }
    }

    @OnEachDatabase
    void aFileThatComesWhileTheHandReadsGoesOnFromThere(TestDatabase db) throws Exception {
        World world = world(db);
        ExecutorService other = Executors.newSingleThreadExecutor();
        AtomicReference<Future<ImportReport>> file = new AtomicReference<>();
        // the file begins when the hand has read and not committed yet
        AuditTrail audit = (AuditTrail) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {AuditTrail.class},
                (proxy, method, args) -> {
                    if ("metering.read.finally".equals(args[1])) {
                        file.set(other.submit(() -> world.take(FILE)));
                        waits(file.get());
                    }
                    return invoke(db.audit(), method, args);
                });
        try {
            new DefaultMeteringService(db.unitOfWork(), db.bulk(), db.numbering(), db.history(), audit, new FakeOffices(), db.clock())
                    .readFinally(ADMIN, BY_HAND);
            assertEquals(1, file.get().get(30, TimeUnit.SECONDS).rowsOk());
            used(world, "20", "30");
        } finally {
            other.shutdown();
        }
    }

    private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
