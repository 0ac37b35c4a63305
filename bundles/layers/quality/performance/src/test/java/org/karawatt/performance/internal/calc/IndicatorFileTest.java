package org.karawatt.performance.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
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
}
