package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.karawatt.equipment.api.LossParameters;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.rating.Losses;

/** From the losses that a point bears (rules C.6) to those of some days of a bill. */
final class PointLosses {

    private static final BigDecimal MONTH_HOURS = BigDecimal.valueOf(720);
    private static final int MONTH_DAYS = 30;
    /** A shorter bill is that of a part of a month, as after the begin of supply. */
    private static final int LEAST_MONTH = 25;

    private PointLosses() {
    }

    /**
     * The losses of some days: a month's loss, or the hours of a month, for each month of the bill, by days when these are not all of it.
     *
     * @param transformer figures of the transformer; null when the rule names none
     * @param days the days that are asked for
     * @param bill all days of the bill
     * @return null when the point bears none
     */
    static Losses of(PointLoss loss, LossParameters transformer, Period days, Period bill, int months) {
        if (loss.isNone()) {
            return null;
        }
        boolean partMonth = bill.days() < LEAST_MONTH;
        boolean all = days.equals(bill) && !partMonth;
        long whole = partMonth ? MONTH_DAYS : bill.days();
        Integer ofMonth = all && months == 1 ? null : Integer.valueOf((int) whole);
        Integer counted = ofMonth == null ? null : Integer.valueOf((int) (days.days() * months));
        BigDecimal hours = ofMonth == null ? null : MONTH_HOURS.multiply(BigDecimal.valueOf(counted))
                .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP).stripTrailingZeros();
        return new Losses(Losses.Method.valueOf(loss.method()), loss.table(), transformer == null ? null : transformer.capacityKva(),
                loss.kwh(), loss.kvarh(), transformer == null ? null : transformer.noLoadLossKw(),
                transformer == null ? null : transformer.noLoadCurrentPct(), loss.copperPct(), null, hours, counted, ofMonth, loss.sharePct(),
                loss.linePct(), loss.lineBase() == null ? Losses.LineBase.READ_AND_TRANSFORMER : Losses.LineBase.valueOf(loss.lineBase()),
                loss.spread() == null ? Losses.Spread.PROPORTIONAL : Losses.Spread.valueOf(loss.spread()), loss.decimals());
    }
}
