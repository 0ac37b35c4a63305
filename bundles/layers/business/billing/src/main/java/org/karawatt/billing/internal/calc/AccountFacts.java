package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.equipment.api.CapacityHistory;
import org.karawatt.equipment.api.LossParameters;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.PointRule;
import org.karawatt.rating.RatedLine;
import org.karawatt.tariff.api.MarketPrices;
import org.karawatt.tariff.api.PriceCall;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffAssignment;

/**
 * Everything that one bill is made from.
 *
 * @param terms as of the last day of the period
 * @param tariffs what prices the period, in day order without gap; mostly one for all of it
 * @param capacity installed and sealed capacity; null when nobody pays for it or none is known
 * @param rules how quantities are found that are not plainly read; may reach beyond the period
 * @param points names of the points, where an explanation needs them; a point that is absent is named by its id
 * @param transformers figures of the transformers that rules name
 * @param year what the year has brought before this bill
 * @param carried what the bill before has left over; null when it is not known
 * @param endsOn day on which the account ends with this bill; null when it goes on
 * @param partOf days of the month of which the bill is a part, so that what is charged by the month is charged for its days; null for a
 *     whole month or several
 * @param hourly what is known by interval; {@link Hourly#NONE} where the tariff does not need it
 * @param instalment which of several bills of the month it is; null for the only one
 */
public record AccountFacts(AccountTerms terms, BillingMonth month, ReadingSet readings, List<Priced> tariffs, CapacityHistory capacity,
        List<PointRule> rules, Map<Long, String> points, Map<Long, LossParameters> transformers, Year year,
        Map<String, BigDecimal> carried, LocalDate endsOn, Integer partOf, Hourly hourly, Instalment instalment) {

    /**
     * One of several bills of a month (rules C.14). The last one is made from the whole month and takes off what was billed before.
     *
     * @param intermediate true for one before the last
     * @param own days that this bill adds to those before it
     * @param billed lines of the bills before; empty for an intermediate one
     * @param kwh energy of these bills
     * @param adjustedKwh what of it was not read, as {@link CalculatedBill#adjustedKwh()}
     */
    public record Instalment(boolean intermediate, Period own, List<RatedLine> billed, BigDecimal kwh, BigDecimal adjustedKwh) {

        public Instalment {
            billed = List.copyOf(billed);
        }
    }


    /** What prices some days: an assignment, and the tariff version that is in force meanwhile. */
    public record Priced(Period period, TariffAssignment assignment, PricedTariff tariff) {
    }

    /**
     * What is known by interval (F52, F65 to F67).
     *
     * @param curves the account's load curves that touch the period, by point, channel and day
     * @param prices prices of the markets that its tariffs name, by market and day
     * @param calls periods that were called, by tariff code
     * @param shared productions that the account shares in, or shares out
     */
    public record Hourly(List<LoadCurve> curves, Map<String, List<MarketPrices>> prices, Map<String, List<PriceCall>> calls,
            List<SharedProduction> shared) {

        /** Nothing. */
        public static final Hourly NONE = new Hourly(List.of(), Map.of(), Map.of(), List.of());

        public Hourly {
            curves = List.copyOf(curves);
            prices = Map.copyOf(prices);
            calls = Map.copyOf(calls);
            shared = List.copyOf(shared);
        }
    }

    /**
     * Use of a year before a bill.
     *
     * @param kwh kWh of bills of the year, with what an opening balance tells; null when unknown, which is not zero
     * @param byTier the same by tier; null when it may be worked out from the sum
     * @param tiersBegan day in the year from which on the account is counted in tiers; null for the whole time of its supply
     * @param addedMonths months that the readings of the year cover beyond those of the calendar, since the reading day was moved; mostly 0
     */
    public record Year(BigDecimal kwh, List<BigDecimal> byTier, LocalDate tiersBegan, int addedMonths) {

        public Year {
            byTier = byTier == null ? null : List.copyOf(byTier);
        }
    }

    public AccountFacts {
        tariffs = List.copyOf(tariffs);
        rules = List.copyOf(rules);
        points = Map.copyOf(points);
        transformers = Map.copyOf(transformers);
        carried = carried == null ? null : Map.copyOf(carried);
        if (tariffs.isEmpty()) {
            throw new IllegalArgumentException("nothing prices account " + terms.accountNo());
        }
    }

    /** What prices the last day, and gives the bill its tariff. */
    private Priced last() {
        return tariffs.get(tariffs.size() - 1);
    }

    /** The assignment of the last day. */
    public TariffAssignment assignment() {
        return last().assignment();
    }

    /** The tariff of the last day. */
    public PricedTariff tariff() {
        return last().tariff();
    }

    /** The same with another tariff for all days, and the terms of the assignments as they are. */
    public AccountFacts with(PricedTariff other) {
        List<Priced> priced = tariffs.stream().map(one -> new Priced(one.period(), one.assignment(), other)).toList();
        return new AccountFacts(terms, month, readings, priced, capacity, rules, points, transformers, year, carried, endsOn, partOf,
                hourly, instalment);
    }
}
