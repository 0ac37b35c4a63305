package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.QuantityAdjustment;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TierUse;
import org.karawatt.rating.tariff.TierTable;

/**
 * Energy by tier (rules C.4): the total decides the tier; by month or by year; a price for each tier or a surcharge over the base price;
 * with prices by period the kWh of each tier are shared over the periods in proportion.
 */
public final class TierEnergy implements Charge {

    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

    private final String method;
    private final String tariffCode;
    private final boolean yearly;
    private final boolean settledByYear;
    private final int size;
    private final TierTable.MultiPerson[] multiPerson;
    private final BigDecimal[][] limitsByMonth;
    private final BigDecimal[][] widthsByMonth;
    private final SeasonalBook base;
    private final PriceBook[] steps;
    private final boolean stepsByPeriod;
    private final PriceBook exempt;

    /**
     * @param base prices of all kWh; null when every tier has its own
     * @param steps prices of all tiers, or surcharges of the tiers from the second on when there is a base
     * @param exempt prices outside the tiers; null when there are none
     */
    public TierEnergy(String method, String tariffCode, TierTable table, SeasonalBook base, List<PriceBook> steps, PriceBook exempt) {
        this.method = method;
        this.tariffCode = tariffCode;
        this.yearly = table.accounting().yearly();
        this.settledByYear = table.accounting() == TierTable.Accounting.YEAR_SETTLED;
        this.size = table.size();
        this.multiPerson = table.multiPerson().toArray(TierTable.MultiPerson[]::new);
        this.base = base;
        this.steps = steps.toArray(PriceBook[]::new);
        this.stepsByPeriod = steps.stream().anyMatch(PriceBook::isByPeriod);
        this.exempt = exempt;
        this.limitsByMonth = new BigDecimal[13][];
        this.widthsByMonth = new BigDecimal[13][];
        for (TierTable.Season season : table.seasons()) {
            BigDecimal[] limits = season.limits().toArray(BigDecimal[]::new);
            BigDecimal[] widths = widthsOf(limits);
            for (int month : season.months()) {
                limitsByMonth[month] = limits;
                widthsByMonth[month] = widths;
            }
        }
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        RatingInput input = context.input();
        if (input.tierExempt()) {
            if (exempt == null) {
                faults.add("tierExempt", RatingErrors.EXEMPT_PRICE_MISSING, input.accountNo(), tariffCode);
            }
            return;
        }
        if (base != null) {
            base.check(context, faults);
        }
        List<BigDecimal> byTier = input.yearTierKwhBefore();
        if (byTier != null) {
            size("yearTierKwhBefore", input, byTier, faults);
            for (BigDecimal kwh : byTier) {
                notNegative(input, "yearTierKwhBefore", kwh, faults);
            }
        } else if (yearly) {
            if (input.yearKwhBefore() != null) {
                notNegative(input, "yearKwhBefore", input.yearKwhBefore(), faults);
            } else if (!beganThisYear(input)) {
                faults.add("yearKwhBefore", RatingErrors.YEAR_TO_DATE_MISSING, input.accountNo());
            }
        }
        for (QuantityAdjustment adjustment : input.metered().adjustments()) {
            if (adjustment.byTier() != null) {
                size("adjustments.byTier", input, adjustment.byTier(), faults);
            }
        }
    }

    private void size(String field, RatingInput input, List<BigDecimal> byTier, Faults faults) {
        if (byTier.size() != size) {
            faults.add(field, RatingErrors.TIER_USE_SIZE, input.accountNo(), size, byTier.size());
        }
    }

    private static void notNegative(RatingInput input, String field, BigDecimal kwh, Faults faults) {
        if (kwh.signum() < 0) {
            faults.add(field, RatingErrors.NEGATIVE_QUANTITY, input.accountNo(), field, kwh);
        }
    }

    private static boolean beganThisYear(RatingInput input) {
        LocalDate began = input.tierTerms().supplyBegan();
        return began != null && began.getYear() >= input.billingMonth().year();
    }

    /** Months of the year in force; a part month counts as one. */
    private static int monthsInForce(RatingInput input) {
        if (input.yearMonthsInForce() != null) {
            return input.yearMonthsInForce();
        }
        int year = input.billingMonth().year();
        LocalDate began = input.tierTerms().supplyBegan();
        LocalDate ends = input.tierTerms().supplyEnds();
        int first = began != null && began.getYear() == year ? began.getMonthValue() : 1;
        LocalDate last = ends == null ? null : ends.minusDays(1);
        return (last != null && last.getYear() == year ? last.getMonthValue() : 12) - first + 1;
    }

