package org.karawatt.benchmarks;

import java.util.concurrent.TimeUnit;
import org.karawatt.rating.RatedBill;
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

/** A bill by the rating library, from its input to its lines, with and without the explanation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RatingBills {

    @Param
    public BillKind kind;
    @Param
    public TraceMode trace;

    private TariffPlan plan;
    private RatingInput[] inputs;
    private int next;

    @Setup
    public void make() {
        plan = kind.plan();
        inputs = kind.inputs();
    }

    @Benchmark
    public RatedBill rate() {
        return Rater.rate(plan, inputs[next++ & BillKind.BILLS - 1], trace);
    }
}
