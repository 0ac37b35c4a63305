package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.Charge;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.LossTable;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.TariffKey;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouCalendar;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.internal.BillingDemand;
import org.karawatt.rating.internal.GuardedCharge;
import org.karawatt.rating.internal.JsonFields;
import org.karawatt.rating.internal.JsonValue;

/**
 * Turns tariff data into plans that price bills, after checking everything that can be checked without a customer. Pure and
 * thread-safe.
 */
public final class TariffCompiler {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private TariffCompiler() {
    }

    /** {@link #compile(TariffPackage, ChargeMethods)} with the standard methods. */
    public static TariffPlans compile(TariffPackage tariffs) {
        return compile(tariffs, ChargeMethods.standard());
    }

    /**
     * Compiles all tariffs of a package and checks their dates against each other.
     *
     * @param methods the charge methods that the package may name
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID with every fault, codes RATING-001 and up
     */
    public static TariffPlans compile(TariffPackage tariffs, ChargeMethods methods) {
        Faults faults = new Faults();
        dates(tariffs, faults);
        List<TariffPlan> plans = new ArrayList<>();
        for (int i = 0; i < tariffs.tariffs().size(); i++) {
            TariffPlan plan = plan("tariffs[" + i + "]", tariffs.code(), tariffs.version(), tariffs.currency(), tariffs.tariffs().get(i),
                    methods, faults);
            plans.add(plan == null ? null : plan.publishedIn(tariffs.source()));
        }
        faults.throwIfAny();
        return new TariffPlans(plans);
    }

    /** {@link #compile(String, String, Currency, TariffDefinition, ChargeMethods)} with the standard methods. */
    public static TariffPlan compile(String packageCode, String packageVersion, Currency currency, TariffDefinition tariff) {
        return compile(packageCode, packageVersion, currency, tariff, ChargeMethods.standard());
    }

