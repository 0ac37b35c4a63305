package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.TariffKey;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.internal.CapacityCharge;
import org.karawatt.rating.internal.FixedCharge;
import org.karawatt.rating.internal.FundCharge;
import org.karawatt.rating.internal.PlainEnergy;
import org.karawatt.rating.internal.PowerFactorCharge;
import org.karawatt.rating.internal.PriceBook;
import org.karawatt.rating.internal.TierEnergy;

/**
 * Turns tariff data into plans that price bills, after checking everything that can be checked without a customer. Pure and
 * thread-safe.
 */
public final class TariffCompiler {

    private TariffCompiler() {
    }

    /**
     * Compiles all tariffs of a package and checks their dates against each other.
     *
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID with every fault, codes RATING-001 and up
     */
    public static TariffPlans compile(TariffPackage tariffs) {
        Faults faults = new Faults();
        dates(tariffs, faults);
        for (int i = 0; i < tariffs.tariffs().size(); i++) {
            check("tariffs[" + i + "]", tariffs.tariffs().get(i), faults);
        }
        faults.throwIfAny();
        return new TariffPlans(tariffs.tariffs().stream()
                .map(tariff -> plan(tariffs.code(), tariffs.version(), tariffs.currency(), tariff)).toList());
    }

    /**
     * Compiles one tariff on its own, for example one that was stored with a bill and whose package has gone.
     *
     * @param packageCode code of the package that brought it
     * @param packageVersion version of that package
     * @param currency currency of that package
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID with every fault, codes RATING-003 and up
     */
    public static TariffPlan compile(String packageCode, String packageVersion, Currency currency, TariffDefinition tariff) {
        Faults faults = new Faults();
        check(tariff.code(), tariff, faults);
        faults.throwIfAny();
        return plan(packageCode, packageVersion, currency, tariff);
    }

    private static void dates(TariffPackage tariffs, Faults faults) {
        Map<String, List<TariffDefinition>> byCode = new TreeMap<>();
        for (TariffDefinition tariff : tariffs.tariffs()) {
            byCode.computeIfAbsent(tariff.code(), code -> new ArrayList<>()).add(tariff);
        }
        byCode.forEach((code, versions) -> {
            versions.sort(Comparator.comparing(TariffDefinition::validFrom));
            for (int i = 1; i < versions.size(); i++) {
                TariffDefinition earlier = versions.get(i - 1);
                TariffDefinition later = versions.get(i);
                if (earlier.validTo() == null || earlier.validTo().isAfter(later.validFrom())) {
                    faults.add(code, RatingErrors.DATES_OVERLAP, code, span(earlier), span(later));
                } else if (earlier.validTo().isBefore(later.validFrom())) {
                    faults.add(code, RatingErrors.DATES_GAP, code, earlier.validTo(), later.validFrom());
                }
            }
        });
    }

    private static String span(TariffDefinition tariff) {
        return "[" + tariff.validFrom() + ", " + (tariff.validTo() == null ? "" : tariff.validTo()) + ")";
    }

    private static void check(String path, TariffDefinition tariff, Faults faults) {
        if (tariff.validTo() != null && !tariff.validTo().isAfter(tariff.validFrom())) {
            faults.add(path + ".validTo", RatingErrors.VALIDITY_EMPTY, tariff.validFrom(), tariff.validTo());
        }
        Set<String> codes = new HashSet<>();
        for (FundRate fund : tariff.funds()) {
            unique(path + ".funds", fund.code(), codes, faults);
            notNegative(path + ".funds." + fund.code(), fund.price(), faults);
        }
        for (FixedItem item : tariff.fixedItems()) {
            unique(path + ".fixedItems", item.code(), codes, faults);
            price(path + ".fixedItems." + item.code(), item.price(), tariff, faults);
        }
        energy(path + ".energy", tariff, faults);
        if (!tariff.fixedItems().isEmpty()) {
            Set<TouPeriod> periods = periods(tariff.energy());
            if (!periods.isEmpty() && !periods.contains(TouPeriod.FLAT)) {
                faults.add(path + ".fixedItems", RatingErrors.FIXED_NEEDS_FLAT);
            }
        }
        CapacityPrices capacity = tariff.capacity();
        if (capacity != null) {
            notNegative(path + ".capacity.capacityPrice", capacity.capacityPrice(), faults);
            notNegative(path + ".capacity.demandPrice", capacity.demandPrice(), faults);
            if (capacity.capacityPrice() == null && capacity.demandPrice() == null) {
                faults.add(path + ".capacity", RatingErrors.FIELD_MISSING);
            }
            if (capacity.limitPercent().compareTo(BigDecimal.valueOf(100)) < 0) {
                faults.add(path + ".capacity.limitPercent", RatingErrors.NUMBER_RANGE, capacity.limitPercent());
            }
            CapacityPrices.LoadDiscount discount = capacity.loadDiscount();
            if (discount != null && (discount.kwhPerKva().signum() <= 0 || discount.factor().signum() < 0)) {
                faults.add(path + ".capacity.loadDiscount", RatingErrors.NUMBER_RANGE, discount.kwhPerKva() + ", " + discount.factor());
            }
        }
    }

