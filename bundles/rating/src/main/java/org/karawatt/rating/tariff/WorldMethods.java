package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.karawatt.kernel.error.Faults;
import org.karawatt.rating.Charge;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.TouCalendar;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.internal.BillingDemand;
import org.karawatt.rating.internal.BlockEnergy;
import org.karawatt.rating.internal.Blocks;
import org.karawatt.rating.internal.JsonFields;
import org.karawatt.rating.internal.PeakCharge;
import org.karawatt.rating.internal.YearMinimum;

/** Charge methods for the tariffs of other countries, which a tariff names with their settings. */
final class WorldMethods {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MONTHS = 12;
    private static final int DECEMBER = 12;

    private WorldMethods() {
    }

    private record Named(String name, int version, Function<ChargeSettings, Charge> maker) implements ChargeMethod {

        @Override
        public Charge compile(ChargeSettings settings) {
            return maker.apply(settings);
        }
    }

    static List<ChargeMethod> all() {
        return List.of(new Named(BlockEnergy.METHOD, 1, WorldMethods::energy), new Named(BillingDemand.METHOD, 1, WorldMethods::billing),
                new Named(PeakCharge.METHOD, 1, WorldMethods::demand), new Named(YearMinimum.METHOD, 1, WorldMethods::yearMinimum));
    }

    private static Charge energy(ChargeSettings settings) {
        JsonFields json = settings.fields();
        Faults faults = settings.faults();
        int before = faults.list().size();
        if (settings.tariff().energy().method() != EnergyPrices.Method.NAMED) {
            // both would charge the same kWh
            faults.add(json.path(), RatingErrors.ENERGY_SURPLUS, settings.tariff().energy().method(), BlockEnergy.METHOD);
        }
        BlockEnergy.Metering metering = json.oneOf("metering", BlockEnergy.Metering.class, BlockEnergy.Metering.NONE);
        BlockEnergy.TierOver over = json.oneOf("tierOver", BlockEnergy.TierOver.class, BlockEnergy.TierOver.TOTAL);
        boolean sells = metering != null && metering.sells();
        Map<TouPeriod, Blocks> rates = new EnumMap<>(TouPeriod.class);
        json.list("rates", rate -> {
            TouPeriod period = rate.oneOf("period", TouPeriod.class, TouPeriod.FLAT);
            Blocks blocks = new Blocks(rate.list("tiers", tier -> tier(tier, sells)));
            rate.end();
            if (faults.list().size() == before) {
                sound(rate, blocks, faults);
                if (rates.put(period, blocks) != null) {
                    faults.add(rate.where("period"), RatingErrors.DUPLICATE_CODE, period);
                }
            }
            return null;
        });
        Set<TouPeriod> periods = calendarPeriods(settings);
        if (faults.list().size() == before && !rates.keySet().equals(periods)) {
            faults.add(json.where("rates"), RatingErrors.ENERGY_INCOMPLETE, BlockEnergy.METHOD, "prices for exactly " + periods);
        }
        BlockEnergy.TrueUp trueUp = json.has("trueUp") ? trueUp(json.object("trueUp")) : null;
        List<BlockEnergy.Move> moves = json.list("moves", move -> {
            BlockEnergy.Move read = new BlockEnergy.Move(months(move), move.oneOf("from", TouPeriod.class, null),
                    move.oneOf("to", TouPeriod.class, null));
            move.end();
            if (read.from() != null && read.to() != null && !(periods.contains(read.from()) && periods.contains(read.to()))) {
                faults.add(move.where("from"), RatingErrors.UNKNOWN_VALUE, read.from() + " - " + read.to(), periods);
            }
            return read;
        });
        boolean sameBill = json.bool("sameBill", false);
        int minutes = minutes(json);
        return faults.list().size() > before ? null
                : new BlockEnergy(new BlockEnergy.Terms(metering, over, rates, trueUp, moves, sameBill, minutes));
    }

