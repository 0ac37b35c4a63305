package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;

/**
 * From what was measured to the quantities that are priced, in this order (rules C.1): readings, interval data or energy as given; energy
 * refunded or recovered; losses; what is shared; sub-meters, agreed quantities and ratios. The flat register is the total less the others
 * when it was not read.
 */
final class Quantities {

    /** Registers may differ from the total by 0.2 %, the usual limit of review, but by 1 kWh a register in any case (display digits). */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.002");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Quantities() {
    }

    /** Sets the quantities of the context, as far as faults allow. */
    static void resolve(RatingContext context, Faults faults) {
        RatingInput input = context.input();
        RatingInput.Metered metered = input.metered();
        List<PricedPart> parts = List.of();
        Energy energy;
        if (!metered.meters().isEmpty()) {
            parts = new ArrayList<>(metered.meters().size());
            noTotals(input, faults);
            energy = MeterMath.read(context, parts, faults);
        } else if (metered.intervals() != null) {
            energy = IntervalMath.read(context, faults);
            if (energy != null && input.activeKwh() != null) {
                checkTotal(context, energy, faults);
            }
        } else {
            energy = given(context, faults);
        }
        if (metered.shared() != null && metered.intervals() == null) {
            faults.add("intervals", RatingErrors.INTERVALS_MISSING, input.accountNo(), context.plan().key().code());
        }
        if (energy == null) {
            return;
        }
        if (energy.reactive == null) {
            energy.reactive = notNegative(input, "reactiveKvarh", input.reactiveKvarh(), faults);
        }
        if (energy.reactiveBack == null) {
            energy.reactiveBack = notNegative(input, "reactiveBackKvarh", metered.reactiveBackKvarh(), faults);
        }
        if (!metered.adjustments().isEmpty() && !adjust(context, energy, faults)) {
            return;
        }
        if (metered.losses() != null) {
            LossMath.apply(context, energy, metered.losses(), faults);
        }
        if (metered.shared() != null && metered.intervals() != null) {
            context.shared(SharedMath.take(context, energy, faults));
        }
        if (metered.estimated() && context.tracing()) {
            context.trace(TraceNode.of("rating.quantity.estimated").with("kwh", energy.total).build());
        }
        if (metered.byDays() && context.tracing()) {
            int days = Math.toIntExact(input.period().days());
            context.trace(TraceNode.of("rating.quantity.days").with("days", days)
                    .with("whole", input.twoPart().stretchOf() == null ? days : input.twoPart().stretchOf().intValue())
                    .with("kwh", energy.total).build());
        }
        parts(context, energy, parts, faults);
        if (input.twoWay().feeds()) {
            fed(context, faults);
        }
    }

    /** What the customer feeds in, by the periods of the plan. */
    private static void fed(RatingContext context, Faults faults) {
        RatingInput input = context.input();
        RatingInput.TwoWay terms = input.twoWay();
        if (terms.intervals() != null) {
            BigDecimal[] sums = terms.kwh().isEmpty() ? IntervalMath.fed(context, terms.intervals(), faults) : null;
            if (!terms.kwh().isEmpty()) {
                faults.add("fedIntervals", RatingErrors.METERS_AND_TOTALS, input.accountNo(), "fedKwh");
            }
            context.fed(sums);
            return;
        }
        TouPeriod[] periods = context.plan().periodArray().length == 0 ? new TouPeriod[] {TouPeriod.FLAT} : context.plan().periodArray();
        BigDecimal[] sums = new BigDecimal[periods.length];
        int before = faults.list().size();
        for (int i = 0; i < periods.length; i++) {
            sums[i] = notNegative(input, "fedKwh." + periods[i], terms.kwh().get(periods[i]), faults);
            if (terms.kwh().get(periods[i]) == null) {
                faults.add("fedKwh." + periods[i], RatingErrors.FED_MISSING, input.accountNo(), periods[i]);
            }
        }
        for (TouPeriod period : terms.kwh().keySet()) {
            if (!Arrays.asList(periods).contains(period)) {
                faults.add("fedKwh." + period, RatingErrors.PERIOD_NOT_PRICED, input.accountNo(), period, terms.kwh().get(period),
                        context.plan().key().code());
            }
        }
        context.fed(faults.list().size() > before ? null : sums);
    }

    private static void noTotals(RatingInput input, Faults faults) {
        if (input.activeKwh() != null || !input.touKwh().isEmpty()) {
            faults.add("activeKwh", RatingErrors.METERS_AND_TOTALS, input.accountNo(), input.activeKwh() != null ? "activeKwh" : "touKwh");
        }
        if (input.metered().intervals() != null) {
            faults.add("intervals", RatingErrors.METERS_AND_TOTALS, input.accountNo(), "intervals");
        }
    }

    private static Energy given(RatingContext context, Faults faults) {
        RatingInput input = context.input();
        Energy energy = new Energy(context.plan().periodArray());
        energy.total = notNegative(input, "activeKwh", input.activeKwh(), faults);
        boolean sound = energy.total == input.activeKwh();
        int priced = 0;
        for (int i = 0; i < energy.periods.length; i++) {
            BigDecimal kwh = input.touKwh().get(energy.periods[i]);
            if (kwh != null) {
                priced++;
                energy.byPeriod[i] = kwh;
                if (kwh.signum() < 0) {
                    notNegative(input, "touKwh." + energy.periods[i], kwh, faults);
                    sound = false;
                }
            }
        }
        if (energy.periods.length > 0 && priced < input.touKwh().size()) {
            sound &= unpriced(context, energy, faults);
        }
        return sound && complete(context, energy, faults) ? energy : null;
    }

    /** Energy in a period without a price is a fault; a register that has not moved does no harm. */
    private static boolean unpriced(RatingContext context, Energy energy, Faults faults) {
        int before = faults.list().size();
        context.input().touKwh().forEach((period, kwh) -> {
            if (energy.indexOf(period) < 0 && kwh.signum() != 0) {
                faults.add("touKwh." + period, RatingErrors.PERIOD_NOT_PRICED, context.input().accountNo(), period, kwh,
                        context.plan().key().code());
            }
        });
        return faults.list().size() == before;
    }

    /**
     * Finds the period that was not read and balances small differences against the total register, which is the truth.
     *
     * @return false when there are faults
     */
    static boolean complete(RatingContext context, Energy energy, Faults faults) {
        String account = context.input().accountNo();
        if (energy.periods.length == 0) {
            if (energy.total == null) {
                faults.add("activeKwh", RatingErrors.ACTIVE_ENERGY_MISSING, account);
            }
            return energy.total != null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        boolean complete = true;
        int flat = -1;
        for (int i = 0; i < energy.periods.length; i++) {
            if (energy.byPeriod[i] != null) {
                sum = sum.add(energy.byPeriod[i]);
            } else if (energy.periods[i] == TouPeriod.FLAT && energy.total != null) {
                flat = i;
            } else {
                faults.add("touKwh." + energy.periods[i], RatingErrors.TOU_REGISTER_MISSING, account, energy.periods[i]);
                complete = false;
            }
        }
        if (!complete) {
            return false;
        }
        if (energy.total == null) {
            energy.total = sum;
            return true;
        }
        BigDecimal rest = energy.total.subtract(sum);
        if (flat >= 0) {
            energy.byPeriod[flat] = rest;
            if (rest.signum() < 0) {
                faults.add("touKwh", RatingErrors.TOU_SUM_MISMATCH, account, sum, energy.total);
                return false;
            }
            if (context.tracing()) {
                context.trace(TraceNode.of("rating.quantity.flat").with("total", energy.total).with("others", sum).with("flat", rest).build());
            }
        } else if (rest.signum() != 0) {
            return balance(context, energy, sum, rest, faults);
        }
        return true;
    }

    private static boolean balance(RatingContext context, Energy energy, BigDecimal sum, BigDecimal rest, Faults faults) {
        BigDecimal allowed = energy.total.multiply(TOLERANCE).max(BigDecimal.valueOf(energy.periods.length));
        int balancing = energy.balancing();
        BigDecimal balanced = energy.byPeriod[balancing].add(rest);
        if (rest.abs().compareTo(allowed) > 0 || balanced.signum() < 0) {
            faults.add("touKwh", RatingErrors.TOU_SUM_MISMATCH, context.input().accountNo(), sum, energy.total);
            return false;
        }
        energy.byPeriod[balancing] = balanced;
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.quantity.balanced." + energy.periods[balancing]).with("total", energy.total).with("sum", sum)
                    .with("difference", rest).build());
        }
        return true;
    }

    /** A total register beside interval data: a small difference goes to a period, as with registers. */
    private static void checkTotal(RatingContext context, Energy energy, Faults faults) {
        BigDecimal sum = energy.total;
        BigDecimal total = notNegative(context.input(), "activeKwh", context.input().activeKwh(), faults);
        if (total == null || total.compareTo(sum) == 0) {
            return;
        }
        energy.total = total;
        if (energy.periods.length > 0) {
            balance(context, energy, sum, total.subtract(sum), faults);
        } else if (total.subtract(sum).abs().compareTo(total.multiply(TOLERANCE).max(BigDecimal.ONE)) > 0) {
            faults.add("activeKwh", RatingErrors.TOU_SUM_MISMATCH, context.input().accountNo(), sum, total);
        }
    }

    private static boolean adjust(RatingContext context, Energy energy, Faults faults) {
        String account = context.input().accountNo();
        int before = faults.list().size();
        for (QuantityAdjustment adjustment : context.input().metered().adjustments()) {
            if (adjustment.byTier() != null) {
                BigDecimal sum = BigDecimal.ZERO;
                for (BigDecimal kwh : adjustment.byTier()) {
                    sum = sum.add(kwh);
                }
                if (sum.compareTo(adjustment.kwh()) != 0) {
                    faults.add("adjustments", RatingErrors.ADJUSTMENT_TIERS, account, adjustment.kwh());
                }
            }
            int index = adjustment.tou() == null ? -1 : energy.indexOf(adjustment.tou());
            BigDecimal lacking = null;
            if (index >= 0) {
                energy.total = energy.total.add(adjustment.kwh());
                energy.byPeriod[index] = energy.byPeriod[index].add(adjustment.kwh());
                lacking = energy.byPeriod[index].signum() < 0 ? energy.byPeriod[index] : null;
            } else if (adjustment.tou() != null && energy.periods.length > 0) {
                faults.add("adjustments", RatingErrors.PERIOD_NOT_PRICED, account, adjustment.tou(), adjustment.kwh(),
                        context.plan().key().code());
            } else {
                lacking = energy.change(adjustment.kwh(), false);
            }
            if (lacking != null) {
                faults.add("adjustments", RatingErrors.NEGATIVE_QUANTITY, account, "adjustments", lacking);
            }
            if (context.tracing()) {
                context.trace(TraceNode.of(adjustment.kwh().signum() < 0 ? "rating.adjustment.refund" : "rating.adjustment.recover")
                        .with("kwh", adjustment.kwh()).with("reason", adjustment.reason()).with("total", energy.total).build());
            }
        }
        return faults.list().size() == before;
    }

    /** Agreed quantities first, then ratios of what is left, each in whole kWh. */
    private static void parts(RatingContext context, Energy energy, List<PricedPart> metered, Faults faults) {
        RatingInput input = context.input();
        List<PricedPart> parts = metered;
        BigDecimal beside = BigDecimal.ZERO;
        BigDecimal apart = context.sharedKwh() == null ? BigDecimal.ZERO : context.sharedKwh();
        for (PricedPart part : metered) {
            apart = apart.add(part.kwh());
            beside = part.inSeries() ? beside : beside.add(part.kwh());
        }
        if (!input.fixed().isEmpty()) {
            parts = new ArrayList<>(metered);
            BigDecimal taken = BigDecimal.ZERO;
            for (FixedQuantity quantity : input.fixed()) {
                if (quantity.kwh() != null) {
                    notNegative(input, "fixed." + quantity.item(), quantity.kwh(), faults);
                    parts.add(new PricedPart(quantity.item(), quantity.kwh(), true));
                    taken = taken.add(quantity.kwh());
                }
            }
            taken = taken.add(ratios(context, energy.total.subtract(taken).max(BigDecimal.ZERO), parts, faults));
            boolean proportional = context.plan().takenInProportion();
            BigDecimal from = proportional || energy.periods.length == 0 ? energy.total : energy.byPeriod[energy.balancing()];
            if (taken.compareTo(from) > 0 || energy.change(taken.negate(), proportional) != null) {
                faults.add("fixed", RatingErrors.FIXED_EXCEEDS, input.accountNo(), taken, from);
                return;
            }
            apart = apart.add(taken);
        }
        BigDecimal main = energy.total;
        BigDecimal total = apart.signum() == 0 ? main : main.add(apart);
        context.quantities(total, main, beside.signum() == 0 ? total : total.subtract(beside), energy, parts, demand(input, energy, faults));
    }

    /**
     * Adds the ratios of what is left, each in whole kWh. Ratios that make up the whole leave nothing, and ratios never take more than there
     * is: the largest of them takes what rounding has left or taken too much.
     *
     * @return their sum
     */
    private static BigDecimal ratios(RatingContext context, BigDecimal left, List<PricedPart> parts, Faults faults) {
        RatingInput input = context.input();
        FixedQuantity largest = null;
        BigDecimal percent = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        for (FixedQuantity quantity : input.fixed()) {
            if (quantity.percent() != null) {
                notNegative(input, "fixed." + quantity.item(), quantity.percent(), faults);
                percent = percent.add(quantity.percent());
                sum = sum.add(ratio(left, quantity));
                int order = largest == null ? 1 : quantity.percent().compareTo(largest.percent());
                largest = order > 0 || order == 0 && quantity.item().compareTo(largest.item()) < 0 ? quantity : largest;
            }
        }
        int whole = percent.compareTo(HUNDRED);
        BigDecimal rest = whole > 0 ? BigDecimal.ZERO : left.subtract(sum);
        rest = whole < 0 ? rest.min(BigDecimal.ZERO) : rest;
        for (FixedQuantity quantity : input.fixed()) {
            if (quantity.percent() != null) {
                BigDecimal kwh = ratio(left, quantity);
                if (quantity == largest) {
                    kwh = kwh.add(rest);
                }
                parts.add(new PricedPart(quantity.item(), kwh, true));
                if (context.tracing()) {
                    TraceNode.Builder node = TraceNode.of("rating.quantity.ratio").with("left", left).with("percent", quantity.percent())
                            .with("kwh", kwh);
                    context.trace(quantity == largest && rest.signum() != 0
                            ? node.child(TraceNode.of("rating.quantity.ratio.rest").with("kwh", rest).build()).build() : node.build());
                }
            }
        }
        return sum.add(rest);
    }

    private static BigDecimal ratio(BigDecimal left, FixedQuantity quantity) {
        return left.multiply(quantity.percent()).divide(HUNDRED, 0, RoundingMode.HALF_UP);
    }

    /** The highest demand of the account: lines that stand by for each other count once, all others are added. */
    private static BigDecimal demand(RatingInput input, Energy energy, Faults faults) {
        List<DemandLine> lines = input.twoPart().lines();
        if (lines.isEmpty()) {
            BigDecimal demand = input.maxDemandKw() != null ? input.maxDemandKw() : energy.demand;
            return notNegative(input, "maxDemandKw", demand, faults);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            notNegative(input, "demandLines", lines.get(i).kw(), faults);
            boolean counts = true;
            for (int j = 0; j < lines.size() && counts && lines.get(i).group() != null; j++) {
                int order = lines.get(j).kw().compareTo(lines.get(i).kw());
                counts = j == i || !lines.get(i).group().equals(lines.get(j).group()) || order < 0 || order == 0 && j > i;
            }
            sum = counts ? sum.add(lines.get(i).kw()) : sum;
        }
        return sum;
    }

    /** The value, or null and a fault when it is negative. */
    private static BigDecimal notNegative(RatingInput input, String field, BigDecimal value, Faults faults) {
        if (value != null && value.signum() < 0) {
            faults.add(field, RatingErrors.NEGATIVE_QUANTITY, input.accountNo(), field, value);
            return null;
        }
        return value;
    }
}
