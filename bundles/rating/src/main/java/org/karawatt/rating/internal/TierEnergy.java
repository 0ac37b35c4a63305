package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TierUse;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.tariff.TierTable;

/**
 * Energy by tier (rules C.4): the total decides the tier; by month or by year; a price for each tier or a surcharge over the base price;
 * with prices by period the kWh of each tier are shared over the periods in proportion.
 */
public final class TierEnergy implements Charge {

    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

    private final String method;
    private final String tariffCode;
    private final TierTable table;
    private final BigDecimal[][] limitsByMonth;
    private final PriceBook base;
    private final List<PriceBook> steps;
    private final PriceBook exempt;

    /**
     * @param base prices of all kWh; null when every tier has its own
     * @param steps prices of all tiers, or surcharges of the tiers from the second on when there is a base
     * @param exempt prices outside the tiers; null when there are none
     */
    public TierEnergy(String method, String tariffCode, TierTable table, PriceBook base, List<PriceBook> steps, PriceBook exempt) {
        this.method = method;
        this.tariffCode = tariffCode;
        this.table = table;
        this.base = base;
        this.steps = List.copyOf(steps);
        this.exempt = exempt;
        this.limitsByMonth = new BigDecimal[13][];
        for (TierTable.Season season : table.seasons()) {
            for (int month : season.months()) {
                limitsByMonth[month] = season.limits().toArray(BigDecimal[]::new);
            }
        }
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public void check(RatingInput input, Faults faults) {
        if (input.tierExempt()) {
            if (exempt == null) {
                faults.add("tierExempt", RatingErrors.EXEMPT_PRICE_MISSING, input.accountNo(), tariffCode);
            }
        } else if (table.accounting() == TierTable.Accounting.YEAR) {
            if (input.yearTierKwhBefore() != null) {
                int found = input.yearTierKwhBefore().size();
                if (found != table.size()) {
                    faults.add("yearTierKwhBefore", RatingErrors.TIER_USE_SIZE, input.accountNo(), table.size(), found);
                }
                input.yearTierKwhBefore().forEach(kwh -> notNegative(input, "yearTierKwhBefore", kwh, faults));
            } else if (input.yearKwhBefore() == null) {
                faults.add("yearKwhBefore", RatingErrors.YEAR_TO_DATE_MISSING, input.accountNo());
            } else {
                notNegative(input, "yearKwhBefore", input.yearKwhBefore(), faults);
            }
        }
    }

    private static void notNegative(RatingInput input, String field, BigDecimal kwh, Faults faults) {
        if (kwh.signum() < 0) {
            faults.add(field, RatingErrors.NEGATIVE_QUANTITY, input.accountNo(), field, kwh);
        }
    }

    @Override
    public void apply(RatingContext context) {
        if (context.input().tierExempt()) {
            exempt.bill(context, Components.ITEM_ENERGY, 0, "rating.energy");
            return;
        }
        BigDecimal[] widths = widths(context.input());
        BigDecimal[] before = before(context.input(), widths);
        BigDecimal[] now = split(context.mainKwh(), widths, before);
        use(context, widths, before, now);
        if (base != null) {
            base.bill(context, Components.ITEM_ENERGY, 0, "rating.tier.base");
        }
        boolean byPeriod = steps.stream().anyMatch(step -> step.prices().always() == null);
        List<Map<TouPeriod, BigDecimal>> shares = byPeriod ? share(context.kwhByPeriod(), now) : List.of();
        for (int tier = base == null ? 1 : 2; tier <= now.length; tier++) {
            PriceBook step = steps.get(base == null ? tier - 1 : tier - 2);
            String item = base == null ? Components.ITEM_ENERGY : Components.ITEM_SURCHARGE;
            String key = base == null ? "rating.tier.price" : "rating.tier.surcharge";
            boolean nothingUsed = tier == 1 && context.mainKwh().signum() == 0;
            if (now[tier - 1].signum() == 0 && !nothingUsed) {
                continue;
            }
            if (step.prices().always() != null) {
                step.line(context, item, null, tier, now[tier - 1], key);
            } else {
                for (Map.Entry<TouPeriod, BigDecimal> share : shares.get(tier - 1).entrySet()) {
                    if (nothingUsed || share.getValue().signum() != 0) {
                        step.line(context, item, share.getKey(), tier, share.getValue(), key);
                    }
                }
            }
        }
    }

    /** Width in kWh of every tier but the last, for the months that count. */
    private BigDecimal[] widths(RatingInput input) {
        BigDecimal[] limits;
        int extraMonths;
        if (table.accounting() == TierTable.Accounting.YEAR) {
            limits = limitsByMonth[1].clone();
            if (input.yearMonthsInForce() != 12) {
                BigDecimal months = BigDecimal.valueOf(input.yearMonthsInForce());
                for (int i = 0; i < limits.length; i++) {
                    limits[i] = limits[i].multiply(months).divide(TWELVE, 2, RoundingMode.HALF_UP);
                }
            }
            extraMonths = input.extraMonths() == null ? input.yearMonthsInForce() : input.extraMonths();
        } else {
            limits = new BigDecimal[table.size() - 1];
            Arrays.fill(limits, BigDecimal.ZERO);
            int month = input.billingMonth().month();
            for (int covered = 0; covered < input.monthsCovered(); covered++) {
                for (int i = 0; i < limits.length; i++) {
                    limits[i] = limits[i].add(limitsByMonth[month][i]);
                }
                month = month == 1 ? 12 : month - 1;
            }
            extraMonths = input.monthsCovered();
        }
        TierTable.MultiPerson multi = table.multiPerson();
        if (multi != null && input.householdPeople() != null && input.householdPeople() >= multi.people()) {
            BigDecimal extra = multi.kwhPerMonth().multiply(BigDecimal.valueOf(extraMonths));
            for (int i = 0; i < limits.length; i++) {
                if (i == 0 || !multi.firstLimitOnly()) {
                    limits[i] = limits[i].add(extra);
                } else {
                    limits[i] = limits[i].max(limits[i - 1]);
                }
            }
        }
        BigDecimal[] widths = new BigDecimal[limits.length];
        BigDecimal lower = BigDecimal.ZERO;
        for (int i = 0; i < limits.length; i++) {
            widths[i] = limits[i].subtract(lower);
            lower = limits[i];
        }
        return widths;
    }

    private BigDecimal[] before(RatingInput input, BigDecimal[] widths) {
        BigDecimal[] none = new BigDecimal[widths.length + 1];
        Arrays.fill(none, BigDecimal.ZERO);
        if (table.accounting() == TierTable.Accounting.MONTH) {
            return none;
        }
        return input.yearTierKwhBefore() != null ? input.yearTierKwhBefore().toArray(BigDecimal[]::new)
                : split(input.yearKwhBefore(), widths, none);
    }

    private static BigDecimal[] split(BigDecimal kwh, BigDecimal[] widths, BigDecimal[] before) {
        BigDecimal[] parts = new BigDecimal[widths.length + 1];
        BigDecimal rest = kwh;
        for (int i = 0; i < widths.length; i++) {
            parts[i] = rest.min(widths[i].subtract(before[i]).max(BigDecimal.ZERO));
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
                        : table.accounting() == TierTable.Accounting.YEAR ? "rating.tier.year" : "rating.tier.month")
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
    static List<Map<TouPeriod, BigDecimal>> share(Map<TouPeriod, BigDecimal> byPeriod, BigDecimal[] byTier) {
        BigDecimal total = byPeriod.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<TouPeriod, BigDecimal> left = new EnumMap<>(byPeriod);
        List<Map<TouPeriod, BigDecimal>> shares = new ArrayList<>(byTier.length);
        for (BigDecimal ofTier : byTier) {
            Map<TouPeriod, BigDecimal> cells = new EnumMap<>(TouPeriod.class);
            BigDecimal open = ofTier;
            for (Map.Entry<TouPeriod, BigDecimal> period : byPeriod.entrySet()) {
                BigDecimal cell = total.signum() == 0 ? BigDecimal.ZERO
                        : ofTier.multiply(period.getValue()).divide(total, 2, RoundingMode.HALF_UP);
                cell = cell.min(left.get(period.getKey())).min(open);
                cells.put(period.getKey(), cell);
                left.merge(period.getKey(), cell, BigDecimal::subtract);
                open = open.subtract(cell);
            }
            for (TouPeriod period : byPeriod.keySet()) {
                BigDecimal more = open.min(left.get(period));
                cells.merge(period, more, BigDecimal::add);
                left.merge(period, more, BigDecimal::subtract);
                open = open.subtract(more);
            }
            shares.add(cells);
        }
        return shares;
    }
}