    private static void unique(String path, String code, Set<String> codes, Faults faults) {
        if (!codes.add(code)) {
            faults.add(path, RatingErrors.DUPLICATE_CODE, code);
        }
    }

    private static void notNegative(String path, BigDecimal price, Faults faults) {
        if (price != null && price.signum() < 0) {
            faults.add(path, RatingErrors.NEGATIVE_PRICE, price);
        }
    }

    private static void energy(String path, TariffDefinition tariff, Faults faults) {
        EnergyPrices energy = tariff.energy();
        EnergyPrices.Method method = energy.method();
        if (method.hasTiers() && energy.tiers() == null) {
            faults.add(path + ".tiers", RatingErrors.ENERGY_INCOMPLETE, method, "tiers");
            return;
        }
        if (!method.hasTiers() && energy.tiers() != null) {
            faults.add(path + ".tiers", RatingErrors.ENERGY_SURPLUS, method, "tiers");
        }
        boolean ownPrices = method.hasTiers() && energy.tiers().pricing() == TierTable.Pricing.PRICE;
        if (ownPrices && energy.price() != null) {
            faults.add(path + ".price", RatingErrors.ENERGY_SURPLUS, method, "price");
        } else if (!ownPrices && energy.price() == null) {
            faults.add(path + ".price", RatingErrors.ENERGY_INCOMPLETE, method, "price");
        }
        prices(path + ".price", energy.price(), tariff, true, faults);
        prices(path + ".exemptPrice", energy.exemptPrice(), tariff, true, faults);
        if (energy.exemptPrice() != null && !method.hasTiers()) {
            faults.add(path + ".exemptPrice", RatingErrors.ENERGY_SURPLUS, method, "exemptPrice");
        }
        if (energy.tiers() != null) {
            tiers(path + ".tiers", tariff, energy.tiers(), faults);
        }
        if (energy.composition() != null && energy.price() != null) {
            for (CompositionCheck.Row row : CompositionCheck.check(tariff)) {
                if (!row.accepted()) {
                    faults.add(path + ".composition." + row.period(), RatingErrors.COMPOSITION, row.printed(), row.composed(),
                            row.deviation(), row.known(), energy.composition().tolerance());
                }
            }
        }
    }

    /** @param full true for a price as printed, false for a surcharge, which holds no funds and may be one for all periods */
    private static void prices(String path, Prices prices, TariffDefinition tariff, boolean full, Faults faults) {
        if (prices == null) {
            return;
        }
        EnergyPrices.Method method = tariff.energy().method();
        if (!prices.byPeriod().isEmpty() && !method.hasPeriods()) {
            faults.add(path, RatingErrors.ENERGY_SURPLUS, method, "prices by period");
        } else if (prices.byPeriod().isEmpty() && method.hasPeriods() && full && !path.endsWith(".exemptPrice")) {
            faults.add(path, RatingErrors.ENERGY_INCOMPLETE, method, "prices by period");
        } else if (!prices.byPeriod().isEmpty() && !prices.byPeriod().keySet().equals(periods(tariff.energy()))) {
            faults.add(path, RatingErrors.ENERGY_INCOMPLETE, method, "a price for exactly " + periods(tariff.energy()));
        }
        for (BigDecimal price : values(prices)) {
            if (full) {
                price(path, price, tariff, faults);
            } else {
                notNegative(path, price, faults);
            }
        }
    }

    private static void price(String path, BigDecimal price, TariffDefinition tariff, Faults faults) {
        notNegative(path, price, faults);
        BigDecimal funds = includedFunds(tariff);
        if (price.signum() >= 0 && funds.compareTo(price) > 0) {
            faults.add(path, RatingErrors.FUNDS_EXCEED_PRICE, funds, price);
        }
    }

    private static Iterable<BigDecimal> values(Prices prices) {
        return prices.always() != null ? List.of(prices.always()) : prices.byPeriod().values();
    }

