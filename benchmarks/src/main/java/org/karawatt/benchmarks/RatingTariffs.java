package org.karawatt.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;
import org.karawatt.rating.tariff.PackageVerifier;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffDefinition;
import org.karawatt.rating.tariff.TariffPackage;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.rating.tariff.TariffPlans;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What tariffs cost: finding one of many for each bill, compiling one, and taking in a whole package with the proof of its cases. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RatingTariffs {

    /** Many tariffs at once: one bill after the other has another one, or a hundred bills in a row have the same. */
    @State(Scope.Thread)
    public static class Many {
        /** More than any number of tariffs measured, and no multiple of one. */
        private static final int STEP = 7919;

        @Param({"1", "100", "10000"})
        public int tariffs;
        @Param({"1", "100"})
        public int inARow;

        private TariffPlans plans;
        private String[] codes;
        private RatingInput[] inputs;
        private int next;
        private int bill;

        @Setup
        public void make() {
            TariffPackage content = TariffPackageReader.read(BillKind.TIERS.content());
            TariffDefinition model = content.tariffs().stream().filter(t -> t.code().equals(BillKind.TIERS.tariff())).findFirst().orElseThrow();
            String definition = TariffPackageReader.definitions(BillKind.TIERS.content()).get(content.tariffs().indexOf(model));
            List<TariffPlan> all = new ArrayList<>(tariffs);
            codes = new String[tariffs];
            for (int i = 0; i < tariffs; i++) {
                codes[i] = "T" + i;
                byte[] another = definition.replaceFirst("\"" + model.code() + "\"", "\"" + codes[i] + "\"").getBytes(StandardCharsets.UTF_8);
                all.add(TariffCompiler.compile("many", "1", content.currency(), TariffPackageReader.readDefinition(another)));
            }
            plans = new TariffPlans(all);
            inputs = BillKind.TIERS.inputs();
            next = new Random(tariffs).nextInt(tariffs);
        }

        private TariffPlan plan() {
            if (++bill % inARow == 0) {
                next = (next + STEP) % tariffs;
            }
            return plans.find(codes[next], BillKind.MONTH.firstDay()).orElseThrow();
        }
    }

    /** The tariff of a kind of bill. */
    @State(Scope.Thread)
    public static class One {
        @Param({"TIERS", "INDUSTRY"})
        public BillKind kind;

        private byte[] file;
        private TariffPackage content;
        private TariffDefinition definition;

        @Setup
        public void make() {
            file = kind.content();
            content = TariffPackageReader.read(file);
            definition = content.tariffs().stream().filter(t -> t.code().equals(kind.tariff())).findFirst().orElseThrow();
        }
    }

    @Benchmark
    public RatedBill rateOneOfMany(Many many) {
        return Rater.rate(many.plan(), many.inputs[many.bill & BillKind.BILLS - 1], TraceMode.NONE);
    }

    @Benchmark
    public TariffPlan compileOne(One one) {
        return TariffCompiler.compile(one.content.code(), one.content.version(), one.content.currency(), one.definition);
    }

    @Benchmark
    public TariffPlans takeInPackage(One one) {
        return PackageVerifier.accept(TariffPackageReader.read(one.file));
    }
}
