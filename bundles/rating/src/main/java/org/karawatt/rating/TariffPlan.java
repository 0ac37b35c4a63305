package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.trace.TraceNode;

/**
 * A tariff in the form that prices bills: validated, immutable, thread-safe. Made by
 * {@link org.karawatt.rating.tariff.TariffCompiler}.
 */
public final class TariffPlan {

    private final TariffKey key;
    private final String keyText;
    private final LocalText name;
    private final Period validity;
    private final Currency currency;
    private final int digits;
    private final RoundingPolicy rounding;
    private final Map<String, RoundingPolicy> roundingOf;
    private final Set<TouPeriod> touPeriods;
    private final TouPeriod[] periodArray;
    private final TouCalendar calendar;
    private final Map<String, LossTable> lossTables;
    private final boolean takenInProportion;
    private final int demandMinutes;
    private final BigDecimal contractFloorPercent;
    private final String market;
    private final Map<String, LocalText> itemNames;
    private final SinglePart singlePart;
    private final Charge[] charges;
    private final List<TraceNode> basis;

    /**
     * The price of customers of a two-part tariff whose capacity is too small for two parts (rules C.8), such as after a reduction. Capacity
     * that is sealed for a time counts. Immutable.
     *
     * @param upToKva largest installed capacity in kVA that is priced so, never null
     * @param tariff code of the single-part tariff, never null
     */
    public record SinglePart(BigDecimal upToKva, String tariff) {

        public SinglePart {
            Objects.requireNonNull(upToKva, "upToKva");
            Objects.requireNonNull(tariff, "tariff");
        }
    }

    /**
     * What a plan knows beside its steps. Immutable.
     *
     * @param rounding rounding of lines, never null
     * @param roundingOf rounding of the lines of single components; never null
     * @param touPeriods periods that have a price; empty for a tariff without time of use; never null
     * @param calendar when each period is in force; null when only registers can be priced
     * @param lossTables loss tables by code, never null
     * @param takenInProportion true when agreed quantities come out of all periods in proportion, false for the flat period
     * @param demandMinutes minutes over which demand is measured, 15, 30 or 60
     * @param contractFloorPercent percent of the capacity below which a contract demand is refused; null when none is
     * @param market code of the market whose prices by interval are needed; null when none are
     * @param itemNames names of the items and periods that the tariff itself defines, such as its funds; never null
     * @param singlePart who is too small for two parts; null when nobody is
     */
    public record Terms(RoundingPolicy rounding, Map<String, RoundingPolicy> roundingOf, Set<TouPeriod> touPeriods, TouCalendar calendar,
            Map<String, LossTable> lossTables, boolean takenInProportion, int demandMinutes, BigDecimal contractFloorPercent,
            String market, Map<String, LocalText> itemNames, SinglePart singlePart) {

        /** For customers of any capacity. */
        public Terms(RoundingPolicy rounding, Map<String, RoundingPolicy> roundingOf, Set<TouPeriod> touPeriods, TouCalendar calendar,
                Map<String, LossTable> lossTables, boolean takenInProportion, int demandMinutes, BigDecimal contractFloorPercent,
                String market, Map<String, LocalText> itemNames) {
            this(rounding, roundingOf, touPeriods, calendar, lossTables, takenInProportion, demandMinutes, contractFloorPercent, market,
                    itemNames, null);
        }

        public Terms {
            Objects.requireNonNull(rounding, "rounding");
            roundingOf = Map.copyOf(roundingOf);
            Set<TouPeriod> periods = EnumSet.noneOf(TouPeriod.class);
            periods.addAll(touPeriods);
            touPeriods = Collections.unmodifiableSet(periods);
            lossTables = Map.copyOf(lossTables);
            itemNames = Collections.unmodifiableMap(new LinkedHashMap<>(itemNames));
        }
    }

    /**
     * @param validity half-open period of validity
     * @param terms what the plan knows beside its steps
     * @param charges steps in order
     */
    public TariffPlan(TariffKey key, LocalText name, Period validity, Currency currency, Terms terms, List<Charge> charges) {
        this.key = Objects.requireNonNull(key, "key");
        this.keyText = key.toString();
        this.name = Objects.requireNonNull(name, "name");
        this.validity = Objects.requireNonNull(validity, "validity");
        this.currency = Objects.requireNonNull(currency, "currency");
        this.digits = currency.getDefaultFractionDigits();
        this.rounding = terms.rounding();
        this.roundingOf = terms.roundingOf();
        this.touPeriods = terms.touPeriods();
        this.periodArray = touPeriods.toArray(TouPeriod[]::new);
        this.calendar = terms.calendar();
        this.lossTables = terms.lossTables();
        this.takenInProportion = terms.takenInProportion();
        this.demandMinutes = terms.demandMinutes();
        this.contractFloorPercent = terms.contractFloorPercent();
        this.market = terms.market();
        this.itemNames = terms.itemNames();
        this.singlePart = terms.singlePart();
        this.charges = charges.toArray(Charge[]::new);
        this.basis = basis(null);
    }

