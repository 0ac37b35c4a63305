package org.karawatt.kernel.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * An exact decimal amount in one currency. Immutable and thread-safe.
 *
 * <p>Arithmetic never rounds by itself; {@link #rounded()} applies the currency's minor unit, half up, which is the rule for
 * printed bill lines (each line is rounded, the total is the sum of rounded lines).
 *
 * @param amount the amount in major units (yuan, dollars), never null
 * @param currency ISO 4217 currency, never null
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    /** The currency of the Chinese rule set. */
    public static final Currency CNY = Currency.getInstance("CNY");

    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
    }

    /** @param amount decimal text in yuan, for example {@code "12.30"} */
    public static Money yuan(String amount) {
        return new Money(new BigDecimal(amount), CNY);
    }

    /** @param amount amount in yuan */
    public static Money yuan(BigDecimal amount) {
        return new Money(amount, CNY);
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(same(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(same(other).amount), currency);
    }

    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** Rounded half up to the minor unit of the currency (0.01 yuan). */
    public Money rounded() {
        return new Money(amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP), currency);
    }

    /** -1, 0 or 1. */
    public int signum() {
        return amount.signum();
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currencies differ: " + currency + " and " + other.currency);
        }
        return other;
    }

    /** Compares amounts; both must be of one currency. */
    @Override
    public int compareTo(Money other) {
        return amount.compareTo(same(other).amount);
    }

    /** Equal when the currency is the same and the amounts are numerically equal: 1.0 equals 1.00. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Money that && currency.equals(that.currency) && amount.compareTo(that.amount) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * amount.stripTrailingZeros().hashCode() + currency.hashCode();
    }

    /** For example {@code 12.30 CNY}. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }
}
