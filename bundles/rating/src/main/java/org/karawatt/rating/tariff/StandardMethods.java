package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.internal.BoundsCharge;
import org.karawatt.rating.internal.CapacityCharge;
import org.karawatt.rating.internal.ComponentCharge;
import org.karawatt.rating.internal.FeeCharge;
import org.karawatt.rating.internal.FixedCharge;
import org.karawatt.rating.internal.FundCharge;
import org.karawatt.rating.internal.HourlyEnergy;
import org.karawatt.rating.internal.PlainEnergy;
import org.karawatt.rating.internal.PowerFactorCharge;
import org.karawatt.rating.internal.PriceBook;
import org.karawatt.rating.internal.PurchaseFactorCharge;
import org.karawatt.rating.internal.SeasonalBook;
import org.karawatt.rating.internal.SubsidyCharge;
import org.karawatt.rating.internal.TaxCharge;
import org.karawatt.rating.internal.TierEnergy;

/** The charge methods of the product and the order in which a tariff uses them. */
final class StandardMethods {

    private StandardMethods() {
    }

    private record Standard(String name, int version, Function<TariffDefinition, Charge> maker) implements ChargeMethod {

        @Override
        public Charge compile(ChargeSettings settings) {
            return maker.apply(settings.tariff());
        }
    }

    static Map<String, ChargeMethod> all() {
        Map<String, ChargeMethod> methods = new TreeMap<>();
        add(methods, "FLAT", StandardMethods::plain);
        add(methods, "TOU", StandardMethods::plain);
        add(methods, "TIER", StandardMethods::tiers);
        add(methods, "TIER_TOU", StandardMethods::tiers);
        add(methods, "HOURLY", tariff -> new HourlyEnergy(tariff.code(), tariff.energy().marketFactor()));
        add(methods, "PURCHASE_FACTOR", StandardMethods::purchase);
        add(methods, "COMPONENT", tariff -> new ComponentCharge(tariff.bill().components()));
        add(methods, "FIXED", StandardMethods::fixed);
        add(methods, "CAPACITY", tariff -> tariff.capacity() == null ? CapacityCharge.NONE : new CapacityCharge(tariff.capacity()));
        add(methods, "POWER_FACTOR", tariff -> tariff.powerFactor() == null ? PowerFactorCharge.NONE
                : new PowerFactorCharge(tariff.powerFactor(), tariff.fixedItems()));
        add(methods, "FUND", tariff -> new FundCharge(tariff.funds()));
        add(methods, "FEE", tariff -> new FeeCharge(tariff.bill().fees()));
        add(methods, "SUBSIDY", tariff -> tariff.bill().subsidies().isEmpty() ? SubsidyCharge.NONE
                : new SubsidyCharge(tariff.bill().subsidies()));
        add(methods, "BOUNDS", tariff -> new BoundsCharge(tariff.bill().bounds()));
        add(methods, "TAX", tariff -> new TaxCharge(tariff.bill().tax()));
        WorldMethods.all().forEach(method -> methods.put(ChargeMethods.key(method.name(), method.version()), method));
        return methods;
    }

    /** True for a method that a tariff uses by its own fields, so that naming it would charge twice. */
    static boolean isStandard(ChargeMethod method) {
        return method instanceof Standard;
    }

    private static void add(Map<String, ChargeMethod> methods, String name, Function<TariffDefinition, Charge> maker) {
        methods.put(ChargeMethods.key(name, 1), new Standard(name, 1, maker));
    }

    /**
     * What a tariff uses, in order. Steps that only refuse what the tariff does not offer are there too, the same for all tariffs. Funds run before the power
     * factor when that adjusts them.
     */
    static List<BillRules.ChargeUse> steps(TariffDefinition tariff) {
        List<BillRules.ChargeUse> steps = new ArrayList<>();
        place(steps, tariff, "ENERGY", tariff.energy().method().name(), tariff.energy().method() != EnergyPrices.Method.NAMED);
        place(steps, tariff, null, "PURCHASE_FACTOR", true);
        place(steps, tariff, null, "COMPONENT", !tariff.bill().components().isEmpty());
        place(steps, tariff, "FIXED", "FIXED", true);
        place(steps, tariff, "CAPACITY", "CAPACITY", true);
        boolean fundsAdjusted = tariff.powerFactor() != null && tariff.powerFactor().base().stream().anyMatch(code -> code.startsWith("FUND"));
        if (fundsAdjusted) {
            place(steps, tariff, "FUND", "FUND", !tariff.funds().isEmpty());
            place(steps, tariff, "POWER_FACTOR", "POWER_FACTOR", true);
        } else {
            place(steps, tariff, "POWER_FACTOR", "POWER_FACTOR", true);
            place(steps, tariff, "FUND", "FUND", !tariff.funds().isEmpty());
        }
        place(steps, tariff, "FEE", "FEE", !tariff.bill().fees().isEmpty());
        place(steps, tariff, "SUBSIDY", "SUBSIDY", true);
        place(steps, tariff, "BOUNDS", "BOUNDS", tariff.bill().bounds() != null);
        place(steps, tariff, "TAX", "TAX", tariff.bill().tax() != null);
        place(steps, tariff, "END", null, false);
        return steps;
    }

    private static void place(List<BillRules.ChargeUse> steps, TariffDefinition tariff, String position, String method, boolean used) {
        for (BillRules.ChargeUse use : tariff.bill().charges()) {
            if (use.before().equals(position)) {
                steps.add(use);
            }
        }
        if (used) {
            steps.add(new BillRules.ChargeUse(method, 1, position, "{}"));
        }
    }

