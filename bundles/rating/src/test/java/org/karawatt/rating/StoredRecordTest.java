package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.money.Money;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.trace.TraceNode;

class StoredRecordTest {

    private static final BillingMonth MONTH = BillingMonth.of(LocalDate.of(2026, 1, 1));
    private static final TariffKey KEY = new TariffKey("p", "1", "T", MONTH.firstDay());

    private static RatingRecord everything() {
        RatingInput input = RatingInput.builder("4401", MONTH.period(), MONTH).monthsCovered(2).activeKwh(new BigDecimal("1E+3"))
                .touKwh(TouPeriod.DEEP_VALLEY, new BigDecimal("0.00")).touKwh(TouPeriod.SHARP, new BigDecimal("12.3400"))
                .reactiveKvarh(BigDecimal.ONE).maxDemandKw(new BigDecimal("0.001")).capacityKva(BigDecimal.TEN).capacityKva(BigDecimal.ONE, 3)
                .contractDemandKw(BigDecimal.TEN).demandMethod(DemandMethod.ACTUAL_DEMAND).powerFactorStandard(PowerFactorStandard.P85)
                .householdPeople(7).extraMonths(0).tierExempt(true).yearMonthsInForce(14).yearKwhBefore(BigDecimal.ZERO)
                .yearTierKwhBefore(List.of(new BigDecimal("0E-7"))).fixed("照明", BigDecimal.ONE).ratio("排灌", new BigDecimal("12.50"))
                .capacity(new CapacityShare(BigDecimal.TEN, 3, new BigDecimal("50.0"))).meter(meter()).meter(new Meter("2", "1", "照明", List.of()))
                .intervals(new Intervals(30, 3, new long[] {1, -2, Intervals.MISSING})).reactiveBackKvarh(new BigDecimal("0.10")).losses(losses())
                .adjustment(new QuantityAdjustment(new BigDecimal("-3.0"), TouPeriod.P12, List.of(new BigDecimal("-3"), BigDecimal.ZERO), "错抄"))
                .adjustment(new QuantityAdjustment(BigDecimal.ONE, null, null, "")).estimated(true).supplyBegan(MONTH.firstDay())
                .supplyEnds(MONTH.firstDay().plusDays(3)).yearSettlement(true).highestTier(2).demandLine(BigDecimal.ONE, null)
                .demandLine(BigDecimal.TEN, "a").capacityChange(MONTH.firstDay(), BigDecimal.TEN).capacityHold(MONTH.firstDay(), null, BigDecimal.ONE)
                .capacityHold(MONTH.firstDay(), MONTH.firstDay().plusDays(20), BigDecimal.TEN).contractFloorPercent(new BigDecimal("30.0"))
                .demandDays(7).stretchOf(62).marketPrices(new Intervals(60, 7, new long[] {4_000_000}))
                .event(new PriceEvent(MONTH.firstDay().atStartOfDay(), MONTH.firstDay().atTime(2, 30), TouPeriod.CRITICAL))
                .purchaseFactor(new BigDecimal("1.50")).benefit("低保").powerFactorReward(false).goingOn(true)
                .shared(new SharedUse(new Intervals(30, 3, new long[] {1, 0, 7}), new BigDecimal("0.10")))
                .sharedOut(new SharedSale("4402", new BigDecimal("5.20"), new BigDecimal("0.1"))).fedKwh(TouPeriod.FLAT, new BigDecimal("3.0"))
                .fedIntervals(new Intervals(15, 0, new long[] {3, 4})).demandKw(TouPeriod.PEAK, new BigDecimal("12.50"))
                .carried(Map.of("CREDIT_KWH.P1", new BigDecimal("1.10"))).intermediate(true)
                .billed(List.of(new RatedLine("FUND", "LOCAL", null, 0, BigDecimal.ONE, "kWh", new BigDecimal("0.02"), new BigDecimal("0.02"))),
                        new BigDecimal("1.0")).build();
        TraceNode trace = TraceNode.of("rating.bill").with("quoted", "#12").with("day", LocalDate.of(2026, 2, 28)).with("count", 3)
                .with("number", new BigDecimal("-0.0075")).with("at", "@home").with("quote", "'x").with("empty", "").with("nothing", null)
                .child(TraceNode.of("child").build()).build();
        RatedLine line = new RatedLine("ENERGY", "ENERGY", TouPeriod.PEAK, 2, new BigDecimal("1.50"), "kWh", new BigDecimal("0.12345678"),
                new BigDecimal("0.19"));
        RatedBill bill = new RatedBill("4401", MONTH, KEY, Money.CNY, List.of(line), new BigDecimal("0.19"), new BigDecimal("1.50"),
                new BigDecimal("0.95"), List.of(new TierUse(1, BigDecimal.ZERO, BigDecimal.ONE, null)), new BigDecimal("0.020"), true,
                Map.of("CREDIT_MONEY", new BigDecimal("1.20")), trace);
        return new RatingRecord(input, bill);
    }

