package org.karawatt.benchmarks;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The same bills by programs that know one tariff only and give nothing but the total: the arithmetic that no library can avoid. Before
 * anything is measured they have to agree with the library to the cent on every bill.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RatingPeers {

    @Param
    public BillKind kind;

    private long[][] facts;
    private BigDecimal[][] decimals;
    private int next;

    @Setup
    public void make() {
        facts = kind.facts();
        decimals = new BigDecimal[facts.length][];
        for (int i = 0; i < facts.length; i++) {
            decimals[i] = kind == BillKind.INTERVALS ? PlainDecimals.quarters(facts[i]) : PlainDecimals.of(facts[i]);
        }
        TariffPlan plan = kind.plan();
        RatingInput[] inputs = kind.inputs();
        for (int i = 0; i < facts.length; i++) {
            BigDecimal total = Rater.rate(plan, inputs[i], TraceMode.NONE).total();
            if (!total.equals(BigDecimal.valueOf(longs(i), 2)) || !total.equals(decimals(i))) {
                throw new IllegalStateException(kind + ": " + total + ", " + longs(i) + ", " + decimals(i));
            }
        }
    }

    @Benchmark
    public long scaledLongs() {
        return longs(next++ & BillKind.BILLS - 1);
    }

    @Benchmark
    public BigDecimal plainDecimals() {
        return decimals(next++ & BillKind.BILLS - 1);
    }

    private long longs(int bill) {
        return switch (kind) {
            case TIERS -> ScaledLongs.tiers(facts[bill]);
            case TIERS_TOU -> ScaledLongs.tiersTou(facts[bill]);
            case INDUSTRY -> ScaledLongs.industry(facts[bill]);
            case INTERVALS -> ScaledLongs.intervals(facts[bill]);
        };
    }

    private BigDecimal decimals(int bill) {
        return switch (kind) {
            case TIERS -> PlainDecimals.tiers(decimals[bill]);
            case TIERS_TOU -> PlainDecimals.tiersTou(decimals[bill]);
            case INDUSTRY -> PlainDecimals.industry(decimals[bill]);
            case INTERVALS -> PlainDecimals.intervals(decimals[bill]);
        };
    }
}
