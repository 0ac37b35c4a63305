package org.karawatt.benchmarks;

/** The bills of {@link BillKind} in whole numbers of long: prices in millionths, amounts in cents, rounded half up. */
final class ScaledLongs {

    /** Prices in millionths of a yuan times kWh, to cents. */
    private static final long CENT = 10_000;
    private static final long[] TOU_PRICES = {966_899, 763_861, 568_786, 349_824};
    private static final long[] FUNDS = {20_000, 6_200, 19_000};
    private static final long[][] SHANGHAI = {{617_000, 307_000}, {677_000, 337_000}, {977_000, 487_000}};
    /** Period of each quarter of an hour in January, as an index of the prices. */
    private static final byte[] CALENDAR = new byte[96];

    static {
        for (int i = 0; i < CALENDAR.length; i++) {
            int hour = i / 4;
            CALENDAR[i] = (byte) (hour < 6 || hour == 12 || hour == 13 ? 3 : hour < 16 ? 2 : hour == 18 || hour == 19 ? 0 : 1);
        }
    }

    private ScaledLongs() {
    }

    private static long divide(long value, long by) {
        return (value + by / 2) / by;
    }

    static long tiers(long[] facts) {
        long kwh = facts[0];
        long before = facts[1];
        long first = Math.min(kwh, Math.max(0, 2760 - before));
        long second = Math.min(kwh - first, Math.max(0, 2040 - Math.max(0, before - 2760)));
        return divide(kwh * 538_000, CENT) + divide(second * 50_000, CENT) + divide((kwh - first - second) * 300_000, CENT);
    }

    /** Each tier's kWh are shared over the periods in hundredths of a kWh; the last tier takes what is left. */
    static long tiersTou(long[] facts) {
        long total = facts[0] + facts[1];
        long before = facts[2];
        long first = Math.min(total, Math.max(0, 3120 - before));
        long second = Math.min(total - first, Math.max(0, 1680 - Math.max(0, before - 3120)));
        long peakLeft = facts[0] * 100;
        long valleyLeft = facts[1] * 100;
        long cents = 0;
        for (int tier = 0; tier < 3; tier++) {
            long kwh = tier == 0 ? first : tier == 1 ? second : total - first - second;
            long peak = Math.min(peakLeft, divide(kwh * 100 * facts[0], total));
            long valley = Math.min(valleyLeft, kwh * 100 - peak);
            peak = kwh * 100 - valley;
            peakLeft -= peak;
            valleyLeft -= valley;
            cents += divide(peak * SHANGHAI[tier][0], CENT * 100) + divide(valley * SHANGHAI[tier][1], CENT * 100);
        }
        return cents;
    }

    static long industry(long[] facts) {
        long total = facts[0] + facts[1] + facts[2] + facts[3];
        long adjusted = 0;
        for (int i = 0; i < TOU_PRICES.length; i++) {
            adjusted += divide(facts[i] * TOU_PRICES[i], CENT);
        }
        return rest(adjusted, total * 100, facts[BillKind.REACTIVE], facts[BillKind.DEMAND] * 100);
    }

    static long intervals(long[] facts) {
        long[] sums = new long[TOU_PRICES.length];
        long highest = 0;
        for (int i = 1; i < facts.length; i++) {
            sums[CALENDAR[(i - 1) % 96]] += facts[i];
            highest = Math.max(highest, facts[i]);
        }
        long total = 0;
        long adjusted = 0;
        for (int i = 0; i < sums.length; i++) {
            total += sums[i];
            adjusted += divide(sums[i] * TOU_PRICES[i], CENT * 100);
        }
        return rest(adjusted, total, facts[0], highest * 4);
    }

    /** Demand, power factor and funds; kWh and kW in hundredths, kvarh whole. */
    private static long rest(long energy, long kwh, long kvarh, long kw) {
        long contract = BillKind.CONTRACT_KW * 100L;
        long limit = contract * 105 / 100;
        long billed = kw <= limit ? contract : limit + 2 * (kw - limit);
        long price = kwh >= 260L * BillKind.CAPACITY_KVA * 100 ? 351 : 390;
        long adjusted = energy + divide(billed * price, 10);
        int factor = factor(kwh, kvarh * 100);
        long percent = factor >= 90 ? -15L * Math.min(factor - 90, 5)
                : 50L * Math.min(90 - factor, 20) + 100L * Math.min(Math.max(70 - factor, 0), 5) + 200L * Math.max(65 - factor, 0);
        long sum = adjusted + (percent < 0 ? -divide(-percent * adjusted, 10_000) : divide(percent * adjusted, 10_000));
        for (long fund : FUNDS) {
            sum += divide(kwh * fund, CENT * 100);
        }
        return sum;
    }

    /** Hundredths of the power factor; squares are cut to what fits, which no bill of the set comes near to feeling. */
    private static int factor(long active, long reactive) {
        long square = active * active / CENT;
        long apparent = square + reactive * reactive / CENT;
        int low = 0;
        int high = 100;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            long bound = 2L * middle - 1;
            if (square * 40_000 >= apparent * bound * bound) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