    private static Losses losses() {
        return new Losses(Losses.Method.FORMULA, "S9", BigDecimal.TEN, new BigDecimal("1.0"), new BigDecimal("2.0"), new BigDecimal("0.350"),
                new BigDecimal("1.1"), new BigDecimal("2.2"), new BigDecimal("3.3"), new BigDecimal("720"), 20, 31, new BigDecimal("40"),
                new BigDecimal("3"), Losses.LineBase.READ, Losses.Spread.FLAT, 0);
    }

    private static Meter meter() {
        RegisterAdvance rolled = new RegisterAdvance(RegisterAdvance.Register.ACTIVE, TouPeriod.P1, new BigDecimal("9999.90"), BigDecimal.ONE, 4, true);
        RegisterAdvance back = new RegisterAdvance(RegisterAdvance.Register.REACTIVE_BACK, null, BigDecimal.ZERO, BigDecimal.TEN, 6, false);
        return new Meter("1", null, null, List.of(
                new MeterSection(new BigDecimal("3000"), List.of(rolled, back), losses(), Correction.ofMeterError(new BigDecimal("-5")), true),
                new MeterSection(BigDecimal.ONE, List.of(), null, Correction.ofPercent(BigDecimal.TEN).onlyDifference(), false)));
    }

    @Test
    void everyFieldComesBackAsItWas() {
        assertEquals(everything(), RatingCodec.read(RatingCodec.write(everything())));
    }

    @Test
    void aBillOfStretchesComesBackWithAllOfThem() {
        RatingRecord one = everything();
        RatingRecord two = new RatingRecord(List.of(one.stretches().get(0),
                new RatingRecord.Stretch(new TariffKey("p", "2", "T", MONTH.firstDay().plusDays(9)), one.input())), one.bill());
        assertEquals(two, RatingCodec.read(RatingCodec.write(two)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "null", "{\"v\": 2, \"input\": {}, \"bill\": {}}", "{\"v\": 1, \"input\": {}, \"bill\": {}}"})
    void whatIsNoRecordIsRefused(String json) {
        assertEquals("RATING-061", assertThrows(KarawattException.class,
                () -> RatingCodec.read(json.getBytes(StandardCharsets.UTF_8))).code().code());
    }

    @Test
    void aDamagedRecordIsReadOrRefusedWithACode() {
        byte[] whole = RatingCodec.write(everything());
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int n = 0; n < 3 && damaged.length > 0; n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(128);
            }
            try {
                RatingCodec.read(damaged);
            } catch (KarawattException refused) {
                assertEquals("RATING-061", refused.code().code());
            }
        }
    }

    @Test
    void replayWantsTheVersionThatPricedTheBill() {
        TariffPlan other = new TariffPlan(new TariffKey("p", "2", "T", MONTH.firstDay()), new LocalText("t", "t"), Period.since(MONTH.firstDay()),
                Money.CNY, new TariffPlan.Terms(RoundingPolicy.LINE_HALF_UP, Map.of(), Set.of(), null, Map.of(), false, 15, null, null, Map.of()), List.of());
        assertEquals("RATING-062", assertThrows(KarawattException.class, () -> everything().replay(other)).code().code());
    }

    @Test
    void anInputWithoutSenseIsRefusedWithAllItsFaults() {
        KarawattException refused = assertThrows(KarawattException.class, () -> RatingInput.builder(" ", Period.since(MONTH.firstDay()), null)
                .monthsCovered(0).yearMonthsInForce(15).activeKwh(new BigDecimal("1E+999999999")).build());
        assertEquals(6, refused.faults().size(), refused.getMessage());
    }

    /** What could not be read again is not taken in, or a stored bill could never be replayed. */
    @Test
    void namesAndDaysThatCannotBeStoredAreRefused() {
        String longName = "x".repeat(41);
        KarawattException refused = assertThrows(KarawattException.class, () -> RatingInput.builder("A1", MONTH.period(), MONTH)
                .meter(new Meter(longName, "", " ", List.of())).fixed(longName, BigDecimal.ONE).benefit("").demandLine(BigDecimal.ONE, longName)
                .adjustment(new QuantityAdjustment(BigDecimal.ONE, null, null, "x".repeat(201)))
                .losses(new Losses(Losses.Method.TABLE, longName, null, null, null, null, null, null, null, null, null, null, null, null,
                        Losses.LineBase.READ, Losses.Spread.FLAT, null))
                .capacityChange(LocalDate.of(1, 1, 1), BigDecimal.ONE).supplyBegan(LocalDate.of(3000, 1, 1)).build());
        assertEquals(10, refused.faults().size(), refused.getMessage());
    }
}
