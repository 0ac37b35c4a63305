package org.karawatt.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times the studies over the whole population of the packed distribution: a trial run, a replay of every bill, and the comparison with another
 * tariff that a what-if is drawn from. They compute on the rating library and issue nothing.
 *
 * <p>Arguments: {@code --customers=50000}, {@code --databases=derby,postgresql}, {@code --distribution=<tar.gz>}, {@code --work=<folder>}.
 */
public final class WhatIfBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(WhatIfBenchmark.class);
    private static final String MONTH = "2026-01";
    private static final String FROM = "hunan-residential";
    private static final String TO = "zhejiang-residential";

    private WhatIfBenchmark() {
    }

    public static void main(String[] args) throws Exception {
        Path archive = Path.of(BillingBenchmark.argument(args, "distribution", BillingBenchmark.DISTRIBUTION));
        Path work = Path.of(BillingBenchmark.argument(args, "work", "benchmarks/target/work"));
        int customers = Integer.parseInt(BillingBenchmark.argument(args, "customers", "50000"));
        StringBuilder table = new StringBuilder("\n| database | study | accounts | s | s for a million |\n|---|---|---:|---:|---:|\n");
        for (String database : BillingBenchmark.argument(args, "databases", "derby,postgresql").split(",")) {
            try (BenchDatabase target = BenchDatabase.start(database);
                    BenchServer server = BenchServer.unpack(archive, work.resolve("what-if-" + database), target, "")) {
                server.startToFirstAnswer();
                server.demo(customers);
                study(table, database, server, "TRIAL", MONTH);
                study(table, database, server, "REPLAY", MONTH);
                String tariff = server.command("business:tariffs", "--text", TO).get(0).get("id").asText();
                long run = study(table, database, server, "--from", FROM, "--to", tariff, "COMPARISON", MONTH);
                long began = System.nanoTime();
                server.command("decision:what-if", String.valueOf(run));
                LOG.info("the picture of the comparison took {} ms, the start of the client included", (System.nanoTime() - began) / 1_000_000);
                server.stop();
            }
        }
        LOG.info("{}", table);
    }

    /** Returns the number of the run. */
    private static long study(StringBuilder table, String database, BenchServer server, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("--wait"));
        all.addAll(List.of(words));
        JsonNode run = server.command("business:study-start", all.toArray(String[]::new)).get(0);
        Duration took = Duration.between(Instant.parse(run.get("startedAt").asText()), Instant.parse(run.get("finishedAt").asText()));
        long accounts = run.get("itemsDone").asLong();
        table.append(String.format(Locale.ROOT, "| %s | %s | %,d | %.1f | %.0f |%n", database, words[words.length - 2], accounts,
                took.toMillis() / 1e3, took.toMillis() * 1e3 / accounts));
        return run.get("id").asLong();
    }
}
