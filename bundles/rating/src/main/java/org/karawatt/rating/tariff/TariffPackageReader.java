package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rating.Components;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.LossTable;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RoundingPolicy;
import org.karawatt.rating.TouCalendar;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.internal.InputJson;
import org.karawatt.rating.internal.JsonFields;
import org.karawatt.rating.internal.JsonValue;

/**
 * Reads tariff package files. {@code docs/tariffs.md} describes the format. Unknown fields are refused, because a misspelt field would
 * otherwise be a price that silently does not apply.
 */
public final class TariffPackageReader {

    /** Largest file that is read. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final BigDecimal LARGEST = new BigDecimal("1e12");
    private static final int PRICE_DECIMALS = 10;
    static final List<Integer> ALL_MONTHS = IntStream.rangeClosed(1, 12).boxed().toList();

    private TariffPackageReader() {
    }

    /**
     * Reads one file; the result is well formed, and {@link TariffCompiler#compile(TariffPackage)} checks whether it makes sense.
     *
     * @param json the file's bytes in UTF-8
     * @throws KarawattException of kind INVALID with every fault, each with its path and line
     */
    public static TariffPackage read(byte[] json) {
        Faults faults = new Faults();
        TariffPackage result = tariffPackage(new JsonFields(parse(json), "", faults));
        faults.throwIfAny();
        return result;
    }

    /**
     * The tariffs of a file as the texts that define them, in the order of {@link TariffPackage#tariffs()}: what is stored with each
     * version, so that it can be compiled again when the package has gone.
     *
     * @param json a file that {@link #read} accepts
     * @throws KarawattException of kind INVALID when it is no JSON
     */
    public static List<String> definitions(byte[] json) {
        JsonValue tariffs = parse(json).fields().get("tariffs");
        return tariffs == null ? List.of() : tariffs.items().stream().map(JsonValue::toJson).toList();
    }

    /**
     * Reads one tariff as {@link #definitions} gave it.
     *
     * @throws KarawattException of kind INVALID with every fault
     */
    public static TariffDefinition readDefinition(byte[] json) {
        Faults faults = new Faults();
        TariffDefinition result = tariff(new JsonFields(parse(json), "", faults));
        faults.throwIfAny();
        return result;
    }

    /**
     * A refusal in which every fault names its line: those of the compiler tell only the path of the field.
     *
     * @param json the file that was refused
     * @param refused what {@link TariffCompiler} threw for it
     * @return the same faults with their lines; {@code refused} itself when it has none or the file is no JSON
     */
    public static KarawattException located(byte[] json, KarawattException refused) {
        if (refused.faults().isEmpty()) {
            return refused;
        }
        JsonValue file;
        try {
            file = JsonValue.parse(json);
        } catch (JsonValue.BadJson e) {
            return refused;
        }
        return KarawattException.invalid(refused.faults().stream().map(fault -> fault.field().endsWith(")") ? fault
                : Fault.of(fault.field() + " (line " + line(file, fault.field()) + ")", fault.code(), fault.args().toArray())).toList());
    }

    /** The line of the deepest value on a path that is there. */
    private static int line(JsonValue file, String path) {
        JsonValue at = file;
        for (String name : path.split("[.\\[\\]]+")) {
            JsonValue next = at.kind() == JsonValue.Kind.ARRAY ? item(at, name) : at.fields().get(name);
            if (next == null) {
                break;
            }
            at = next;
        }
        return at.line();
    }

    /** An item of a list by its index, or by its code where the path names that. */
    private static JsonValue item(JsonValue list, String name) {
        if (name.matches("\\d{1,6}")) {
            int index = Integer.parseInt(name);
            return index < list.items().size() ? list.items().get(index) : null;
        }
        for (JsonValue item : list.items()) {
            JsonValue code = item.fields().containsKey("code") ? item.fields().get("code") : item.fields().get("method");
            if (code != null && name.equals(code.text())) {
                return item;
            }
        }
        return null;
    }

