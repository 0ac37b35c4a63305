package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rating.Components;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RoundingPolicy;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.internal.InputJson;
import org.karawatt.rating.internal.JsonFields;
import org.karawatt.rating.internal.JsonValue;

/**
 * Reads tariff package files. The README of this bundle describes the format. Unknown fields are refused, because a misspelt field would
 * otherwise be a price that silently does not apply.
 */
public final class TariffPackageReader {

    /** Largest file that is read. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final BigDecimal LARGEST = new BigDecimal("1e12");
    private static final int PRICE_DECIMALS = 10;
    private static final List<Integer> ALL_MONTHS = IntStream.rangeClosed(1, 12).boxed().toList();

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
        RoundingPolicy rounding = json.oneOf("rounding", RoundingPolicy.class, RoundingPolicy.LINE_HALF_UP);
        EnergyPrices energy = energy(json);
        List<FundRate> funds = json.list("funds", fund -> {
            FundRate rate = new FundRate(fund.text("code", 40), fund.localText("name"), price(fund, "price"));
            fund.end();
            return rate;
        });
        CapacityPrices capacity = json.has("capacity") ? capacity(json.object("capacity")) : null;
        PowerFactorRule powerFactor = json.has("powerFactor") ? powerFactor(json.object("powerFactor")) : null;
        List<FixedItem> fixed = json.list("fixedItems", item -> {
            FixedItem read = new FixedItem(item.text("code", 40), item.localText("name"), price(item, "price"));
            item.end();
            return read;
        });
        json.end();
        return json.faults().list().size() > before ? null
                : new TariffDefinition(code, name, usageClass, voltages, from, to, note, rounding, energy, funds, capacity, powerFactor, fixed);
    }

    private static BigDecimal price(JsonFields json, String name) {
        return json.has(name) ? bounded(json, name, json.decimal(name)) : json.decimal(name);
    }

    private static BigDecimal optionalPrice(JsonFields json, String name) {
        return bounded(json, name, json.decimal(name, null));
    }

    private static BigDecimal bounded(JsonFields json, String name, BigDecimal value) {
        if (value != null && (value.scale() > PRICE_DECIMALS || value.scale() < 0 || value.abs().compareTo(LARGEST) >= 0)) {
            json.faults().add(json.where(name), RatingErrors.NUMBER_RANGE, value);
            return null;
        }
        return value;
    }

    private static EnergyPrices energy(JsonFields owner) {
        JsonFields json = owner.object("energy");
        if (json == null) {
            owner.faults().add(owner.where("energy"), RatingErrors.FIELD_MISSING);
            return null;
        }
        EnergyPrices.Method method = json.oneOf("method", EnergyPrices.Method.class, null);
        boolean fundsIncluded = json.bool("fundsIncluded", false);
        Prices price = prices(json, "price");
        TierTable tiers = json.has("tiers") ? tiers(json.object("tiers")) : null;
        Prices exempt = prices(json, "exemptPrice");
        List<PricePart> parts = json.list("parts", part -> {
            PricePart read = new PricePart(part.text("code", 40), part.localText("name"), price(part, "price"), part.bool("floating", false));
            part.end();
            return read;
        });
        Composition composition = json.has("composition") ? composition(json.object("composition")) : null;
        json.end();
        return new EnergyPrices(method, fundsIncluded, price, tiers, exempt, parts, composition);
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
        TierTable.MultiPerson multi = null;
        if (json.has("multiPerson")) {
            JsonFields fields = json.object("multiPerson");
            Integer people = fields.integer("people", 5);
            BigDecimal kwh = price(fields, "kwhPerMonth");
            Raises raises = fields.oneOf("raises", Raises.class, Raises.ALL_LIMITS);
            fields.end();
            multi = people == null || kwh == null ? null : new TierTable.MultiPerson(people, kwh, raises == Raises.FIRST_LIMIT);
        }
        json.end();
        return new TierTable(accounting, pricing, seasons, steps, multi);
    }

    private enum Raises { ALL_LIMITS, FIRST_LIMIT }

    private static List<BigDecimal> limits(JsonFields json) {
        List<BigDecimal> limits = json.decimalList("limits");
        limits.removeIf(limit -> outOfRange(json.where("limits"), limit, json.faults()));
        return limits;
    }

    private static List<Integer> months(JsonFields json) {
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
        json.end();
        return new Composition(coefficients, tolerance, known);
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
        BigDecimal limit = bounded(json, "limitPercent", json.decimal("limitPercent", new BigDecimal("105")));
        CapacityPrices.LoadDiscount discount = null;
        if (json.has("loadDiscount")) {
            JsonFields fields = json.object("loadDiscount");
            discount = new CapacityPrices.LoadDiscount(price(fields, "kwhPerKva"), price(fields, "factor"));
            fields.end();
        }
        json.end();
        return new CapacityPrices(capacityPrice, demandPrice, dayRule, over, limit, discount);
    }

    private static PowerFactorRule powerFactor(JsonFields json) {
        Set<String> base = new LinkedHashSet<>(json.textList("base", 40));
        if (!json.has("base")) {
            base.addAll(List.of(Components.ENERGY, Components.CAPACITY, Components.DEMAND));
        }
        Set<String> allowed = Set.of(Components.ENERGY, Components.FIXED_QUANTITY, Components.CAPACITY, Components.DEMAND);
        for (String component : base) {
            if (!allowed.contains(component)) {
                json.faults().add(json.where("base"), RatingErrors.UNKNOWN_VALUE, component, allowed);
            }
        }
        json.end();
        return new PowerFactorRule(base);
    }

    private static WorkedCase workedCase(JsonFields json) {
        int before = json.faults().list().size();
        String name = json.text("name", 200);
        String source = json.text("source", 500);
        String tariff = json.text("tariff", 40);
        json.text("note", 2000, "");
        JsonFields inputJson = json.object("input");
        JsonFields expect = json.object("expect");
        if (inputJson == null || expect == null) {
            json.faults().add(json.where(inputJson == null ? "input" : "expect"), RatingErrors.FIELD_MISSING);
            return null;
        }
        RatingInput input = InputJson.read(inputJson, name == null || name.length() > 64 ? "CASE" : name);
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
        String error = expect.text("error", 20, null);
        if (total == null && error == null) {
            json.faults().add(expect.where("total"), RatingErrors.FIELD_MISSING);
        }
        expect.end();
        json.end();
        return json.faults().list().size() > before ? null
                : new WorkedCase(name, source, tariff, input, lines, total, factor, left, error);
    }
}
