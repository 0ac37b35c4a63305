package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;

/**
 * What breach of contract (违约用电) or theft (窃电) costs: what is recovered, and the penalty (rules C.16). The penalty is a multiple of the
 * exact amount, each is rounded half up to 0.01 at the end. Immutable.
 *
 * @param kwh energy that is recovered; null when it is not about energy
 * @param recovered amount recovered, zero when there is only a penalty; never null
 * @param penalty penalty (违约使用电费), never null
 * @param trace explanation, never null
 */
public record Settlement(BigDecimal kwh, BigDecimal recovered, BigDecimal penalty, TraceNode trace) {

    /** Days of theft when the time cannot be found, by the rules of 1996. */
    public static final int UNKNOWN_THEFT_DAYS = 180;
    /** Hours a day of power equipment. */
    public static final int POWER_HOURS = 12;
    /** Hours a day of lighting and households. */
    public static final int LIGHTING_HOURS = 6;
    /** Days of use at a lower price when the time cannot be found: three months. */
    public static final int UNKNOWN_BREACH_DAYS = 90;

    private static final int CENTS = 2;

    public Settlement {
        Objects.requireNonNull(recovered, "recovered");
        Objects.requireNonNull(penalty, "penalty");
        Objects.requireNonNull(trace, "trace");
    }

    /** The sum of both. */
    public BigDecimal total() {
        return recovered.add(penalty);
    }

    /**
     * Theft found by the equipment used.
     *
     * @param kw power of the equipment
     * @param days days of theft, {@link #UNKNOWN_THEFT_DAYS} when unknown
     * @param hoursADay hours a day, {@link #POWER_HOURS} or {@link #LIGHTING_HOURS} when unknown
     * @param price price per kWh
     * @param multiple penalty as a multiple, 3 by the rules of 1996 and at most that since 2024
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID (RATING-066) with every value that is negative
     */
    public static Settlement theft(BigDecimal kw, int days, int hoursADay, BigDecimal price, BigDecimal multiple) {
        notNegative("kw", kw, "days", BigDecimal.valueOf(days), "hoursADay", BigDecimal.valueOf(hoursADay), "price", price,
                "multiple", multiple);
        BigDecimal kwh = kw.multiply(BigDecimal.valueOf(days)).multiply(BigDecimal.valueOf(hoursADay));
        return of(kwh, kwh.multiply(price), multiple, TraceNode.of("rating.theft").with("kw", kw).with("days", days).with("hours", hoursADay)
                .with("kwh", kwh).with("price", price));
    }

    /** Theft of a known number of kWh, otherwise as {@link #theft(BigDecimal, int, int, BigDecimal, BigDecimal)}. */
    public static Settlement theft(BigDecimal kwh, BigDecimal price, BigDecimal multiple) {
        notNegative("kwh", kwh, "price", price, "multiple", multiple);
        return of(kwh, kwh.multiply(price), multiple, TraceNode.of("rating.theft.kwh").with("kwh", kwh).with("price", price));
    }

    /**
     * Energy used at a lower price than its class has.
     *
     * @param kwh energy of one class
     * @param usedPrice price that was paid
     * @param rightPrice price that should have been paid
     */
    public record PriceDifference(BigDecimal kwh, BigDecimal usedPrice, BigDecimal rightPrice) {

        /** Of equipment whose time of use is not known. */
        public static PriceDifference of(BigDecimal kw, int days, int hoursADay, BigDecimal usedPrice, BigDecimal rightPrice) {
            return new PriceDifference(kw.multiply(BigDecimal.valueOf(days)).multiply(BigDecimal.valueOf(hoursADay)), usedPrice, rightPrice);
        }
    }

