package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.tariff.PackageVerifier;
import org.karawatt.rating.tariff.TariffPackageReader;

/** A period split where nothing changes and joined again costs the same, but for half a cent a line; more energy never costs less. */
class SectionPropertiesTest {

    private static final Period SPAN = new Period(LocalDate.of(2026, 1, 25), LocalDate.of(2026, 2, 25));
    private static final BillingMonth MONTH = BillingMonth.of(LocalDate.of(2026, 2, 1));
    private static final BigDecimal HALF_CENT = new BigDecimal("0.005");

    private static TariffPlan rules(String code) {
        try (InputStream file = SectionPropertiesTest.class.getResourceAsStream("/cases/rules.json")) {
            return PackageVerifier.accept(TariffPackageReader.read(file.readAllBytes())).find(code, SPAN.from()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TariffPlan shipped(String file, String code) {
        try {
            byte[] json = Files.readAllBytes(Path.of("../domains/tariff/src/main/resources/KARAWATT-INF/tariff/" + file + ".json"));
            return PackageVerifier.accept(TariffPackageReader.read(json)).find(code, LocalDate.of(2026, 1, 1)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final TariffPlan TIERS = rules("small-tiers");
    private static final TariffPlan YEAR = rules("hefei");
    private static final TariffPlan GUANGDONG = rules("guangdong");
    private static final TariffPlan HOURS = rules("hubei-hours");
    private static final TariffPlan TWO_PART = rules("two-part");
    private static final TariffPlan FEES = rules("everything");
    private static final TariffPlan SHANGHAI = shipped("shanghai-residential", "shanghai-residential-tou");

    private static RatingInput.Builder input() {
        return RatingInput.builder("A1", SPAN, MONTH);
    }

    private static void sameWhenSplit(TariffPlan plan, RatingInput input, int first, int second) {
        RatedBill whole = Rater.rate(plan, input, TraceMode.NONE);
        List<RatingInput> parts = SectionRater.split(input, SPAN.from().plusDays(first), SPAN.from().plusDays(second));
        RatedBill joined = SectionRater.rate(parts.stream().map(part -> new RatedSection(plan, part)).toList(), TraceMode.NONE);
        assertEquals(0, whole.energyKwh().compareTo(joined.energyKwh()), "energy");
        BigDecimal allowed = HALF_CENT.multiply(BigDecimal.valueOf(whole.lines().size() + joined.lines().size()));
        BigDecimal difference = whole.total().subtract(joined.total()).abs();
        assertTrue(difference.compareTo(allowed) <= 0, whole.total() + " whole, " + joined.total() + " in " + parts.size() + " parts");
    }

    @Provide
    Arbitrary<BigDecimal> kwh() {
        return Arbitraries.bigDecimals().between(BigDecimal.ZERO, new BigDecimal("9000")).ofScale(2);
    }

    @Property(tries = 300)
    void monthlyTiers(@ForAll("kwh") BigDecimal kwh, @ForAll @IntRange(min = 0, max = 31) int first, @ForAll @IntRange(min = 0, max = 31) int second) {
        sameWhenSplit(TIERS, input().activeKwh(kwh).build(), first, second);
        sameWhenSplit(GUANGDONG, input().activeKwh(kwh).build(), first, second);
    }

    @Property(tries = 300)
    void yearlyTiers(@ForAll("kwh") BigDecimal kwh, @ForAll("kwh") BigDecimal before, @ForAll @IntRange(min = 0, max = 31) int first,
            @ForAll @IntRange(min = 0, max = 31) int second) {
        sameWhenSplit(YEAR, input().activeKwh(kwh).yearKwhBefore(before).householdPeople(5).build(), first, second);
    }

    @Property(tries = 300)
    void capacityAndDemand(@ForAll("kwh") BigDecimal kwh, @ForAll("kwh") BigDecimal kw, @ForAll @IntRange(min = 0, max = 31) int first,
            @ForAll @IntRange(min = 0, max = 31) int second, @ForAll DemandMethod method) {
        RatingInput.Builder input = input().activeKwh(kwh).capacityKva(new BigDecimal("630")).maxDemandKw(kw).contractDemandKw(new BigDecimal("500"))
                .demandMethod(method == DemandMethod.NONE ? DemandMethod.CAPACITY : method).losses(Losses.given(new BigDecimal("310"), null, null));
        sameWhenSplit(TWO_PART, input.build(), first, second);
    }

    @Property(tries = 100)
    void intervals(@ForAll long seed, @ForAll @IntRange(min = 0, max = 31) int first, @ForAll @IntRange(min = 0, max = 31) int second) {
        Random random = new Random(seed);
        Intervals series = new Intervals(30, 2, random.longs((int) SPAN.days() * 48, 0, 100_000).toArray());
        sameWhenSplit(HOURS, input().intervals(series).capacityKva(BigDecimal.TEN).demandMethod(DemandMethod.CAPACITY).build(), first, second);
        Intervals quarters = new Intervals(15, 2, random.longs((int) SPAN.days() * 96, 0, 100_000).toArray());
        sameWhenSplit(HOURS, input().intervals(quarters).maxDemandKw(quarters.highestKw(15)).demandMethod(DemandMethod.ACTUAL_DEMAND).build(),
                first, second);
    }

    @Property(tries = 100)
    void whatIsChargedOnceIsChargedOnce(@ForAll("kwh") BigDecimal kwh, @ForAll @IntRange(min = 1, max = 30) int first) {
        RatingInput input = input().activeKwh(kwh).build();
        RatedBill joined = SectionRater.rate(SectionRater.split(input, SPAN.from().plusDays(first)).stream()
                .map(part -> new RatedSection(FEES, part)).toList(), TraceMode.NONE);
        for (String once : List.of("METER", "PAPER")) {
            assertEquals(1, joined.lines().stream().filter(line -> line.item().equals(once)).count());
        }
        assertEquals(0, new BigDecimal("3.1").compareTo(joined.lines().stream().filter(line -> line.item().equals("SERVICE"))
                .map(RatedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add)));
    }

    @Example
    void whatTellsItsOwnTimeCannotBeSplit() {
        Meter meter = new Meter("1", null, null, List.of());
        for (RatingInput.Builder input : List.of(input().meter(meter), input().activeKwh(BigDecimal.ONE).capacityKva(BigDecimal.ONE, 3),
                input().activeKwh(BigDecimal.ONE).demandMethod(DemandMethod.ACTUAL_DEMAND),
                input().activeKwh(BigDecimal.ONE).losses(Losses.given(BigDecimal.ONE, null, null).forDays(3, 30)))) {
            KarawattException refused = assertThrows(KarawattException.class, () -> SectionRater.split(input.build(), SPAN.from().plusDays(3)));
            assertEquals("RATING-083", refused.code().code());
        }
    }

    /** A larger bill for more energy, whatever the tariff, where no rebate rewards use. */
    @Property(tries = 300)
    void moreEnergyNeverCostsLess(@ForAll("kwh") BigDecimal peak, @ForAll("kwh") BigDecimal valley, @ForAll("kwh") BigDecimal before,
            @ForAll @IntRange(min = 1, max = 500) int more, @ForAll boolean atPeak) {
        BigDecimal added = BigDecimal.valueOf(more);
        BigDecimal morePeak = atPeak ? peak.add(added) : peak;
        BigDecimal moreValley = atPeak ? valley : valley.add(added);
        notLess(SHANGHAI, input().touKwh(TouPeriod.PEAK, peak).touKwh(TouPeriod.VALLEY, valley).yearKwhBefore(before).build(),
                input().touKwh(TouPeriod.PEAK, morePeak).touKwh(TouPeriod.VALLEY, moreValley).yearKwhBefore(before).build());
        for (TariffPlan plan : List.of(TIERS, YEAR, GUANGDONG, FEES)) {
            notLess(plan, input().activeKwh(peak).yearKwhBefore(before).build(), input().activeKwh(peak.add(added)).yearKwhBefore(before).build());
        }
        // more than the contract never costs less than the contract, by any reading of the rule
        RatingInput.Builder demand = input().activeKwh(peak).demandMethod(DemandMethod.CONTRACT_DEMAND).contractDemandKw(new BigDecimal("3000"));
        notLess(TWO_PART, demand.maxDemandKw(valley).build(), demand.maxDemandKw(valley.add(added)).build());
    }

    private static void notLess(TariffPlan plan, RatingInput less, RatingInput more) {
        BigDecimal one = Rater.rate(plan, less, TraceMode.NONE).total();
        BigDecimal other = Rater.rate(plan, more, TraceMode.NONE).total();
        assertTrue(other.compareTo(one) >= 0, plan.key() + ": " + one + " then " + other);
    }
}
