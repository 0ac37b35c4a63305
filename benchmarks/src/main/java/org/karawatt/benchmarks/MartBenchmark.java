package org.karawatt.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.karawatt.billing.api.BillFigureService.BillFigure;
import org.karawatt.billing.api.BillFigureService.ComponentSum;
import org.karawatt.codes.api.Office;
import org.karawatt.decision.api.BoardQuery;
import org.karawatt.decision.api.Dimension;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.decision.spi.ForecastMethod;
import org.karawatt.forecast.internal.calc.Backtest;
import org.karawatt.forecast.internal.calc.CalendarRegression;
import org.karawatt.forecast.internal.calc.HoltWinters;
import org.karawatt.forecast.internal.calc.Samples;
import org.karawatt.forecast.internal.calc.SeasonalNaive;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.ledger.api.LedgerFigureService.ReceivableFigure;
import org.karawatt.mart.internal.service.DefaultBoardService;
import org.karawatt.mart.internal.store.MartDatabase;
import org.karawatt.mart.internal.store.MartTables;
import org.karawatt.mart.internal.store.MartWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a mart with invented bills through the very code that feeds it, and times what the board, free questions and forecasts ask. What
 * reading from the operational database takes is not in it; {@code BillingBenchmark} has that side.
 *
 * <p>Arguments: {@code --bills=20000000}, {@code --months=24}, {@code --threads=2}, {@code --work=<folder>}.
 */