    /**
     * Compiles one tariff on its own, for example one that was stored with a bill and whose package has gone.
     *
     * @param packageCode code of the package that brought it
     * @param packageVersion version of that package
     * @param currency currency of that package
     * @param methods the charge methods that the tariff may name
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID with every fault, codes RATING-003 and up
     */
    public static TariffPlan compile(String packageCode, String packageVersion, Currency currency, TariffDefinition tariff,
            ChargeMethods methods) {
        Faults faults = new Faults();
        TariffPlan plan = plan(tariff.code(), packageCode, packageVersion, currency, tariff, methods, faults);
        faults.throwIfAny();
        return plan;
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
                    faults.add(place(tariffs, later), RatingErrors.DATES_OVERLAP, code, span(earlier), span(later));
                } else if (earlier.validTo().isBefore(later.validFrom())) {
                    faults.add(place(tariffs, later), RatingErrors.DATES_GAP, code, earlier.validTo(), later.validFrom());
                }
            }
        });
    }

    private static String place(TariffPackage tariffs, TariffDefinition version) {
        return "tariffs[" + tariffs.tariffs().indexOf(version) + "].validFrom";
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
            Set<TouPeriod> periods = periods(tariff);
            if (!periods.isEmpty() && !periods.contains(TouPeriod.FLAT) && !tariff.metering().takenInProportion()) {
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
            if (capacity.singlePart() != null) {
                notNegative(path + ".capacity.singlePart.upToKva", capacity.singlePart().upToKva(), faults);
                if (capacity.singlePart().tariff().equals(tariff.code())) {
                    faults.add(path + ".capacity.singlePart.tariff", RatingErrors.UNKNOWN_VALUE, tariff.code(), "another tariff");
                }
            }
            if (capacity.demandMinutes() != 15 && capacity.demandMinutes() != 30 && capacity.demandMinutes() != 60) {
                faults.add(path + ".capacity.demandMinutes", RatingErrors.UNKNOWN_VALUE, capacity.demandMinutes(), "15, 30, 60");
            }
            if (capacity.overFactor().signum() < 0) {
                faults.add(path + ".capacity.overFactor", RatingErrors.NUMBER_RANGE, capacity.overFactor());
            }
            CapacityPrices.ContractFloor floor = capacity.contractFloor();
            if (floor != null && (floor.percent().signum() < 0 || floor.percent().compareTo(HUNDRED) > 0)) {
                faults.add(path + ".capacity.contractFloor", RatingErrors.NUMBER_RANGE, floor.percent());
            }
            CapacityPrices.Hold hold = capacity.hold();
            if (hold.minDays() < 0 || hold.percent().signum() < 0 || hold.percent().compareTo(HUNDRED) > 0) {
                faults.add(path + ".capacity.hold", RatingErrors.NUMBER_RANGE, hold.minDays() + ", " + hold.percent());
            }
        }
        powerFactor(path + ".powerFactor", tariff.powerFactor(), faults);
        bill(path, tariff, codes, faults);
    }

    private static void powerFactor(String path, PowerFactorRule rule, Faults faults) {
        boolean[] used = new boolean[HUNDRED.intValue() + 1];
        for (PowerFactorRule.Step step : rule == null ? List.<PowerFactorRule.Step>of() : rule.steps()) {
            if (step.from() < 0 || step.to() > HUNDRED.intValue() || step.from() > step.to()) {
                faults.add(path + ".steps", RatingErrors.NUMBER_RANGE, step.from() + " - " + step.to());
                continue;
            }
            for (int i = step.from(); i <= step.to(); i++) {
                if (used[i]) {
                    faults.add(path + ".steps", RatingErrors.DUPLICATE_CODE, BigDecimal.valueOf(i, 2));
                    break;
                }
                used[i] = true;
            }
        }
    }

    private static void bill(String path, TariffDefinition tariff, Set<String> codes, Faults faults) {
        BillRules bill = tariff.bill();
        for (BillRules.Component component : bill.components()) {
            unique(path + ".components", component.code(), codes, faults);
            Prices price = component.price();
            if (!price.byPeriod().isEmpty() && !price.byPeriod().keySet().equals(periods(tariff))) {
                faults.add(path + ".components." + component.code(), RatingErrors.ENERGY_INCOMPLETE, tariff.energy().method(),
                        "a price for exactly " + periods(tariff));
            }
        }
        for (BillRules.Fee fee : bill.fees()) {
            unique(path + ".fees", fee.code(), codes, faults);
            notNegative(path + ".fees." + fee.code(), fee.amount(), faults);
        }
        for (BillRules.Subsidy subsidy : bill.subsidies()) {
            String at = path + ".subsidies." + subsidy.code();
            unique(path + ".subsidies", subsidy.code(), codes, faults);
            long kinds = Stream.of(subsidy.kwhPerMonth(), subsidy.amountPerMonth(), subsidy.percent()).filter(Objects::nonNull).count();
            if (kinds != 1 || (subsidy.kwhPerMonth() == null) != (subsidy.price() == null)) {
                faults.add(at, RatingErrors.ENERGY_INCOMPLETE, "SUBSIDY", "kwhPerMonth and price, or amountPerMonth, or percent");
            }
            notNegative(at, subsidy.kwhPerMonth(), faults);
            notNegative(at, subsidy.price(), faults);
            notNegative(at, subsidy.amountPerMonth(), faults);
            notNegative(at, subsidy.percent(), faults);
        }
        BillRules.PurchaseFactor factor = bill.purchaseFactor();
        if (factor != null) {
            Set<String> parts = new HashSet<>();
            tariff.energy().parts().forEach(part -> parts.add(part.code()));
            for (String part : factor.parts()) {
                if (!parts.contains(part)) {
                    faults.add(path + ".purchaseFactor.parts", RatingErrors.UNKNOWN_VALUE, part, parts);
                }
            }
            if (factor.largest().compareTo(BigDecimal.ONE) < 0 || factor.parts().isEmpty()) {
                faults.add(path + ".purchaseFactor", RatingErrors.NUMBER_RANGE, factor.largest());
            }
        }
        BillRules.Bounds bounds = bill.bounds();
        if (bounds != null) {
            notNegative(path + ".bounds.minimum", bounds.minimum(), faults);
            notNegative(path + ".bounds.maximum", bounds.maximum(), faults);
            if (bounds.minimum() != null && bounds.maximum() != null && bounds.minimum().compareTo(bounds.maximum()) > 0) {
                faults.add(path + ".bounds", RatingErrors.NUMBER_RANGE, bounds.minimum() + " > " + bounds.maximum());
            }
        }
        if (bill.tax() != null && (bill.tax().percent().signum() < 0 || bill.tax().percent().compareTo(HUNDRED) > 0)) {
            faults.add(path + ".tax.percent", RatingErrors.NUMBER_RANGE, bill.tax().percent());
        }
        Set<String> tables = new HashSet<>();
        for (LossTable table : tariff.metering().lossTables()) {
            unique(path + ".lossTables", table.code(), tables, faults);
            lossTable(path + ".lossTables." + table.code(), table, faults);
        }
        for (FundRate fund : tariff.funds()) {
            for (String item : fund.exemptItems()) {
                if (tariff.fixedItems().stream().noneMatch(fixed -> fixed.code().equals(item))) {
                    faults.add(path + ".funds." + fund.code(), RatingErrors.UNKNOWN_VALUE, item, "fixedItems");
                }
            }
        }
    }

    private static void lossTable(String path, LossTable table, Faults faults) {
        Map<BigDecimal, BigDecimal> reached = new TreeMap<>();
        Set<BigDecimal> ended = new HashSet<>();
        for (LossTable.Row row : table.rows()) {
            BigDecimal kva = row.kva().stripTrailingZeros();
            BigDecimal lower = reached.getOrDefault(kva, BigDecimal.ZERO);
            if (kva.signum() <= 0 || row.activeKwh().signum() < 0 || row.reactiveKvarh().signum() < 0) {
                faults.add(path, RatingErrors.NUMBER_RANGE, row);
            }
            if (ended.contains(kva) || row.upToKwh() != null && row.upToKwh().compareTo(lower) <= 0) {
                faults.add(path, RatingErrors.TIER_ORDER, row);
            }
            if (row.upToKwh() == null) {
                ended.add(kva);
            } else {
                reached.put(kva, row.upToKwh());
            }
        }
    }

    /** The calendar by month, kind of day and quarter of an hour; null when there is none or it has faults. */
    private static TouCalendar calendar(String path, TariffDefinition tariff, Faults faults) {
        MeteringRules.Calendar rules = tariff.metering().calendar();
        return rules == null ? null : calendar(path, rules, periods(tariff), faults);
    }

    /** A calendar of the periods that have a price; null when it has faults. */
    static TouCalendar calendar(String path, MeteringRules.Calendar rules, Set<TouPeriod> priced, Faults faults) {
        int before = faults.list().size();
        int kinds = TouCalendar.DayKind.values().length;
        byte[][][] slots = new byte[12][kinds][TouCalendar.QUARTERS];
        for (byte[][] month : slots) {
            for (byte[] day : month) {
                Arrays.fill(day, (byte) -1);
            }
        }
        // what is wrong in one month is not told again for the others
        Set<String> told = new HashSet<>();
        for (MeteringRules.DayRule rule : rules.rules()) {
            for (int month : rule.months()) {
                if (month < 1 || month > 12) {
                    faults.add(path + ".calendar", RatingErrors.NUMBER_RANGE, month);
                    continue;
                }
                for (TouCalendar.DayKind kind : rule.kinds()) {
                    for (MeteringRules.Hours hours : rule.hours()) {
                        fill(path, slots[month - 1][kind.ordinal()], month, kind, hours, told, faults);
                    }
                }
            }
            for (MeteringRules.Hours hours : rule.hours()) {
                if (!priced.contains(hours.period())) {
                    faults.add(path + ".calendar", RatingErrors.CALENDAR_PERIOD, hours.period());
                }
            }
        }
        for (int month = 1; month <= 12; month++) {
            for (TouCalendar.DayKind kind : TouCalendar.DayKind.values()) {
                byte[] day = slots[month - 1][kind.ordinal()];
                for (int quarter = 0; quarter < TouCalendar.QUARTERS; quarter++) {
                    if (day[quarter] < 0) {
                        if (told.add(kind + time(quarter))) {
                            faults.add(path + ".calendar", RatingErrors.CALENDAR_HOLE, month, kind, time(quarter));
                        }
                        break;
                    }
                }
            }
        }
        return faults.list().size() > before ? null : new TouCalendar(slots, epochDays(rules.holidays()), epochDays(rules.workdays()));
    }

    private static void fill(String path, byte[] day, int month, TouCalendar.DayKind kind, MeteringRules.Hours hours, Set<String> told,
            Faults faults) {
        int length = hours.to() > hours.from() ? hours.to() - hours.from() : TouCalendar.QUARTERS - hours.from() + hours.to();
        for (int i = 0; i < length; i++) {
            int quarter = (hours.from() + i) % TouCalendar.QUARTERS;
            if (day[quarter] < 0) {
                day[quarter] = (byte) hours.period().ordinal();
            } else if (told.add(kind + time(quarter) + hours)) {
                faults.add(path + ".calendar", RatingErrors.CALENDAR_OVERLAP, month, kind, time(quarter));
            }
        }
    }

    private static String time(int quarter) {
        return quarter / 4 + ":" + (quarter % 4 == 0 ? "00" : quarter % 4 * 15);
    }

    private static long[] epochDays(List<LocalDate> days) {
        return days.stream().mapToLong(LocalDate::toEpochDay).toArray();
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
        if (method == EnergyPrices.Method.NAMED) {
            if (energy.price() != null || energy.exemptPrice() != null || !energy.seasonPrices().isEmpty()) {
                faults.add(path + ".price", RatingErrors.ENERGY_SURPLUS, method, "price");
            }
            if (tariff.bill().charges().stream()
                    .noneMatch(use -> use.before().equals("ENERGY") && !use.method().equals(BillingDemand.METHOD))) {
                faults.add(path + ".method", RatingErrors.ENERGY_INCOMPLETE, method, "charges before ENERGY");
            }
            return;
        }
        if ((ownPrices || method == EnergyPrices.Method.HOURLY) && energy.price() != null) {
            faults.add(path + ".price", RatingErrors.ENERGY_SURPLUS, method, "price");
        } else if (!ownPrices && method != EnergyPrices.Method.HOURLY && energy.price() == null) {
            faults.add(path + ".price", RatingErrors.ENERGY_INCOMPLETE, method, "price");
        }
        prices(path + ".price", energy.price(), tariff, true, faults);
        prices(path + ".exemptPrice", energy.exemptPrice(), tariff, true, faults);
        seasonPrices(path + ".seasonPrices", tariff, faults);
        if (energy.exemptPrice() != null && !method.hasTiers()) {
            faults.add(path + ".exemptPrice", RatingErrors.ENERGY_SURPLUS, method, "exemptPrice");
        }
        if (energy.tiers() != null) {
            tiers(path + ".tiers", tariff, energy.tiers(), faults);
        }
        if (method == EnergyPrices.Method.HOURLY && energy.marketFactor().signum() < 0) {
            faults.add(path + ".marketFactor", RatingErrors.NUMBER_RANGE, energy.marketFactor());
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

    private static void seasonPrices(String path, TariffDefinition tariff, Faults faults) {
        EnergyPrices energy = tariff.energy();
        if (!energy.seasonPrices().isEmpty() && energy.price() == null) {
            faults.add(path, RatingErrors.ENERGY_SURPLUS, energy.method(), "seasonPrices without price");
        }
        Set<Integer> used = new HashSet<>();
        for (EnergyPrices.SeasonPrice season : energy.seasonPrices()) {
            prices(path, season.price(), tariff, true, faults);
            for (int month : season.months()) {
                if (month < 1 || month > 12) {
                    faults.add(path, RatingErrors.NUMBER_RANGE, month);
                } else if (!used.add(month)) {
                    faults.add(path, RatingErrors.SEASON_TWICE, month);
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
        } else if (!prices.byPeriod().isEmpty() && !prices.byPeriod().keySet().equals(periods(tariff))) {
            faults.add(path, RatingErrors.ENERGY_INCOMPLETE, method, "a price for exactly " + periods(tariff));
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
        BigDecimal funds = StandardMethods.includedFunds(tariff, null);
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
        if (table.accounting() == TierTable.Accounting.YEAR_SETTLED && (table.pricing() != TierTable.Pricing.SURCHARGE
                || table.steps().stream().anyMatch(step -> step.always() == null))) {
            faults.add(path + ".pricing", RatingErrors.ENERGY_INCOMPLETE, table.accounting(), "SURCHARGE, one for all periods");
        }
        if (table.accounting().yearly() && table.seasons().size() > 1) {
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
        Set<Integer> people = new HashSet<>();
        for (TierTable.MultiPerson multi : table.multiPerson()) {
            if (multi.people() < 1 || multi.kwhPerMonth().signum() <= 0) {
                faults.add(path + ".multiPerson", RatingErrors.NUMBER_RANGE, multi.people() + ", " + multi.kwhPerMonth());
            }
            if (!people.add(multi.people())) {
                faults.add(path + ".multiPerson", RatingErrors.DUPLICATE_CODE, multi.people());
            }
        }
    }

    private static Set<TouPeriod> periods(TariffDefinition tariff) {
        EnergyPrices energy = tariff.energy();
        Set<TouPeriod> periods = EnumSet.noneOf(TouPeriod.class);
        if (energy.price() != null) {
            periods.addAll(energy.price().byPeriod().keySet());
        } else if (energy.tiers() != null && !energy.tiers().steps().isEmpty()) {
            periods.addAll(energy.tiers().steps().get(0).byPeriod().keySet());
        } else if (energy.method() == EnergyPrices.Method.NAMED && tariff.metering().calendar() != null) {
            tariff.metering().calendar().rules().forEach(rule -> rule.hours().forEach(hours -> periods.add(hours.period())));
        } else if (energy.method() == EnergyPrices.Method.HOURLY) {
            // the market has no periods, but a grid fee beside it may
            tariff.bill().components().forEach(component -> periods.addAll(component.price().byPeriod().keySet()));
        }
        return periods;
    }

    /** Checks and compiles; the result is of use only when there are no faults. */
    private static TariffPlan plan(String path, String packageCode, String packageVersion, Currency currency, TariffDefinition tariff,
            ChargeMethods methods, Faults faults) {
        int before = faults.list().size();
        check(path, tariff, faults);
        TouCalendar calendar = calendar(path, tariff, faults);
        boolean sound = faults.list().size() == before;
        List<Charge> charges = new ArrayList<>();
        for (BillRules.ChargeUse use : StandardMethods.steps(tariff)) {
            Charge charge = charge(path, currency, tariff, use, methods, sound, faults);
            if (charge != null) {
                charges.add(charge);
            }
        }
        if (faults.list().size() > before) {
            return null;
        }
        Map<String, LocalText> names = new LinkedHashMap<>();
        tariff.metering().periodNames().forEach((period, name) -> names.put(period.name(), name));
        tariff.fixedItems().forEach(item -> names.put(item.code(), item.name()));
        tariff.funds().forEach(fund -> names.put(fund.code(), fund.name()));
        tariff.bill().components().forEach(component -> names.put(component.code(), component.name()));
        tariff.bill().fees().forEach(fee -> names.put(fee.code(), fee.name()));
        tariff.bill().subsidies().forEach(subsidy -> names.put(subsidy.code(), subsidy.name()));
        Map<String, LossTable> tables = new LinkedHashMap<>();
        tariff.metering().lossTables().forEach(table -> tables.put(table.code(), table));
        TariffKey key = new TariffKey(packageCode, packageVersion, tariff.code(), tariff.validFrom());
        TariffPlan.Terms terms = new TariffPlan.Terms(tariff.rounding(), tariff.bill().roundingOf(), periods(tariff), calendar, tables,
                tariff.metering().takenInProportion(),
                tariff.capacity() == null ? CapacityPrices.DEMAND_MINUTES : tariff.capacity().demandMinutes(), refusedBelow(tariff.capacity()),
                tariff.energy().method() == EnergyPrices.Method.HOURLY ? tariff.energy().market() : null, names,
                tariff.capacity() == null ? null : tariff.capacity().singlePart());
        return new TariffPlan(key, tariff.name(), new Period(tariff.validFrom(), tariff.validTo()), currency, terms, charges);
    }

    private static BigDecimal refusedBelow(CapacityPrices capacity) {
        CapacityPrices.ContractFloor floor = capacity == null ? null : capacity.contractFloor();
        return floor == null || floor.below() != CapacityPrices.ContractFloor.Below.REFUSE ? null : floor.percent();
    }

    /** Contributed methods are compiled even when the tariff has faults elsewhere, so that all faults come at once. */
    private static Charge charge(String path, Currency currency, TariffDefinition tariff, BillRules.ChargeUse use, ChargeMethods methods,
            boolean sound, Faults faults) {
        boolean contributed = tariff.bill().charges().contains(use);
        ChargeMethod method = methods.find(use.method(), use.version());
        String at = path + ".charges." + use.method();
        if (method == null) {
            faults.add(at, RatingErrors.METHOD_UNKNOWN, use.method(), use.version(), methods.names());
            return null;
        }
        if (contributed && StandardMethods.isStandard(method)) {
            faults.add(at, RatingErrors.METHOD_STANDARD, use.method());
            return null;
        }
        if (!sound && !contributed) {
            return null;
        }
        int before = faults.list().size();
        try {
            JsonFields fields = new JsonFields(JsonValue.parse(use.settings().getBytes(StandardCharsets.UTF_8)), at, faults);
            ChargeSettings settings = new ChargeSettings(tariff, currency, fields);
            Charge charge = method.compile(settings);
            settings.end();
            if (charge == null && faults.list().size() == before) {
                faults.add(at, RatingErrors.METHOD_FAILED, use.method(), "null");
            }
            return charge == null || !contributed ? charge : new GuardedCharge(method, charge);
        } catch (JsonValue.BadJson e) {
            faults.add(at, RatingErrors.METHOD_FAILED, use.method(), e.getMessage());
            return null;
        } catch (RuntimeException e) {
            if (!contributed) {
                throw e;
            }
            // a contributed method must not break the reading of a file
            faults.add(at, RatingErrors.METHOD_FAILED, use.method(), String.valueOf(e.getMessage()));
            return null;
        }
    }
}
