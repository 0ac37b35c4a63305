package org.karawatt.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;

/**
 * Everything that one bill is computed from. Immutable and thread-safe; made with {@link #builder}. Stored with the bill, so that the
 * bill can be computed again. What is null was not measured or does not apply: whether the tariff needs it is decided by
 * {@link Rater#rate}, and what it needs and does not find is an error, never a zero.
 *
 * @param accountNo account number, for messages and the explanation; never null
 * @param period days that the bill covers; never null, closed
 * @param billingMonth month that the bill counts for; never null
 * @param monthsCovered months of allowance and of capacity charge in this bill, 1 for a monthly reader
 * @param activeKwh active energy of all registers in kWh after multipliers; null when not read, or when {@link Metered#meters()} or
 *     {@link Metered#intervals()} tell it
 * @param touKwh active energy by time-of-use register in kWh; a register that was not read is absent; never null
 * @param reactiveKvarh reactive energy drawn in kvarh; null when not read
 * @param maxDemandKw highest demand of the period in kW; null when not read
 * @param capacity capacity in force, in kVA by days; empty when not recorded; never null
 * @param contractDemandKw contracted demand in kW; null when there is none
 * @param demandMethod chosen method of the capacity part, never null
 * @param powerFactorStandard standard to keep, never null
 * @param householdPeople people in the household, for the multi-person allowance; null when not registered
 * @param extraMonths months of this year for which the multi-person allowance is granted (the month of application counts); null means
 *     all months in force; only used with yearly tiers
 * @param tierExempt outside the tiers, priced at the tariff's price for such customers
 * @param yearMonthsInForce months of the year in which the account exists, a part month counts as one; 13 or 14 when the reading day has
 *     moved; null for the whole year, or for what follows from {@link TierTerms#supplyBegan()}
 * @param yearKwhBefore kWh billed in this year before this bill; null when unknown
 * @param yearTierKwhBefore the same by tier, as {@link RatedBill#tiers()} of the bill before told; null when it is to be worked out from
 *     {@code yearKwhBefore}; needed when the allowance has changed within the year; for monthly tiers what earlier sections of the same
 *     month have used
 * @param fixed agreed quantities and ratios of other classes, never null
 * @param metered how the quantities were measured, as far as the rating works them out; never null
 * @param tierTerms further facts for tiers, never null
 * @param twoPart further facts for the capacity part, never null
 * @param market prices and events of the market, never null
 * @param benefits codes of the subsidies that the customer is entitled to, never null
 * @param powerFactorReward false when only increases apply, because the standard was lowered for this customer
 * @param twoWay what the customer feeds into the grid and what earlier bills have left over, never null
 * @param goingOn true for a stretch of a month after its first, for which amounts by the month have been charged already
 * @param instalment which of several bills of a month this is, never null
 */
