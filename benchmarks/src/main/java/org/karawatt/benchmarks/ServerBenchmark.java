package org.karawatt.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what an administrator sees of the packed distribution on embedded Derby: its size, the time from the start command to the
 * first REST answer on a fresh and on a used installation, resident memory, and the wall time of {@code bin/karawatt demo}.
 *
 * <p>Arguments: {@code --customers=500,50000}, {@code --distribution=<tar.gz>}, {@code --work=<folder>}.
 */
public final class ServerBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(ServerBenchmark.class);

    private ServerBenchmark() {
    }

    public static void main(String[] args) throws Exception {
        Path archive = Path.of(BillingBenchmark.argument(args, "distribution", BillingBenchmark.DISTRIBUTION));
        Path work = Path.of(BillingBenchmark.argument(args, "work", "benchmarks/target/work"));
        StringBuilder table = new StringBuilder("\n| what | measured |\n|---|---:|\n");
        line(table, "distribution, packed", "%.0f MB", Files.size(archive) / 1e6);
        for (String customers : BillingBenchmark.argument(args, "customers", "500,50000").split(",")) {
            try (BenchDatabase derby = BenchDatabase.start("derby");
                    BenchServer server = BenchServer.unpack(archive, work.resolve("server-" + customers), derby, "")) {
                line(table, "first start to the first REST answer", "%.1f s", server.startToFirstAnswer() / 1e3);
                line(table, "resident memory after the start", "%.0f MB", server.residentBytes() / 1e6);
                server.stop();
                line(table, "second start to the first REST answer", "%.1f s", server.startToFirstAnswer() / 1e3);
                long began = System.nanoTime();
                server.demo(Integer.parseInt(customers));
                line(table, "demo month of " + customers + " customers, on the started server", "%.1f s", (System.nanoTime() - began) / 1e9);
                line(table, "resident memory after it", "%.0f MB", server.residentBytes() / 1e6);
                server.stop();
            }
        }
        LOG.info("{}", table);
    }

    private static void line(StringBuilder table, String what, String format, double value) {
        table.append("| ").append(what).append(" | ").append(String.format(Locale.ROOT, format, value)).append(" |\n");
    }
}
