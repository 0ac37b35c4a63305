package org.karawatt.mart.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.mart.internal.service.MartWorld.ADMIN;
import static org.karawatt.mart.internal.service.MartWorld.EAST;
import static org.karawatt.mart.internal.service.MartWorld.JUNE;
import static org.karawatt.mart.internal.service.MartWorld.MAY;

import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.billing.api.BillFigureService.BillFigure;
import org.karawatt.decision.api.Applications;
import org.karawatt.decision.api.Applications.Flow;
import org.karawatt.decision.api.Applications.InProgress;
import org.karawatt.decision.api.Board;
import org.karawatt.decision.api.BoardQuery;
import org.karawatt.decision.api.Dimension;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.decision.api.MartProof;
import org.karawatt.decision.api.MartStatus;
import org.karawatt.decision.api.Slice;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.TestContexts;
import org.karawatt.workflow.api.CaseStatus;

class MartTest {

    private static final BoardQuery OF_JUNE = new BoardQuery(JUNE, null, null, null);

    @TempDir
    Path folder;
    private MartWorld world;

    @BeforeEach
    void open() {
        world = new MartWorld(folder.resolve("mart.duckdb"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    /** May: 100 + 300 kWh for 50 + 300 yuan; June: 200 + 300 kWh for 110 + 330 yuan, and 50 kWh for 25 yuan in the west. */
    private void twoMonths() {
        world.bill(101, MAY, "RESIDENTIAL", "100", "50.00");
        world.bill(102, MAY, "COMMERCIAL", "300", "300.00");
        world.bill(101, JUNE, "RESIDENTIAL", "200", "110.00");
        world.bill(102, JUNE, "COMMERCIAL", "300", "330.00");
        world.bill(201, JUNE, "RESIDENTIAL", "50", "25.00");
    }

    @Test
    void answersTheBoardFromWhatItWasFed() {
        twoMonths();
        world.pay(2, "60.00", LocalDate.of(2026, 7, 1));
        world.workCase(1, "new-connection", 2, CaseStatus.OPEN, Instant.parse("2026-06-10T02:00:00Z"));
        world.workCase(2, "new-connection", 3, CaseStatus.CLOSED, Instant.parse("2026-06-11T02:00:00Z"));
        assertEquals(3, MartWorld.refresh(world.start()), "May, June, and July with a payment");
        Board board = world.board.board(ADMIN, OF_JUNE);
        assertEquals(3, board.sales().bills());
        assertEquals(0, number("550").compareTo(board.sales().energyKwh()));
        assertEquals(0, number("465").compareTo(board.sales().amount()));
        assertEquals(number("0.845455"), board.averagePrice());
        assertEquals(0, number("350").compareTo(board.previous().amount()));
        assertNull(board.lastYear());
        assertEquals(List.of("COMMERCIAL", "RESIDENTIAL"), board.byClass().stream().map(Slice::key).toList());
        assertEquals("工商业", board.byClass().get(0).nameZh());
        assertEquals(List.of("3301", "3302"), board.byOffice().stream().map(Slice::key).toList());
        assertEquals(List.of("C", "-"), board.byIndustry().stream().map(Slice::key).toList());
        assertEquals(List.of(MAY, JUNE), board.months().stream().map(each -> each.month()).toList());
        // June: 465.00 receivable of which 405.00 are open; May is due on 15 June and so overdue on 1 July
        assertEquals(0, number("405").compareTo(board.arrears().open()));
        assertEquals(number("0.1290"), board.arrears().collected());
        assertEquals(0, number("755").compareTo(board.arrears().openAll()));
        assertEquals(0, number("350").compareTo(board.arrears().overdueAll()));
        assertEquals(0, number("350").compareTo(board.arrears().ages().get(0).amount()));
        assertEquals(2, board.arrears().ages().get(0).receivables());
        assertEquals(new Board.Pipeline("new-connection", "流程new-connection", "Process new-connection", 1, 0, 2, 1), board.pipeline().get(0));
    }

    /** The clock says 1 July 2026. */
    @Test
    void followsApplicationsByCapacity() {
        Instant may = Instant.parse("2026-05-20T02:00:00Z");
        Instant june = Instant.parse("2026-06-10T02:00:00Z");
        world.application(1, 2, may, 101L, june, Map.of("requestedKva", number("500"), "approvedKva", number("400"), "energisedOn",
                LocalDate.of(2026, 6, 5)));
        world.application(2, 2, june, null, null, Map.of("requestedKva", number("315")));
        world.application(3, 2, may, null, june, Map.of("requestedKva", number("630")));
        // a household applies by its load
        world.application(4, 3, june, 201L, null, Map.of("loadKw", number("8"), "energisedOn", LocalDate.of(2026, 6, 20)));
        // nobody knows what this one wants
        world.application(5, 3, may, null, null, Map.of());
        world.workCase(6, "complaint", 2, CaseStatus.OPEN, june);
        MartWorld.refresh(world.start());
        Applications all = world.board.applications(ADMIN, null, null);
        // May: 500 + 630 kVA applied for; June: 315 + 8 applied for, 400 + 8 connected, 630 lost
        assertEquals(List.of(flow(MAY, 3, "1130.00", 0, "0.00", 0, "0.00"), flow(JUNE, 2, "323.00", 2, "408.00", 1, "630.00")), all.months());
        assertEquals(List.of(new InProgress("new-connection-high-voltage", "高压新装", "High voltage", 2, number("315.00"))), all.inProgress());
        // the month before: what came later is not in it, what is in progress is as of now
        assertEquals(List.of(flow(MAY, 3, "1130.00", 0, "0.00", 0, "0.00")), world.board.applications(ADMIN, MAY, null).months());
        Applications west = world.board.applications(ADMIN, null, "3302");
        assertNull(west.inProgress().get(0).kva());
        assertEquals(List.of(flow(MAY, 1, null, 0, "0.00", 0, "0.00"), flow(JUNE, 1, "8.00", 1, "8.00", 0, "0.00")), west.months());
        assertEquals(List.of(flow(MAY, 2, "1130.00", 0, "0.00", 0, "0.00"), flow(JUNE, 1, "315.00", 1, "400.00", 1, "630.00")),
                world.board.applications(EAST, null, null).months());
        assertThrows(KarawattException.class, () -> world.board.applications(EAST, null, "3302"));
        assertThrows(KarawattException.class, () -> world.board.applications(TestContexts.nobody(), null, null));
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        world.board.exportApplications(EAST, null, null, ExportFormat.CSV, csv);
        List<String> lines = csv.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("\ufeffcase_id,process,office_code,applied_on,connected_on,lost_on,applied_kva,connected_kva", lines.get(0));
        assertEquals("1,new-connection-high-voltage,3301,2026-05-20,2026-06-05,,500.00,400.00", lines.get(1));
        assertEquals(4, lines.size());
    }

    private static Flow flow(BillingMonth month, long applied, String appliedKva, long connected, String connectedKva, long lost, String lostKva) {
        return new Flow(month, "new-connection-high-voltage", "高压新装", "High voltage", applied, appliedKva == null ? null : number(appliedKva),
                connected, number(connectedKva), lost, number(lostKva));
    }

    @Test
    void takesTheEffectsOfVolumeMixAndPriceApart() {
        twoMonths();
        MartWorld.refresh(world.start());
        // by hand: R0 350, Q0 400, R1 465, Q1 550; A = 350 * 550 / 400 = 481.25; B = 250 * 0.5 + 300 * 1 = 425
        var found = world.board.board(ADMIN, OF_JUNE).decomposition();
        assertEquals(number("131.25"), found.volumeEffect());
        assertEquals(number("-56.25"), found.mixEffect());
        assertEquals(number("40.00"), found.priceEffect());
        assertEquals(number("0.875000"), found.averageBefore());
        assertEquals(number("-0.102273"), found.averageMixEffect());
        assertEquals(number("0.072728"), found.averagePriceEffect());
    }

    @Test
    void showsEverybodyHisOwnOfficesOnly() {
        twoMonths();
        MartWorld.refresh(world.start());
        Board board = world.board.board(EAST, OF_JUNE);
        assertEquals(2, board.sales().bills());
        assertEquals(List.of("3301"), board.byOffice().stream().map(Slice::key).toList());
        assertEquals(KarawattException.Kind.NOT_FOUND, assertThrows(KarawattException.class,
                () -> world.board.board(EAST, new BoardQuery(JUNE, null, "3302", null))).kind());
        assertEquals(1, world.board.slices(ADMIN, new BoardQuery(JUNE, null, "3302", null), Dimension.CLASS).size());
        assertEquals(List.of(), world.board.months(TestContexts.clerk("/44/", "decision.read")));
        assertThrows(KarawattException.class, () -> world.board.months(TestContexts.clerk("/33/", "billing.read")));
    }

    @Test
    void bringsInTheMonthOfEachRunThatFinishes() {
        var service = world.start();
        MartWorld.refresh(service);
        twoMonths();
        world.news.changed(world.finish(7, JUNE));
        Eventually.until(() -> service.status(ADMIN).runs() == 1);
        MartStatus status = service.status(ADMIN);
        assertEquals(5, status.bills(), "May had no run; it has come with the comparison of sums");
        assertEquals(MAY, status.firstMonth());
        assertEquals(List.of(), status.waiting());
        assertTrue(status.bytes() > 0);
    }

    @Test
    void catchesUpWithWhatFinishedWhileItWasAway() {
        var first = world.start();
        MartWorld.refresh(first);
        world.stop(first);
        twoMonths();
        // nobody listens
        world.news.changed(world.finish(7, MAY));
        world.news.changed(world.finish(8, JUNE));
        var second = world.start(Duration.ZERO);
        Eventually.until(() -> second.status(ADMIN).runs() == 2);
        assertTrue(second.prove(ADMIN).holds());
        assertEquals(5, second.status(ADMIN).bills());
    }

    @Test
    void findsInTheSumsWhatNoRunTellsOf() {
        twoMonths();
        var service = world.start();
        MartWorld.refresh(service);
        assertEquals(0, MartWorld.refresh(service), "nothing has changed");
        world.pay(3, "330.00", LocalDate.of(2026, 7, 1));
        MartProof proof = service.prove(ADMIN);
        assertEquals(List.of("open yuan", "payments", "payments yuan"), proof.differences().stream().map(MartProof.Difference::what).toList());
        assertEquals(2, MartWorld.refresh(service), "June, whose debt is paid, and July, in which it was");
        assertTrue(service.prove(ADMIN).holds());
        world.bills.set(4, new BillFigure(5, 201, JUNE, 3, "RESIDENTIAL", "T", number("51"),
                number("25.00"), null));
        assertEquals("kWh", service.prove(ADMIN).differences().get(0).what());
        assertTrue(service.prove(EAST).holds(), "the west is none of the east's business");
        assertEquals(1, MartWorld.refresh(service));
        assertTrue(service.prove(ADMIN).holds());
    }

    @Test
    void isRebuiltMonthByMonthAndForgetsWhatIsGone() {
        twoMonths();
        MartWorld.refresh(world.start());
        world.bills.removeIf(bill -> bill.month().equals(MAY));
        world.receivables.removeIf(each -> each.month().equals(MAY));
        MartRunHandler handler = new MartRunHandler(world.feed);
        List<Long> keys = new ArrayList<>();
        handler.plan(Map.of(), (key, weight) -> keys.add(key));
        assertEquals(List.of(202606L), keys);
        ChunkResult result = handler.work(new Chunk(1, Map.of(), 0, 202606, 1000));
        assertEquals(new ChunkResult(202606, 1, List.of()), result);
        assertEquals(new ChunkResult(202606, 0, List.of()), handler.work(new Chunk(1, Map.of(), 202606, 202606, 1000)));
        // three parts with bills, two offices with receivables, three sums of each
        assertEquals("{\"months\":1,\"compared\":15,\"differences\":0}", handler.finish(1, Map.of()));
        assertEquals(List.of(JUNE), world.board.months(ADMIN));
        assertThrows(KarawattException.class, () -> handler.check(EAST, Map.of()), "there is one mart for all offices");
    }

    @Test
    void putsABrokenFileAsideAndBuildsAnew() throws Exception {
        twoMonths();
        MartWorld.refresh(world.start());
        world.close();
        Path file = folder.resolve("mart.duckdb");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.write(new byte[8192]);
        }
        MartWorld again = new MartWorld(file);
        try (again) {
            again.bills.addAll(world.bills);
            again.receivables.addAll(world.receivables);
            var service = again.start();
            MartWorld.refresh(service);
            assertEquals(5, service.status(ADMIN).bills());
            assertTrue(service.prove(ADMIN).holds());
            assertTrue(Files.exists(folder.resolve("mart.duckdb.broken")));
        }
    }

    @Test
    void saysWhyThereIsNoMartAndHurtsNobody() throws Exception {
        Path file = Files.createFile(folder.resolve("taken"));
        try (MartWorld none = new MartWorld(file.resolve("mart.duckdb"))) {
            var service = none.start();
            MartStatus status = service.status(ADMIN);
            assertEquals(MartStatus.State.ABSENT, status.state());
            assertTrue(status.problem().contains("taken"), status.problem());
            // the run that finishes does not notice
            none.news.changed(none.finish(1, JUNE));
            assertEquals(KarawattException.Kind.UNAVAILABLE,
                    assertThrows(KarawattException.class, () -> none.board.board(ADMIN, OF_JUNE)).kind());
        }
    }

    @Test
    void keepsTheLastClassificationOfClosedAccounts() {
        world.bill(199, JUNE, "COMMERCIAL", "1", "1.00");
        MartWorld.refresh(world.start());
        Slice slice = world.board.slices(ADMIN, OF_JUNE, Dimension.INDUSTRY).get(0);
        assertEquals("Q", slice.key());
    }

    @Test
    void exportsInThreeFormats() throws Exception {
        twoMonths();
        MartWorld.refresh(world.start());
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        world.board.export(EAST, OF_JUNE, ExportFormat.CSV, csv);
        List<String> lines = csv.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("\ufeffmonth,office_code,office,usage_class,industry,voltage,tariff,bills,kwh,amount", lines.get(0));
        assertEquals("202606,3301,单位2,COMMERCIAL,C,AC00101,T-COMMERCIAL,1,300.0000,330.00", lines.get(1));
        assertEquals(3, lines.size());
        ByteArrayOutputStream excel = new ByteArrayOutputStream();
        world.board.export(EAST, OF_JUNE, ExportFormat.XLSX, excel);
        assertEquals("PK", excel.toString(StandardCharsets.ISO_8859_1).substring(0, 2));
        Path parquet = folder.resolve("sales.parquet");
        try (var out = Files.newOutputStream(parquet)) {
            world.board.export(ADMIN, OF_JUNE, ExportFormat.PARQUET, out);
        }
        // another store reads it
        try (var connection = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), sum(kwh), sum(amount) FROM '" + parquet + "'")) {
            assertTrue(rows.next());
            assertEquals(3, rows.getLong(1));
            assertEquals(0, number("550").compareTo(rows.getBigDecimal(2)));
            assertEquals(0, number("465").compareTo(rows.getBigDecimal(3)));
            assertFalse(rows.next());
        }
    }

    @Test
    void tellsTheMonthsOfAnOfficeForForecasts() {
        twoMonths();
        MartWorld.refresh(world.start());
        assertEquals(List.of(number("100.0000"), number("250.0000")),
                world.board.series(ADMIN, null, "RESIDENTIAL").stream().map(each -> each.energyKwh()).toList());
        assertEquals(1, world.board.series(ADMIN, "3302", null).size());
        assertEquals(new BillingMonth(202606), world.board.series(ADMIN, "3302", null).get(0).month());
    }
}
