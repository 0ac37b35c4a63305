package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.tariff.PackageVerifier;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.rating.tariff.TariffPlans;

/** What must hold for every bill, on the shipped tariffs. */
class RatingPropertiesTest {

    private static final BillingMonth JANUARY = BillingMonth.of(LocalDate.of(2026, 1, 1));
    private static final TariffPlan ZHEJIANG = plan("zhejiang-residential", "zhejiang-residential");
    private static final TariffPlan SHANGHAI_TOU = plan("shanghai-residential", "shanghai-residential-tou");
    private static final TariffPlan HUNAN = plan("hunan-residential", "hunan-residential");
    private static final TariffPlan HUBEI = plan("hubei-2026-01", "hubei-commercial-two-part-110kv-tou");

    private static TariffPlan plan(String file, String code) {
        try {
            byte[] json = Files.readAllBytes(Path.of("../domains/tariff/src/main/resources/KARAWATT-INF/tariff/" + file + ".json"));
            TariffPlans plans = PackageVerifier.accept(TariffPackageReader.read(json));
            return plans.find(code, JANUARY.firstDay()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RatingInput.Builder january() {
        return RatingInput.builder("A1", JANUARY.period(), JANUARY);
    }

    @Provide
    Arbitrary<RatingInput> industry() {
        Arbitrary<BigDecimal> kwh = Arbitraries.bigDecimals().between(BigDecimal.ZERO, new BigDecimal("900000")).ofScale(2);
        Arbitrary<BigDecimal> kvarh = Arbitraries.bigDecimals().between(BigDecimal.ZERO, new BigDecimal("900000")).ofScale(1);
        Arbitrary<BigDecimal> kw = Arbitraries.bigDecimals().between(BigDecimal.ONE, new BigDecimal("5000")).ofScale(3);
        // not below 40 % of the capacity of 3150 kVA
        Arbitrary<BigDecimal> agreed = Arbitraries.bigDecimals().between(new BigDecimal("1260"), new BigDecimal("5000")).ofScale(3);
        return Combinators.combine(kwh.list().ofSize(4), kvarh, kw, agreed, Arbitraries.of(DemandMethod.CAPACITY, DemandMethod.CONTRACT_DEMAND,
                DemandMethod.ACTUAL_DEMAND), Arbitraries.of(PowerFactorStandard.class)).as((registers, reactive, actual, contract, method, standard) ->
                january().touKwh(TouPeriod.SHARP, registers.get(0)).touKwh(TouPeriod.PEAK, registers.get(1)).touKwh(TouPeriod.FLAT, registers.get(2))
                        .touKwh(TouPeriod.VALLEY, registers.get(3)).activeKwh(registers.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                        .reactiveKvarh(reactive).maxDemandKw(actual).contractDemandKw(contract).capacityKva(new BigDecimal("3150"))
                        .demandMethod(method).powerFactorStandard(standard).build());
    }

    @Property(tries = 500)
    void linesSumToTheTotalAndCarryAllEnergy(@ForAll("industry") RatingInput input) {
        RatedBill bill = Rater.rate(HUBEI, input, TraceMode.NONE);
        BigDecimal sum = bill.lines().stream().map(RatedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, sum.compareTo(bill.total()));
        BigDecimal energy = bill.lines().stream().filter(RatedLine::carriesEnergy).map(RatedLine::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, energy.compareTo(input.activeKwh()));
        assertTrue(bill.lines().stream().allMatch(line -> line.amount().scale() == 2));
    }

    @Property(tries = 500)
    void aStoredBillIsReadBackAndReplayedExactly(@ForAll("industry") RatingInput input) {
        RatingRecord stored = new RatingRecord(input, Rater.rate(HUBEI, input, TraceMode.FULL));
        RatingRecord read = RatingCodec.read(RatingCodec.write(stored));
        assertEquals(stored, read);
        assertEquals(stored.bill(), read.replay(HUBEI));
    }

    @Property(tries = 500)
    void printedPricesAreBilledUpToTheRoundingOfLines(@ForAll("industry") RatingInput input) {
        RatedBill bill = Rater.rate(HUBEI, input, TraceMode.NONE);
        BigDecimal printed = BigDecimal.ZERO;
        BigDecimal[] prices = {new BigDecimal("1.012099"), new BigDecimal("0.809061"), new BigDecimal("0.613986"), new BigDecimal("0.395024")};
        for (int i = 0; i < prices.length; i++) {
            printed = printed.add(prices[i].multiply(input.touKwh().get(HUBEI.periodAt(i))));
        }
        BigDecimal billed = bill.amountOf(Components.ENERGY).add(bill.amountOf(Components.FUND));
        assertTrue(billed.subtract(printed).abs().compareTo(new BigDecimal("0.035")) <= 0, billed + " against " + printed);
    }

    @Property(tries = 500)
    void moreEnergyNeverCostsLess(@ForAll @BigRange(min = "0", max = "9000") BigDecimal kwh, @ForAll @BigRange(min = "0", max = "500") BigDecimal more,
            @ForAll @BigRange(min = "0", max = "6000") BigDecimal before) {
        for (TariffPlan plan : List.of(ZHEJIANG, HUNAN)) {
            BigDecimal less = Rater.rate(plan, january().activeKwh(kwh).yearKwhBefore(before).build(), TraceMode.NONE).total();
            BigDecimal larger = Rater.rate(plan, january().activeKwh(kwh.add(more)).yearKwhBefore(before).build(), TraceMode.NONE).total();
            assertTrue(larger.compareTo(less) >= 0, less + " then " + larger);
        }
    }

    /** A year in one bill costs what it costs in many, but for half a cent a line: splitting where nothing changes changes nothing. */
    @Property(tries = 200)
    void aYearInManyBillsCostsWhatItCostsInOne(@ForAll List<@IntRange(min = 0, max = 1500) Integer> months) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal used = BigDecimal.ZERO;
        List<BigDecimal> usedByTier = null;
        int lines = 1;
        for (int kwh : months.subList(0, Math.min(12, months.size()))) {
            RatingInput.Builder input = january().activeKwh(BigDecimal.valueOf(kwh)).yearKwhBefore(used).yearTierKwhBefore(usedByTier);
            RatedBill bill = Rater.rate(ZHEJIANG, input.build(), TraceMode.NONE);
            sum = sum.add(bill.total());
            used = used.add(BigDecimal.valueOf(kwh));
            usedByTier = bill.tiers().stream().map(use -> use.before().add(use.now())).toList();
            lines += bill.lines().size();
        }
        BigDecimal whole = Rater.rate(ZHEJIANG, january().activeKwh(used).yearKwhBefore(BigDecimal.ZERO).build(), TraceMode.NONE).total();
        assertTrue(whole.subtract(sum).abs().compareTo(new BigDecimal("0.005").multiply(BigDecimal.valueOf(lines + 3))) <= 0, whole + " " + sum);
    }

    @Property(tries = 500)
    void tiersAndPeriodsBothAddUp(@ForAll @BigRange(min = "0", max = "3000") BigDecimal peak, @ForAll @BigRange(min = "0", max = "3000") BigDecimal valley,
            @ForAll @BigRange(min = "0", max = "6000") BigDecimal before) {
        RatedBill bill = Rater.rate(SHANGHAI_TOU, january().touKwh(TouPeriod.PEAK, peak).touKwh(TouPeriod.VALLEY, valley).yearKwhBefore(before).build(),
                TraceMode.NONE);
        for (TouPeriod period : List.of(TouPeriod.PEAK, TouPeriod.VALLEY)) {
            BigDecimal sum = bill.lines().stream().filter(line -> line.tou() == period).map(RatedLine::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(0, sum.compareTo(period == TouPeriod.PEAK ? peak : valley));
        }
        for (TierUse use : bill.tiers()) {
            BigDecimal sum = bill.lines().stream().filter(line -> line.tier() == use.tier()).map(RatedLine::quantity)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(0, sum.compareTo(use.now()));
        }
        assertTrue(bill.lines().stream().noneMatch(line -> line.quantity().signum() < 0));
    }

    @Property(tries = 200)
    void theOrderInWhichRegistersArriveDoesNotMatter(@ForAll("industry") RatingInput input) {
        List<TouPeriod> order = new ArrayList<>(List.of(TouPeriod.values()));
        Collections.reverse(order);
        RatingInput.Builder turned = RatingInput.builder(input.accountNo(), new Period(input.period().from(), input.period().to()), JANUARY)
                .activeKwh(input.activeKwh()).reactiveKvarh(input.reactiveKvarh()).maxDemandKw(input.maxDemandKw())
                .contractDemandKw(input.contractDemandKw()).capacityKva(new BigDecimal("3150")).demandMethod(input.demandMethod())
                .powerFactorStandard(input.powerFactorStandard());
        order.forEach(period -> turned.touKwh(period, input.touKwh().get(period)));
        assertEquals(Rater.rate(HUBEI, input, TraceMode.FULL), Rater.rate(HUBEI, turned.build(), TraceMode.FULL));
    }
}