    /**
     * Energy of a dearer class used on a line of a cheaper one.
     *
     * @param multiple penalty as a multiple of the difference, 2 by the rules of 1996
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID (RATING-066) with every value that is negative
     */
    public static Settlement lowerPrice(List<PriceDifference> differences, BigDecimal multiple) {
        notNegative("multiple", multiple);
        BigDecimal kwh = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        TraceNode.Builder trace = TraceNode.of("rating.breach.class");
        for (PriceDifference difference : differences) {
            BigDecimal more = difference.rightPrice().subtract(difference.usedPrice());
            notNegative("kwh", difference.kwh(), "rightPrice - usedPrice", more);
            BigDecimal amount = difference.kwh().multiply(more);
            kwh = kwh.add(difference.kwh());
            sum = sum.add(amount);
            trace.child(TraceNode.of("rating.breach.kwh").with("kwh", difference.kwh()).with("right", difference.rightPrice())
                    .with("used", difference.usedPrice()).with("amount", amount).build());
        }
        return of(kwh, sum, multiple, trace);
    }

    /**
     * Capacity above the contract, or sealed equipment in use, of a two-part customer.
     *
     * @param kva capacity used without contract
     * @param price price per kVA and month
     * @param months months of use, with days as a part of their month
     * @param multiple penalty as a multiple, 3 for capacity above the contract and 2 for sealed equipment by the rules of 1996
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID (RATING-066) with every value that is negative
     */
    public static Settlement capacity(BigDecimal kva, BigDecimal price, Months months, BigDecimal multiple) {
        notNegative("kva", kva, "price", price, "multiple", multiple);
        BigDecimal monthly = kva.multiply(price);
        BigDecimal amount = monthly.multiply(BigDecimal.valueOf(months.whole()))
                .add(monthly.multiply(BigDecimal.valueOf(months.days()))
                        .divide(BigDecimal.valueOf(months.daysOfMonth()), 20, RoundingMode.HALF_UP));
        String text = months.days() == 0 ? String.valueOf(months.whole())
                : months.whole() + " + " + months.days() + "/" + months.daysOfMonth();
        return of(null, amount, multiple, TraceNode.of("rating.breach.capacity").with("kva", kva).with("price", price).with("months", text));
    }

    /**
     * A time in months.
     *
     * @param whole whole months
     * @param days days beyond them
     * @param daysOfMonth days that make a month: 30 by the rules of 1996, those of the calendar month since 2024
     */
    public record Months(int whole, int days, int daysOfMonth) {

        public Months {
            if (whole < 0 || days < 0 || daysOfMonth < 28 || daysOfMonth > 31) {
                throw new IllegalArgumentException(whole + " months, " + days + "/" + daysOfMonth);
            }
        }
    }

    /**
     * A penalty by number: 50 for each kVA above the contract of a single-part customer, 30 for each sealed kVA in use, 500 or 5000 for
     * touching a meter.
     *
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID (RATING-066) with every value that is negative
     */
    public static Settlement each(BigDecimal count, BigDecimal price) {
        notNegative("count", count, "price", price);
        BigDecimal penalty = count.multiply(price).setScale(CENTS, RoundingMode.HALF_UP);
        return new Settlement(null, BigDecimal.ZERO.setScale(CENTS), penalty,
                TraceNode.of("rating.breach.each").with("count", count).with("price", price).with("penalty", penalty).build());
    }

    private static Settlement of(BigDecimal kwh, BigDecimal exact, BigDecimal multiple, TraceNode.Builder trace) {
        BigDecimal recovered = exact.setScale(CENTS, RoundingMode.HALF_UP);
        BigDecimal penalty = exact.multiply(multiple).setScale(CENTS, RoundingMode.HALF_UP);
        return new Settlement(kwh, recovered, penalty,
                trace.with("recovered", recovered).with("multiple", multiple).with("penalty", penalty).build());
    }

    /** Names and values in turn. */
    static void notNegative(Object... namesAndValues) {
        Faults faults = new Faults();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            BigDecimal value = (BigDecimal) namesAndValues[i + 1];
            if (value == null || value.signum() < 0) {
                faults.add((String) namesAndValues[i], RatingErrors.SETTLEMENT_INPUT, namesAndValues[i], String.valueOf(value));
            }
        }
        faults.throwIfAny();
    }
}
