package org.karawatt.reading.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.reading.internal.service.World.ADMIN;
import static org.karawatt.reading.internal.service.World.EAST_CLERK;
import static org.karawatt.reading.internal.service.World.FEBRUARY;
import static org.karawatt.reading.internal.service.World.JANUARY;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.internal.service.DefaultMeterReadingService;
import org.karawatt.persistence.store.Dialect;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.ImportState;
import org.karawatt.reading.api.ReadingErrors;
import org.karawatt.reading.api.ReadingProgress;
import org.karawatt.reading.internal.calc.Settings;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class ReadingImportTest {

    private static final String HEADER = "meter_no,register,read_on,value\n";
    private static final String GOOD = "M102,AP_TOTAL,2026-02-01,150.5\n";

    /** Rows behind the header, and the one fault that they have, as line, column and code; the good row M102 goes in all the same. */
    private static Map<String, String> brokenRows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("M103,AP_TOTAL,2026-02-01\n", "2 - READING-015");
        rows.put("M103,AP_TOTAL,2026-02-01,1,2\n", "2 - READING-015");
        rows.put("M999,AP_TOTAL,2026-02-01,150\n", "2 meter_no READING-003");
        rows.put(",AP_TOTAL,2026-02-01,150\n", "2 meter_no READING-003");
        rows.put("M1\u00002,AP_TOTAL,2026-02-01,150\n", "2 meter_no READING-003");
        rows.put("M103,AP_TOTALLY,2026-02-01,150\n", "2 register READING-004");
        rows.put("M103,AP_PEAK,2026-02-01,150\n", "2 register READING-004");
        rows.put("M103,AP_TOTAL,2026-02-01,1.2.3\n", "2 value READING-005");
        rows.put("M103,AP_TOTAL,2026-02-01,\n", "2 value READING-005");
        rows.put("M103,AP_TOTAL,2026-02-01,1e3\n", "2 value READING-005");
        rows.put("M103,AP_TOTAL,2026-02-01,１５０\n", "2 value READING-005");
        rows.put("M103,AP_TOTAL,2026-02-01,-5\n", "2 value READING-006");
        rows.put("M103,AP_TOTAL,2026-02-01,100000\n", "2 value READING-007");
        rows.put("M103,AP_TOTAL,2026-02-01,150.123\n", "2 value READING-007");
        rows.put("M103,AP_TOTAL,2026-02-30,150\n", "2 read_on READING-008");
        rows.put("M103,AP_TOTAL,1/2/2026,150\n", "2 read_on READING-008");
        rows.put("M103,AP_TOTAL,2025-12-31,150\n", "2 read_on READING-009");
        rows.put("M103,AP_TOTAL,2026-02-07,150\n", "2 read_on READING-010");
        rows.put("M103,AP_TOTAL,2025-12-01,150\n", "2 read_on READING-010");
        rows.put("M103,AP_TOTAL,2026-02-01,150\nM103,AP_TOTAL,2026-02-01,150\n", "3 meter_no READING-011");
        rows.put("M103" + "0".repeat(70) + ",AP_TOTAL,2026-02-01,150\n", "2 meter_no READING-013");
        rows.put("=cmd|' /C calc'!A0,AP_TOTAL,2026-02-01,150\n", "2 meter_no READING-014");
        rows.put("M103,@SUM(A1),2026-02-01,150\n", "2 register READING-014");
        rows.put("M103,AP_TOTAL,+2026-02-01,150\n", "2 read_on READING-014");
        rows.put("M103,AP_TOTAL,2026-02-01,=1+1\n", "2 value READING-014");
        rows.put("M103,AP_TOTAL,2026-02-01,-A1\n", "2 value READING-014");
        rows.put("\n\nM999,AP_TOTAL,2026-02-01,150\n", "4 meter_no READING-003");
        rows.put("\"M9\n\n99\",AP_TOTAL,2026-02-01,150\nM103,AP_TOTAL,2026-02-01,x\n",
                "2 meter_no READING-003, 5 value READING-005");
        rows.put("M103,AP_TOTAL,tomorrow,many\n", "2 read_on READING-008, 2 value READING-005");
        return rows;
    }

    private static String faults(ImportReport report) {
        return String.join(", ", report.faults().stream()
                .map(f -> f.line() + " " + (f.column().isEmpty() ? "-" : f.column()) + " " + f.code()).toList());
    }

    private static ReadingErrors refusal(World world, byte[] csv) {
        KarawattException e = assertThrows(KarawattException.class, () -> world.take(ADMIN, JANUARY, csv));
        assertEquals(Kind.INVALID, e.kind());
        assertEquals(0, world.count("reading_import"));
        assertEquals(0, world.count("metering_reading"));
        return (ReadingErrors) e.faults().get(0).code();
    }

    @OnEachDatabase
    void namesEveryBadRowAndTakesTheGoodOnes(TestDatabase db) {
        World world = new World(db);
        brokenRows().forEach((rows, expected) -> {
            ImportReport report = world.take(HEADER + rows + GOOD);
            assertEquals(expected, faults(report), rows);
            boolean onceMore = expected.contains("READING-011");
            assertEquals(onceMore ? 2 : 1, report.rowsOk(), rows);
            assertEquals(report.rowsTotal(), report.rowsOk() + report.rowsBad(), rows);
            report.faults().forEach(f -> assertNotEquals(f.messageZh(), f.messageEn()));
            db.unitOfWork().required(() -> db.bulk().update("DELETE FROM metering_reading", List.of()));
        });
    }

    @OnEachDatabase
    void refusesAFileThatCannotBeReadAsAWhole(TestDatabase db) {
        World world = new World(db);
        String file = HEADER + GOOD;
        assertEquals(ReadingErrors.NOT_UTF8, refusal(world, (file + "电表,AP_TOTAL,2026-02-01,1\n").getBytes(Charset.forName("GBK"))));
        assertEquals(ReadingErrors.NOT_UTF8, refusal(world, file.getBytes(StandardCharsets.UTF_16)));
        assertEquals(ReadingErrors.COLUMN_MISSING,
                refusal(world, "meter_no,register,read_on\nM102,AP_TOTAL,2026-02-01\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(ReadingErrors.DUPLICATE_COLUMN, refusal(world,
                "meter_no,register,read_on,value,VALUE\nM102,AP_TOTAL,2026-02-01,1,2\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(ReadingErrors.EMPTY_FILE, refusal(world, HEADER.getBytes(StandardCharsets.UTF_8)));
        assertEquals(ReadingErrors.EMPTY_FILE, refusal(world, new byte[0]));
        assertEquals(ReadingErrors.UNREADABLE, refusal(world, (file + "\"M103,AP_TOTAL\n" + GOOD).getBytes(StandardCharsets.UTF_8)));
        KarawattException all = assertThrows(KarawattException.class,
                () -> world.take(ADMIN, JANUARY, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("meter_no", "register", "read_on", "value"), all.faults().stream().map(f -> f.field()).toList());
        Settings two = new Settings(List.of(), World.SETTINGS.highFactor(), World.SETTINGS.highFloor(), World.SETTINGS.sumTolerance(), 5, 2);
        KarawattException large = assertThrows(KarawattException.class, () -> world.service(two).importCsv(ADMIN, JANUARY, "x.csv",
                new ByteArrayInputStream((HEADER + GOOD.repeat(3)).getBytes(StandardCharsets.UTF_8)), ReadingProgress.SILENT));
        assertEquals(ReadingErrors.TOO_LARGE, large.code());
    }

    @OnEachDatabase
    void bearsMarkOrderOfColumnsFurtherColumnsAndQuotes(TestDatabase db) {
        World world = new World(db);
        ImportReport report = world.take("\uFEFF\"Value\",note,read_on,REGISTER,meter_no\r\n"
                + "150.50,\"=1+1, \"\"two\nlines\"\"\",2026-02-01,AP_TOTAL, M102 \r\n\r\n3,,2026-02-01,MD,M103\r\n");
        assertEquals("", faults(report));
        assertEquals(2, report.rowsOk());
        assertEquals("50.5000", world.readings.history(ADMIN, 102, 1).get(0).quantity().toPlainString());
        // demand is not compared with the last value
        assertEquals("3.0000", world.readings.history(ADMIN, 103, 1).get(0).quantity().toPlainString());
    }

    @OnEachDatabase
    void keepsOtherOfficesMetersUnknown(TestDatabase db) {
        World world = new World(db);
        byte[] csv = (HEADER + "M201,AP_TOTAL,2026-02-01,150\n" + GOOD).getBytes(StandardCharsets.UTF_8);
        ImportReport report = world.take(EAST_CLERK, JANUARY, csv);
        assertEquals("2 meter_no READING-003", faults(report));
        assertEquals(1, report.rowsOk());
        // to somebody else the same file is another import
        ImportReport other = world.take(ADMIN, JANUARY, csv);
        assertFalse(other.repeated());
        assertEquals("3 meter_no READING-012", faults(other));
        assertEquals(1, world.service.faults(EAST_CLERK, report.id(), PageRequest.first(10)).total());
        assertEquals(Kind.NOT_FOUND, assertThrows(KarawattException.class,
                () -> world.service.faults(EAST_CLERK, other.id(), PageRequest.first(10))).kind());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> world.take(TestContexts.clerk("/33/3301/", "reading.read"), JANUARY, csv)).kind());
    }

    @OnEachDatabase
    void changesNothingWhenTheSameFileComesAgain(TestDatabase db) {
        World world = new World(db);
        String csv = HEADER + GOOD + "M999,AP_TOTAL,2026-02-01,150\n";
        ImportReport first = world.take(csv);
        ImportReport again = world.take(csv);
        assertFalse(first.repeated());
        assertEquals(new ImportReport(first.id(), "test.csv", JANUARY, true, 2, 1, 1, 0, 0, first.faults()), again);
        assertEquals(1, world.count("metering_reading"));
        assertEquals(1, world.count("reading_import"));
        assertEquals("2 meter_no READING-012", faults(world.take(HEADER + GOOD + GOOD.replace("M102", "M103"))));
        assertFalse(world.take(ADMIN, FEBRUARY, csv.getBytes(StandardCharsets.UTF_8)).repeated());
        Eventually.until(() -> world.db.events().of("karawatt/reading/import/finished").size() == 3);
    }

    /** Five chunks of meters with one register; some rows are bad. */
    private static String fiveChunks(World world) {
        ParentRows.accounts(world.db, ParentRows.EAST, 20_001, 10_000);
        for (int from = 20_001; from < 30_001; from += 5_000) {
            world.metering.load(ADMIN, IntStream.range(from, from + 5_000)
                    .mapToObj(i -> World.point(i, world.east, 1, RegisterKind.AP_TOTAL)).toList());
        }
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 20_001; i < 30_001; i++) {
            csv.append(i % 1_000 == 0 ? "X" : "M").append(i).append(",AP_TOTAL,2026-02-01,").append(100 + i % 50).append('\n');
        }
        return csv.toString();
    }

    /** A service in another life of the server. */
    private static DefaultReadingService life(TestDatabase db, World world, MeterReadingService readings) {
        return new DefaultReadingService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.outbox(), db.clock(), new FakeOffices(),
                world.metering, readings, World.SETTINGS, world.folder);
    }

    /** A file of 10,001 rows whose last one repeats the first; the server dies in its third chunk. */
    private static byte[] killed(TestDatabase db, World world, CallContext caller) {
        byte[] csv = (fiveChunks(world) + "M20001,AP_TOTAL,2026-02-01,101\n").getBytes(StandardCharsets.UTF_8);
        DefaultReadingService dying = life(db, world, new FailingReadings(world.readings, 3).proxy());
        assertThrows(IllegalStateException.class, () -> dying.importCsv(caller, JANUARY, "big.csv", new ByteArrayInputStream(csv),
                ReadingProgress.SILENT));
        assertEquals(3_996, world.count("metering_reading"));
        assertEquals(4, world.count("reading_import_fault"));
        assertEquals(1, world.kept());
        db.restart();
        return csv;
    }

    private static DefaultReadingService nextLife(TestDatabase db, World world) {
        return life(db, world, new DefaultMeterReadingService(db.unitOfWork(), db.bulk(), db.numbering()));
    }

    /** Every good row is in, none twice, and nothing is left over. */
    private static void whole(TestDatabase db, World world, ImportReport report) {
        assertEquals(10_001, report.rowsTotal());
        assertEquals(9_990, report.rowsOk());
        assertEquals(11, report.rowsBad());
        assertEquals("10002 meter_no READING-011", faults(report).substring(faults(report).lastIndexOf(", ") + 2));
        assertEquals(10, report.faults().stream().filter(f -> f.code().equals("READING-003")).count());
        db.unitOfWork().readOnly(() -> {
            db.bulk().stream("SELECT COUNT(*), COUNT(DISTINCT register_id) FROM metering_reading", List.of(), row -> {
                assertEquals(9_990, row.getLong(1));
                assertEquals(9_990, row.getLong(2));
            });
            return null;
        });
        assertEquals(0, world.kept());
    }

    @OnEachDatabase
    void goesOnWhereAKilledImportStopped(TestDatabase db) throws IOException {
        World world = new World(db);
        byte[] csv = killed(db, world, ADMIN);
        // the disk of this server is gone: the same file must come again
        Files.delete(onlyFile(world));
        DefaultReadingService next = nextLife(db, world);
        next.recover();
        ImportState open = next.imports(ADMIN, true, PageRequest.first(10)).items().get(0);
        assertFalse(open.done());
        assertFalse(open.resumable());
        assertEquals(4_000, open.rowsTotal());
        assertEquals(ReadingErrors.CONTENT_AWAY,
                assertThrows(KarawattException.class, () -> next.resume(ADMIN, open.id(), ReadingProgress.SILENT)).code());
        List<Long> seen = new ArrayList<>();
        ImportReport report = next.importCsv(ADMIN, JANUARY, "big.csv", new ByteArrayInputStream(csv), (rows, total) -> seen.add(rows));
        assertEquals(List.of(6_000L, 8_000L, 10_000L, 10_001L), seen);
        assertFalse(report.repeated());
        whole(db, world, report);
        assertTrue(next.importCsv(ADMIN, JANUARY, "big.csv", new ByteArrayInputStream(csv), ReadingProgress.SILENT).repeated());
        assertEquals(0, next.imports(ADMIN, true, PageRequest.first(10)).total());
        assertEquals(0, world.kept());
    }

    @OnEachDatabase
    void aStartFinishesWhatWasInterruptedWithTheRightsOfItsBeginner(TestDatabase db) {
        World world = new World(db);
        killed(db, world, EAST_CLERK);
        DefaultReadingService next = nextLife(db, world);
        assertTrue(next.imports(EAST_CLERK, true, PageRequest.first(10)).items().get(0).resumable());
        next.recover();
        ImportState done = next.imports(EAST_CLERK, false, PageRequest.first(10)).items().get(0);
        assertTrue(done.done());
        assertFalse(done.resumable());
        assertEquals(EAST_CLERK.user(), done.importedBy());
        whole(db, world, next.resume(EAST_CLERK, done.id(), ReadingProgress.SILENT));
        // once more there is nothing to do
        next.recover();
        assertEquals(9_990, world.count("metering_reading"));
        Eventually.until(() -> db.events().of("karawatt/reading/import/finished").size() == 1);
    }

    @OnEachDatabase
    void goesOnByHandForThoseWhoMaySeeIt(TestDatabase db) throws IOException {
        World world = new World(db);
        killed(db, world, ADMIN);
        DefaultReadingService next = nextLife(db, world);
        ImportState open = next.imports(ADMIN, true, PageRequest.first(10)).items().get(0);
        assertEquals(0, next.imports(EAST_CLERK, true, PageRequest.first(10)).total());
        assertEquals(Kind.NOT_FOUND, assertThrows(KarawattException.class,
                () -> next.resume(EAST_CLERK, open.id(), ReadingProgress.SILENT)).kind());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> next.resume(TestContexts.clerk("/33/", "reading.read"), open.id(), ReadingProgress.SILENT)).kind());
        // a content that is not whole is no content
        byte[] content = Files.readAllBytes(onlyFile(world));
        Files.write(onlyFile(world), Arrays.copyOf(content, content.length - 100));
        assertEquals(ReadingErrors.CONTENT_AWAY,
                assertThrows(KarawattException.class, () -> next.resume(ADMIN, open.id(), ReadingProgress.SILENT)).code());
        Files.write(onlyFile(world), content);
        whole(db, world, next.resume(ADMIN, open.id(), ReadingProgress.SILENT));
    }

    @OnEachDatabase
    void aStartTidiesUpWhatNoImportNeeds(TestDatabase db) throws IOException {
        World world = new World(db);
        killed(db, world, ADMIN);
        Path needed = onlyFile(world);
        Files.setLastModifiedTime(needed, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        Path old = Files.createFile(world.folder.resolve("incoming-1.csv"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        Path fresh = Files.createFile(world.folder.resolve("incoming-2.csv"));
        DefaultReadingService dying = life(db, world, new FailingReadings(new DefaultMeterReadingService(db.unitOfWork(), db.bulk(),
                db.numbering()), 1).proxy());
        dying.recover();
        assertTrue(Files.exists(needed), "its import has failed once more");
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(fresh), "somebody may be sending it");
        assertEquals(3_996, world.count("metering_reading"));
    }

    private static Path onlyFile(World world) throws IOException {
        try (Stream<Path> files = Files.list(world.folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @OnEachDatabase
    void needsFewStatementsAChunk(TestDatabase db) {
        World world = new World(db);
        String csv = fiveChunks(world);
        long statements = db.unitOfWork().required(() -> {
            long before = db.bulk().statements();
            world.take(csv);
            return db.bulk().statements() - before;
        });
        // five chunks: the lock (a look and batches of 1,000 on Derby), states (twice in the first month of a take-over), progress, readings
        // in batches of 1,000 on Derby, faults; and a dozen for beginning, end and report
        long budget = 5 * (db.dialect() == Dialect.DERBY ? 9 : 6) + 14;
        assertTrue(statements <= budget, () -> statements + " statements, budget " + budget);
    }

    @OnEachDatabase
    void keepsTheFirstTenThousandFaultsAndCountsAll(TestDatabase db) {
        World world = new World(db);
        StringBuilder csv = new StringBuilder(HEADER);
        IntStream.range(0, 10_500).forEach(i -> csv.append("X").append(i).append(",AP_TOTAL,2026-02-01,1\n"));
        ImportReport report = world.take(csv.toString());
        assertEquals(10_500, report.rowsBad());
        assertEquals(500, report.faultsNotNamed());
        assertEquals(100, report.faults().size());
        assertEquals(10_000, world.count("reading_import_fault"));
        assertEquals(10_000, world.service.faults(ADMIN, report.id(), new PageRequest(9_999, 10)).total());
        assertEquals(10_001, world.service.faults(ADMIN, report.id(), new PageRequest(9_999, 10)).items().get(0).line());
    }
}
