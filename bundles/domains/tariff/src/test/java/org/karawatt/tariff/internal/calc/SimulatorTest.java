package org.karawatt.tariff.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rating.tariff.ChargeMethods;
import org.karawatt.rating.tariff.TariffPlans;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.SimulationRequest;
import org.karawatt.tariff.api.SimulationRequest.Curve;
import org.karawatt.tariff.api.TariffSimulation;
import org.karawatt.tariff.api.TariffSimulation.Point;

/** Simulations with amounts that were worked out by hand. */
class SimulatorTest {

    /** 0.5 to 100 kWh a month and 0.7 above; 0.8 and 0.3 by time of use; 0.6 with the power factor. */
    private static final String PACKAGE = """
            {"package": "P", "version": "1.0.0", "name": {"zh": "\u5305", "en": "package"}, "source": "made for a test", "currency": "CNY",
             "tariffs": [
              {"code": "TIERS", "name": {"zh": "\u9636\u68af", "en": "tiers"}, "usageClass": "RESIDENTIAL", "validFrom": "2026-01-01",
               "energy": {"method": "TIER", "tiers": {"accounting": "MONTH", "pricing": "PRICE", "limits": [100], "steps": [0.5, 0.7]}}},
              {"code": "PERIODS", "name": {"zh": "\u5206\u65f6", "en": "periods"}, "usageClass": "RESIDENTIAL", "validFrom": "2026-01-01",
               "energy": {"method": "TOU", "price": {"PEAK": 0.8, "VALLEY": 0.3}}}],
             "cases": [{"name": "one", "source": "by hand: 10 x 0.5", "tariff": "TIERS",
                "input": {"from": "2026-01-01", "to": "2026-02-01", "activeKwh": 10}, "expect": {"total": 5.00}}]}""";
    private static final String MONTH = "\"from\": \"2026-01-01\", \"to\": \"2026-02-01\"";
    private static final String PLAIN = "{" + MONTH + ", \"activeKwh\": 150}";
    private static final String SPLIT = "{" + MONTH + ", \"activeKwh\": 150, \"touKwh\": {\"PEAK\": 100, \"VALLEY\": 50}}";

    private final Simulator simulator = new Simulator();
    private final TariffPlans plans = PackageFile.read(PACKAGE.getBytes(StandardCharsets.UTF_8)).prove(ChargeMethods.standard());

    private PricedTariff tariff(String code) {
        return new PricedTariff(7, code, plans.find(code, LocalDate.of(2026, 1, 1)).orElseThrow());
    }

    private TariffSimulation simulate(String code, String input, Curve curve) {
        return simulator.simulate(tariff(code), simulator.read(new SimulationRequest(List.of(7L), input, curve)), Locale.ENGLISH);
    }

    private static Curve curve(int from, int to, int steps) {
        return new Curve(BigDecimal.valueOf(from), BigDecimal.valueOf(to), steps);
    }

    private List<String> refused(SimulationRequest request) {
        KarawattException refused = assertThrows(KarawattException.class, () -> simulator.read(request));
        assertEquals(KarawattException.Kind.INVALID, refused.kind());
        return refused.faults().stream().map(Fault::field).toList();
    }

    private static void assertAmount(String expected, BigDecimal actual) {
        assertEquals(0, new BigDecimal(expected).compareTo(actual), () -> expected + " is not " + actual);
    }

    /** 100 x 0.5 + 50 x 0.7 = 85. */
    @Test
    void aBillIsPricedWithItsLinesAndItsExplanation() {
        TariffSimulation bill = simulate("TIERS", PLAIN, null);
        assertNull(bill.problem());
        assertAmount("85.00", bill.total());
        assertAmount("150", bill.energyKwh());
        assertEquals(List.of("50.00", "35.00"), bill.lines().stream().map(line -> line.amount().toPlainString()).toList());
        assertEquals(List.of(1, 2), bill.lines().stream().map(TariffSimulation.Line::tier).toList());
        assertEquals(List.of(1, 2), bill.lines().stream().map(TariffSimulation.Line::lineNo).toList());
        assertFalse(bill.steps().isEmpty());
        assertEquals(List.of(), bill.curve());
        assertEquals("CNY", bill.currency());
        assertEquals(7, bill.tariffId());
    }