    private TariffPlan(TariffPlan other, Period validity, List<TraceNode> basis, Charge[] charges) {
        this.key = other.key;
        this.keyText = other.keyText;
        this.name = other.name;
        this.validity = Objects.requireNonNull(validity, "validity");
        this.currency = other.currency;
        this.digits = other.digits;
        this.rounding = other.rounding;
        this.roundingOf = other.roundingOf;
        this.touPeriods = other.touPeriods;
        this.periodArray = other.periodArray;
        this.calendar = other.calendar;
        this.lossTables = other.lossTables;
        this.takenInProportion = other.takenInProportion;
        this.demandMinutes = other.demandMinutes;
        this.contractFloorPercent = other.contractFloorPercent;
        this.market = other.market;
        this.itemNames = other.itemNames;
        this.singlePart = other.singlePart;
        this.charges = charges;
        this.basis = basis;
    }

    /** This plan as if it were in force on other days. For studies, which ask what a tariff to come would have cost; never for a bill. */
    public TariffPlan asIfInForce(Period days) {
        return new TariffPlan(this, days, basis, charges);
    }

    /** This plan with some of its steps only. For what is charged beside a bill, such as recovered energy; never for a bill. */
    public TariffPlan only(Predicate<Charge> steps) {
        return new TariffPlan(this, validity, basis, Arrays.stream(charges).filter(steps).toArray(Charge[]::new));
    }

    /** This plan with the place where its prices are published, which every explanation names; null when it is not known. */
    public TariffPlan publishedIn(String source) {
        return new TariffPlan(this, validity, basis(source), charges);
    }

    /** What an explanation says of any bill on this plan: where the prices come from and how lines are rounded. Made once. */
    private List<TraceNode> basis(String source) {
        List<TraceNode> nodes = new ArrayList<>(2);
        nodes.add(TraceNode.of(source == null ? "rating.basis" : "rating.basis.source").with("package", key.packageCode())
                .with("version", key.packageVersion()).with("from", key.validFrom()).with("source", source == null ? "" : source).build());
        nodes.add(TraceNode.of("rating.rounding." + rounding).build());
        new TreeMap<>(roundingOf).forEach((component, policy) -> nodes.add(TraceNode.of("rating.rounding.of." + policy)
                .with("nameZh", LineNames.component(component, Locale.CHINESE))
                .with("nameEn", LineNames.component(component, Locale.ENGLISH)).build()));
        return List.copyOf(nodes);
    }

    /** Where its prices are published; null when it is not known. */
    public String source() {
        String source = (String) basis.get(0).values().get("source");
        return source.isEmpty() ? null : source;
    }

    List<TraceNode> basis() {
        return basis;
    }

    public TariffKey key() {
        return key;
    }

    /** {@link #key()} as text, made once. */
    String keyText() {
        return keyText;
    }

    public LocalText name() {
        return name;
    }

    public Period validity() {
        return validity;
    }

    public Currency currency() {
        return currency;
    }

    /** Decimals of the currency. */
    int digits() {
        return digits;
    }

    public RoundingPolicy rounding() {
        return rounding;
    }

    /** Rounding of the lines of a component. */
    public RoundingPolicy rounding(String component) {
        return roundingOf.isEmpty() ? rounding : roundingOf.getOrDefault(component, rounding);
    }

    /** Periods with a price of their own, in printing order; empty when the time of day does not matter. */
    public Set<TouPeriod> touPeriods() {
        return touPeriods;
    }

    /** Number of {@link #touPeriods()}. */
    public int periodCount() {
        return periodArray.length;
    }

    /** The period at an index from 0 to {@link #periodCount()}, in printing order. */
    public TouPeriod periodAt(int index) {
        return periodArray[index];
    }

    TouPeriod[] periodArray() {
        return periodArray;
    }

    /** When each period is in force; null when the tariff prices registers only. */
    public TouCalendar calendar() {
        return calendar;
    }

    /** Loss tables by code. */
    public Map<String, LossTable> lossTables() {
        return lossTables;
    }

    /** True when agreed quantities come out of all periods in proportion to their energy, false when they come out of the flat period. */
    public boolean takenInProportion() {
        return takenInProportion;
    }

    /** Minutes over which demand is measured. */
    public int demandMinutes() {
        return demandMinutes;
    }

    /** Percent of the capacity below which a contract demand is refused; null when none is. */
    public BigDecimal contractFloorPercent() {
        return contractFloorPercent;
    }

    /** Code of the market whose prices by interval are needed; null when the tariff's prices are fixed. */
    public String market() {
        return market;
    }

    /** Who is too small for the two parts of this tariff; null when nobody is. */
    public SinglePart singlePart() {
        return singlePart;
    }

    /** Names of the items and periods that this tariff defines, by code; standard items are in {@link LineNames}. */
    public Map<String, LocalText> itemNames() {
        return itemNames;
    }

    /** The steps in the order in which they run. */
    public List<Charge> charges() {
        return List.of(charges);
    }

    Charge[] chargeArray() {
        return charges;
    }
}
