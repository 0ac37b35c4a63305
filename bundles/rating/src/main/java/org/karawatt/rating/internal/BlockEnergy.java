package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TouPeriod;

/**
 * Energy by period and tier where the month's total decides the tier, and what a customer is paid or credited for energy that he feeds
 * in. Tiers may depend on the days and on the demand.
 */
public final class BlockEnergy implements Charge {

    /** Name of the method in tariff data. */
    public static final String METHOD = "BLOCK_ENERGY";
    private static final int KWH_DECIMALS = 6;

    /** How energy that is fed in counts. */
    public enum Metering {
        /** Nothing is fed in. */
        NONE,
        /** It is taken from the energy drawn in the same period; what is left over is kept as kWh. */
        NET_KWH,
        /** It is taken from the energy drawn in the same period; what is left over is kept as money at the sell price. */
        NET_MONEY,
        /** Everything drawn is charged, everything fed in is paid on the same bill. */
        NET_BILLING,
        /** Everything drawn is charged, everything fed in is kept as money for the bills that follow. */
        NET_BILLING_CARRIED,
        /** All that the customer uses is charged, all that he generates is paid; two meters. */
        BUY_SELL;

        boolean nets() {
            return this == NET_KWH || this == NET_MONEY;
        }

        /** True when energy fed in has a price. */
        public boolean sells() {
            return this != NONE && this != NET_KWH;
        }

        boolean keepsMoney() {
            return this == NET_MONEY || this == NET_BILLING_CARRIED;
        }
    }

    /** Whose energy decides the tier. */
    public enum TierOver {
        /** The month's total; each period has a share of every tier in proportion to its energy. */
        TOTAL,
        /** Each period by itself. */
        PERIOD
    }

    /** Which kWh the yearly settlement pays. */
    public enum Balance {
        /** What is kept in the periods. */
        PERIODS,
        /** What the year's energy fed in exceeds the energy drawn by, whatever the periods. */
        TOTAL
    }

    /**
     * When what was kept is settled.
     *
     * @param month month of the year, 1 to 12
     * @param price what a kWh that is left is paid with; null when it lapses
     * @param balance which kWh
     * @param paysMoney whether money that is left is paid out; it lapses when not
     */
    public record TrueUp(int month, BigDecimal price, Balance balance, boolean paysMoney) {
    }

    /**
     * Where kept kWh go when the periods of the season change.
     *
     * @param months months whose bills move them
     */
    public record Move(List<Integer> months, TouPeriod from, TouPeriod to) {

        public Move {
            months = List.copyOf(months);
        }
    }

    /**
     * The data of the method.
     *
     * @param rates prices by period; for a tariff without periods by {@link TouPeriod#FLAT}
     * @param trueUp yearly settlement; null when what is kept never ends
     * @param sameBill whether money earned counts for the bill that earns it
     * @param minutes window of demand
     */
    public record Terms(Metering metering, TierOver tierOver, Map<TouPeriod, Blocks> rates, TrueUp trueUp, List<Move> moves,
            boolean sameBill, int minutes) {

        public Terms {
            rates = Map.copyOf(rates);
            moves = List.copyOf(moves);
        }
    }

    private final Terms terms;
    private final boolean byDemand;

    public BlockEnergy(Terms terms) {
        this.terms = terms;
        this.byDemand = terms.rates().values().stream().anyMatch(Blocks::byDemand);
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        Carried.wholeBill(context, METHOD, faults);
        if (byDemand) {
            Demands.need(context, METHOD, terms.minutes(), faults);
        }
        if (terms.metering() == Metering.NONE && context.input().twoWay().feeds()) {
            faults.add("feeds", RatingErrors.FED_NOT_PRICED, context.input().accountNo(), context.plan().key().code());
        }
        if (terms.metering().keepsMoney() && twoWay(context.input())) {
            Carried.need(context, Carried.CREDIT_MONEY, faults);
        } else if (terms.metering() == Metering.NET_KWH && twoWay(context.input())) {
            Carried.need(context, Carried.CREDIT_BALANCE_KWH, faults);
            for (int i = 0; i < count(context); i++) {
                Carried.need(context, Carried.CREDIT_KWH + period(context, i), faults);
            }
        }
    }

    /** A customer who fed in once goes on until his credits have been settled. */
    private boolean twoWay(RatingInput input) {
        return terms.metering() != Metering.NONE && (input.twoWay().feeds() || Carried.hasCredits(input.twoWay().carried()));
    }

    private static int count(RatingContext context) {
        return Math.max(1, context.plan().periodCount());
    }

    private static TouPeriod period(RatingContext context, int index) {
        return context.plan().periodCount() == 0 ? TouPeriod.FLAT : context.plan().periodAt(index);
    }

