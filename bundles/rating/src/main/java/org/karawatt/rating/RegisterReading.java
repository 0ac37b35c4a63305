package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.MathContext;
import org.karawatt.kernel.error.KarawattException;

/** From register readings to energy (rules C.2). */
public final class RegisterReading {

    private RegisterReading() {
    }

    /**
     * The multiplier of a meter behind instrument transformers: CT ratio times PT ratio; 1:1 where there is none.
     *
     * @throws KarawattException of kind INVALID when a rating is not positive
     */
    public static BigDecimal multiplier(BigDecimal ctPrimary, BigDecimal ctSecondary, BigDecimal ptPrimary, BigDecimal ptSecondary) {
        for (BigDecimal rating : new BigDecimal[] {ctPrimary, ctSecondary, ptPrimary, ptSecondary}) {
            if (rating.signum() <= 0) {
                throw KarawattException.invalid(RatingErrors.MULTIPLIER, rating);
            }
        }
        return ctPrimary.multiply(ptPrimary).divide(ctSecondary.multiply(ptSecondary), MathContext.DECIMAL64).stripTrailingZeros();
    }

    /**
     * Energy between two readings of one register.
     *
     * @param integerDigits digits before the point of the register, used when it has rolled over
     * @param rolledOver true when somebody has confirmed that the register passed its end; a smaller reading is never taken for that
     *     without being told
     * @throws KarawattException of kind INVALID when the reading went backwards without a confirmed rollover
     */
    public static BigDecimal energy(BigDecimal last, BigDecimal now, BigDecimal multiplier, int integerDigits, boolean rolledOver) {
        BigDecimal advance = now.subtract(last);
        if (rolledOver) {
            advance = advance.add(BigDecimal.TEN.pow(integerDigits));
        }
        if (advance.signum() < 0) {
            throw KarawattException.invalid(RatingErrors.READING_BACKWARDS, now, last);
        }
        return advance.multiply(multiplier);
    }
}