public final class MartBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(MartBenchmark.class);
    private static final int BRANCHES = 10;
    private static final int STATIONS = 20;
    private static final int TIMES = 7;
    private static final List<String> CLASSES = List.of("RESIDENTIAL", "AGRICULTURE", "COMMERCIAL");
    private static final List<String> VOLTAGES = List.of("AC00002", "AC00003", "AC00101", "AC00351", "AC01101");
    private static final CallContext ALL = CallContext.system();
    private static final CallContext BRANCH = new CallContext("branch", Set.of("*"), new OfficeScope(Set.of("/33/3303/")), Locale.ENGLISH,
            "bench", null);

    private final List<String> table = new ArrayList<>();

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        long bills = Long.parseLong(BillingBenchmark.argument(args, "bills", "20000000"));
        int months = Integer.parseInt(BillingBenchmark.argument(args, "months", "24"));
        int threads = Integer.parseInt(BillingBenchmark.argument(args, "threads", "2"));
        Path work = Files.createTempDirectory(Files.createDirectories(Path.of(BillingBenchmark.argument(args, "work", "target"))), "mart");
        try {
            new MartBenchmark().measure(work.resolve("mart.duckdb"), bills, months, threads);
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(MartBenchmark::delete);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(Path file, long bills, int months, int threads) throws Exception {
        MartDatabase database = new MartDatabase(file, 2048, threads);
        List<Long> stations = offices(database);
        BillingMonth last = new BillingMonth(202612);
        BillingMonth month = last;
        for (int i = 1; i < months; i++) {
            month = month.previous();
        }
        long began = System.nanoTime();
        for (int i = 0; i < months; i++, month = month.next()) {
            load(database, month, bills / months, stations);
        }
        row("rebuild: " + bills / months * months + " bills and as many receivables in " + months + " months, from memory", System.nanoTime() - began);
        BillingMonth newest = last;
        row("one month anew: " + bills / months + " bills", time(1, () -> load(database, newest, bills / months, stations)));
        DefaultBoardService board = new DefaultBoardService(database, new StoppedClock());
        BoardQuery query = new BoardQuery(last, null, null, null);
        row("board of a month, all offices, first time", time(1, () -> board.board(ALL, query)));
        row("board of a month, all offices", time(TIMES, () -> board.board(ALL, query)));
        row("board of a month, one branch of ten", time(TIMES, () -> board.board(BRANCH, query)));
        for (Dimension dimension : Dimension.values()) {
            row("sales by " + dimension.name().toLowerCase(Locale.ROOT), time(TIMES, () -> board.slices(ALL, query, dimension)));
        }
        row("24 months of one class, for a forecast", time(TIMES, () -> board.series(ALL, null, "COMMERCIAL")));
        for (ExportFormat format : ExportFormat.values()) {
            row("export of a month as " + format, time(1, () -> board.export(ALL, query, format, new ByteArrayOutputStream())));
        }
        free(database, "month x industry over the bills", "SELECT month, industry, count(*), sum(kwh), sum(amount) FROM bill GROUP BY ALL");
        free(database, "month x industry x voltage x office over the bills",
                "SELECT month, industry, voltage, office_code, sum(kwh) FROM bill GROUP BY ALL");
        free(database, "the 20 accounts that use most in two years",
                "SELECT account_id, sum(kwh) k FROM bill GROUP BY 1 ORDER BY k DESC LIMIT 20");
        free(database, "median and 95th percentile of bills by class",
                "SELECT usage_class, quantile_cont(amount, [0.5, 0.95]) FROM bill GROUP BY 1");
        free(database, "overdue by month and class", "SELECT month, usage_class, sum(open) FROM receivable WHERE due_on < DATE '2026-12-01'"
                + " GROUP BY ALL");
        row("forecast of 365 days, three methods tried on 60 origins", time(TIMES, MartBenchmark::forecast));
        LOG.info("\n{} cores of the machine, {} threads of the store, {} MB of file\n\n| what | ms |\n|---|---:|\n{}",
                Runtime.getRuntime().availableProcessors(), threads, database.bytes() / 1_000_000, String.join("\n", table));
        database.close();
    }

    private void row(String what, long nanos) {
        table.add(String.format(Locale.ROOT, "| %s | %,.0f |", what, nanos / 1e6));
        LOG.info("{}", table.get(table.size() - 1));
    }

    /** Middle of several times. */
    private static long time(int times, Work work) throws Exception {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return nanos[times / 2];
    }

    /** A free question as its door asks it: on a connection of its own with the views of the caller's offices. */
    private void free(MartDatabase database, String what, String sql) throws Exception {
        row("free question: " + what, time(3, () -> database.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                MartTables.views(statement, OfficeScope.ALL);
                int rows = 0;
                try (ResultSet found = statement.executeQuery("SELECT * FROM (" + sql + ") LIMIT 10001")) {
                    while (found.next()) {
                        rows++;
                    }
                }
                return rows;
            }
        })));
    }

    private static List<Long> offices(MartDatabase database) {
        List<Long> stations = new ArrayList<>();
        database.write(connection -> {
            try (MartWriter writer = new MartWriter(connection)) {
                writer.office(office(1, "33", null, "/33/"));
                for (int branch = 1; branch <= BRANCHES; branch++) {
                    String code = String.format(Locale.ROOT, "33%02d", branch);
                    writer.office(office(branch * 100L, code, 1L, "/33/" + code + "/"));
                    for (int station = 1; station <= STATIONS; station++) {
                        long id = branch * 100L + station;
                        String below = String.format(Locale.ROOT, "%s%02d", code, station);
                        writer.office(office(id, below, branch * 100L, "/33/" + code + "/" + below + "/"));
                        stations.add(id);
                    }
                }
            }
            return null;
        });
        return stations;
    }

    private static Office office(long id, String code, Long parent, String path) {
        return new Office(id, code, parent, path, "STATION", "单位" + code, "Office " + code, LocalDate.of(2010, 1, 1), null, 0);
    }

    /** What a feed does with a month, on invented bills. */
    private static void load(MartDatabase database, BillingMonth month, long bills, List<Long> stations) {
        Random random = new Random(month.value());
        database.write(connection -> {
            try (MartWriter writer = new MartWriter(connection)) {
                writer.clear(month);
                for (long account = 1; account <= bills; account++) {
                    writer.bill(bill(account, month, stations, random), account % 10 == 0 ? "I" + account / 10 % 20 : null,
                            VOLTAGES.get((int) (account % 97 % VOLTAGES.size())));
                }
                for (long station : stations) {
                    for (String usageClass : CLASSES) {
                        writer.component(month, new ComponentSum(station, usageClass, "ENERGY", BigDecimal.valueOf(random.nextInt(1_000_000), 2)));
                    }
                }
                LocalDate due = month.next().firstDay().plusDays(14);
                for (long account = 1; account <= bills; account++) {
                    BigDecimal amount = BigDecimal.valueOf(1000 + random.nextInt(50_000), 2);
                    writer.receivable(new ReceivableFigure(month.value() * 10_000_000L + account, account, month,
                            stations.get((int) (account % stations.size())), CLASSES.get((int) (account % 10 % 3)), amount,
                            random.nextInt(33) == 0 ? amount : BigDecimal.ZERO, due));
                }
                writer.sum(month);
                writer.taken(List.of(), Instant.EPOCH);
            }
            return null;
        });
    }

    private static BillFigure bill(long account, BillingMonth month, List<Long> stations, Random random) throws SQLException {
        int kwh = 20 + random.nextInt(400) + (account % 50 == 0 ? random.nextInt(100_000) : 0);
        return new BillFigure(month.value() * 10_000_000L + account, account, month, stations.get((int) (account % stations.size())),
                CLASSES.get((int) (account % 10 % 3)), "T" + account % 30, BigDecimal.valueOf(kwh), BigDecimal.valueOf(kwh * 57L, 2), null);
    }

    private static void forecast() {
        double[] past = Samples.series().get(0).values().stream().mapToDouble(BigDecimal::doubleValue).toArray();
        for (ForecastMethod method : List.of(new SeasonalNaive(), new HoltWinters(), new CalendarRegression())) {
            Backtest.of(method, past, 7, 7);
            method.forecast(past, 7, 7);
        }
    }

    /** The day after the last month. */
    private static final class StoppedClock implements BusinessClock {
        @Override
        public Instant now() {
            return Instant.parse("2027-01-20T04:00:00Z");
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public LocalDate today() {
            return LocalDate.of(2027, 1, 20);
        }
    }
}
