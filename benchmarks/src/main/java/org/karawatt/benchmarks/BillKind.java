package org.karawatt.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.Intervals;
import org.karawatt.rating.PowerFactorStandard;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.tariff.PackageVerifier;
import org.karawatt.rating.tariff.TariffPackageReader;

/**
 * The bills that are measured, on tariffs of the product. The facts of each are drawn once from a fixed seed, so that every program of a
 * run prices the same bills and none of them can learn a single one.
 */
public enum BillKind {

    /** A household with three yearly tiers, total register only. */
    TIERS("zhejiang-residential", "zhejiang-residential") {
        @Override
        long[] facts(Random random) {
            return new long[] {random.nextInt(700), random.nextInt(6000)};
        }

        @Override
        void fill(RatingInput.Builder input, long[] facts) {
            input.activeKwh(BigDecimal.valueOf(facts[0])).yearKwhBefore(BigDecimal.valueOf(facts[1]));
        }
    },

    /** A household with three yearly tiers and two registers, each tier and period at a price of its own. */
    TIERS_TOU("shanghai-residential", "shanghai-residential-tou") {
        @Override
        long[] facts(Random random) {
            return new long[] {1 + random.nextInt(400), random.nextInt(300), random.nextInt(6000)};
        }

        @Override
        void fill(RatingInput.Builder input, long[] facts) {
            input.activeKwh(BigDecimal.valueOf(facts[0] + facts[1])).touKwh(TouPeriod.PEAK, BigDecimal.valueOf(facts[0]))
                    .touKwh(TouPeriod.VALLEY, BigDecimal.valueOf(facts[1])).yearKwhBefore(BigDecimal.valueOf(facts[2]));
        }
    },

    /** A two-part customer: four periods, contract demand with its excess, the discount for good use, power factor, three funds. */
    INDUSTRY("hubei-2026-01", "hubei-commercial-two-part-110kv-tou") {
        @Override
        long[] facts(Random random) {
            return new long[] {40_000 + random.nextInt(40_000), 100_000 + random.nextInt(200_000), 200_000 + random.nextInt(300_000),
                    100_000 + random.nextInt(200_000), 50_000 + random.nextInt(500_000), 1500 + random.nextInt(1000)};
        }

        @Override
        void fill(RatingInput.Builder input, long[] facts) {
            contract(input);
            TouPeriod[] periods = {TouPeriod.SHARP, TouPeriod.PEAK, TouPeriod.FLAT, TouPeriod.VALLEY};
            long total = 0;
            for (int i = 0; i < periods.length; i++) {
                input.touKwh(periods[i], BigDecimal.valueOf(facts[i]));
                total += facts[i];
            }
            input.activeKwh(BigDecimal.valueOf(total)).reactiveKvarh(BigDecimal.valueOf(facts[REACTIVE]))
                    .maxDemandKw(BigDecimal.valueOf(facts[DEMAND]));
        }
    },

    /** The same customer metered by 2,976 quarter-hours, which tell periods and demand; the first fact is the reactive energy. */
    INTERVALS("hubei-2026-01", "hubei-commercial-two-part-110kv-tou") {
        @Override
        long[] facts(Random random) {
            long[] facts = random.longs(1 + MONTH.days() * 96L, 15_000, 60_000).toArray();
            facts[0] = 50_000 + random.nextInt(500_000);
            return facts;
        }

        @Override
        void fill(RatingInput.Builder input, long[] facts) {
            contract(input);
            long[] quarters = new long[facts.length - 1];
            System.arraycopy(facts, 1, quarters, 0, quarters.length);
            input.reactiveKvarh(BigDecimal.valueOf(facts[0])).intervals(new Intervals(15, INTERVAL_SCALE, quarters));
        }
    };

    /** Different bills of each kind; a power of two. */
    static final int BILLS = 64;
    static final int REACTIVE = 4;
    static final int DEMAND = 5;
    static final int CONTRACT_KW = 2000;
    static final int CAPACITY_KVA = 3150;
    /** Decimals of the kWh of a quarter of an hour. */
    static final int INTERVAL_SCALE = 2;
    static final BillingMonth MONTH = new BillingMonth(202601);

    private static final Path TARIFFS = Path.of("bundles/domains/tariff/src/main/resources/KARAWATT-INF/tariff");

    private final String file;
    private final String tariff;

    BillKind(String file, String tariff) {
        this.file = file;
        this.tariff = tariff;
    }

    /** The numbers that one bill is made of. */
    abstract long[] facts(Random random);

    abstract void fill(RatingInput.Builder input, long[] facts);

    private static void contract(RatingInput.Builder input) {
        input.demandMethod(DemandMethod.CONTRACT_DEMAND).contractDemandKw(BigDecimal.valueOf(CONTRACT_KW))
                .capacityKva(BigDecimal.valueOf(CAPACITY_KVA)).powerFactorStandard(PowerFactorStandard.P90);
    }

    /** Facts of all bills. */
    long[][] facts() {
        Random random = new Random(ordinal());
        long[][] all = new long[BILLS][];
        for (int i = 0; i < BILLS; i++) {
            all[i] = facts(random);
        }
        return all;
    }

    RatingInput[] inputs() {
        long[][] facts = facts();
        RatingInput[] inputs = new RatingInput[BILLS];
        for (int i = 0; i < BILLS; i++) {
            RatingInput.Builder input = RatingInput.builder("4200000001", MONTH.period(), MONTH);
            fill(input, facts[i]);
            inputs[i] = input.build();
        }
        return inputs;
    }

    /** The package as it is shipped. */
    byte[] content() {
        try {
            return Files.readAllBytes(TARIFFS.resolve(file + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String tariff() {
        return tariff;
    }

    TariffPlan plan() {
        return PackageVerifier.accept(TariffPackageReader.read(content())).find(tariff, MONTH.firstDay()).orElseThrow();
    }
}
