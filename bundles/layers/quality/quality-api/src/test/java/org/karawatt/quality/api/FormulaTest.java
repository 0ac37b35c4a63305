package org.karawatt.quality.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.quality.api.Formula.Type;

class FormulaTest {

    private static final Map<String, Type> NAMES = Map.of("kwh", Type.NUMBER, "before", Type.NUMBER, "usage", Type.TEXT, "from", Type.DATE,
            "today", Type.DATE, "loss", Type.FLAG, "a.b", Type.NUMBER, "order", Type.NUMBER);
    private static final Map<String, Object> VALUES = new HashMap<>(Map.of("kwh", new BigDecimal("120"), "usage", "RESIDENTIAL", "from",
            LocalDate.of(2024, 6, 30), "today", LocalDate.of(2026, 7, 1), "loss", true, "a.b", new BigDecimal("3"), "order",
            BigDecimal.ONE));

    private static boolean holds(String text) {
        return Formula.parse(text, NAMES, Type.FLAG).holds(VALUES::get);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "kwh = 120.00 | true", "kwh <> 120 | false", "kwh >= 3 * 40 | true", "kwh > 2 + 3 * 40 | false", "(2 + 3) * 40 > kwh | true",
        "usage in ('COMMERCIAL', 'RESIDENTIAL') | true", "usage in ('COMMERCIAL') | false", "not loss | false",
        "loss and not (usage = 'COMMERCIAL') | true", "today - from > 730 | true", "today - from > 731 | false",
        "-kwh < 0 and a.b / 2 = 1.5 | true", "order = 1 or loss | true",
        // 'before' is missing: nothing that needs it holds, and neither does its opposite
        "before = 0 | false", "before <> 0 | false", "not (before = 0) | false", "before is missing | true", "kwh is not missing | true",
        "before > 1 or kwh > 1 | true", "before > 1 and kwh < 1 | false", "kwh / 0 > 1 | false", "kwh / 0 is missing | true"})
    void itHolds(String text, boolean expected) {
        assertEquals(expected, holds(text), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "kwh > | 6", "kwh = 'x' | 5", "usage > 'a' | 7", "unknown = 1 | 1", "kwh | 1", "loss and kwh | 13", "kwh > 1 ) | 9",
        "usage = 'open | 9", "kwh = 1.2.3 | 7", "usage is something | 10", "kwh > 1; drop table x | 8", "usage in 'A' | 10",
        "today + 1 > from | 7", "kwh.getClass = 1 | 1"})
    void whatIsWrongIsToldWithItsPlace(String text, int place) {
        KarawattException failure = assertThrows(KarawattException.class, () -> holds(text));
        assertEquals(QualityErrors.FORMULA, failure.code());
        assertEquals(place, failure.faults().get(0).args().get(0), failure.getMessage());
    }

    @Test
    void sizeAndDepthAreBounded() {
        assertThrows(KarawattException.class, () -> holds("(".repeat(60) + "loss" + ")".repeat(60)));
        assertThrows(KarawattException.class, () -> holds("not ".repeat(60) + "loss"));
        assertThrows(KarawattException.class, () -> holds("kwh in (" + "1, ".repeat(60) + "1)"));
        assertThrows(KarawattException.class, () -> holds("loss " + "or loss ".repeat(200)));
        assertThrows(KarawattException.class, () -> holds(""));
        assertTrue(holds("kwh in (" + "1, ".repeat(15) + "120)"));
    }

    @Test
    void itTellsWhatItSpeaksOf() {
        assertEquals(Set.of("kwh", "before"), Formula.parse("kwh > before * 3", NAMES, Type.FLAG).names());
        assertEquals(List.of(), Formula.parse("1 = 1", NAMES, Type.FLAG).names().stream().toList());
    }

    @Test
    void aNumberIsExactAndMissingStaysMissing() {
        Formula share = Formula.parse("kwh / a.b", NAMES, Type.NUMBER);
        assertEquals(0, new BigDecimal("40").compareTo(share.number(VALUES::get)));
        assertNull(Formula.parse("kwh / before", NAMES, Type.NUMBER).number(VALUES::get));
        assertFalse(holds("0.1 + 0.2 <> 0.3"));
    }
}
