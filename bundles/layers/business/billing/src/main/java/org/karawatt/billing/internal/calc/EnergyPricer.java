package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.Components;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.LineNames;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;

/**
 * Prices energy alone by the steps of a tariff that bills are made with: its energy prices, what is added to each kWh, and funds; and finds
 * the price of capacity. Pure and thread-safe.
 */
public final class EnergyPricer {

    private static final Set<String> ENERGY = Set.of("FLAT", "TOU", "TIER", "TIER_TOU");
    private static final Set<String> PER_KWH = Set.of("FLAT", "TOU", "TIER", "TIER_TOU", "COMPONENT", "FUND");

    private EnergyPricer() {
    }

    /** What identifies one price: lines of two ratings with the same one are compared. */
    private record Key(String component, String item, TouPeriod tou, int tier, BigDecimal price) {

        static Key of(RatedLine line) {
            return new Key(line.component(), line.item(), line.tou(), line.tier(), line.price());
        }
    }

    /**
     * The tariff reduced to what each kWh costs.
     *
     * @throws KarawattException CONFLICT (RECOVERY-009) when it prices energy in another way, such as by the market's hours
     */
    public static TariffPlan perKwh(TariffPlan plan) {
        if (plan.charges().stream().noneMatch(charge -> ENERGY.contains(charge.method()))) {
            throw KarawattException.conflict(RecoveryErrors.NOT_PRICED, plan.key().code());
        }
        return plan.only(charge -> PER_KWH.contains(charge.method()));
    }

    /**
     * What energy costs on top of other energy: the difference of two bills.
     *
     * @param days days in which it was used, all at the same prices
     * @param tou its period; null for a tariff without periods
     * @param kwh above zero
     * @param before kWh of the same days that come before it in the tiers
     * @param facts sets what else the tariff asks for, such as the use of the year before
     * @throws KarawattException INVALID with the faults of rating, such as an unknown use of the year
     */
    public static PricedEnergy price(TariffPlan plan, String accountNo, Period days, TouPeriod tou, BigDecimal kwh,
            BigDecimal before, Consumer<RatingInput.Builder> facts) {
        TariffPlan perKwh = perKwh(plan);
        Map<Key, RatedLine> with = lines(perKwh, accountNo, days, tou, before.add(kwh), facts);
        Map<Key, RatedLine> without = before.signum() == 0 ? Map.of() : lines(perKwh, accountNo, days, tou, before, facts);
        List<PricedEnergy.Price> prices = new ArrayList<>();
        with.forEach((key, line) -> {
            BigDecimal quantity = without.containsKey(key) ? line.quantity().subtract(without.get(key).quantity()) : line.quantity();
            if (quantity.signum() != 0) {
                prices.add(price(plan, line, quantity));
            }
        });
        return priced(plan, kwh, prices);
    }

    private static Map<Key, RatedLine> lines(TariffPlan plan, String accountNo, Period days, TouPeriod tou, BigDecimal kwh,
            Consumer<RatingInput.Builder> facts) {
        RatingInput.Builder input = input(plan, accountNo, days).activeKwh(kwh);
        if (tou != null && !plan.touPeriods().isEmpty()) {
            input.touKwh(tou, kwh);
        }
        facts.accept(input);
        Map<Key, RatedLine> lines = new LinkedHashMap<>();
        for (RatedLine line : Rater.rate(plan, input.build(), TraceMode.NONE).lines()) {
            lines.merge(Key.of(line), line, EnergyPricer::sum);
        }
        return lines;
    }

    private static RatedLine sum(RatedLine one, RatedLine two) {
        return new RatedLine(one.component(), one.item(), one.tou(), one.tier(), one.quantity().add(two.quantity()), one.unit(), one.price(),
                one.amount().add(two.amount()));
    }

    /** An input whose periods have all been read, with nothing in them. */
    private static RatingInput.Builder input(TariffPlan plan, String accountNo, Period days) {
        BillingMonth month = BillingMonth.of(days.to().minusDays(1));
        int months = month.year() * 12 + month.month() - BillingMonth.of(days.from()).year() * 12 - BillingMonth.of(days.from()).month() + 1;
        RatingInput.Builder input = RatingInput.builder(accountNo, days, month).monthsCovered(months);
        plan.touPeriods().forEach(period -> input.touKwh(period, BigDecimal.ZERO));
        return input;
    }

    /** The price of a kVA for a month, as the only line; CONFLICT (RECOVERY-015) when the tariff has none. */
    public static PricedEnergy capacity(TariffPlan plan, String accountNo, BillingMonth month) {
        TariffPlan capacity = plan.only(charge -> charge.method().equals(Components.CAPACITY));
        RatingInput input = input(plan, accountNo, month.period()).activeKwh(BigDecimal.ZERO).capacityKva(BigDecimal.ONE)
                .demandMethod(DemandMethod.CAPACITY).build();
        RatedLine line = (capacity.charges().isEmpty() ? List.<RatedLine>of() : Rater.rate(capacity, input, TraceMode.NONE).lines()).stream()
                .filter(one -> one.component().equals(Components.CAPACITY) && one.price().signum() > 0).findFirst()
                .orElseThrow(() -> KarawattException.conflict(RecoveryErrors.NO_CAPACITY_PRICE, plan.key().code()));
        return priced(plan, BigDecimal.ONE, List.of(price(plan, line, BigDecimal.ONE)));
    }

    private static PricedEnergy.Price price(TariffPlan plan, RatedLine line, BigDecimal quantity) {
        return new PricedEnergy.Price(line.component(), line.item(), LineNames.line(line, plan.itemNames(), Locale.CHINESE),
                LineNames.line(line, plan.itemNames(), Locale.ENGLISH), line.tou() == null ? null : line.tou().name(), line.tier(), quantity,
                line.unit(), line.price(), plan.rounding(line.component()).name());
    }

    private static PricedEnergy priced(TariffPlan plan, BigDecimal quantity, List<PricedEnergy.Price> prices) {
        return new PricedEnergy(plan.key().code(), plan.key().packageCode(), plan.key().packageVersion(), plan.key().validFrom(), plan.source(),
                plan.currency().getCurrencyCode(), plan.currency().getDefaultFractionDigits(), quantity, prices);
    }
}