    @Override
    public void apply(RatingContext context) {
        RatingInput input = context.input();
        if (input.tierExempt()) {
            exempt.bill(context, Components.ITEM_ENERGY, 0, "rating.energy");
            return;
        }
        BigDecimal[] widths = widths(input);
        BigDecimal[] before = before(context, widths);
        BigDecimal[] now = now(context, widths, before);
        use(context, widths, before, now);
        if (base != null) {
            base.of(context).bill(context, Components.ITEM_ENERGY, 0, "rating.tier.base");
        }
        if (settledByYear) {
            if (!input.tierTerms().yearSettlement()) {
                return;
            }
            // the year is settled: what earlier bills have used of the higher tiers is charged now
            for (int i = 0; i < now.length; i++) {
                now[i] = now[i].add(before[i]);
            }
        }
        BigDecimal[][] shares = stepsByPeriod ? share(context, now) : null;
        String item = base == null ? Components.ITEM_ENERGY : Components.ITEM_SURCHARGE;
        String key = base == null ? "rating.tier.price" : "rating.tier.surcharge";
        for (int tier = base == null ? 1 : 2; tier <= now.length; tier++) {
            PriceBook step = steps[base == null ? tier - 1 : tier - 2];
            boolean nothingUsed = tier == 1 && context.mainKwh().signum() == 0;
            if (now[tier - 1].signum() == 0 && !nothingUsed) {
                continue;
            }
            if (!step.isByPeriod()) {
                step.line(context, item, null, tier, now[tier - 1], key);
            } else {
                for (int i = 0; i < context.plan().periodCount(); i++) {
                    if (nothingUsed || shares[tier - 1][i].signum() != 0) {
                        step.line(context, item, context.plan().periodAt(i), tier, shares[tier - 1][i], key);
                    }
                }
            }
        }
    }

    /** Width in kWh of every tier but the last, for the months that count. */
    private BigDecimal[] widths(RatingInput input) {
        int months = yearly ? monthsInForce(input) : input.monthsCovered();
        TierTable.MultiPerson multi = multi(input);
        if (multi == null && months == (yearly ? 12 : 1)) {
            return widthsByMonth[yearly ? 1 : input.billingMonth().month()];
        }
        BigDecimal[] limits;
        if (yearly) {
            limits = limitsByMonth[1].clone();
            if (months != 12) {
                for (int i = 0; i < limits.length; i++) {
                    limits[i] = limits[i].multiply(BigDecimal.valueOf(months)).divide(TWELVE, 2, RoundingMode.HALF_UP);
                }
            }
        } else {
            limits = new BigDecimal[size - 1];
            Arrays.fill(limits, BigDecimal.ZERO);
            int month = input.billingMonth().month();
            for (int covered = 0; covered < months; covered++) {
                for (int i = 0; i < limits.length; i++) {
                    limits[i] = limits[i].add(limitsByMonth[month][i]);
                }
                month = month == 1 ? 12 : month - 1;
            }
        }
        if (multi != null) {
            int granted = yearly && input.extraMonths() != null ? input.extraMonths() : months;
            BigDecimal extra = multi.kwhPerMonth().multiply(BigDecimal.valueOf(granted));
            for (int i = 0; i < limits.length; i++) {
                limits[i] = i == 0 || !multi.firstLimitOnly() ? limits[i].add(extra) : limits[i].max(limits[i - 1]);
            }
        }
        return widthsOf(limits);
    }

    /** The allowance for most people that the household reaches; null when it reaches none. */
    private TierTable.MultiPerson multi(RatingInput input) {
        TierTable.MultiPerson reached = null;
        if (input.householdPeople() != null) {
            for (TierTable.MultiPerson multi : multiPerson) {
                if (input.householdPeople() >= multi.people() && (reached == null || multi.people() > reached.people())) {
                    reached = multi;
                }
            }
        }
        return reached;
    }

    private static BigDecimal[] widthsOf(BigDecimal[] limits) {
        BigDecimal[] widths = new BigDecimal[limits.length];
        BigDecimal lower = BigDecimal.ZERO;
        for (int i = 0; i < limits.length; i++) {
            widths[i] = limits[i].subtract(lower);
            lower = limits[i];
        }
        return widths;
    }

