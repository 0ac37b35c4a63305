package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The national table of 1983 against every row seen in print, and the bounds of its tan-phi column. */
class PowerFactorTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/power-factor-table.csv", numLinesToSkip = 1)
    void everyPrintedRow(int hundredths, BigDecimal p90, BigDecimal p85, BigDecimal p80) {
        assertPercent(p90, PowerFactorStandard.P90, hundredths);
        assertPercent(p85, PowerFactorStandard.P85, hundredths);
        assertPercent(p80, PowerFactorStandard.P80, hundredths);
    }

    private static void assertPercent(BigDecimal expected, PowerFactorStandard standard, int hundredths) {
        BigDecimal percent = PowerFactor.adjustment(standard, hundredths).movePointRight(2);
        assertEquals(0, expected.compareTo(percent), standard + " at " + hundredths + ": " + percent);
    }

    /** Q/P bounds as printed; each bound still belongs to the better factor, the next ten-thousandth does not. */
    @ParameterizedTest
    @CsvSource({"0,100", "0.1003,100", "0.1004,99", "0.1751,99", "0.1752,98", "0.2279,98", "0.2280,97", "0.2717,97", "0.2718,96",
            "0.3105,96", "0.3106,95", "0.3461,95", "0.3462,94", "0.3793,94", "0.3794,93", "0.4107,93", "0.4108,92", "1.1231,66",
            "1.1536,66", "1.1537,65", "1.1847,65", "1.1848,64", "1.2165,64", "1.3161,60", "1.3507,60"})
    void boundsOfTheTangent(BigDecimal ratio, int hundredths) {
        BigDecimal active = new BigDecimal("10000");
        assertEquals(hundredths, PowerFactor.hundredths(active, active.multiply(ratio)));
    }

    /** Pythagorean triples, so that the cosine is known without a root. A factor of exactly x.xx5 has no rational P and Q. */
    @ParameterizedTest
    @CsvSource({"40000,30000,80", "3,4,60", "5,12,38", "119,120,70", "0,1,0", "7,0,100"})
    void trianglesWithWholeSides(BigDecimal active, BigDecimal reactive, int hundredths) {
        assertEquals(hundredths, PowerFactor.hundredths(active, reactive));
    }

    @Test
    void theTableHasNoEndDownwardsAndIsMonotone() {
        for (PowerFactorStandard standard : List.of(PowerFactorStandard.P80, PowerFactorStandard.P85, PowerFactorStandard.P90)) {
            for (int hundredths = 1; hundredths <= 100; hundredths++) {
                BigDecimal worse = PowerFactor.adjustment(standard, hundredths - 1);
                assertTrue(PowerFactor.adjustment(standard, hundredths).compareTo(worse) <= 0, standard + " at " + hundredths);
            }
        }
        assertPercent(new BigDecimal("101"), PowerFactorStandard.P90, 22);
    }
}
