package org.karawatt.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the rating library with JMH: nanoseconds and allocated bytes for a bill of each kind, with and without its explanation, beside
 * the bare arithmetic; for finding a tariff among many; for compiling one. All of it in one run, each benchmark in a Java runtime of its
 * own.
 *
 * <p>Arguments: {@code --include=<regular expression over class.method>}, {@code --forks=1}, {@code --iterations=4},
 * {@code --seconds=1}: one fork of four iterations after four to warm up, a second each, takes about four minutes.
 */
public final class RatingBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(RatingBenchmark.class);
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private RatingBenchmark() {
    }

    public static void main(String[] args) throws Exception {
        int iterations = Integer.parseInt(BillingBenchmark.argument(args, "iterations", "4"));
        TimeValue time = TimeValue.milliseconds((long) (1000 * Double.parseDouble(BillingBenchmark.argument(args, "seconds", "1"))));
        OptionsBuilder options = new OptionsBuilder();
        options.include(BillingBenchmark.argument(args, "include", "org.karawatt.benchmarks.Rating.*"))
                .forks(Integer.parseInt(BillingBenchmark.argument(args, "forks", "1")))
                .warmupIterations(iterations).warmupTime(time).measurementIterations(iterations).measurementTime(time)
                .jvmArgsAppend("-Xms1g", "-Xmx1g").shouldFailOnError(true).addProfiler(GCProfiler.class);
        Collection<RunResult> results = new Runner(options.build()).run();
        LOG.info("\n{}", table(results));
    }

    private static String table(Collection<RunResult> results) {
        List<String> rows = new ArrayList<>();
        for (RunResult result : results) {
            Map<String, String> parameters = new TreeMap<>();
            result.getParams().getParamsKeys().forEach(key -> parameters.put(key, result.getParams().getParam(key)));
            Result<?> time = result.getPrimaryResult();
            rows.add(String.format(Locale.ROOT, "| %s | %s | %,.0f | %,.0f | %,.0f |",
                    result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"),
                    parameters.entrySet().stream().map(p -> p.getKey() + " " + p.getValue()).collect(Collectors.joining(", ")),
                    time.getScore(), time.getScoreError(), result.getSecondaryResults().get(ALLOCATED).getScore()));
        }
        return "| benchmark | of | ns | ± | bytes |\n|---|---|---:|---:|---:|\n" + String.join("\n", rows);
    }
}