    private BigDecimal[] before(RatingContext context, BigDecimal[] widths) {
        RatingInput input = context.input();
        BigDecimal[] none = new BigDecimal[widths.length + 1];
        Arrays.fill(none, BigDecimal.ZERO);
        if (input.yearTierKwhBefore() != null) {
            // nothing of the higher tiers has been charged before a settlement: the limits as they are now decide
            return settledByYear
                    ? split(input.yearTierKwhBefore().stream().reduce(BigDecimal.ZERO, BigDecimal::add), widths, none, highest(input))
                    : input.yearTierKwhBefore().toArray(BigDecimal[]::new);
        }
        if (!yearly) {
            return none;
        }
        if (input.yearKwhBefore() == null && context.tracing()) {
            context.trace(TraceNode.of("rating.tier.began").with("day", input.tierTerms().supplyBegan())
                    .with("months", monthsInForce(input)).build());
        }
        return input.yearKwhBefore() == null || input.yearKwhBefore().signum() == 0 ? none
                : split(input.yearKwhBefore(), widths, none, highest(input));
    }

    /** Index of the highest tier that applies to the customer. */
    private static int highest(RatingInput input) {
        return input.tierTerms().highestTier() == null ? Integer.MAX_VALUE : input.tierTerms().highestTier() - 1;
    }

    /** The energy of the bill by tier; what an adjustment puts into a tier stays there. */
    private BigDecimal[] now(RatingContext context, BigDecimal[] widths, BigDecimal[] before) {
        BigDecimal open = context.mainKwh();
        List<QuantityAdjustment> adjustments = context.input().metered().adjustments();
        for (int i = 0; i < adjustments.size(); i++) {
            open = adjustments.get(i).byTier() == null ? open : open.subtract(adjustments.get(i).kwh());
        }
        BigDecimal[] now = split(open, widths, before, highest(context.input()));
        for (QuantityAdjustment adjustment : adjustments) {
            for (int i = 0; adjustment.byTier() != null && i < now.length; i++) {
                now[i] = now[i].add(adjustment.byTier().get(i));
            }
        }
        return now;
    }

    private static BigDecimal[] split(BigDecimal kwh, BigDecimal[] widths, BigDecimal[] before, int highest) {
        BigDecimal[] parts = new BigDecimal[widths.length + 1];
        BigDecimal rest = kwh;
        for (int i = 0; i < widths.length; i++) {
            parts[i] = i >= highest ? rest : rest.min(widths[i].subtract(before[i]).max(BigDecimal.ZERO));
            rest = rest.subtract(parts[i]);
        }
        parts[widths.length] = rest;
        return parts;
    }

    private void use(RatingContext context, BigDecimal[] widths, BigDecimal[] before, BigDecimal[] now) {
        List<TierUse> uses = new ArrayList<>(now.length);
        for (int i = 0; i < now.length; i++) {
            BigDecimal left = i == widths.length ? null : widths[i].subtract(before[i]).subtract(now[i]).max(BigDecimal.ZERO);
            uses.add(new TierUse(i + 1, before[i], now[i], left));
            if (context.tracing()) {
                TraceNode.Builder node = TraceNode.of(left == null ? "rating.tier.last"
                        : yearly ? "rating.tier.year" : "rating.tier.month")
                        .with("tier", i + 1);
                if (left != null) {
                    node.with("width", widths[i]);
                }
                node.with("before", before[i]).with("now", now[i]);
                context.trace(left == null ? node.build() : node.with("left", left).build());
            }
        }
        context.tiers(uses);
    }

    /**
     * Shares the kWh of each tier over the periods in proportion to the periods' kWh in the bill, to 0.01 kWh, so that both the tiers and
     * the periods add up exactly. The last tier takes what is left of each period.
     */
    private static BigDecimal[][] share(RatingContext context, BigDecimal[] byTier) {
        int periods = context.plan().periodCount();
        BigDecimal total = context.mainKwh();
        BigDecimal[] left = new BigDecimal[periods];
        for (int i = 0; i < periods; i++) {
            left[i] = context.kwhAt(i);
        }
        BigDecimal[][] shares = new BigDecimal[byTier.length][periods];
        for (int tier = 0; tier < byTier.length; tier++) {
            BigDecimal open = byTier[tier];
            for (int i = 0; i < periods; i++) {
                BigDecimal cell = total.signum() == 0 || open.signum() == 0 ? BigDecimal.ZERO
                        : byTier[tier].multiply(context.kwhAt(i)).divide(total, 2, RoundingMode.HALF_UP);
                // a tier from which more was refunded than the bill has keeps its proportion
                cell = cell.signum() > 0 ? cell.min(left[i]).min(open) : cell;
                shares[tier][i] = cell;
                left[i] = left[i].subtract(cell);
                open = open.subtract(cell);
            }
            for (int i = 0; i < periods && open.signum() != 0; i++) {
                BigDecimal more = open.min(left[i]);
                shares[tier][i] = shares[tier][i].add(more);
                left[i] = left[i].subtract(more);
                open = open.subtract(more);
            }
        }
        return shares;
    }
}
