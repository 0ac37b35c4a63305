package org.karawatt.kernel.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The month that a reading or a bill counts for (电费年月), held as one number such as 202601. Immutable.
 *
 * @param value year times 100 plus month
 */
public record BillingMonth(int value) implements Comparable<BillingMonth> {

    public BillingMonth {
        if (value < 190001 || value > 299912 || value % 100 < 1 || value % 100 > 12) {
            throw new DateTimeException("not a billing month: " + value);
        }
    }

    public static BillingMonth of(LocalDate day) {
        return new BillingMonth(day.getYear() * 100 + day.getMonthValue());
    }

    /** @param text {@code 2026-01} or {@code 202601}; anything else throws {@link DateTimeException} */
    public static BillingMonth parse(String text) {
        String digits = text.length() == 7 && text.charAt(4) == '-' ? text.substring(0, 4) + text.substring(5) : text;
        if (!digits.matches("\\d{6}")) {
            throw new DateTimeException("not a billing month: " + text);
        }
        return new BillingMonth(Integer.parseInt(digits));
    }

    public int year() {
        return value / 100;
    }

    public int month() {
        return value % 100;
    }

    public BillingMonth next() {
        return of(firstDay().plusMonths(1));
    }

    public BillingMonth previous() {
        return of(firstDay().minusMonths(1));
    }

    public LocalDate firstDay() {
        return LocalDate.of(year(), month(), 1);
    }

    /** The calendar month as a half-open period. */
    public Period period() {
        return new Period(firstDay(), firstDay().plusMonths(1));
    }

    public int days() {
        return YearMonth.of(year(), month()).lengthOfMonth();
    }

    @Override
    public int compareTo(BillingMonth other) {
        return Integer.compare(value, other.value);
    }

    /** For example {@code 2026-01}. */
    @Override
    public String toString() {
        // a bill names its month several times; a formatter would cost more than the rating of the bill
        String digits = String.valueOf(1_000_000 + value);
        return digits.substring(1, 5) + '-' + digits.substring(5);
    }
}
