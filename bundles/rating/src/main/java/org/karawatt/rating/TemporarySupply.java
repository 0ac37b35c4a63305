package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.karawatt.kernel.trace.TraceNode;

/**
 * Temporary supply without a meter (临时用电, rules C.15): charged by power, hours and the agreed days, paid in advance. Immutable.
 *
 * @param charge what the supply costs, never null
 * @param refund what is given back of the prepayment; negative when more is owed; never null
 * @param trace explanation, never null
 */
public record TemporarySupply(BigDecimal charge, BigDecimal refund, TraceNode trace) {

    /** What an end before the agreed term costs. */
    public enum EarlyEnd {
        /** The agreed term is charged in full, as in the published case. */
        AGREED_TERM,
        /** Half of the agreed term when less than half of it was used, else all of it. */
        HALF_TERM
    }

    public TemporarySupply {
        Objects.requireNonNull(charge, "charge");
        Objects.requireNonNull(refund, "refund");
        Objects.requireNonNull(trace, "trace");
    }

    /**
     * Settles a temporary supply.
     *
     * @param kw power in use
     * @param hoursADay hours a day
     * @param agreedDays days of the contract
     * @param usedDays days after which it ended
     * @param price price per kWh
     * @param prepaid amount paid in advance
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID (RATING-066) with every value that is negative
     */
    public static TemporarySupply settle(BigDecimal kw, BigDecimal hoursADay, int agreedDays, int usedDays, BigDecimal price,
            BigDecimal prepaid, EarlyEnd earlyEnd) {
        Settlement.notNegative("kw", kw, "hoursADay", hoursADay, "agreedDays", BigDecimal.valueOf(agreedDays), "usedDays",
                BigDecimal.valueOf(usedDays), "price", price, "prepaid", prepaid);
        boolean half = earlyEnd == EarlyEnd.HALF_TERM && 2 * usedDays < agreedDays;
        BigDecimal days = half ? BigDecimal.valueOf(agreedDays).divide(BigDecimal.valueOf(2))
                : BigDecimal.valueOf(Math.max(agreedDays, usedDays));
        BigDecimal charge = kw.multiply(hoursADay).multiply(days).multiply(price).setScale(2, RoundingMode.HALF_UP);
        BigDecimal refund = prepaid.subtract(charge).setScale(2, RoundingMode.HALF_UP);
        return new TemporarySupply(charge, refund, TraceNode.of("rating.temporary").with("kw", kw).with("hours", hoursADay).with("days", days)
                .with("price", price).with("charge", charge).with("prepaid", prepaid).with("refund", refund).build());
    }
}