    /** 0, 50, 100, 150, 200 kWh: 0, 25, 50, 85, 120. */
    @Test
    void aCurveGoesOverTheLimitOfATier() {
        List<Point> points = simulate("TIERS", PLAIN, curve(0, 200, 5)).curve();
        assertEquals(List.of("0", "50", "100", "150", "200"), points.stream().map(point -> point.kwh().toPlainString()).toList());
        List<String> totals = List.of("0", "25", "50", "85", "120");
        for (int i = 0; i < points.size(); i++) {
            assertAmount(totals.get(i), points.get(i).total());
        }
    }

    /** Two thirds are peak: 75 kWh are 50 x 0.8 + 25 x 0.3 = 47.5; 300 kWh are 200 x 0.8 + 100 x 0.3 = 190. */
    @Test
    void periodsKeepTheirProportionsOverTheCurve() {
        List<Point> points = simulate("PERIODS", SPLIT, curve(75, 300, 2)).curve();
        assertAmount("47.50", points.get(0).total());
        assertAmount("190.00", points.get(1).total());
    }

    /** Of 10 kWh a third each cannot be told exactly; the last period takes the rest, so that nothing is lost. */
    @Test
    void whatCannotBeDividedGoesToTheLastPeriod() {
        String thirds = "{" + MONTH + ", \"touKwh\": {\"PEAK\": 100, \"VALLEY\": 200}}";
        // 3.3333 x 0.8 = 2.67 and 6.6667 x 0.3 = 2.00
        Simulator.Case request = simulator.read(new SimulationRequest(List.of(7L), thirds, curve(10, 20, 2)));
        assertAmount("10", request.points().get(0).kwh());
        TariffSimulation bill = simulator.simulate(tariff("PERIODS"), new Simulator.Case(request.points().get(0).input(), List.of()),
                Locale.ENGLISH);
        assertAmount("10", bill.energyKwh());
        assertAmount("4.67", bill.total());
    }

    @Test
    void aTariffThatCannotPriceTheInputTellsWhyAndHasHolesInItsCurve() {
        TariffSimulation bill = simulate("PERIODS", PLAIN, curve(50, 100, 2));
        assertNull(bill.total());
        assertEquals(List.of(), bill.lines());
        assertTrue(bill.problem().contains("RATING-"), bill::problem);
        assertEquals(2, bill.curve().size());
        assertNull(bill.curve().get(0).total());
    }

    @Test
    void allThatIsWrongWithARequestIsToldAtOnce() {
        assertEquals(List.of("tariffIds", "curve.fromKwh", "curve.steps", "input"),
                refused(new SimulationRequest(List.of(), null, new Curve(BigDecimal.valueOf(-1), BigDecimal.ONE, 51))));
        assertEquals(List.of("tariffIds"), refused(new SimulationRequest(LongStream.rangeClosed(1, 11).boxed().toList(), PLAIN, null)));
        assertEquals(List.of("tariffIds"), refused(new SimulationRequest(Collections.singletonList(null), PLAIN, null)));
        assertEquals(List.of("curve.toKwh"), refused(new SimulationRequest(List.of(7L), PLAIN, curve(10, 10, 2))));
    }

    @Test
    void anInputThatIsWrongIsNamedByItsField() {
        assertTrue(refused(new SimulationRequest(List.of(7L), "{" + MONTH + ", \"activeKWh\": 1}", null)).get(0).startsWith("input"));
        assertEquals(List.of("input"), refused(new SimulationRequest(List.of(7L), "not JSON", null)));
    }

    @Test
    void aCurveNeedsEnergyToStartFrom() {
        assertEquals(List.of("curve"), refused(new SimulationRequest(List.of(7L), "{" + MONTH + ", \"activeKwh\": 0}", curve(0, 100, 2))));
    }
}
