package org.karawatt.ledger.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an amount and a date of payment must be like, whichever door they come in by. */
public final class PaymentChecks {

    public static final int REFERENCE_LENGTH = 80;

    private static final BigDecimal MOST = BigDecimal.TEN.pow(12);
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    // plain decimals only: no sign, no exponent, no grouping
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,13}(\\.\\d{1,2})?");

    private PaymentChecks() {
    }

    /** Above zero, at most a million million yuan, whole fen. */
    public static boolean isAmount(BigDecimal amount) {
        return amount.signum() > 0 && amount.compareTo(MOST) <= 0 && amount.stripTrailingZeros().scale() <= 2;
    }

    /** Not in the future and not before 2000. */
    public static boolean isPaidOn(LocalDate day, LocalDate today) {
        return !day.isAfter(today) && !day.isBefore(EARLIEST);
    }

    /** The amount in the text, or empty. */
    public static Optional<BigDecimal> amount(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)).filter(PaymentChecks::isAmount) : Optional.empty();
    }

    /** The ISO date in the text, or empty. */
    public static Optional<LocalDate> paidOn(String text, LocalDate today) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> isPaidOn(day, today));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
