package org.karawatt.rating;

import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.karawatt.kernel.time.Period;

/**
 * A tariff in the form that prices bills: validated, immutable, thread-safe. Made by
 * {@link org.karawatt.rating.tariff.TariffCompiler}.
 */
public final class TariffPlan {

    private final TariffKey key;
    private final LocalText name;
    private final Period validity;
    private final Currency currency;
    private final RoundingPolicy rounding;
    private final Set<TouPeriod> touPeriods;
    private final Map<String, LocalText> itemNames;
    private final List<Charge> charges;

    /**
     * @param validity half-open period of validity
     * @param touPeriods periods that have a price; empty for a tariff without time of use
     * @param itemNames names of the items that the tariff itself defines, such as its funds
     * @param charges steps in order
     */
    public TariffPlan(TariffKey key, LocalText name, Period validity, Currency currency, RoundingPolicy rounding,
            Set<TouPeriod> touPeriods, Map<String, LocalText> itemNames, List<Charge> charges) {
        this.key = Objects.requireNonNull(key, "key");
        this.name = Objects.requireNonNull(name, "name");
        this.validity = Objects.requireNonNull(validity, "validity");
        this.currency = Objects.requireNonNull(currency, "currency");
        this.rounding = Objects.requireNonNull(rounding, "rounding");
        Set<TouPeriod> periods = EnumSet.noneOf(TouPeriod.class);
        periods.addAll(touPeriods);
        this.touPeriods = Collections.unmodifiableSet(periods);
        this.itemNames = Collections.unmodifiableMap(new LinkedHashMap<>(itemNames));
        this.charges = List.copyOf(charges);
    }

    public TariffKey key() {
        return key;
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

    public RoundingPolicy rounding() {
        return rounding;
    }

    /** Periods with a price of their own, in printing order; empty when the time of day does not matter. */
    public Set<TouPeriod> touPeriods() {
        return touPeriods;
    }

    /** Names of the items that this tariff defines, by item code; standard items are in {@link LineNames}. */
    public Map<String, LocalText> itemNames() {
        return itemNames;
    }

    /** The steps in the order in which they run. */
    public List<Charge> charges() {
        return charges;
    }
}