    private static void tiers(String path, TariffDefinition tariff, TierTable table, Faults faults) {
        if (table.seasons().isEmpty()) {
            faults.add(path + ".limits", RatingErrors.FIELD_MISSING);
            return;
        }
        int[] used = new int[13];
        int size = table.size();
        for (TierTable.Season season : table.seasons()) {
            BigDecimal lower = BigDecimal.ZERO;
            for (BigDecimal limit : season.limits()) {
                if (limit.compareTo(lower) <= 0) {
                    faults.add(path + ".limits", RatingErrors.TIER_ORDER, season.limits());
                    break;
                }
                lower = limit;
            }
            if (season.limits().isEmpty() || season.limits().size() + 1 != size) {
                faults.add(path + ".limits", RatingErrors.TIER_STEPS, season.limits().size(), size, season.limits().size() + 1);
            }
            for (int month : season.months()) {
                if (month < 1 || month > 12) {
                    faults.add(path + ".seasons", RatingErrors.NUMBER_RANGE, month);
                } else {
                    used[month]++;
                }
            }
        }
        for (int month = 1; month <= 12; month++) {
            if (used[month] != 1) {
                faults.add(path + ".seasons", used[month] == 0 ? RatingErrors.SEASON_HOLE : RatingErrors.SEASON_TWICE, month);
            }
        }
        if (table.accounting() == TierTable.Accounting.YEAR && table.seasons().size() > 1) {
            faults.add(path + ".seasons", RatingErrors.ENERGY_SURPLUS, table.accounting(), "seasons");
        }
        boolean surcharge = table.pricing() == TierTable.Pricing.SURCHARGE;
        int needed = surcharge ? size - 1 : size;
        if (table.steps().size() != needed) {
            faults.add(path + ".steps", RatingErrors.TIER_STEPS, size - 1, needed, table.steps().size());
        }
        for (int i = 0; i < table.steps().size(); i++) {
            prices(path + ".steps[" + i + "]", table.steps().get(i), tariff, !surcharge, faults);
        }
        TierTable.MultiPerson multi = table.multiPerson();
        if (multi != null && (multi.people() < 1 || multi.kwhPerMonth().signum() <= 0)) {
            faults.add(path + ".multiPerson", RatingErrors.NUMBER_RANGE, multi.people() + ", " + multi.kwhPerMonth());
        }
    }

    private static Set<TouPeriod> periods(EnergyPrices energy) {
        Set<TouPeriod> periods = EnumSet.noneOf(TouPeriod.class);
        if (energy.price() != null) {
            periods.addAll(energy.price().byPeriod().keySet());
        } else if (energy.tiers() != null && !energy.tiers().steps().isEmpty()) {
            periods.addAll(energy.tiers().steps().get(0).byPeriod().keySet());
        }
        return periods;
    }

    private static BigDecimal includedFunds(TariffDefinition tariff) {
        return tariff.energy().fundsIncluded()
                ? tariff.funds().stream().map(FundRate::price).reduce(BigDecimal.ZERO, BigDecimal::add) : BigDecimal.ZERO;
    }

    private static TariffPlan plan(String packageCode, String packageVersion, Currency currency, TariffDefinition tariff) {
        EnergyPrices energy = tariff.energy();
        BigDecimal funds = includedFunds(tariff);
        List<Charge> charges = new ArrayList<>();
        charges.add(energyCharge(tariff, funds));
        Map<String, BigDecimal> fixedPrices = new HashMap<>();
        Map<String, LocalText> names = new LinkedHashMap<>();
        for (FixedItem item : tariff.fixedItems()) {
            fixedPrices.put(item.code(), item.price().subtract(funds));
            names.put(item.code(), item.name());
        }
        charges.add(new FixedCharge(tariff.code(), fixedPrices));
        charges.add(new CapacityCharge(tariff.code(), tariff.capacity()));
        charges.add(new PowerFactorCharge(tariff.code(), tariff.powerFactor() == null ? null : tariff.powerFactor().base()));
        if (!tariff.funds().isEmpty()) {
            charges.add(new FundCharge(tariff.funds()));
            tariff.funds().forEach(fund -> names.put(fund.code(), fund.name()));
        }
        TariffKey key = new TariffKey(packageCode, packageVersion, tariff.code(), tariff.validFrom());
        return new TariffPlan(key, tariff.name(), new Period(tariff.validFrom(), tariff.validTo()), currency, tariff.rounding(),
                periods(energy), names, charges);
    }

    private static Charge energyCharge(TariffDefinition tariff, BigDecimal funds) {
        EnergyPrices energy = tariff.energy();
        Map<String, List<TraceNode>> parts = explanation(tariff);
        if (!energy.method().hasTiers()) {
            return new PlainEnergy(energy.method().name(), book(energy.price(), funds, parts));
        }
        TierTable table = energy.tiers();
        boolean surcharge = table.pricing() == TierTable.Pricing.SURCHARGE;
        List<PriceBook> steps = table.steps().stream()
                .map(step -> book(step, surcharge ? BigDecimal.ZERO : funds, Map.of())).toList();
        return new TierEnergy(energy.method().name(), tariff.code(), table, surcharge ? book(energy.price(), funds, parts) : null, steps,
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
