package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.KarawattException;

class RegisterReadingTest {

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    @Test
    void caseD28() {
        BigDecimal multiplier = RegisterReading.multiplier(of("50"), of("5"), of("10000"), of("100"));
        assertEquals(0, of("1000").compareTo(multiplier));
        assertEquals(0, of("150000").compareTo(RegisterReading.energy(of("2155"), of("2305"), multiplier, 4, false)));
    }

    @Test
    void caseD6() {
        BigDecimal multiplier = RegisterReading.multiplier(of("150"), of("5"), of("10000"), of("100"));
        assertEquals(0, of("511800").compareTo(RegisterReading.energy(of("5953.8"), of("6124.4"), multiplier, 4, false)));
        assertEquals(0, of("110100").compareTo(RegisterReading.energy(of("3459.8"), of("3496.5"), multiplier, 4, false)));
    }

    @Test
    void aSmallerReadingIsOnlyARolloverWhenSomebodySaysSo() {
        assertEquals(0, of("15").compareTo(RegisterReading.energy(of("9990"), of("5"), BigDecimal.ONE, 4, true)));
        assertEquals("RATING-065", assertThrows(KarawattException.class,
                () -> RegisterReading.energy(of("9990"), of("5"), BigDecimal.ONE, 4, false)).code().code());
    }

    @Test
    void aRatioOfZeroIsRefused() {
        assertEquals("RATING-064", assertThrows(KarawattException.class,
                () -> RegisterReading.multiplier(of("50"), BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE)).code().code());
    }
}
