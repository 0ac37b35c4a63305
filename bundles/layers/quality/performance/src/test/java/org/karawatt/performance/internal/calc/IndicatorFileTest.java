package org.karawatt.performance.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.quality.api.QualityErrors;

class IndicatorFileTest {

    private static List<Indicator> shipped() {
        try (var in = IndicatorFileTest.class.getResourceAsStream("/KARAWATT-INF/kpi/indicators.json")) {
            return IndicatorFile.read("indicators.json", in.readAllBytes(), "test");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Indicator indicator(String code) {
        return shipped().stream().filter(each -> each.code().equals(code)).findFirst().orElseThrow();
    }

    @Test
    void theShippedIndicatorsAreRead() {
        assertTrue(shipped().size() >= 12);
        assertEquals(shipped().size(), shipped().stream().map(Indicator::code).distinct().count());
        shipped().forEach(each -> assertEquals(List.copyOf(each.formula().names().stream().sorted().toList()),
                each.measures().stream().sorted().toList(), each.code()));
    }

    @Test
    void aFigureIsRoundedAndHeldAgainstItsTarget() {
        Indicator rate = indicator("COLLECTION-RATE");
        BigDecimal value = rate.value(Map.of("ledger.receivable", new BigDecimal("3"), "ledger.open", new BigDecimal("1")));
        assertEquals(new BigDecimal("66.67"), value);
        assertEquals(false, rate.met(value));
        assertEquals(true, indicator("ARREARS").met(new BigDecimal("0.00")));
        assertNull(indicator("AVERAGE-PRICE").met(value));
        assertEquals("/business/payments?month=2026-06&office=33", rate.records("33", new BillingMonth(202606)));
    }

    @Test
    void whatIsMissingHasNoValueAndMeetsNothing() {
        Indicator rate = indicator("COLLECTION-RATE");
        assertNull(rate.value(Map.of("ledger.receivable", BigDecimal.TEN)));
        assertNull(rate.value(Map.of("ledger.receivable", BigDecimal.ZERO, "ledger.open", BigDecimal.ZERO)));
        assertNull(rate.met(null));
    }

    @Test
    void aFormulaMaySpeakOnlyOfItsMeasures() {
        byte[] bad = """
                {"indicators": [{"code": "X", "nameZh": "x", "nameEn": "x", "theme": "T", "formula": "a / b", "measures": ["a"],
                  "direction": "UP", "source": "s"}]}""".getBytes(StandardCharsets.UTF_8);
        KarawattException failure = assertThrows(KarawattException.class, () -> IndicatorFile.read("x.json", bad, "test"));
        assertEquals(List.of(QualityErrors.BAD_FILE, QualityErrors.FORMULA), failure.faults().stream().map(fault -> fault.code()).toList());
    }

    /** Worked case D21: of 1,250,500 due, 500,000 of it of earlier years, 980,000 came in, 340,000 of it of earlier years. */
    @Test
    void theCollectionRateOfTheWorkedCase() {
        Indicator rate = indicator("COLLECTION-RATE");
        assertEquals("78.4", collected(rate, "1250500", "980000"));
        assertEquals("85.3", collected(rate, "750500", "640000"));
        assertEquals("68.0", collected(rate, "500000", "340000"));
    }

    private static String collected(Indicator rate, String due, String received) {
        BigDecimal receivable = new BigDecimal(due);
        return rate.value(Map.of("ledger.receivable", receivable, "ledger.open", receivable.subtract(new BigDecimal(received))))
                .setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    /** Worked case D22: 2 of 1000 households read wrongly are 0.2 %, by number and not by amount. */
    @Test
    void theErrorRateOfTheWorkedCase() {
        Indicator rate = IndicatorFile.read("own", """
                {"indicators": [{"code": "READING-WRONG", "nameZh": "抄表差错率", "nameEn": "Wrong readings", "theme": "READING",
                  "formula": "wrong / households * 100", "measures": ["wrong", "households"], "unit": "%", "decimals": 1, "target": 0.2,
                  "direction": "LOWER", "source": "worked case D22"}]}
                """.getBytes(StandardCharsets.UTF_8), "test").get(0);
        BigDecimal value = rate.value(Map.of("wrong", BigDecimal.valueOf(2), "households", BigDecimal.valueOf(1000)));
        assertEquals(new BigDecimal("0.2"), value);
        assertEquals(true, rate.met(value));
    }
}
