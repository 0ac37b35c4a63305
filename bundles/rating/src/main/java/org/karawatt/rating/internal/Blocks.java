package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.List;

/**
 * Prices of one period by tiers whose limits may depend on the days and on the demand. Immutable. A tier by demand that is followed by
 * tiers by energy is a block: its own price is not used, the tiers by energy are the steps inside it.
 *
 * @param tiers tiers in order, at least one
 */
public record Blocks(List<Tier> tiers) {

    private static final BigDecimal MORE_THAN_ANY = BigDecimal.TEN.pow(30);

    /** What the limit of a tier is multiplied by. */
    public enum Unit {
        /** A limit in kWh of a month. */
        KWH,
        /** A limit in kWh of a day. */
        KWH_PER_DAY,
        /** A limit in kWh of a month for each kW of the demand. */
        KWH_PER_KW,
        /** A limit in kWh of a day for each kW of the demand. */
        KWH_PER_KW_DAY;

        boolean byDemand() {
            return this == KWH_PER_KW || this == KWH_PER_KW_DAY;
        }

        boolean byDay() {
            return this == KWH_PER_DAY || this == KWH_PER_KW_DAY;
        }
    }

    /**
     * One tier.
     *
     * @param upTo limit in the unit; null for the rest
     * @param unit unit of the limit, never null
     * @param price price of a kWh, never null
     * @param sell what a kWh fed in is worth; null when the tariff pays nothing for it
     */
    public record Tier(BigDecimal upTo, Unit unit, BigDecimal price, BigDecimal sell) {
    }

    /**
     * What limits are multiplied by.
     *
     * @param months months that the bill covers
     * @param days days that the bill covers
     * @param demandKw demand in kW; null when no tier depends on it
     */
    record Measure(BigDecimal months, BigDecimal days, BigDecimal demandKw) {
    }

    public Blocks {
        tiers = List.copyOf(tiers);
    }

    boolean byDemand() {
        return tiers.stream().anyMatch(tier -> tier.unit().byDemand());
    }

    /** The place of the first limit that does not rise, or -1; tiers inside a block are compared with each other. */
    public int firstOutOfOrder() {
        Tier[] last = new Tier[Unit.values().length];
        for (int i = 0; i < tiers.size(); i++) {
            Tier tier = tiers.get(i);
            Tier before = last[tier.unit().ordinal()];
            boolean rising = before == null || before.upTo() != null && (tier.upTo() == null || tier.upTo().compareTo(before.upTo()) > 0);
            if (!rising || tier.upTo() != null && tier.upTo().signum() <= 0) {
                return i;
            }
            last[tier.unit().ordinal()] = tier;
            if (tier.unit().byDemand()) {
                last[Unit.KWH.ordinal()] = null;
                last[Unit.KWH_PER_DAY.ordinal()] = null;
            }
        }
        return -1;
    }

    /** True when every kWh falls into some tier, however small the demand is. */
    public boolean covers() {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal kwh : split(MORE_THAN_ANY, new Measure(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE))) {
            sum = sum.add(kwh);
        }
        return sum.compareTo(MORE_THAN_ANY) == 0;
    }

    private boolean isBlock(int i) {
        return tiers.get(i).unit().byDemand() && i + 1 < tiers.size() && !tiers.get(i + 1).unit().byDemand();
    }

    /** The kWh of each tier. */
    BigDecimal[] split(BigDecimal total, Measure measure) {
        BigDecimal[] kwh = new BigDecimal[tiers.size()];
        BigDecimal used = BigDecimal.ZERO;
        BigDecimal end = total;
        for (int i = 0; i < kwh.length; i++) {
            kwh[i] = BigDecimal.ZERO;
            Tier tier = tiers.get(i);
            if (tier.unit().byDemand()) {
                end = isBlock(i) ? limit(tier, total, measure) : total;
                if (isBlock(i)) {
                    continue;
                }
            }
            BigDecimal limit = limit(tier, end, measure);
            if (limit.compareTo(used) > 0) {
                kwh[i] = limit.subtract(used);
                used = limit;
            }
        }
        return kwh;
    }

    private static BigDecimal limit(Tier tier, BigDecimal most, Measure measure) {
        if (tier.upTo() == null) {
            return most;
        }
        BigDecimal limit = tier.upTo().multiply(tier.unit().byDay() ? measure.days() : measure.months());
        return (tier.unit().byDemand() ? limit.multiply(measure.demandKw()) : limit).min(most);
    }
}
