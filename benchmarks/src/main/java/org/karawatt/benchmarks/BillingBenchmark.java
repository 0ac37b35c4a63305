package org.karawatt.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures a month on the packed distribution: accounts billed and booked a second on Derby and PostgreSQL, peak heap, beside the
 * naive program that a user would write and beside the bare speed of the database for the same rows. One run measures all of them
 * on the same data, one after the other.
 *
 * <p>Arguments: {@code --sizes=10000,100000}, {@code --databases=derby,postgresql}, {@code --distribution=<tar.gz>},
 * {@code --work=<folder>}, {@code --java-options=<for the server, such as a flight recording>}.
 */
public final class BillingBenchmark {

    static final String DISTRIBUTION = "karaf-assembly/target/karawatt-assembly-0.1.0-SNAPSHOT.tar.gz";

    private static final Logger LOG = LoggerFactory.getLogger(BillingBenchmark.class);
    /** The naive program is far slower; this many accounts are enough to know its speed. */
    private static final int NAIVE_ACCOUNTS = 5000;
    /** As many streams as the server has workers on a machine with two cores. */
    private static final int STREAMS = 2;

    /** One line of the table; speeds in accounts a second. */
    private record Row(String database, int accounts, double load, double readings, double billing, double statements,
            double naive, double batch, double copy, String heap) {
    }

    private BillingBenchmark() {
    }

    public static void main(String[] args) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (String database : argument(args, "databases", "derby,postgresql").split(",")) {
            for (String size : argument(args, "sizes", "10000,100000,1000000").split(",")) {
                rows.add(measure(database, Integer.parseInt(size), Path.of(argument(args, "distribution",
                        DISTRIBUTION)), Path.of(argument(args, "work", "benchmarks/target/work")),
                        argument(args, "java-options", "")));
                LOG.info("so far:\n{}", table(rows));
            }
        }
    }

    private static Row measure(String database, int accounts, Path archive, Path work, String javaOptions) throws Exception {
        try (BenchDatabase target = BenchDatabase.start(database);
                BenchServer server = BenchServer.unpack(archive, work.resolve(database + "-" + accounts), target, javaOptions)) {
            JsonNode result = server.demo(accounts);
            String heap = server.heap();
            server.stop();
            JsonNode millis = result.get("seconds");
            int bills = result.get("totals").get("bills").asInt();
            double batch = BareWrites.run(target, server.databaseFolder(), STREAMS, false);
            double copy = target.isPostgres() ? BareWrites.run(target, server.databaseFolder(), STREAMS, true) : Double.NaN;
            double naive = NaiveBilling.run(target, server.databaseFolder(), Math.min(accounts, NAIVE_ACCOUNTS));
            return new Row(database, accounts, speed(accounts, millis, "customers"), speed(accounts, millis, "reading-import"),
                    speed(bills, millis, "billing"), server.statementsPerAccount(), naive, batch, copy, heap);
        }
    }

    private static double speed(int count, JsonNode millis, String step) {
        return count * 1000.0 / Math.max(1, millis.get(step).asLong());
    }

    private static String table(List<Row> rows) {
        String head = """
                | database | accounts | loaded/s | read/s | billed and booked/s | statements per account | naive/s | bare batch/s | bare COPY/s | billed : best bare | heap at most / live at most, MB |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|
                """;
        return head + rows.stream().map(r -> String.format(Locale.ROOT, "| %s | %,d | %,.0f | %,.0f | %,.0f | %.3f | %,.0f | %,.0f | %s | %.2f | %s |",
                r.database(), r.accounts(), r.load(), r.readings(), r.billing(), r.statements(), r.naive(), r.batch(),
                Double.isNaN(r.copy()) ? "-" : String.format(Locale.ROOT, "%,.0f", r.copy()),
                r.billing() / (Double.isNaN(r.copy()) ? r.batch() : Math.max(r.batch(), r.copy())), r.heap()))
                .collect(Collectors.joining("\n"));
    }

    static String argument(String[] args, String name, String otherwise) {
        return Arrays.stream(args).filter(a -> a.startsWith("--" + name + "=")).map(a -> a.substring(name.length() + 3)).findFirst()
                .orElse(otherwise);
    }
}