    private static Blocks.Tier tier(JsonFields tier, boolean sells) {
        BigDecimal upTo = TariffPackageReader.optionalPrice(tier, "upTo");
        Blocks.Unit unit = tier.oneOf("unit", Blocks.Unit.class, Blocks.Unit.KWH);
        BigDecimal price = notNegative(tier, "price", TariffPackageReader.price(tier, "price"));
        BigDecimal sell = notNegative(tier, "sell", sells ? TariffPackageReader.price(tier, "sell")
                : TariffPackageReader.optionalPrice(tier, "sell"));
        tier.end();
        return unit == null || price == null ? null : new Blocks.Tier(upTo, unit, price, sell);
    }

    private static void sound(JsonFields rate, Blocks blocks, Faults faults) {
        int wrong = blocks.firstOutOfOrder();
        if (wrong >= 0) {
            faults.add(rate.where("tiers"), RatingErrors.TIER_ORDER, blocks.tiers().get(wrong).upTo());
        } else if (!blocks.covers()) {
            faults.add(rate.where("tiers"), RatingErrors.ENERGY_INCOMPLETE, BlockEnergy.METHOD, "a tier without upTo for the rest");
        }
    }

    private static Set<TouPeriod> calendarPeriods(ChargeSettings settings) {
        Set<TouPeriod> periods = new HashSet<>();
        MeteringRules.Calendar calendar = settings.tariff().metering().calendar();
        if (calendar != null) {
            calendar.rules().forEach(rule -> rule.hours().forEach(hours -> periods.add(hours.period())));
        }
        return periods.isEmpty() ? Set.of(TouPeriod.FLAT) : periods;
    }

    private static BlockEnergy.TrueUp trueUp(JsonFields json) {
        int month = month(json, "month");
        BigDecimal price = notNegative(json, "price", TariffPackageReader.optionalPrice(json, "price"));
        BlockEnergy.Balance balance = json.oneOf("balance", BlockEnergy.Balance.class, BlockEnergy.Balance.PERIODS);
        boolean pays = json.bool("paysMoney", false);
        json.end();
        return new BlockEnergy.TrueUp(month, price, balance, pays);
    }

    private static Charge billing(ChargeSettings settings) {
        JsonFields json = settings.fields();
        Faults faults = settings.faults();
        int before = faults.list().size();
        BigDecimal minimum = notNegative(json, "minimum", TariffPackageReader.bounded(json, "minimum", json.decimal("minimum", BigDecimal.ZERO)));
        Integer lookBack = json.integer("lookBack", 0);
        if (lookBack != null && (lookBack < 0 || lookBack > MONTHS)) {
            faults.add(json.where("lookBack"), RatingErrors.NUMBER_RANGE, lookBack);
        }
        List<BigDecimal> percents = json.has("percents") ? json.decimalList("percents") : Collections.nCopies(MONTHS, HUNDRED);
        if (percents.size() != MONTHS || percents.stream().anyMatch(percent -> percent.signum() < 0 || percent.compareTo(HUNDRED) > 0)) {
            faults.add(json.where("percents"), RatingErrors.NUMBER_RANGE, percents);
        }
        List<Integer> inFull = json.has("inFull") ? months(json, "inFull") : TariffPackageReader.ALL_MONTHS;
        int minutes = minutes(json);
        return faults.list().size() > before ? null : new BillingDemand(minimum, lookBack, percents, inFull, minutes);
    }