    @Override
    public void apply(RatingContext context) {
        BigDecimal[] drawn = new BigDecimal[count(context)];
        BigDecimal[] fed = new BigDecimal[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = context.plan().periodCount() == 0 ? context.mainKwh() : context.kwhAt(i);
            fed[i] = context.fedAt(i) == null ? BigDecimal.ZERO : context.fedAt(i);
        }
        if (!twoWay(context.input())) {
            charge(context, drawn);
        } else if (terms.metering() == Metering.NET_KWH) {
            netKwh(context, drawn, fed);
        } else {
            money(context, drawn, fed);
        }
    }

    private void netKwh(RatingContext context, BigDecimal[] drawn, BigDecimal[] fed) {
        int month = context.input().billingMonth().month();
        BigDecimal[] credit = credits(context, month);
        BigDecimal[] charged = new BigDecimal[drawn.length];
        BigDecimal balance = Carried.value(context, Carried.CREDIT_BALANCE_KWH);
        for (int i = 0; i < drawn.length; i++) {
            BigDecimal net = drawn[i].subtract(fed[i]).subtract(credit[i]);
            balance = balance.add(fed[i]).subtract(drawn[i]);
            net(context, i, drawn[i], fed[i], credit[i], net);
            charged[i] = net.max(BigDecimal.ZERO);
            credit[i] = net.negate().max(BigDecimal.ZERO);
        }
        balance = balance.max(BigDecimal.ZERO);
        charge(context, charged);
        TrueUp settled = terms.trueUp() != null && terms.trueUp().month() == month ? terms.trueUp() : null;
        if (settled != null && settled.price() != null) {
            BigDecimal kwh = settled.balance() == Balance.TOTAL ? balance : sum(credit);
            RatedLine line = context.add(Components.FEED_IN, "TRUE_UP", null, 0, kwh, "kWh", settled.price().negate());
            if (context.tracing()) {
                context.trace(TraceNode.of("rating.feed.trueup.kwh").with("quantity", kwh).with("price", settled.price())
                        .with("amount", line.amount()).build());
            }
        }
        for (int i = 0; i < credit.length; i++) {
            context.carry(Carried.CREDIT_KWH + period(context, i), settled == null ? credit[i] : BigDecimal.ZERO);
        }
        context.carry(Carried.CREDIT_BALANCE_KWH, settled == null ? balance : BigDecimal.ZERO);
    }

    /** Kept kWh in the periods in which they count this month. */
    private BigDecimal[] credits(RatingContext context, int month) {
        BigDecimal[] credit = new BigDecimal[count(context)];
        for (int i = 0; i < credit.length; i++) {
            credit[i] = Carried.value(context, Carried.CREDIT_KWH + period(context, i));
        }
        BigDecimal[] moved = credit.clone();
        for (Move move : terms.moves()) {
            if (move.months().contains(month)) {
                int from = index(context, move.from());
                int to = index(context, move.to());
                moved[to] = moved[to].add(credit[from]);
                moved[from] = moved[from].subtract(credit[from]);
            }
        }
        return moved;
    }

    private static int index(RatingContext context, TouPeriod period) {
        for (int i = 0; i < count(context); i++) {
            if (period(context, i) == period) {
                return i;
            }
        }
        throw new IllegalStateException("period " + period);
    }

    private void money(RatingContext context, BigDecimal[] drawn, BigDecimal[] fed) {
        BigDecimal[] charged = drawn.clone();
        BigDecimal[] sold = fed.clone();
        for (int i = 0; terms.metering().nets() && i < drawn.length; i++) {
            BigDecimal net = drawn[i].subtract(fed[i]);
            net(context, i, drawn[i], fed[i], BigDecimal.ZERO, net);
            charged[i] = net.max(BigDecimal.ZERO);
            sold[i] = net.negate().max(BigDecimal.ZERO);
        }
        BigDecimal charges = charge(context, charged);
        if (terms.metering().keepsMoney()) {
            keep(context, charges, sell(context, sold, false));
        } else {
            sell(context, sold, true);
        }
    }

