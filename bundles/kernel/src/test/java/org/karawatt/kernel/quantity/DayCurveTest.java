package org.karawatt.kernel.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayCurveTest {

    @Test
    void whatIsWrittenIsReadBackWithItsGaps() {
        List<BigDecimal> values = new ArrayList<>(Collections.nCopies(48, new BigDecimal("1.250")));
        values.set(0, null);
        values.set(47, null);
        values.set(5, BigDecimal.ZERO);
        DayCurve curve = new DayCurve(values);
        assertEquals(30, curve.minutes());
        assertEquals(2, curve.missing());
        assertEquals(2, curve.scale());
        DayCurve read = DayCurve.parse(curve.text());
        assertEquals(curve.text(), read.text());
        assertEquals(48, read.values().size());
        assertEquals(null, read.values().get(47));
        assertEquals(0, BigDecimal.ZERO.compareTo(read.values().get(5)));
    }

    @Test
    void aDayHasTwentyFourHours() {
        assertThrows(IllegalArgumentException.class, () -> DayCurve.parse("1;2;3"));
        assertThrows(IllegalArgumentException.class, () -> DayCurve.parse("x" + ";1".repeat(23)));
        assertEquals(60, DayCurve.parse("1" + ";1".repeat(23)).minutes());
    }
}
