package org.karawatt.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The bills of {@link BillKind} as one would write them down for a single tariff with {@link BigDecimal} and nothing else. */
final class PlainDecimals {

    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal[] TOU_PRICES = decimals("0.966899", "0.763861", "0.568786", "0.349824");
    private static final BigDecimal[] FUNDS = decimals("0.02", "0.0062", "0.019");
    private static final BigDecimal[][] SHANGHAI = {decimals("0.617", "0.307"), decimals("0.677", "0.337"), decimals("0.977", "0.487")};
    private static final BigDecimal[] ZHEJIANG = decimals("0.538", "0.05", "0.3");
    private static final BigDecimal[] ZHEJIANG_LIMITS = decimals("2760", "2040");
    private static final BigDecimal[] SHANGHAI_LIMITS = decimals("3120", "1680");
    private static final BigDecimal CONTRACT = BigDecimal.valueOf(BillKind.CONTRACT_KW);
    private static final BigDecimal LIMIT = CONTRACT.multiply(new BigDecimal("1.05"));
    private static final BigDecimal GOOD_USE = BigDecimal.valueOf(260L * BillKind.CAPACITY_KVA);
    private static final BigDecimal DEMAND_PRICE = new BigDecimal("39");
    private static final BigDecimal GOOD_USE_PRICE = new BigDecimal("35.1");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal FOUR = BigDecimal.valueOf(4);
    private static final BigDecimal FORTY_THOUSAND = BigDecimal.valueOf(40_000);
    private static final int[] CALENDAR = new int[96];

    static {
        for (int i = 0; i < CALENDAR.length; i++) {
            int hour = i / 4;
            CALENDAR[i] = hour < 6 || hour == 12 || hour == 13 ? 3 : hour < 16 ? 2 : hour == 18 || hour == 19 ? 0 : 1;
        }
    }

    private PlainDecimals() {
    }

    private static BigDecimal[] decimals(String... values) {
        BigDecimal[] decimals = new BigDecimal[values.length];
        for (int i = 0; i < values.length; i++) {
            decimals[i] = new BigDecimal(values[i]);
        }
        return decimals;
    }

    static BigDecimal[] of(long[] facts) {
        BigDecimal[] decimals = new BigDecimal[facts.length];
        for (int i = 0; i < facts.length; i++) {
            decimals[i] = BigDecimal.valueOf(facts[i]);
        }
        return decimals;
    }

    /** The first fact is whole, the others have the decimals of a quarter of an hour. */
    static BigDecimal[] quarters(long[] facts) {
        BigDecimal[] decimals = new BigDecimal[facts.length];
        for (int i = 0; i < facts.length; i++) {
            decimals[i] = BigDecimal.valueOf(facts[i], i == 0 ? 0 : BillKind.INTERVAL_SCALE);
        }
        return decimals;
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /** The kWh of each tier of a year, after what was used before. */
    private static BigDecimal[] split(BigDecimal kwh, BigDecimal before, BigDecimal[] widths) {
        BigDecimal first = kwh.min(widths[0].subtract(before).max(ZERO));
        BigDecimal used = before.subtract(widths[0]).max(ZERO);
        BigDecimal second = kwh.subtract(first).min(widths[1].subtract(used).max(ZERO));
        return new BigDecimal[] {first, second, kwh.subtract(first).subtract(second)};
    }

    static BigDecimal tiers(BigDecimal[] facts) {
        BigDecimal[] kwh = split(facts[0], facts[1], ZHEJIANG_LIMITS);
        return cents(facts[0].multiply(ZHEJIANG[0])).add(cents(kwh[1].multiply(ZHEJIANG[1]))).add(cents(kwh[2].multiply(ZHEJIANG[2])));
    }

    static BigDecimal tiersTou(BigDecimal[] facts) {
        BigDecimal total = facts[0].add(facts[1]);
        BigDecimal[] byTier = split(total, facts[2], SHANGHAI_LIMITS);
        BigDecimal valleyLeft = facts[1];
        BigDecimal peakLeft = facts[0];
        BigDecimal sum = ZERO;
        for (int tier = 0; tier < byTier.length; tier++) {
            BigDecimal peak = byTier[tier].multiply(facts[0]).divide(total, 2, RoundingMode.HALF_UP).min(peakLeft);
            BigDecimal valley = byTier[tier].subtract(peak).min(valleyLeft);
            peak = byTier[tier].subtract(valley);
            peakLeft = peakLeft.subtract(peak);
            valleyLeft = valleyLeft.subtract(valley);
            sum = sum.add(cents(peak.multiply(SHANGHAI[tier][0]))).add(cents(valley.multiply(SHANGHAI[tier][1])));
        }
        return sum;
    }

    static BigDecimal industry(BigDecimal[] facts) {
        BigDecimal total = ZERO;
        BigDecimal energy = ZERO;
        for (int i = 0; i < TOU_PRICES.length; i++) {
            total = total.add(facts[i]);
            energy = energy.add(cents(facts[i].multiply(TOU_PRICES[i])));
        }
        return rest(energy, total, facts[BillKind.REACTIVE], facts[BillKind.DEMAND]);
    }

    static BigDecimal intervals(BigDecimal[] facts) {
        BigDecimal[] sums = {ZERO, ZERO, ZERO, ZERO};
        BigDecimal highest = ZERO;
        for (int i = 1; i < facts.length; i++) {
            int period = CALENDAR[(i - 1) % 96];
            sums[period] = sums[period].add(facts[i]);
            highest = highest.max(facts[i]);
        }
        BigDecimal total = ZERO;
        BigDecimal energy = ZERO;
        for (int i = 0; i < sums.length; i++) {
            total = total.add(sums[i]);
            energy = energy.add(cents(sums[i].multiply(TOU_PRICES[i])));
        }
        return rest(energy, total, facts[0], highest.multiply(FOUR));
    }

    private static BigDecimal rest(BigDecimal energy, BigDecimal kwh, BigDecimal kvarh, BigDecimal kw) {
        BigDecimal billed = kw.compareTo(LIMIT) <= 0 ? CONTRACT : LIMIT.add(kw.subtract(LIMIT).multiply(TWO));
        BigDecimal adjusted = energy.add(cents(billed.multiply(kwh.compareTo(GOOD_USE) >= 0 ? GOOD_USE_PRICE : DEMAND_PRICE)));
        int factor = factor(kwh, kvarh);
        int percent = factor >= 90 ? -15 * Math.min(factor - 90, 5)
                : 50 * Math.min(90 - factor, 20) + 100 * Math.min(Math.max(70 - factor, 0), 5) + 200 * Math.max(65 - factor, 0);
        BigDecimal sum = adjusted.add(cents(adjusted.multiply(BigDecimal.valueOf(percent, 4))));
        for (BigDecimal fund : FUNDS) {
            sum = sum.add(cents(kwh.multiply(fund)));
        }
        return sum;
    }

    private static int factor(BigDecimal kwh, BigDecimal kvarh) {
        BigDecimal square = kwh.multiply(kwh);
        BigDecimal apparent = square.add(kvarh.multiply(kvarh));
        BigDecimal scaled = square.multiply(FORTY_THOUSAND);
        int low = 0;
        int high = 100;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            long bound = 2L * middle - 1;
            if (scaled.compareTo(apparent.multiply(BigDecimal.valueOf(bound * bound))) >= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