    private void keep(RatingContext context, BigDecimal charges, BigDecimal earned) {
        String currency = context.plan().currency().getCurrencyCode();
        BigDecimal before = Carried.value(context, Carried.CREDIT_MONEY);
        BigDecimal used = (terms.sameBill() ? before.add(earned) : before).min(charges).max(BigDecimal.ZERO);
        RatedLine credit = used.signum() == 0 ? null
                : context.add(Components.FEED_IN, "CREDIT", null, 0, used, currency, BigDecimal.ONE.negate());
        BigDecimal left = before.add(earned).subtract(used);
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.feed.credit").with("before", before).with("earned", earned).with("used", used)
                    .with("left", left).with("amount", credit == null ? BigDecimal.ZERO : credit.amount()).build());
        }
        boolean settles = terms.trueUp() != null && terms.trueUp().month() == context.input().billingMonth().month();
        if (settles && terms.trueUp().paysMoney() && left.signum() > 0) {
            RatedLine line = context.add(Components.FEED_IN, "TRUE_UP", null, 0, left, currency, BigDecimal.ONE.negate());
            if (context.tracing()) {
                context.trace(TraceNode.of("rating.feed.trueup.money").with("amount", line.amount()).build());
            }
        }
        context.carry(Carried.CREDIT_MONEY, settles ? BigDecimal.ZERO : left);
    }

    private static void net(RatingContext context, int index, BigDecimal drawn, BigDecimal fed, BigDecimal credit, BigDecimal net) {
        if (context.tracing()) {
            TouPeriod period = context.plan().periodCount() == 0 ? null : context.plan().periodAt(index);
            context.trace(TraceNode.of(period == null ? "rating.feed.net" : "rating.feed.net." + period).with("drawn", drawn)
                    .with("fed", fed).with("credit", credit).with("net", net).build());
        }
    }

    private BigDecimal charge(RatingContext context, BigDecimal[] kwh) {
        BigDecimal charges = BigDecimal.ZERO;
        BigDecimal total = sum(kwh);
        if (terms.metering().nets()) {
            context.netKwh(total);
        }
        for (int i = 0; i < kwh.length; i++) {
            Blocks blocks = terms.rates().get(period(context, i));
            BigDecimal[] byTier = share(context, blocks, kwh[i], total);
            for (int tier = 0; tier < byTier.length; tier++) {
                if (byTier[tier].signum() != 0) {
                    charges = charges.add(line(context, Components.ENERGY, Components.ITEM_ENERGY, i, byTier.length == 1 ? 0 : tier + 1,
                            byTier[tier], blocks.tiers().get(tier).price(), "rating.tier.price"));
                }
            }
        }
        return charges;
    }

    /** Adds lines for energy sold, or only works out what it is worth when that is kept. */
    private BigDecimal sell(RatingContext context, BigDecimal[] kwh, boolean now) {
        BigDecimal worth = BigDecimal.ZERO;
        BigDecimal total = sum(kwh);
        for (int i = 0; i < kwh.length; i++) {
            Blocks blocks = terms.rates().get(period(context, i));
            BigDecimal[] byTier = share(context, blocks, kwh[i], total);
            for (int tier = 0; tier < byTier.length; tier++) {
                BigDecimal price = blocks.tiers().get(tier).sell();
                if (byTier[tier].signum() != 0 && now) {
                    line(context, Components.FEED_IN, "SALE", i, byTier.length == 1 ? 0 : tier + 1, byTier[tier], price.negate(),
                            "rating.feed.sale");
                } else {
                    worth = worth.add(byTier[tier].multiply(price));
                }
            }
        }
        int digits = context.plan().currency().getDefaultFractionDigits();
        return context.plan().rounding(Components.FEED_IN).round(worth, digits);
    }

    private static BigDecimal line(RatingContext context, String component, String item, int index, int tier, BigDecimal kwh,
            BigDecimal price, String traceKey) {
        TouPeriod period = context.plan().periodCount() == 0 ? null : context.plan().periodAt(index);
        RatedLine line = context.add(component, item, period, tier, kwh, "kWh", price);
        if (context.tracing()) {
            String key = tier == 0 && component.equals(Components.ENERGY) ? "rating.energy" : traceKey;
            context.trace(TraceNode.of(period == null ? key : key + "." + period).with("tier", tier).with("quantity", kwh)
                    .with("price", price).with("amount", line.amount()).build());
        }
        return line.amount();
    }

    /** The energy of a period by tier. What rounding leaves goes to the last tier that is reached, so a period keeps its energy. */
    private BigDecimal[] share(RatingContext context, Blocks blocks, BigDecimal kwh, BigDecimal total) {
        RatingInput input = context.input();
        BigDecimal demand = !byDemand ? null
                : context.billingDemandKw() == null ? Demands.highest(context, terms.minutes()) : context.billingDemandKw();
        BigDecimal base = terms.tierOver() == TierOver.TOTAL ? total : kwh;
        BigDecimal[] byTier = blocks.split(base, new Blocks.Measure(BigDecimal.valueOf(input.monthsCovered()),
                BigDecimal.valueOf(input.period().days()), demand));
        if (base.signum() == 0 || kwh.compareTo(base) == 0) {
            return byTier;
        }
        int last = byTier.length - 1;
        while (last > 0 && byTier[last].signum() == 0) {
            last--;
        }
        BigDecimal open = kwh;
        for (int i = 0; i < last; i++) {
            byTier[i] = byTier[i].multiply(kwh).divide(base, KWH_DECIMALS, RoundingMode.HALF_UP);
            open = open.subtract(byTier[i]);
        }
        byTier[last] = open;
        return byTier;
    }

    private static BigDecimal sum(BigDecimal[] values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal value : values) {
            sum = sum.add(value);
        }
        return sum;
    }
}
