package org.karawatt.reading.internal.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.PointLoad.RegisterLoad;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.Route;
import org.karawatt.metering.internal.service.DefaultMeterReadingService;
import org.karawatt.metering.internal.service.DefaultMeteringService;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.ReadingProgress;
import org.karawatt.reading.internal.calc.Settings;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/**
 * Two routes. M101 has total, peak, flat and valley registers and a multiplier of 10; M102 a total; M103 a total and a demand register;
 * M201 belongs to the western office. Registers have five integer and two decimal digits and show 100.00.
 */
final class World {

    static final CallContext ADMIN = TestContexts.admin();
    static final CallContext EAST_CLERK = TestContexts.clerk("/33/3301/", "reading.*");
    static final BillingMonth JANUARY = new BillingMonth(202601);
    static final BillingMonth FEBRUARY = new BillingMonth(202602);
    static final LocalDate INSTALLED = LocalDate.of(2025, 12, 31);
    static final Settings SETTINGS = new Settings(List.of("HELD_HIGH", "HELD_SUM"), new BigDecimal("5"), new BigDecimal("100"),
            new BigDecimal("0.002"), 5, 5_000_000);

    final TestDatabase db;
    final DefaultMeteringService metering;
    final DefaultMeterReadingService readings;
    final DefaultReadingService service;
    final Route east;
    final Route west;
    final Path folder = folder();

    World(TestDatabase db) {
        this.db = db;
        metering = new DefaultMeteringService(db.unitOfWork(), db.bulk(), db.numbering(), db.history(), db.audit(), new FakeOffices(),
                db.clock());
        readings = new DefaultMeterReadingService(db.unitOfWork(), db.bulk(), db.numbering());
        service = service(SETTINGS);
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 101, 3);
        ParentRows.accounts(db, ParentRows.WEST, 201, 1);
        east = metering.createRoute(ADMIN, "R1", "东一段", "3301", "1", 1, null);
        west = metering.createRoute(ADMIN, "R2", "西一段", "3302", "1", 20, null);
        metering.load(ADMIN, List.of(
                point(101, east, 10, RegisterKind.AP_TOTAL, RegisterKind.AP_PEAK, RegisterKind.AP_FLAT, RegisterKind.AP_VALLEY),
                point(102, east, 1, RegisterKind.AP_TOTAL), point(103, east, 1, RegisterKind.AP_TOTAL, RegisterKind.MD),
                point(201, west, 1, RegisterKind.AP_TOTAL)));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("readings");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Content that waits for its import to go on. */
    long kept() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DefaultReadingService service(Settings settings) {
        return new DefaultReadingService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.outbox(), db.clock(),
                new FakeOffices(), metering, readings, settings, folder);
    }

    static PointLoad point(long account, Route route, int ctRatio, RegisterKind... kinds) {
        List<RegisterLoad> registers = new ArrayList<>();
        for (RegisterKind kind : kinds) {
            registers.add(new RegisterLoad(kind, 5, 2, new BigDecimal("100")));
        }
        return new PointLoad("P" + account, account, route.officeId(), route.id(), (int) account, null, "AC00101", "HH", "METERED",
                null, account, "M" + account, BigDecimal.valueOf(ctRatio), BigDecimal.ONE, INSTALLED, registers);
    }

    ImportReport take(String csv) {
        return take(ADMIN, JANUARY, csv.getBytes(StandardCharsets.UTF_8));
    }

    ImportReport take(CallContext context, BillingMonth month, byte[] csv) {
        return service.importCsv(context, month, "test.csv", new ByteArrayInputStream(csv), ReadingProgress.SILENT);
    }

    ImportReport takeRows(BillingMonth month, String... rows) {
        return take(ADMIN, month, ("meter_no,register,read_on,value\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    long count(String table) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM " + table, List.of(), row -> row.getLong(1))
                .orElseThrow());
    }
}