    private static Charge demand(ChargeSettings settings) {
        JsonFields json = settings.fields();
        Faults faults = settings.faults();
        int before = faults.list().size();
        List<List<PeakCharge.Step>> flat = new ArrayList<>(Collections.nCopies(json.has("flat") ? MONTHS : 0, List.of()));
        json.list("flat", season -> {
            List<Integer> months = season.has("months") ? months(season) : TariffPackageReader.ALL_MONTHS;
            List<PeakCharge.Step> steps = steps(season, faults);
            season.end();
            for (int month : months) {
                if (month >= 1 && month <= MONTHS && !flat.set(month - 1, steps).isEmpty()) {
                    faults.add(season.where("months"), RatingErrors.SEASON_TWICE, month);
                }
            }
            return null;
        });
        Map<TouPeriod, List<PeakCharge.Step>> byPeriod = new EnumMap<>(TouPeriod.class);
        json.list("periods", period -> {
            TouPeriod name = period.oneOf("period", TouPeriod.class, null);
            List<PeakCharge.Step> steps = steps(period, faults);
            period.end();
            if (name != null && byPeriod.put(name, steps) != null) {
                faults.add(period.where("period"), RatingErrors.DUPLICATE_CODE, name);
            }
            return null;
        });
        TouCalendar calendar = json.has("calendar")
                ? TariffCompiler.calendar(json.path(), TariffPackageReader.calendar(json.object("calendar")), byPeriod.keySet(), faults) : null;
        int minutes = minutes(json);
        if (flat.isEmpty() && byPeriod.isEmpty()) {
            faults.add(json.path(), RatingErrors.ENERGY_INCOMPLETE, PeakCharge.METHOD, "flat or periods");
        }
        return faults.list().size() > before ? null : new PeakCharge(flat, byPeriod, calendar, minutes);
    }

    private static List<PeakCharge.Step> steps(JsonFields owner, Faults faults) {
        List<PeakCharge.Step> steps = owner.list("tiers", tier -> {
            BigDecimal upTo = TariffPackageReader.optionalPrice(tier, "upTo");
            BigDecimal price = notNegative(tier, "price", TariffPackageReader.price(tier, "price"));
            tier.end();
            return price == null ? null : new PeakCharge.Step(upTo, price);
        });
        BigDecimal lower = BigDecimal.ZERO;
        for (int i = 0; i < steps.size(); i++) {
            BigDecimal upTo = steps.get(i).upTo();
            boolean last = i == steps.size() - 1;
            if (last != (upTo == null) || upTo != null && upTo.compareTo(lower) <= 0) {
                faults.add(owner.where("tiers"), RatingErrors.TIER_ORDER, upTo);
                break;
            }
            lower = upTo;
        }
        if (steps.isEmpty()) {
            faults.add(owner.where("tiers"), RatingErrors.FIELD_MISSING);
        }
        return steps;
    }

    private static Charge yearMinimum(ChargeSettings settings) {
        JsonFields json = settings.fields();
        BigDecimal amount = notNegative(json, "amount", TariffPackageReader.price(json, "amount"));
        int month = month(json, "month");
        return amount == null ? null : new YearMinimum(amount, month);
    }

    private static BigDecimal notNegative(JsonFields json, String name, BigDecimal value) {
        if (value != null && value.signum() < 0) {
            json.faults().add(json.where(name), RatingErrors.NEGATIVE_PRICE, value);
            return null;
        }
        return value;
    }

    private static int month(JsonFields json, String name) {
        Integer month = json.integer(name, DECEMBER);
        if (month != null && (month < 1 || month > MONTHS)) {
            json.faults().add(json.where(name), RatingErrors.NUMBER_RANGE, month);
        }
        return month == null ? DECEMBER : month;
    }

    private static List<Integer> months(JsonFields json) {
        return months(json, "months");
    }

    private static List<Integer> months(JsonFields json, String name) {
        List<Integer> months = new ArrayList<>();
        for (BigDecimal month : json.decimalList(name)) {
            if (month.signum() <= 0 || month.compareTo(BigDecimal.valueOf(MONTHS)) > 0 || month.stripTrailingZeros().scale() > 0) {
                json.faults().add(json.where(name), RatingErrors.NUMBER_RANGE, month);
            } else {
                months.add(month.intValue());
            }
        }
        return months;
    }

    private static int minutes(JsonFields json) {
        Integer minutes = json.integer("minutes", CapacityPrices.DEMAND_MINUTES);
        if (minutes != null && minutes != 15 && minutes != 30 && minutes != 60) {
            json.faults().add(json.where("minutes"), RatingErrors.UNKNOWN_VALUE, minutes, "15, 30, 60");
        }
        return minutes == null ? CapacityPrices.DEMAND_MINUTES : minutes;
    }
}