public record RatingInput(String accountNo, Period period, BillingMonth billingMonth, int monthsCovered, BigDecimal activeKwh,
        Map<TouPeriod, BigDecimal> touKwh, BigDecimal reactiveKvarh, BigDecimal maxDemandKw, List<CapacityShare> capacity,
        BigDecimal contractDemandKw, DemandMethod demandMethod, PowerFactorStandard powerFactorStandard, Integer householdPeople,
        Integer extraMonths, boolean tierExempt, Integer yearMonthsInForce, BigDecimal yearKwhBefore, List<BigDecimal> yearTierKwhBefore,
        List<FixedQuantity> fixed, Metered metered, TierTerms tierTerms, TwoPart twoPart, Market market, List<String> benefits,
        boolean powerFactorReward, TwoWay twoWay, boolean goingOn, Instalment instalment) {

    /** The one bill of its month. */
    public RatingInput(String accountNo, Period period, BillingMonth billingMonth, int monthsCovered, BigDecimal activeKwh,
            Map<TouPeriod, BigDecimal> touKwh, BigDecimal reactiveKvarh, BigDecimal maxDemandKw, List<CapacityShare> capacity,
            BigDecimal contractDemandKw, DemandMethod demandMethod, PowerFactorStandard powerFactorStandard, Integer householdPeople,
            Integer extraMonths, boolean tierExempt, Integer yearMonthsInForce, BigDecimal yearKwhBefore, List<BigDecimal> yearTierKwhBefore,
            List<FixedQuantity> fixed, Metered metered, TierTerms tierTerms, TwoPart twoPart, Market market, List<String> benefits,
            boolean powerFactorReward, TwoWay twoWay, boolean goingOn) {
        this(accountNo, period, billingMonth, monthsCovered, activeKwh, touKwh, reactiveKvarh, maxDemandKw, capacity, contractDemandKw,
                demandMethod, powerFactorStandard, householdPeople, extraMonths, tierExempt, yearMonthsInForce, yearKwhBefore,
                yearTierKwhBefore, fixed, metered, tierTerms, twoPart, market, benefits, powerFactorReward, twoWay, goingOn, Instalment.NONE);
    }

    /**
     * One of several bills of a month (rules C.14). Those before the last charge what was read by the kWh; the last is computed from the
     * whole month, and whoever issues it takes off what was billed before.
     *
     * @param intermediate true for one before the last: what is charged by the month, the power factor among it, waits for the last
     * @param billed lines that the bills of the month before have charged, for the last one; never null
     * @param billedKwh energy of these bills in kWh, never null
     */
    public record Instalment(boolean intermediate, List<RatedLine> billed, BigDecimal billedKwh) {

        static final Instalment NONE = new Instalment(false, List.of(), BigDecimal.ZERO);

        public Instalment {
            billed = List.copyOf(billed);
        }
    }

    /**
     * How the quantities were measured.
     *
     * @param meters the meters of the account; empty when the quantities are given as energy; never null
     * @param intervals energy by interval, sorted into periods by the tariff's calendar; null when there are registers only
     * @param reactiveBackKvarh reactive energy fed back in kvarh; null when it is not measured
     * @param losses losses added to the energy given; null when the meter stands on the supply side
     * @param adjustments energy refunded or recovered with this bill, never null
     * @param estimated true when the quantities were estimated
     * @param byDays true when nothing was read on a day of change, so that the quantities of this stretch are a share by days
     * @param shared what of the intervals comes from a production shared with others; null for a customer of no group
     */
    public record Metered(List<Meter> meters, Intervals intervals, BigDecimal reactiveBackKvarh, Losses losses,
            List<QuantityAdjustment> adjustments, boolean estimated, boolean byDays, SharedUse shared) {

        static final Metered NONE = new Metered(List.of(), null, null, null, List.of(), false, false, null);

        /** Quantities of a customer who shares nothing. */
        public Metered(List<Meter> meters, Intervals intervals, BigDecimal reactiveBackKvarh, Losses losses,
                List<QuantityAdjustment> adjustments, boolean estimated, boolean byDays) {
            this(meters, intervals, reactiveBackKvarh, losses, adjustments, estimated, byDays, null);
        }

        /** Quantities that were read for this stretch. */
        public Metered(List<Meter> meters, Intervals intervals, BigDecimal reactiveBackKvarh, Losses losses,
                List<QuantityAdjustment> adjustments, boolean estimated) {
            this(meters, intervals, reactiveBackKvarh, losses, adjustments, estimated, false);
        }

        public Metered {
            meters = List.copyOf(meters);
            adjustments = List.copyOf(adjustments);
        }

        /** What was bought from the grid by interval: all that was used but what was shared; null when there are no intervals. */
        public Intervals bought() {
            if (shared == null || intervals == null) {
                return intervals;
            }
            long[] rest = new long[intervals.size()];
            for (int i = 0; i < rest.length; i++) {
                rest[i] = intervals.at(i) - shared.energy().at(i);
            }
            return new Intervals(intervals.minutes(), intervals.scale(), rest);
        }
    }

    /**
     * Further facts for tiers.
     *
     * @param supplyBegan first day of supply, or of counting in tiers; when it lies in the year of the bill and no use before is stated,
     *     none was; null when unknown
     * @param supplyEnds day after the last day of supply; null when it goes on
     * @param yearSettlement true for the bill that settles the year of a tariff that charges the first tier meanwhile
     * @param highestTier highest tier that applies to this customer, 2 for electric heating in some provinces; null for all
     */
    public record TierTerms(LocalDate supplyBegan, LocalDate supplyEnds, boolean yearSettlement, Integer highestTier) {

        static final TierTerms NONE = new TierTerms(null, null, false, null);
    }

    /**
     * Further facts for the capacity part.
     *
     * @param lines highest demand by line; empty when {@code maxDemandKw} tells it; never null
     * @param changes capacity by day of change, instead of {@code capacity}; never null
     * @param holds capacity sealed for a time, never null
     * @param contractFloorPercent lowest contract demand in percent of the capacity when the grid sets it lower than the tariff; null for
     *     the tariff's
     * @param demandDays days of the month for which demand is charged when supply begins, changes or ends within it; null for the whole
     *     month
     * @param stretchOf days of the whole bill when this input is a stretch of one: what is charged by the month is then charged for the
     *     stretch's days out of these; null for a whole bill
     */
    public record TwoPart(List<DemandLine> lines, List<CapacityChange> changes, List<CapacityHold> holds, BigDecimal contractFloorPercent,
            Integer demandDays, Integer stretchOf) {

        static final TwoPart NONE = new TwoPart(List.of(), List.of(), List.of(), null, null, null);

        public TwoPart {
            lines = List.copyOf(lines);
            changes = List.copyOf(changes);
            holds = List.copyOf(holds);
        }
    }

    /**
     * Prices and events of the market.
     *
     * @param prices price per kWh by interval, as long as the energy's intervals or longer; null when the tariff's prices are fixed
     * @param events hours called for a period of their own, never null
     * @param purchaseFactor factor on the purchase price, 1.5 for customers who have left the market; null for 1
     */
    public record Market(Intervals prices, List<PriceEvent> events, BigDecimal purchaseFactor) {

        static final Market NONE = new Market(null, List.of(), null);

        public Market {
            events = List.copyOf(events);
        }
    }

    /**
     * What a customer with generation of his own feeds into the grid, and what is carried from bill to bill.
     *
     * @param feeds true for a customer with a meter of what is fed in; the quantity is then needed
     * @param kwh energy fed in by period in kWh; {@link TouPeriod#FLAT} alone for a tariff without periods; never null
     * @param intervals energy fed in by interval, over the whole period; null when {@code kwh} tells it
     * @param demandKw highest demand of each period of the demand charge in kW; empty when the intervals tell it; never null
     * @param carried what the bill before has left over, as {@link RatedBill#carried()} told; never null
     * @param sharedOut what members of a group have got of his production beside what he feeds in, never null
     */
    public record TwoWay(boolean feeds, Map<TouPeriod, BigDecimal> kwh, Intervals intervals, Map<TouPeriod, BigDecimal> demandKw,
            Map<String, BigDecimal> carried, List<SharedSale> sharedOut) {

        static final TwoWay NONE = new TwoWay(false, Map.of(), null, Map.of(), Map.of());

        /** Of a customer whose production nobody shares. */
        public TwoWay(boolean feeds, Map<TouPeriod, BigDecimal> kwh, Intervals intervals, Map<TouPeriod, BigDecimal> demandKw,
                Map<String, BigDecimal> carried) {
            this(feeds, kwh, intervals, demandKw, carried, List.of());
        }

        public TwoWay {
            sharedOut = List.copyOf(sharedOut);
            kwh = ordered(kwh);
            demandKw = ordered(demandKw);
            carried = Collections.unmodifiableMap(new TreeMap<>(carried));
        }

        private static Map<TouPeriod, BigDecimal> ordered(Map<TouPeriod, BigDecimal> values) {
            Map<TouPeriod, BigDecimal> copy = new EnumMap<>(TouPeriod.class);
            copy.putAll(values);
            return Collections.unmodifiableMap(copy);
        }
    }

    public RatingInput {
        Map<TouPeriod, BigDecimal> registers = new EnumMap<>(TouPeriod.class);
        registers.putAll(touKwh);
        touKwh = Collections.unmodifiableMap(registers);
        capacity = List.copyOf(capacity);
        yearTierKwhBefore = yearTierKwhBefore == null ? null : List.copyOf(yearTierKwhBefore);
        fixed = List.copyOf(fixed);
        benefits = List.copyOf(benefits);
    }

    /** This input with another use of the tiers before. */
    RatingInput withTierUse(List<BigDecimal> used) {
        return new RatingInput(accountNo, period, billingMonth, monthsCovered, activeKwh, touKwh, reactiveKvarh, maxDemandKw, capacity,
                contractDemandKw, demandMethod, powerFactorStandard, householdPeople, extraMonths, tierExempt, yearMonthsInForce, yearKwhBefore,
                used, fixed, metered, tierTerms, twoPart, market, benefits, powerFactorReward, twoWay, goingOn, instalment);
    }

    /**
     * This input as if other bills had come before it in the year. For studies, which price a stored input on another tariff: tiers of
     * one tariff say nothing about those of another.
     *
     * @param kwhBefore as {@code yearKwhBefore}
     * @param tierKwhBefore as {@code yearTierKwhBefore}, by the tiers of the other tariff
     * @param carried what the bill before has left over under the other tariff
     */
    public RatingInput afterOtherBills(BigDecimal kwhBefore, List<BigDecimal> tierKwhBefore, Map<String, BigDecimal> carried) {
        return new RatingInput(accountNo, period, billingMonth, monthsCovered, activeKwh, touKwh, reactiveKvarh, maxDemandKw, capacity,
                contractDemandKw, demandMethod, powerFactorStandard, householdPeople, extraMonths, tierExempt, yearMonthsInForce, kwhBefore,
                tierKwhBefore, fixed, metered, tierTerms, twoPart, market, benefits, powerFactorReward,
                new TwoWay(twoWay.feeds(), twoWay.kwh(), twoWay.intervals(), twoWay.demandKw(), carried, twoWay.sharedOut()), goingOn, instalment);
    }

    /** Starts an input for one month, single-part, without power factor, whole year in force. */
    public static Builder builder(String accountNo, Period period, BillingMonth billingMonth) {
        return new Builder(accountNo, period, billingMonth);
    }

    /** Collects an input; not thread-safe. Texts of decimals are not accepted here: parse them where they come from. */
    public static final class Builder {
        private static final int MAX_DIGITS = 60;
        private static final int MAX_NAME = 40;
        private static final int MAX_REASON = 200;
        private static final int MAX_CARRIED = 100;
        private static final int MAX_BILLED = 1000;
        private static final int MAX_SHARED_OUT = 5000;
        private static final int FIRST_YEAR = 1900;
        private static final int LAST_YEAR = 2999;

        private final String accountNo;
        private final Period period;
        private final BillingMonth billingMonth;
        private int monthsCovered = 1;
        private BigDecimal activeKwh;
        private final Map<TouPeriod, BigDecimal> touKwh = new EnumMap<>(TouPeriod.class);
        private BigDecimal reactiveKvarh;
        private BigDecimal maxDemandKw;
        private final List<CapacityShare> capacity = new ArrayList<>(1);
        private BigDecimal contractDemandKw;
        private DemandMethod demandMethod = DemandMethod.NONE;
        private PowerFactorStandard powerFactorStandard = PowerFactorStandard.NONE;
        private Integer householdPeople;
        private Integer extraMonths;
        private boolean tierExempt;
        private Integer yearMonthsInForce;
        private BigDecimal yearKwhBefore;
        private List<BigDecimal> yearTierKwhBefore;
        private final List<FixedQuantity> fixed = new ArrayList<>(0);
        private final List<Meter> meters = new ArrayList<>(0);
        private Intervals intervals;
        private SharedUse shared;
        private BigDecimal reactiveBackKvarh;
        private Losses losses;
        private final List<QuantityAdjustment> adjustments = new ArrayList<>(0);
        private boolean estimated;
        private boolean byDays;
        private LocalDate supplyBegan;
        private LocalDate supplyEnds;
        private boolean yearSettlement;
        private Integer highestTier;
        private final List<DemandLine> demandLines = new ArrayList<>(0);
        private final List<CapacityChange> capacityChanges = new ArrayList<>(0);
        private final List<CapacityHold> capacityHolds = new ArrayList<>(0);
        private BigDecimal contractFloorPercent;
        private Integer demandDays;
        private Integer stretchOf;
        private Intervals marketPrices;
        private final List<PriceEvent> events = new ArrayList<>(0);
        private BigDecimal purchaseFactor;
        private final List<String> benefits = new ArrayList<>(0);
        private boolean powerFactorReward = true;
        private boolean feeds;
        private final Map<TouPeriod, BigDecimal> fedKwh = new EnumMap<>(TouPeriod.class);
        private Intervals fedIntervals;
        private final Map<TouPeriod, BigDecimal> demandKw = new EnumMap<>(TouPeriod.class);
        private final Map<String, BigDecimal> carried = new TreeMap<>();
        private final List<SharedSale> sharedOut = new ArrayList<>(0);
        private boolean goingOn;
        private boolean intermediate;
        private final List<RatedLine> billed = new ArrayList<>(0);
        private BigDecimal billedKwh = BigDecimal.ZERO;

        private Builder(String accountNo, Period period, BillingMonth billingMonth) {
            this.accountNo = accountNo;
            this.period = period;
            this.billingMonth = billingMonth;
        }

        public Builder monthsCovered(int months) {
            this.monthsCovered = months;
            return this;
        }

        /** @param kwh total active energy; null when not read */
        public Builder activeKwh(BigDecimal kwh) {
            this.activeKwh = kwh;
            return this;
        }

        /** @param kwh energy of one register; null leaves it not read */
        public Builder touKwh(TouPeriod tou, BigDecimal kwh) {
            if (kwh == null) {
                touKwh.remove(tou);
            } else {
                touKwh.put(tou, kwh);
            }
            return this;
        }

        public Builder reactiveKvarh(BigDecimal kvarh) {
            this.reactiveKvarh = kvarh;
            return this;
        }

        public Builder maxDemandKw(BigDecimal kw) {
            this.maxDemandKw = kw;
            return this;
        }

        /** Capacity for the whole period. */
        public Builder capacityKva(BigDecimal kva) {
            capacity.add(CapacityShare.wholePeriod(kva));
            return this;
        }

        /** Capacity for some days; add one for each section of the period. */
        public Builder capacityKva(BigDecimal kva, int days) {
            capacity.add(new CapacityShare(kva, days));
            return this;
        }

        public Builder contractDemandKw(BigDecimal kw) {
            this.contractDemandKw = kw;
            return this;
        }

        public Builder demandMethod(DemandMethod method) {
            this.demandMethod = method;
            return this;
        }

        public Builder powerFactorStandard(PowerFactorStandard standard) {
            this.powerFactorStandard = standard;
            return this;
        }

        public Builder householdPeople(Integer people) {
            this.householdPeople = people;
            return this;
        }

        public Builder extraMonths(Integer months) {
            this.extraMonths = months;
            return this;
        }

        public Builder tierExempt(boolean exempt) {
            this.tierExempt = exempt;
            return this;
        }

        /** @param months null for the whole year, or for what follows from the begin of supply */
        public Builder yearMonthsInForce(Integer months) {
            this.yearMonthsInForce = months;
            return this;
        }

        public Builder yearKwhBefore(BigDecimal kwh) {
            this.yearKwhBefore = kwh;
            return this;
        }

        public Builder yearTierKwhBefore(List<BigDecimal> kwh) {
            this.yearTierKwhBefore = kwh;
            return this;
        }

        public Builder fixed(String item, BigDecimal kwh) {
            fixed.add(new FixedQuantity(item, kwh));
            return this;
        }

        public Builder goingOn(boolean isGoingOn) {
            this.goingOn = isGoingOn;
            return this;
        }

        /** Marks one of several bills of a month that is not the last. */
        public Builder intermediate(boolean isIntermediate) {
            this.intermediate = isIntermediate;
            return this;
        }

        /** What the bills of the month before the last have charged. */
        public Builder billed(List<RatedLine> lines, BigDecimal kwh) {
            billed.addAll(lines);
            billedKwh = billedKwh.add(kwh);
            return this;
        }

        /** Takes the facts over that are no quantities and do not depend on days. */
        Builder like(RatingInput other) {
            monthsCovered = other.monthsCovered;
            maxDemandKw = other.maxDemandKw;
            contractDemandKw = other.contractDemandKw;
            demandMethod = other.demandMethod;
            powerFactorStandard = other.powerFactorStandard;
            householdPeople = other.householdPeople;
            extraMonths = other.extraMonths;
            tierExempt = other.tierExempt;
            yearMonthsInForce = other.yearMonthsInForce;
            estimated = other.metered.estimated();
            supplyEnds = other.tierTerms.supplyEnds();
            yearSettlement = other.tierTerms.yearSettlement();
            highestTier = other.tierTerms.highestTier();
            demandLines.addAll(other.twoPart.lines());
            capacity.addAll(other.capacity);
            capacityChanges.addAll(other.twoPart.changes());
            capacityHolds.addAll(other.twoPart.holds());
            contractFloorPercent = other.twoPart.contractFloorPercent();
            events.addAll(other.market.events());
            purchaseFactor = other.market.purchaseFactor();
            benefits.addAll(other.benefits);
            powerFactorReward = other.powerFactorReward;
            intermediate = other.instalment.intermediate();
            return this;
        }

        /** A ratio in percent of what agreed quantities leave. */
        public Builder ratio(String item, BigDecimal percent) {
            fixed.add(new FixedQuantity(item, null, percent));
            return this;
        }

        public Builder fixed(FixedQuantity quantity) {
            fixed.add(quantity);
            return this;
        }

        /** Capacity for some days at a part of the price. */
        public Builder capacity(CapacityShare share) {
            capacity.add(share);
            return this;
        }

        public Builder meter(Meter meter) {
            meters.add(meter);
            return this;
        }

        public Builder intervals(Intervals energy) {
            this.intervals = energy;
            return this;
        }

        /** What of the intervals comes from a production shared with others. */
        public Builder shared(SharedUse use) {
            this.shared = use;
            return this;
        }

        public Builder reactiveBackKvarh(BigDecimal kvarh) {
            this.reactiveBackKvarh = kvarh;
            return this;
        }

        public Builder losses(Losses terms) {
            this.losses = terms;
            return this;
        }

        public Builder adjustment(QuantityAdjustment adjustment) {
            adjustments.add(adjustment);
            return this;
        }

        public Builder estimated(boolean isEstimated) {
            this.estimated = isEstimated;
            return this;
        }

        /** @param shared true when the quantities are a share by days of what was read over a longer time */
        public Builder byDays(boolean shared) {
            this.byDays = shared;
            return this;
        }

        public Builder supplyBegan(LocalDate day) {
            this.supplyBegan = day;
            return this;
        }

        public Builder supplyEnds(LocalDate day) {
            this.supplyEnds = day;
            return this;
        }

        public Builder yearSettlement(boolean settles) {
            this.yearSettlement = settles;
            return this;
        }

        public Builder highestTier(Integer tier) {
            this.highestTier = tier;
            return this;
        }

        public Builder demandLine(BigDecimal kw, String group) {
            demandLines.add(new DemandLine(kw, group));
            return this;
        }

        public Builder capacityChange(LocalDate day, BigDecimal kva) {
            capacityChanges.add(new CapacityChange(day, kva));
            return this;
        }

        public Builder capacityHold(LocalDate from, LocalDate to, BigDecimal kva) {
            capacityHolds.add(new CapacityHold(from, to, kva));
            return this;
        }

        public Builder contractFloorPercent(BigDecimal percent) {
            this.contractFloorPercent = percent;
            return this;
        }

        public Builder demandDays(Integer days) {
            this.demandDays = days;
            return this;
        }

        /** @param days days of the bill that this input is a stretch of; null for a whole bill */
        public Builder stretchOf(Integer days) {
            this.stretchOf = days;
            return this;
        }

        public Builder marketPrices(Intervals prices) {
            this.marketPrices = prices;
            return this;
        }

        public Builder event(PriceEvent event) {
            events.add(event);
            return this;
        }

        public Builder purchaseFactor(BigDecimal factor) {
            this.purchaseFactor = factor;
            return this;
        }

        public Builder benefit(String code) {
            benefits.add(code);
            return this;
        }

        public Builder powerFactorReward(boolean reward) {
            this.powerFactorReward = reward;
            return this;
        }

        /** Marks a customer with generation of his own; what he feeds in is then needed. */
        public Builder feeds(boolean hasGeneration) {
            this.feeds = hasGeneration;
            return this;
        }

        public Builder fedKwh(TouPeriod period, BigDecimal kwh) {
            feeds = true;
            fedKwh.put(period, kwh);
            return this;
        }

        public Builder fedIntervals(Intervals energy) {
            feeds |= energy != null;
            this.fedIntervals = energy;
            return this;
        }

        public Builder demandKw(TouPeriod period, BigDecimal kw) {
            demandKw.put(period, kw);
            return this;
        }

        /** Takes over what the bill before has left, see {@link RatedBill#carried()}. */
        public Builder carried(Map<String, BigDecimal> left) {
            carried.putAll(left);
            return this;
        }

        /** Adds what a member of the group has got of this customer's production. */
        public Builder sharedOut(SharedSale sale) {
            sharedOut.add(sale);
            return this;
        }

        /** Digits and decimals beyond this are no measurement and would make the arithmetic grow without bound. */
        private static void bounded(String field, BigDecimal value, Faults faults) {
            if (value != null && (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS)) {
                faults.add(field, RatingErrors.NUMBER_RANGE, value.precision() + " digits, scale " + value.scale());
            }
        }

        /**
         * The input.
         *
         * @throws org.karawatt.kernel.error.KarawattException of kind INVALID when account, period or month is missing or senseless
         */
        public RatingInput build() {
            Faults faults = new Faults()
                    .text("accountNo", accountNo, 64)
                    .required("period", period)
                    .required("billingMonth", billingMonth)
                    .required("demandMethod", demandMethod)
                    .required("powerFactorStandard", powerFactorStandard);
            if (period != null && period.to() == null) {
                faults.add("period", RatingErrors.OPEN_PERIOD);
            }
            if (monthsCovered < 1 || monthsCovered > 24) {
                faults.add("monthsCovered", RatingErrors.MONTHS_OUT_OF_RANGE, monthsCovered, 1, 24);
            }
            if (yearMonthsInForce != null && (yearMonthsInForce < 1 || yearMonthsInForce > 14)) {
                faults.add("yearMonthsInForce", RatingErrors.MONTHS_OUT_OF_RANGE, yearMonthsInForce, 1, 14);
            }
            if (extraMonths != null && (extraMonths < 0 || extraMonths > 14)) {
                faults.add("extraMonths", RatingErrors.MONTHS_OUT_OF_RANGE, extraMonths, 0, 14);
            }
            bounded("activeKwh", activeKwh, faults);
            touKwh.forEach((tou, kwh) -> bounded("touKwh." + tou, kwh, faults));
            bounded("reactiveKvarh", reactiveKvarh, faults);
            bounded("maxDemandKw", maxDemandKw, faults);
            capacity.forEach(share -> bounded("capacity", share.kva(), faults));
            bounded("contractDemandKw", contractDemandKw, faults);
            bounded("yearKwhBefore", yearKwhBefore, faults);
            if (yearTierKwhBefore != null) {
                yearTierKwhBefore.forEach(kwh -> bounded("yearTierKwhBefore", kwh, faults));
            }
            if (demandDays != null && (demandDays < 0 || demandDays > 31)) {
                faults.add("demandDays", RatingErrors.NUMBER_RANGE, demandDays);
            }
            if (stretchOf != null && period != null && period.to() != null && stretchOf < period.days()) {
                faults.add("stretchOf", RatingErrors.NUMBER_RANGE, stretchOf);
            }
            if (highestTier != null && highestTier < 1) {
                faults.add("highestTier", RatingErrors.NUMBER_RANGE, highestTier);
            }
            boundedParts(faults);
            days(faults);
            faults.throwIfAny();
            return new RatingInput(accountNo, period, billingMonth, monthsCovered, activeKwh, touKwh, reactiveKvarh, maxDemandKw, capacity,
                    contractDemandKw, demandMethod, powerFactorStandard, householdPeople, extraMonths, tierExempt, yearMonthsInForce,
                    yearKwhBefore, yearTierKwhBefore, fixed, metered(), tierTerms(), twoPart(), market(), benefits, powerFactorReward,
                    twoWay(), goingOn, instalment());
        }

        /** What is named must be fit to be stored with the bill and read again. */
        private static void name(String field, String name, Faults faults) {
            if (name != null) {
                faults.text(field, name, MAX_NAME);
            }
        }

        private static void day(String field, LocalDate day, Faults faults) {
            if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
                faults.add(field, RatingErrors.NUMBER_RANGE, day);
            }
        }

        private void days(Faults faults) {
            if (period != null) {
                day("period", period.from(), faults);
                day("period", period.to(), faults);
            }
            day("supplyBegan", supplyBegan, faults);
            day("supplyEnds", supplyEnds, faults);
            capacityChanges.forEach(change -> day("capacityChanges", change.day(), faults));
            capacityHolds.forEach(hold -> {
                day("capacityHolds", hold.from(), faults);
                day("capacityHolds", hold.to(), faults);
            });
            events.forEach(event -> {
                day("events", event.from().toLocalDate(), faults);
                day("events", event.to().toLocalDate(), faults);
            });
        }

        private void boundedParts(Faults faults) {
            fixed.forEach(quantity -> {
                name("fixed.item", quantity.item(), faults);
                bounded("fixed", quantity.kwh(), faults);
                bounded("fixed", quantity.percent(), faults);
            });
            capacity.forEach(share -> bounded("capacity.percent", share.percent(), faults));
            bounded("reactiveBackKvarh", reactiveBackKvarh, faults);
            bounded("losses", losses, faults);
            for (Meter meter : meters) {
                name("meters.id", meter.id(), faults);
                name("meters.parent", meter.parent(), faults);
                name("meters.item", meter.item(), faults);
                for (MeterSection section : meter.sections()) {
                    bounded("meters." + meter.id(), section.multiplier(), faults);
                    for (RegisterAdvance register : section.registers()) {
                        bounded("meters." + meter.id(), register.last(), faults);
                        bounded("meters." + meter.id(), register.now(), faults);
                    }
                    bounded("meters." + meter.id() + ".losses", section.losses(), faults);
                    if (section.correction() != null) {
                        bounded("meters." + meter.id() + ".correction", section.correction().numerator(), faults);
                        bounded("meters." + meter.id() + ".correction", section.correction().denominator(), faults);
                        bounded("meters." + meter.id() + ".correction", section.correction().share(), faults);
                    }
                }
            }
            for (QuantityAdjustment adjustment : adjustments) {
                bounded("adjustments", adjustment.kwh(), faults);
                if (!adjustment.reason().isEmpty()) {
                    faults.text("adjustments.reason", adjustment.reason(), MAX_REASON);
                }
                if (adjustment.byTier() != null) {
                    adjustment.byTier().forEach(kwh -> bounded("adjustments.byTier", kwh, faults));
                }
            }
            demandLines.forEach(line -> {
                bounded("demandLines", line.kw(), faults);
                name("demandLines.group", line.group(), faults);
            });
            benefits.forEach(code -> name("benefits", code, faults));
            capacityChanges.forEach(change -> bounded("capacityChanges", change.kva(), faults));
            capacityHolds.forEach(hold -> bounded("capacityHolds", hold.kva(), faults));
            bounded("contractFloorPercent", contractFloorPercent, faults);
            bounded("purchaseFactor", purchaseFactor, faults);
            sound("intervals", intervals, faults);
            if (shared != null) {
                sound("shared.energy", shared.energy(), faults);
                bounded("shared.price", shared.price(), faults);
            }
            sound("marketPrices", marketPrices, faults);
            fedKwh.forEach((period, kwh) -> bounded("fedKwh." + period, kwh, faults));
            sound("fedIntervals", fedIntervals, faults);
            demandKw.forEach((period, kw) -> bounded("demandKw." + period, kw, faults));
            if (billed.size() > MAX_BILLED) {
                faults.add("billed", RatingErrors.NUMBER_RANGE, billed.size());
            }
            bounded("billedKwh", billedKwh, faults);
            for (RatedLine line : billed) {
                name("billed.component", line.component(), faults);
                name("billed.item", line.item(), faults);
                bounded("billed", line.quantity(), faults);
                bounded("billed", line.price(), faults);
                bounded("billed", line.amount(), faults);
            }
            if (carried.size() > MAX_CARRIED) {
                faults.add("carried", RatingErrors.NUMBER_RANGE, carried.size());
            }
            carried.forEach((name, value) -> {
                name("carried", name, faults);
                bounded("carried." + name, value, faults);
            });
            if (sharedOut.size() > MAX_SHARED_OUT) {
                faults.add("sharedOut", RatingErrors.NUMBER_RANGE, sharedOut.size());
            }
            for (SharedSale sale : sharedOut) {
                name("sharedOut.member", sale.member(), faults);
                bounded("sharedOut.kwh", sale.kwh(), faults);
                bounded("sharedOut.price", sale.price(), faults);
            }
        }

        private static void bounded(String field, Losses losses, Faults faults) {
            if (losses != null) {
                name(field + ".table", losses.table(), faults);
                for (BigDecimal value : Arrays.asList(losses.kva(), losses.activeKwh(), losses.reactiveKvarh(), losses.noLoadKw(),
                        losses.noLoadCurrentPercent(), losses.copperPercent(), losses.copperReactive(), losses.hours(), losses.sharePercent(),
                        losses.linePercent())) {
                    bounded(field, value, faults);
                    if (value != null && value.signum() < 0) {
                        faults.add(field, RatingErrors.NUMBER_RANGE, value);
                    }
                }
                if (losses.digits() != null && (losses.digits() < 0 || losses.digits() > 10)) {
                    faults.add(field + ".digits", RatingErrors.NUMBER_RANGE, losses.digits());
                }
                if (losses.days() != null && losses.days() < 0 || losses.daysOfMonth() != null && losses.daysOfMonth() < 1) {
                    faults.add(field + ".days", RatingErrors.NUMBER_RANGE, losses.days() + "/" + losses.daysOfMonth());
                }
            }
        }

        private static void sound(String field, Intervals intervals, Faults faults) {
            if (intervals != null && (intervals.minutes() != 15 && intervals.minutes() != 30 && intervals.minutes() != 60
                    || intervals.scale() < 0 || intervals.scale() > Intervals.MAX_SCALE || intervals.size() > Intervals.MAX_VALUES)) {
                faults.add(field, RatingErrors.INTERVAL_FORM, intervals.minutes(), intervals.scale(), intervals.size());
            }
        }

        private Instalment instalment() {
            return !intermediate && billed.isEmpty() && billedKwh.signum() == 0 ? Instalment.NONE
                    : new Instalment(intermediate, billed, billedKwh);
        }

        private Metered metered() {
            return meters.isEmpty() && intervals == null && reactiveBackKvarh == null && losses == null && adjustments.isEmpty() && !estimated
                    && !byDays && shared == null ? Metered.NONE
                    : new Metered(meters, intervals, reactiveBackKvarh, losses, adjustments, estimated, byDays, shared);
        }

        private TierTerms tierTerms() {
            return supplyBegan == null && supplyEnds == null && !yearSettlement && highestTier == null ? TierTerms.NONE
                    : new TierTerms(supplyBegan, supplyEnds, yearSettlement, highestTier);
        }

        private TwoPart twoPart() {
            return demandLines.isEmpty() && capacityChanges.isEmpty() && capacityHolds.isEmpty() && contractFloorPercent == null
                    && demandDays == null && stretchOf == null ? TwoPart.NONE
                    : new TwoPart(demandLines, capacityChanges, capacityHolds, contractFloorPercent, demandDays, stretchOf);
        }

        private TwoWay twoWay() {
            return !feeds && demandKw.isEmpty() && carried.isEmpty() && sharedOut.isEmpty() ? TwoWay.NONE
                    : new TwoWay(feeds, fedKwh, fedIntervals, demandKw, carried, sharedOut);
        }

        private Market market() {
            return marketPrices == null && events.isEmpty() && purchaseFactor == null ? Market.NONE
                    : new Market(marketPrices, events, purchaseFactor);
        }
    }
}
