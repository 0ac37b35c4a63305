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
                .yearTierKwhBefore(List.of(new BigDecimal("0E-7"))).fixed("照明", BigDecimal.ONE).build();
        TraceNode trace = TraceNode.of("rating.bill").with("quoted", "#12").with("day", LocalDate.of(2026, 2, 28)).with("count", 3)
                .with("number", new BigDecimal("-0.0075")).with("at", "@home").with("quote", "'x").with("empty", "").with("nothing", null)
                .child(TraceNode.of("child").build()).build();
        RatedLine line = new RatedLine("ENERGY", "ENERGY", TouPeriod.PEAK, 2, new BigDecimal("1.50"), "kWh", new BigDecimal("0.12345678"),
                new BigDecimal("0.19"));
        RatedBill bill = new RatedBill("4401", MONTH, KEY, Money.CNY, List.of(line), new BigDecimal("0.19"), new BigDecimal("1.50"),
                new BigDecimal("0.95"), List.of(new TierUse(1, BigDecimal.ZERO, BigDecimal.ONE, null)), trace);
        return new RatingRecord(input, bill);
    }

    @Test
    void everyFieldComesBackAsItWas() {
        assertEquals(everything(), RatingCodec.read(RatingCodec.write(everything())));
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
                Money.CNY, new TariffPlan.Terms(RoundingPolicy.LINE_HALF_UP, Map.of(), Set.of(), null, Map.of(), false, 15, Map.of()), List.of());
        assertEquals("RATING-062", assertThrows(KarawattException.class, () -> everything().replay(other)).code().code());
    }

    @Test
    void anInputWithoutSenseIsRefusedWithAllItsFaults() {
        KarawattException refused = assertThrows(KarawattException.class, () -> RatingInput.builder(" ", Period.since(MONTH.firstDay()), null)
                .monthsCovered(0).yearMonthsInForce(15).activeKwh(new BigDecimal("1E+999999999")).build());
        assertEquals(6, refused.faults().size(), refused.getMessage());
    }
}
