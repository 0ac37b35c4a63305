package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.KarawattException;

class LateFeeTest {

    private static final LocalDate DECEMBER = LocalDate.of(2000, 12, 15);
    private static final LocalDate JANUARY = LocalDate.of(2001, 1, 15);
    private static final LocalDate PAID = LocalDate.of(2001, 1, 18);

    private static LateFeeRule others(LateFeeRule.YearOfDay year) {
        return new LateFeeRule("TEST", LateFeeRule.OTHERS.sameYearRate(), LateFeeRule.OTHERS.laterYearRate(), BigDecimal.ONE, year);
    }

    private static BigDecimal d7(LateFeeRule rule) {
        BigDecimal december = LateFee.compute(rule, DECEMBER, PAID, new BigDecimal("2000"), 2000).amount();
        return december.add(LateFee.compute(rule, JANUARY, PAID, new BigDecimal("3000"), 2001).amount());
    }

    @Test
    void caseD7EachDayAtTheRateOfItsYear() {
        assertEquals(new BigDecimal("190.00"), d7(others(LateFeeRule.YearOfDay.EACH_DAY)));
        assertEquals(new BigDecimal("190.00"), d7(LateFeeRule.OTHERS));
    }

    @Test
    void caseD7AllDaysAtTheRateOfTheYearOfPayment() {
        assertEquals(new BigDecimal("222.00"), d7(others(LateFeeRule.YearOfDay.DAY_OF_PAYMENT)));
    }

    @Test
    void tellsTheDaysOfBothYears() {
        LateFee fee = LateFee.compute(LateFeeRule.OTHERS, DECEMBER, PAID, new BigDecimal("2000"), 2000);
        assertEquals(34, fee.days());
        assertEquals(16, fee.trace().children().get(0).values().get("days"));
        assertEquals(18, fee.trace().children().get(1).values().get("days"));
        new RatingTraceCatalog().explain(fee.trace(), Locale.CHINESE).forEach(line -> assertFalse(line.text().contains("{"), line.text()));
    }

    @Test
    void nothingBeforeTheDueDateHasPassed() {
        assertEquals(new BigDecimal("0.00"), LateFee.compute(LateFeeRule.OTHERS, DECEMBER, DECEMBER, BigDecimal.TEN, 2000).amount());
        assertEquals(0, LateFee.compute(LateFeeRule.OTHERS, DECEMBER, DECEMBER.minusDays(3), BigDecimal.TEN, 2000).days());
        assertEquals(new BigDecimal("0.00"), LateFee.compute(LateFeeRule.OTHERS, DECEMBER, PAID, BigDecimal.ZERO, 2000).amount());
    }

    @Test
    void atLeastOneYuan() {
        LateFee fee = LateFee.compute(LateFeeRule.RESIDENTIAL, DECEMBER, DECEMBER.plusDays(1), new BigDecimal("100"), 2000);
        assertEquals(new BigDecimal("1.00"), fee.amount());
        assertTrue(fee.trace().children().stream().anyMatch(node -> node.key().equals("rating.latefee.minimum")));
        assertEquals(new BigDecimal("1.20"),
                LateFee.compute(LateFeeRule.RESIDENTIAL, DECEMBER, DECEMBER.plusDays(12), new BigDecimal("100"), 2000).amount());
    }

    @Test
    void aDebtOfAnEarlierYearCostsTheLaterRateFromTheFirstDay() {
        assertEquals(new BigDecimal("27.00"), LateFee.compute(LateFeeRule.OTHERS, JANUARY, PAID, new BigDecimal("3000"), 2000).amount());
    }

    @Test
    void aNegativeDebtIsRefused() {
        BigDecimal negative = BigDecimal.ONE.negate();
        assertEquals("RATING-063", assertThrows(KarawattException.class,
                () -> LateFee.compute(LateFeeRule.OTHERS, DECEMBER, PAID, negative, 2000)).code().code());
    }
}
