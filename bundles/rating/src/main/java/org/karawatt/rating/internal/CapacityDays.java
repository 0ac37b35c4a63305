package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.CapacityChange;
import org.karawatt.rating.CapacityHold;
import org.karawatt.rating.CapacityShare;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.tariff.CapacityPrices;

/** From changes and holds of capacity to the capacity of each stretch of the period (rules C.8). */
final class CapacityDays {

    private CapacityDays() {
    }

    /**
     * The capacities to charge, each with its days.
     *
     * @return the shares as given when nothing changes; null when there are faults
     */
    static List<CapacityShare> shares(RatingInput input, CapacityPrices prices, Faults faults) {
        RatingInput.TwoPart terms = input.twoPart();
        if (terms.changes().isEmpty() && terms.holds().isEmpty()) {
            return input.capacity();
        }
        Period period = input.period();
        List<CapacityChange> changes = new ArrayList<>(terms.changes());
        if (changes.isEmpty()) {
            if (input.capacity().size() != 1 || input.capacity().get(0).days() != null) {
                faults.add("capacityHolds", RatingErrors.CAPACITY_UNKNOWN, input.accountNo());
                return null;
            }
            changes.add(new CapacityChange(LocalDate.MIN, input.capacity().get(0).kva()));
        } else if (!input.capacity().isEmpty()) {
            faults.add("capacityChanges", RatingErrors.CAPACITY_TWICE, input.accountNo());
            return null;
        }
        changes.sort(Comparator.comparing(CapacityChange::day));
        int later = prices.changeDay() == CapacityPrices.ChangeDay.NEW ? 0 : 1;
        TreeSet<LocalDate> bounds = new TreeSet<>(List.of(period.from(), period.to()));
        for (CapacityChange change : changes) {
            if (change.day() != LocalDate.MIN) {
                within(bounds, period, change.day().plusDays(later));
            }
        }
        List<CapacityHold> holds = new ArrayList<>();
        for (CapacityHold hold : terms.holds()) {
            if (wholeOnly(input, prices)) {
                if (isWhole(hold, input)) {
                    holds.add(hold);
                }
            } else if (hold.to() == null || hold.from().plusDays(prices.hold().minDays()).compareTo(hold.to()) <= 0) {
                LocalDate from = prices.hold().sealingDayHeld() ? hold.from() : hold.from().plusDays(1);
                holds.add(new CapacityHold(from, hold.to(), hold.kva()));
                within(bounds, period, from);
                if (hold.to() != null) {
                    within(bounds, period, hold.to());
                }
            }
        }
        int left = terms.stretchOf() == null ? leftOver(period, prices, changes, later) : 0;
        List<CapacityShare> shares = new ArrayList<>();
        LocalDate from = null;
        for (LocalDate to : bounds) {
            int extra = to.equals(period.to()) ? left : 0;
            if (from != null && !stretch(input, prices, capacity(changes, later, from), holds, from, to, extra, shares, faults)) {
                return null;
            }
            from = to;
        }
        return shares;
    }

    private static boolean wholeOnly(RatingInput input, CapacityPrices prices) {
        return prices.hold().wholeByDemand() && input.demandMethod() != DemandMethod.CAPACITY;
    }

    /** Whether a hold takes all days of the bill; a stretch does not know where its bill begins, but how long it is. */
    private static boolean isWhole(CapacityHold hold, RatingInput input) {
        Period period = input.period();
        Integer bill = input.twoPart().stretchOf();
        return !hold.from().isAfter(period.from()) && (hold.to() == null || !hold.to().isBefore(period.to()))
                && (bill == null || hold.to() == null || new Period(hold.from(), hold.to()).days() >= bill);
    }

    /**
     * Under the rule of 1/30 a whole month costs a month's charge also when it has 28 or 31 days: the last stretch takes what is left of
     * 30 days, unless supply begins or ends within the month.
     */
    private static int leftOver(Period period, CapacityPrices prices, List<CapacityChange> changes, int later) {
        long length = period.days();
        boolean month = prices.dayRule() == CapacityPrices.DayRule.THIRTIETH && length >= 28 && length <= 31;
        return month && capacity(changes, later, period.from()).signum() > 0
                && capacity(changes, later, period.to().minusDays(1)).signum() > 0 ? (int) (30 - length) : 0;
    }

    private static BigDecimal capacity(List<CapacityChange> changes, int later, LocalDate day) {
        BigDecimal kva = BigDecimal.ZERO;
        for (CapacityChange change : changes) {
            if (change.day() == LocalDate.MIN || !change.day().plusDays(later).isAfter(day)) {
                kva = change.kva();
            }
        }
        return kva;
    }

    private static void within(TreeSet<LocalDate> bounds, Period period, LocalDate day) {
        if (day.isAfter(period.from()) && day.isBefore(period.to())) {
            bounds.add(day);
        }
    }

    private static boolean stretch(RatingInput input, CapacityPrices prices, BigDecimal kva, List<CapacityHold> holds, LocalDate from,
            LocalDate to, int extra, List<CapacityShare> shares, Faults faults) {
        BigDecimal held = BigDecimal.ZERO;
        for (CapacityHold hold : holds) {
            if (!hold.from().isAfter(from) && (hold.to() == null || hold.to().isAfter(from))) {
                held = held.add(hold.kva());
            }
        }
        if (held.compareTo(kva) > 0) {
            faults.add("capacityHolds", RatingErrors.HOLD_EXCEEDS, input.accountNo(), from, held, kva);
            return false;
        }
        boolean whole = from.equals(input.period().from()) && to.equals(input.period().to());
        Integer days = whole ? null : Integer.valueOf((int) new Period(from, to).days() + extra);
        if (kva.compareTo(held) > 0) {
            shares.add(new CapacityShare(kva.subtract(held), days));
        }
        if (held.signum() > 0) {
            shares.add(new CapacityShare(held, days, prices.hold().percent()));
        }
        return true;
    }
}