    /** @param item fixed item; null for the main energy */
    static BigDecimal includedFunds(TariffDefinition tariff, String item) {
        BigDecimal sum = BigDecimal.ZERO;
        if (tariff.energy().fundsIncluded()) {
            for (FundRate fund : tariff.funds()) {
                sum = item != null && fund.exemptItems().contains(item) ? sum : sum.add(fund.price());
            }
        }
        return sum;
    }

    private static Charge fixed(TariffDefinition tariff) {
        if (tariff.fixedItems().isEmpty()) {
            return FixedCharge.NONE;
        }
        Map<String, BigDecimal> prices = new HashMap<>();
        for (FixedItem item : tariff.fixedItems()) {
            prices.put(item.code(), item.price().subtract(includedFunds(tariff, item.code())));
        }
        return new FixedCharge(prices);
    }

    private static Charge purchase(TariffDefinition tariff) {
        BillRules.PurchaseFactor rule = tariff.bill().purchaseFactor();
        if (rule == null) {
            return PurchaseFactorCharge.NONE;
        }
        EnergyPrices energy = tariff.energy();
        Prices prices;
        if (energy.price() == null || energy.price().always() != null) {
            prices = Prices.always(purchase(energy, rule, Composition.ALL));
        } else {
            Map<TouPeriod, BigDecimal> byPeriod = new EnumMap<>(TouPeriod.class);
            energy.price().byPeriod().keySet().forEach(period -> byPeriod.put(period, purchase(energy, rule, period.name())));
            prices = Prices.byPeriod(byPeriod);
        }
        return new PurchaseFactorCharge(prices, rule.largest());
    }

    private static BigDecimal purchase(EnergyPrices energy, BillRules.PurchaseFactor rule, String period) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal coefficient = energy.composition() == null ? BigDecimal.ONE
                : energy.composition().coefficients().getOrDefault(period, BigDecimal.ONE);
        for (PricePart part : energy.parts()) {
            if (rule.parts().contains(part.code())) {
                sum = sum.add(part.floating() ? part.price().multiply(coefficient) : part.price());
            }
        }
        return sum;
    }

    private static Charge plain(TariffDefinition tariff) {
        EnergyPrices energy = tariff.energy();
        return new PlainEnergy(energy.method().name(), base(tariff));
    }

    /** The price, and those of the seasons that have their own. */
    private static SeasonalBook base(TariffDefinition tariff) {
        BigDecimal funds = includedFunds(tariff, null);
        Map<Integer, PriceBook> seasons = new HashMap<>();
        for (EnergyPrices.SeasonPrice season : tariff.energy().seasonPrices()) {
            PriceBook book = book(season.price(), funds, Map.of());
            season.months().forEach(month -> seasons.put(month, book));
        }
        return new SeasonalBook(tariff.code(), book(tariff.energy().price(), funds, explanation(tariff)), seasons);
    }

    private static Charge tiers(TariffDefinition tariff) {
        EnergyPrices energy = tariff.energy();
        BigDecimal funds = includedFunds(tariff, null);
        TierTable table = energy.tiers();
        boolean surcharge = table.pricing() == TierTable.Pricing.SURCHARGE;
        List<PriceBook> steps = table.steps().stream()
                .map(step -> book(step, surcharge ? BigDecimal.ZERO : funds, Map.of())).toList();
        return new TierEnergy(energy.method().name(), tariff.code(), table, surcharge ? base(tariff) : null, steps,
                energy.exemptPrice() == null ? null : book(energy.exemptPrice(), funds, Map.of()));
    }

    private static PriceBook book(Prices prices, BigDecimal funds, Map<String, List<TraceNode>> parts) {
        if (prices.always() != null) {
            return new PriceBook(Prices.always(prices.always().subtract(funds)), parts);
        }
        Map<TouPeriod, BigDecimal> net = new EnumMap<>(TouPeriod.class);
        prices.byPeriod().forEach((period, price) -> net.put(period, price.subtract(funds)));
        return new PriceBook(Prices.byPeriod(net), parts);
    }

    /** The parts of each printed price as trace nodes; a known deviation of the sheet is told, so that the parts add up. */
    private static Map<String, List<TraceNode>> explanation(TariffDefinition tariff) {
        Map<String, List<TraceNode>> explanation = new HashMap<>();
        for (CompositionCheck.Row row : CompositionCheck.check(tariff)) {
            BigDecimal coefficient = tariff.energy().composition().coefficients().getOrDefault(row.period(), BigDecimal.ONE);
            List<TraceNode> nodes = new ArrayList<>();
            for (PricePart part : tariff.energy().parts()) {
                boolean floats = part.floating() && coefficient.compareTo(BigDecimal.ONE) != 0;
                TraceNode.Builder node = TraceNode.of(floats ? "rating.price.floating" : "rating.price.part")
                        .with("nameZh", part.name().zh()).with("nameEn", part.name().en()).with("price", part.price());
                nodes.add(floats ? node.with("coefficient", coefficient).build() : node.build());
            }
            if (row.known().signum() != 0) {
                nodes.add(TraceNode.of("rating.price.deviation").with("deviation", row.known().stripTrailingZeros()).build());
            }
            explanation.put(row.period(), nodes);
        }
        return explanation;
    }
}