    private static JsonValue parse(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw KarawattException.invalid(RatingErrors.TOO_LARGE, MAX_BYTES);
        }
        try {
            return JsonValue.parse(json);
        } catch (JsonValue.BadJson e) {
            throw KarawattException.invalid(RatingErrors.BAD_JSON, e.line(), e.getMessage());
        }
    }

    private static TariffPackage tariffPackage(JsonFields json) {
        String code = json.text("package", 60);
        String version = json.text("version", 20);
        LocalText name = json.localText("name");
        String source = json.text("source", 500);
        String note = json.text("note", 2000, "");
        Currency currency = currency(json);
        List<TariffDefinition> tariffs = json.list("tariffs", TariffPackageReader::tariff);
        if (!json.has("tariffs")) {
            json.faults().add(json.where("tariffs"), RatingErrors.FIELD_MISSING);
        }
        List<WorkedCase> cases = json.list("cases", TariffPackageReader::workedCase);
        json.end();
        return new TariffPackage(code, version, name, source, note, currency, tariffs, cases);
    }

    private static Currency currency(JsonFields json) {
        String code = json.text("currency", 3);
        if (code == null) {
            return null;
        }
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            json.faults().add(json.where("currency"), RatingErrors.UNKNOWN_VALUE, code, "ISO 4217");
            return null;
        }
        json.faults().add(json.where("currency"), RatingErrors.UNKNOWN_VALUE, code, "ISO 4217");
        return null;
    }

    private static TariffDefinition tariff(JsonFields json) {
        int before = json.faults().list().size();
        String code = json.text("code", 40);
        LocalText name = json.localText("name");
        String usageClass = json.text("usageClass", 40);
        List<String> voltages = json.textList("voltages", 40);
        LocalDate from = json.date("validFrom");
        LocalDate to = json.date("validTo", null);
        String note = json.text("note", 2000, "");
        Map<String, RoundingPolicy> roundingOf = new LinkedHashMap<>();
        RoundingPolicy rounding = rounding(json, roundingOf);
        List<FundRate> funds = json.list("funds", fund -> {
            FundRate rate = new FundRate(fund.text("code", 40), fund.localText("name"), price(fund, "price"),
                    fund.textList("exemptItems", 40));
            fund.end();
            return rate;
        });
        EnergyPrices energy = energy(json, funds);
        CapacityPrices capacity = json.has("capacity") ? capacity(json.object("capacity")) : null;
        PowerFactorRule powerFactor = json.has("powerFactor") ? powerFactor(json.object("powerFactor")) : null;
        List<FixedItem> fixed = json.list("fixedItems", item -> {
            FixedItem read = new FixedItem(item.text("code", 40), item.localText("name"), price(item, "price"),
                    item.has("adjusted") ? Boolean.valueOf(item.bool("adjusted", false)) : null);
            item.end();
            return read;
        });
        MeteringRules metering = metering(json);
        BillRules bill = bill(json, roundingOf);
        json.end();
        return json.faults().list().size() > before ? null
                : new TariffDefinition(code, name, usageClass, voltages, from, to, note, rounding, energy, funds, capacity, powerFactor, fixed,
                        metering, bill);
    }

    /** One policy, or an object with {@code default} and policies by component. */
    private static RoundingPolicy rounding(JsonFields json, Map<String, RoundingPolicy> byComponent) {
        JsonValue value = json.raw("rounding");
        if (value == null || value.kind() != JsonValue.Kind.OBJECT) {
            return json.oneOf("rounding", RoundingPolicy.class, RoundingPolicy.LINE_HALF_UP);
        }
        JsonFields fields = json.object("rounding");
        RoundingPolicy otherwise = fields.oneOf("default", RoundingPolicy.class, RoundingPolicy.LINE_HALF_UP);
        for (String component : value.fields().keySet()) {
            RoundingPolicy policy = component.equals("default") ? null : fields.oneOf(component, RoundingPolicy.class, null);
            if (policy != null) {
                byComponent.put(component, policy);
            }
        }
        return otherwise;
    }

    private static MeteringRules metering(JsonFields json) {
        MeteringRules.Calendar calendar = json.has("calendar") ? calendar(json.object("calendar")) : null;
        Map<TouPeriod, LocalText> names = new EnumMap<>(TouPeriod.class);
        if (json.has("periodNames")) {
            JsonFields fields = json.object("periodNames");
            for (String key : json.raw("periodNames").fields().keySet()) {
                TouPeriod period = JsonFields.constant(fields.where(key), key, TouPeriod.class, json.faults());
                LocalText name = fields.localText(key);
                if (period != null && name != null) {
                    names.put(period, name);
                }
            }
        }
        List<LossTable> tables = json.list("lossTables", table -> {
            String code = table.text("code", 40);
            List<LossTable.Row> rows = table.list("rows", row -> {
                LossTable.Row read = new LossTable.Row(price(row, "kva"), optionalPrice(row, "upToKwh"), price(row, "activeKwh"),
                        price(row, "reactiveKvarh"));
                row.end();
                return read.kva() == null || read.activeKwh() == null || read.reactiveKvarh() == null ? null : read;
            });
            table.end();
            return code == null ? null : new LossTable(code, rows);
        });
        boolean proportional = json.oneOf("takenFrom", Taken.class, Taken.FLAT) == Taken.PROPORTIONAL;
        return new MeteringRules(calendar, names, tables, proportional);
    }

    private enum Taken { FLAT, PROPORTIONAL }

    static MeteringRules.Calendar calendar(JsonFields json) {
        List<MeteringRules.DayRule> rules = json.list("rules", rule -> {
            List<Integer> months = rule.has("months") ? months(rule) : ALL_MONTHS;
            Set<TouCalendar.DayKind> kinds = EnumSet.noneOf(TouCalendar.DayKind.class);
            for (String kind : rule.textList("days", 20)) {
                TouCalendar.DayKind known = JsonFields.constant(rule.where("days"), kind, TouCalendar.DayKind.class, rule.faults());
                if (known != null) {
                    kinds.add(known);
                }
            }
            if (!rule.has("days")) {
                kinds.addAll(EnumSet.allOf(TouCalendar.DayKind.class));
            }
            List<MeteringRules.Hours> hours = rule.list("hours", stretch -> {
                TouPeriod period = stretch.oneOf("period", TouPeriod.class, null);
                int from = quarter(stretch, "from", 0);
                int to = quarter(stretch, "to", 1);
                stretch.end();
                return period == null || from < 0 || to < 0 ? null
                        : new MeteringRules.Hours(period, from % TouCalendar.QUARTERS, to);
            });
            if (!rule.has("hours")) {
                rule.faults().add(rule.where("hours"), RatingErrors.FIELD_MISSING);
            }
            rule.end();
            return new MeteringRules.DayRule(months, kinds, hours);
        });
        MeteringRules.Calendar read = new MeteringRules.Calendar(rules, json.dates("holidays"), json.dates("workdays"));
        json.end();
        return read;
    }

    /** A time of day as {@code 22:00}, in quarters of an hour; {@code 24:00} is the end of the day. Negative after a fault. */
    private static int quarter(JsonFields json, String name, int least) {
        String text = json.text(name, 5);
        if (text == null) {
            return -1;
        }
        if (text.length() == 5 && text.charAt(2) == ':') {
            int hour = twoDigits(text, 0);
            int minute = twoDigits(text, 3);
            int quarter = hour * 4 + minute / 15;
            if (hour >= 0 && minute >= 0 && minute < 60 && minute % 15 == 0 && quarter <= TouCalendar.QUARTERS) {
                return quarter == 0 && least > 0 ? TouCalendar.QUARTERS : quarter;
            }
        }
        json.faults().add(json.where(name), RatingErrors.FIELD_TYPE, "time hh:mm in quarters of an hour");
        return -1;
    }

    private static int twoDigits(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    private static BillRules bill(JsonFields json, Map<String, RoundingPolicy> roundingOf) {
        List<BillRules.Component> components = json.list("components", component -> {
            String code = component.text("code", 40);
            LocalText name = component.localText("name");
            Prices price = prices(component, "price");
            if (!component.has("price")) {
                component.faults().add(component.where("price"), RatingErrors.FIELD_MISSING);
            }
            component.end();
            return code == null || name == null || price == null ? null : new BillRules.Component(code, name, price);
        });
        BillRules.PurchaseFactor factor = null;
        if (json.has("purchaseFactor")) {
            JsonFields fields = json.object("purchaseFactor");
            List<String> parts = fields.textList("parts", 40);
            BigDecimal largest = price(fields, "largest");
            fields.end();
            factor = largest == null ? null : new BillRules.PurchaseFactor(parts, largest);
        }
        List<BillRules.Fee> fees = json.list("fees", fee -> {
            BillRules.Fee read = new BillRules.Fee(fee.text("code", 40), fee.localText("name"), price(fee, "amount"),
                    fee.oneOf("per", BillRules.Fee.Per.class, BillRules.Fee.Per.MONTH));
            fee.end();
            return read;
        });
        List<BillRules.Subsidy> subsidies = json.list("subsidies", subsidy -> {
            BillRules.Subsidy read = new BillRules.Subsidy(subsidy.text("code", 40), subsidy.localText("name"),
                    optionalPrice(subsidy, "kwhPerMonth"), optionalPrice(subsidy, "price"), optionalPrice(subsidy, "amountPerMonth"),
                    optionalPrice(subsidy, "percent"), Set.copyOf(subsidy.has("of") ? subsidy.textList("of", 40) : List.of(Components.ENERGY)));
            subsidy.end();
            return read;
        });
        BillRules.Bounds bounds = null;
        if (json.has("bounds")) {
            JsonFields fields = json.object("bounds");
            bounds = new BillRules.Bounds(optionalPrice(fields, "minimum"), optionalPrice(fields, "maximum"));
            fields.end();
        }
        BillRules.Tax tax = null;
        if (json.has("tax")) {
            JsonFields fields = json.object("tax");
            BigDecimal percent = price(fields, "percent");
            boolean included = fields.bool("included", true);
            Set<String> exempt = Set.copyOf(fields.textList("exempt", 40));
            fields.end();
            tax = percent == null ? null : new BillRules.Tax(percent, included, exempt);
        }
        List<BillRules.ChargeUse> charges = json.list("charges", charge -> {
            String method = charge.text("method", 40);
            Integer version = charge.integer("version", 1);
            String before = charge.text("before", 20, "FEE");
            if (before != null && !ChargeMethods.POSITIONS.contains(before)) {
                charge.faults().add(charge.where("before"), RatingErrors.UNKNOWN_VALUE, before, ChargeMethods.POSITIONS);
            }
            JsonValue settings = charge.raw("settings");
            if (settings != null && settings.kind() != JsonValue.Kind.OBJECT) {
                charge.faults().add(charge.where("settings"), RatingErrors.FIELD_TYPE, "object");
            }
            charge.end();
            return method == null || version == null ? null
                    : new BillRules.ChargeUse(method, version, before, settings == null ? "{}" : settings.toJson());
        });
        return new BillRules(roundingOf, components, factor, fees, subsidies, bounds, tax, charges);
    }

    static BigDecimal price(JsonFields json, String name) {
        return json.has(name) ? bounded(json, name, json.decimal(name)) : json.decimal(name);
    }

    static BigDecimal optionalPrice(JsonFields json, String name) {
        return bounded(json, name, json.decimal(name, null));
    }

    static BigDecimal bounded(JsonFields json, String name, BigDecimal value) {
        if (value != null && (value.scale() > PRICE_DECIMALS || value.scale() < 0 || value.abs().compareTo(LARGEST) >= 0)) {
            json.faults().add(json.where(name), RatingErrors.NUMBER_RANGE, value);
            return null;
        }
        return value;
    }

    private static EnergyPrices energy(JsonFields owner, List<FundRate> funds) {
        JsonFields json = owner.object("energy");
        if (json == null) {
            owner.faults().add(owner.where("energy"), RatingErrors.FIELD_MISSING);
            return null;
        }
        EnergyPrices.Method method = json.oneOf("method", EnergyPrices.Method.class, null);
        boolean fundsIncluded = json.bool("fundsIncluded", false);
        Prices price = prices(json, "price");
        TierTable tiers = json.has("tiers") ? tiers(json.object("tiers")) : null;
        List<EnergyPrices.SeasonPrice> seasons = json.list("seasonPrices", season -> {
            List<Integer> months = months(season);
            Prices read = prices(season, "price");
            if (!season.has("price")) {
                season.faults().add(season.where("price"), RatingErrors.FIELD_MISSING);
            }
            season.end();
            return read == null ? null : new EnergyPrices.SeasonPrice(months, read);
        });
        Prices exempt = prices(json, "exemptPrice");
        List<PricePart> parts = json.list("parts", part -> {
            PricePart read = new PricePart(part.text("code", 40), part.localText("name"), price(part, "price"), part.bool("floating", false));
            part.end();
            return read;
        });
        Composition composition = json.has("composition") ? composition(json.object("composition")) : null;
        BigDecimal market = bounded(json, "marketFactor", json.decimal("marketFactor", BigDecimal.ONE));
        String marketCode = json.has("market") ? json.text("market", 40) : EnergyPrices.SPOT;
        json.end();
        if (price == null && composition != null && method != null && !method.hasTiers() && json.faults().list().isEmpty()) {
            price = composed(method, fundsIncluded, parts, composition, funds);
        }
        return new EnergyPrices(method, fundsIncluded, price, seasons, tiers, exempt, parts, composition, market, marketCode);
    }

    /** A sheet that prints only the parts and the coefficients: the price of a period follows from them. */
    private static Prices composed(EnergyPrices.Method method, boolean fundsIncluded, List<PricePart> parts, Composition composition,
            List<FundRate> funds) {
        Map<TouPeriod, BigDecimal> byPeriod = new EnumMap<>(TouPeriod.class);
        BigDecimal always = null;
        for (Map.Entry<String, BigDecimal> coefficient : composition.coefficients().entrySet()) {
            BigDecimal sum = composition.knownDeviations().getOrDefault(coefficient.getKey(), BigDecimal.ZERO);
            for (PricePart part : parts) {
                sum = sum.add(part.floating() ? part.price().multiply(coefficient.getValue()) : part.price());
            }
            for (FundRate fund : fundsIncluded ? funds : List.<FundRate>of()) {
                sum = sum.add(fund.price());
            }
            BigDecimal price = composition.digits() == null ? sum : sum.setScale(composition.digits(), RoundingMode.HALF_UP);
            if (coefficient.getKey().equals(Composition.ALL)) {
                always = price;
            } else {
                byPeriod.put(TouPeriod.valueOf(coefficient.getKey()), price);
            }
        }
        if (method.hasPeriods()) {
            return byPeriod.isEmpty() ? null : Prices.byPeriod(byPeriod);
        }
        return always == null ? null : Prices.always(always);
    }

    private static Prices prices(JsonFields json, String name) {
        JsonValue value = json.raw(name);
        return value == null ? null : prices(json, name, value, json.where(name));
    }

    /** A number, or an object of numbers by period. */
    private static Prices prices(JsonFields json, String name, JsonValue value, String where) {
        if (value.kind() != JsonValue.Kind.OBJECT) {
            BigDecimal price = name == null ? JsonFields.decimal(where, value, json.faults()) : json.decimal(name);
            return outOfRange(where, price, json.faults()) ? null : Prices.always(price);
        }
        JsonFields fields = new JsonFields(value, where, json.faults());
        Map<TouPeriod, BigDecimal> byPeriod = new EnumMap<>(TouPeriod.class);
        for (String key : value.fields().keySet()) {
            TouPeriod period = JsonFields.constant(where, key, TouPeriod.class, json.faults());
            BigDecimal price = fields.decimal(key);
            if (period != null && !outOfRange(where, price, json.faults())) {
                byPeriod.put(period, price);
            }
        }
        if (value.fields().isEmpty()) {
            json.faults().add(where, RatingErrors.FIELD_MISSING);
        }
        return byPeriod.isEmpty() ? null : Prices.byPeriod(byPeriod);
    }

    /** True when there is no usable price; a price that is there but out of bounds brings its fault. */
    private static boolean outOfRange(String where, BigDecimal price, Faults faults) {
        if (price == null) {
            return true;
        }
        boolean bad = price.scale() > PRICE_DECIMALS || price.scale() < 0 || price.abs().compareTo(LARGEST) >= 0;
        if (bad) {
            faults.add(where, RatingErrors.NUMBER_RANGE, price);
        }
        return bad;
    }

    private static TierTable tiers(JsonFields json) {
        TierTable.Accounting accounting = json.oneOf("accounting", TierTable.Accounting.class, null);
        TierTable.Pricing pricing = json.oneOf("pricing", TierTable.Pricing.class, null);
        List<TierTable.Season> seasons;
        if (json.has("seasons")) {
            seasons = json.list("seasons", season -> {
                TierTable.Season read = new TierTable.Season(months(season), limits(season));
                season.end();
                return read;
            });
            if (json.has("limits")) {
                json.faults().add(json.where("limits"), RatingErrors.ENERGY_SURPLUS, "seasons", "limits");
            }
        } else {
            seasons = json.has("limits") ? List.of(new TierTable.Season(ALL_MONTHS, limits(json))) : List.of();
        }
        List<Prices> steps = json.items("steps", (value, at) -> prices(json, null, value, at + " (line " + value.line() + ")"));
        List<TierTable.MultiPerson> multi = new ArrayList<>();
        JsonValue allowances = json.raw("multiPerson");
        if (allowances != null && allowances.kind() == JsonValue.Kind.ARRAY) {
            multi = json.list("multiPerson", TariffPackageReader::multiPerson);
        } else if (allowances != null) {
            TierTable.MultiPerson one = multiPerson(json.object("multiPerson"));
            multi = one == null ? multi : List.of(one);
        }
        json.end();
        return new TierTable(accounting, pricing, seasons, steps, multi);
    }

    private static TierTable.MultiPerson multiPerson(JsonFields fields) {
        Integer people = fields.integer("people", 5);
        BigDecimal kwh = price(fields, "kwhPerMonth");
        Raises raises = fields.oneOf("raises", Raises.class, Raises.ALL_LIMITS);
        fields.end();
        return people == null || kwh == null ? null : new TierTable.MultiPerson(people, kwh, raises == Raises.FIRST_LIMIT);
    }

    private enum Raises { ALL_LIMITS, FIRST_LIMIT }

    private static List<BigDecimal> limits(JsonFields json) {
        List<BigDecimal> limits = json.decimalList("limits");
        limits.removeIf(limit -> outOfRange(json.where("limits"), limit, json.faults()));
        return limits;
    }

    static List<Integer> months(JsonFields json) {
        return json.items("months", (value, at) -> {
            if (value.kind() == JsonValue.Kind.NUMBER && value.text().matches("\\d{1,2}")) {
                return Integer.valueOf(value.text());
            }
            json.faults().add(at + " (line " + value.line() + ")", RatingErrors.FIELD_TYPE, "month 1 to 12");
            return null;
        });
    }

    private static Composition composition(JsonFields json) {
        Map<String, BigDecimal> coefficients = byPeriod(json, "coefficients");
        Map<String, BigDecimal> known = byPeriod(json, "knownDeviations");
        BigDecimal tolerance = price(json, "tolerance");
        Integer digits = json.integer("digits", null);
        if (digits != null && (digits < 0 || digits > PRICE_DECIMALS)) {
            json.faults().add(json.where("digits"), RatingErrors.NUMBER_RANGE, digits);
        }
        json.end();
        return new Composition(coefficients, tolerance, known, digits);
    }

    private static Map<String, BigDecimal> byPeriod(JsonFields json, String name) {
        Map<String, BigDecimal> values = json.decimals(name);
        for (String key : values.keySet()) {
            if (!key.equals(Composition.ALL)) {
                JsonFields.constant(json.where(name), key, TouPeriod.class, json.faults());
            }
        }
        return values;
    }

    private static CapacityPrices capacity(JsonFields json) {
        BigDecimal capacityPrice = optionalPrice(json, "capacityPrice");
        BigDecimal demandPrice = optionalPrice(json, "demandPrice");
        CapacityPrices.DayRule dayRule = json.oneOf("dayRule", CapacityPrices.DayRule.class, CapacityPrices.DayRule.CALENDAR);
        CapacityPrices.OverContract over = json.oneOf("overContract", CapacityPrices.OverContract.class,
                CapacityPrices.OverContract.FROM_LIMIT);
        CapacityPrices.ChangeDay changeDay = json.oneOf("changeDay", CapacityPrices.ChangeDay.class, CapacityPrices.ChangeDay.NEW);
        BigDecimal limit = bounded(json, "limitPercent", json.decimal("limitPercent", new BigDecimal("105")));
        BigDecimal factor = bounded(json, "overFactor", json.decimal("overFactor", BigDecimal.valueOf(2)));
        CapacityPrices.ContractFloor floor = null;
        if (json.has("contractFloor")) {
            JsonFields fields = json.object("contractFloor");
            BigDecimal percent = price(fields, "percent");
            CapacityPrices.ContractFloor.Below below = fields.oneOf("below", CapacityPrices.ContractFloor.Below.class,
                    CapacityPrices.ContractFloor.Below.REFUSE);
            fields.end();
            floor = percent == null ? null : new CapacityPrices.ContractFloor(percent, below);
        }
        CapacityPrices.Hold hold = new CapacityPrices.Hold(15, BigDecimal.ZERO, true);
        if (json.has("hold")) {
            JsonFields fields = json.object("hold");
            Integer days = fields.integer("minDays", 15);
            BigDecimal percent = bounded(fields, "percent", fields.decimal("percent", BigDecimal.ZERO));
            SealingDay sealing = fields.oneOf("sealingDay", SealingDay.class, SealingDay.HELD);
            HoldByDemand byDemand = fields.oneOf("byDemand", HoldByDemand.class, HoldByDemand.WHOLE_MONTHS);
            fields.end();
            hold = days == null || percent == null ? hold
                    : new CapacityPrices.Hold(days, percent, sealing == SealingDay.HELD, byDemand == HoldByDemand.WHOLE_MONTHS);
        }
        CapacityPrices.LoadDiscount discount = null;
        if (json.has("loadDiscount")) {
            JsonFields fields = json.object("loadDiscount");
            discount = new CapacityPrices.LoadDiscount(price(fields, "kwhPerKva"), price(fields, "factor"));
            fields.end();
        }
        TariffPlan.SinglePart singlePart = null;
        if (json.has("singlePart")) {
            JsonFields fields = json.object("singlePart");
            BigDecimal upTo = price(fields, "upToKva");
            String tariff = fields.text("tariff", 40);
            fields.end();
            singlePart = upTo == null || tariff == null ? null : new TariffPlan.SinglePart(upTo, tariff);
        }
        Integer minutes = json.integer("demandMinutes", CapacityPrices.DEMAND_MINUTES);
        json.end();
        return new CapacityPrices(capacityPrice, demandPrice, dayRule, changeDay, over, limit, factor, floor, hold, discount,
                minutes == null ? CapacityPrices.DEMAND_MINUTES : minutes, singlePart);
    }

    private enum SealingDay { HELD, CHARGED }

    private enum HoldByDemand { WHOLE_MONTHS, DAYS }

    private static PowerFactorRule powerFactor(JsonFields json) {
        Set<String> base = new LinkedHashSet<>(json.textList("base", 40));
        if (!json.has("base")) {
            base.addAll(List.of(Components.ENERGY, Components.PRICE_PART, Components.PURCHASE_FACTOR, Components.CAPACITY, Components.DEMAND));
        }
        Set<String> allowed = Set.of(Components.ENERGY, Components.FIXED_QUANTITY, Components.CAPACITY, Components.DEMAND,
                Components.PRICE_PART, Components.PURCHASE_FACTOR, Components.FUND);
        for (String code : base) {
            String component = code.indexOf(':') < 0 ? code : code.substring(0, code.indexOf(':'));
            if (!allowed.contains(component)) {
                json.faults().add(json.where("base"), RatingErrors.UNKNOWN_VALUE, code, allowed);
            }
        }
        PowerFactorRule.Reactive reactive = json.oneOf("reactive", PowerFactorRule.Reactive.class, PowerFactorRule.Reactive.BOTH);
        List<PowerFactorRule.Step> steps = json.list("steps", step -> {
            Integer from = hundredths(step, "from");
            Integer to = hundredths(step, "to");
            BigDecimal percent = price(step, "percent");
            step.end();
            return from == null || to == null || percent == null ? null : new PowerFactorRule.Step(from, to, percent);
        });
        json.end();
        return new PowerFactorRule(base, reactive, steps);
    }

    private static Integer hundredths(JsonFields json, String name) {
        BigDecimal value = json.decimal(name);
        if (value == null) {
            return null;
        }
        if (value.scale() > 2 || value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            json.faults().add(json.where(name), RatingErrors.NUMBER_RANGE, value);
            return null;
        }
        return value.movePointRight(2).intValueExact();
    }

    private static WorkedCase workedCase(JsonFields json) {
        int before = json.faults().list().size();
        String name = json.text("name", 200);
        String source = json.text("source", 500);
        json.text("note", 2000, "");
        String account = name == null || name.length() > 64 ? "CASE" : name;
        List<WorkedCase.Section> sections = new ArrayList<>();
        if (json.has("sections")) {
            sections.addAll(json.list("sections", section -> {
                WorkedCase.Section read = section(section, account);
                section.end();
                return read;
            }));
        } else {
            WorkedCase.Section only = section(json, account);
            if (only != null) {
                sections.add(only);
            }
        }
        JsonFields expect = json.object("expect");
        if (expect == null || sections.isEmpty()) {
            json.faults().add(json.where("expect"), RatingErrors.FIELD_MISSING);
            return null;
        }
        List<WorkedCase.ExpectedLine> lines = expect.list("lines", line -> {
            String component = line.text("component", 40);
            String item = line.text("item", 40, null);
            TouPeriod tou = line.has("tou") ? line.oneOf("tou", TouPeriod.class, null) : null;
            WorkedCase.ExpectedLine read = new WorkedCase.ExpectedLine(component, item, tou, line.integer("tier", null),
                    line.decimal("quantity", null), line.decimal("price", null), line.decimal("amount"));
            line.end();
            return read;
        });
        BigDecimal total = expect.decimal("total", null);
        BigDecimal factor = expect.decimal("powerFactor", null);
        List<BigDecimal> left = expect.decimalList("tiersLeft");
        BigDecimal tax = expect.decimal("tax", null);
        Map<String, BigDecimal> carried = expect.decimals("carried");
        String error = expect.text("error", 20, null);
        if (total == null && error == null) {
            json.faults().add(expect.where("total"), RatingErrors.FIELD_MISSING);
        }
        expect.end();
        json.end();
        return json.faults().list().size() > before ? null
                : new WorkedCase(name, source, sections, lines, total, factor, tax, left, carried, error);
    }

    private static WorkedCase.Section section(JsonFields json, String account) {
        String tariff = json.text("tariff", 40);
        JsonFields inputJson = json.object("input");
        if (inputJson == null) {
            json.faults().add(json.where("input"), RatingErrors.FIELD_MISSING);
            return null;
        }
        RatingInput input = InputJson.read(inputJson, account);
        return tariff == null || input == null ? null : new WorkedCase.Section(tariff, input);
    }
}
