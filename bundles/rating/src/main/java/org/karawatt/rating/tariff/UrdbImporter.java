package org.karawatt.rating.tariff;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.internal.BillingDemand;
import org.karawatt.rating.internal.BlockEnergy;
import org.karawatt.rating.internal.Blocks;
import org.karawatt.rating.internal.JsonValue;
import org.karawatt.rating.internal.PeakCharge;
import org.karawatt.rating.internal.YearMinimum;

/**
 * Turns rates of the OpenEI utility rate database (URDB, its JSON of version 7 or 8) into a tariff package of ours. What such a rate says
 * about money and cannot be expressed is an error that names the field, and so is a field that is not known: nothing is left out
 * silently. Pure and thread-safe. Field names: <a href="https://openei.org/services/doc/rest/util_rates/">the database's page</a>.
 */
public final class UrdbImporter {

    /** Largest file that is read. */
    public static final int MAX_BYTES = TariffPackageReader.MAX_BYTES;
    private static final int MAX_RATES = 200;
    private static final int MAX_PERIODS = 12;
    private static final int MONTHS = 12;
    private static final int HOURS = 24;
    private static final int MAX_CODE = 40;
    private static final int MAX_NAME = 200;
    private static final int DECIMALS = 10;
    private static final BigDecimal NO_LIMIT = new BigDecimal("1e11");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Fields that tell about a rate but change no amount. */
    private static final Set<String> TOLD = Set.of("label", "uri", "utility", "eiaid", "name", "rate", "sector", "servicetype", "description",
            "source", "sourceparent", "basicinformationcomments", "energycomments", "demandcomments", "approved", "is_default", "country",
            "startdate", "enddate", "latest_update", "revisions", "supersedes", "voltagecategory", "voltageminimum", "voltagemaximum",
            "phasewiring", "peakkwcapacitymin", "peakkwcapacitymax", "peakkwcapacityhistory", "peakkwhusagemin", "peakkwhusagemax",
            "peakkwhusagehistory", "demandunits", "energyattrs", "demandattrs", "fixedattrs", "energytoulabels", "demandtoulabels", "dgrules",
            "usenetmetering", "energyratestructure", "energyweekdayschedule", "energyweekendschedule", "demandratestructure",
            "demandweekdayschedule", "demandweekendschedule", "demandrateunit", "demandwindow", "demandratchetpercentage",
            "flatdemandstructure", "flatdemandmonths", "flatdemandunit", "lookbackpercent", "lookbackrange", "lookbackmonths",
            "fixedmonthlycharge", "fixedchargefirstmeter", "fixedchargeunits", "mincharge", "minchargeunits", "minmonthlycharge",
            "annualmincharge");

    private static final Map<String, Blocks.Unit> UNITS = Map.of("kwh", Blocks.Unit.KWH, "kwh daily", Blocks.Unit.KWH_PER_DAY,
            "kwh/kw", Blocks.Unit.KWH_PER_KW, "kwh/kw daily", Blocks.Unit.KWH_PER_KW_DAY);

    private static final Map<String, BlockEnergy.Metering> METERING = Map.of("net metering", BlockEnergy.Metering.NET_KWH,
            "net billing instantaneous", BlockEnergy.Metering.NET_BILLING, "net billing hourly", BlockEnergy.Metering.NET_BILLING,
            "buy all sell all", BlockEnergy.Metering.BUY_SELL);

    private UrdbImporter() {
    }

    /**
     * Reads rates.
     *
     * @param urdb an answer of the database with its {@code items}, or one rate
     * @param packageCode code of the package to be made, never null
     * @param version its version, never null
     * @param validFrom first day of rates that do not tell theirs; null when that is an error
     * @return the package as JSON of our form, which {@link TariffPackageReader} reads; never null
     * @throws KarawattException of kind INVALID with every fault, codes RATING-094 and RATING-095
     */
    public static byte[] convert(byte[] urdb, String packageCode, String version, LocalDate validFrom) {
        Objects.requireNonNull(packageCode, "packageCode");
        Objects.requireNonNull(version, "version");
        JsonValue root;
        try {
            root = urdb.length > MAX_BYTES ? null : JsonValue.parse(urdb);
        } catch (JsonValue.BadJson e) {
            throw KarawattException.invalid(RatingErrors.URDB_FORM, "line " + e.line() + ": " + e.getMessage());
        }
        if (root == null || root.kind() != JsonValue.Kind.OBJECT) {
            throw KarawattException.invalid(RatingErrors.URDB_FORM, root == null ? urdb.length + " bytes" : root.kind());
        }
        JsonValue items = root.fields().get("items");
        List<JsonValue> rates = items == null ? List.of(root) : items.items();
        if (rates.isEmpty() || rates.size() > MAX_RATES || rates.stream().anyMatch(rate -> rate.kind() != JsonValue.Kind.OBJECT)) {
            throw KarawattException.invalid(RatingErrors.URDB_FORM, "items: " + rates.size());
        }
        Faults faults = new Faults();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JsonValue.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("package", packageCode);
            json.writeStringField("version", version);
            name(json, packageCode);
            json.writeStringField("source", "OpenEI utility rate database, openei.org");
            json.writeStringField("currency", "USD");
            json.writeArrayFieldStart("tariffs");
            for (int i = 0; i < rates.size(); i++) {
                new Rate(json, rates.get(i), items == null ? "" : "items[" + i + "].", i, faults).write(validFrom);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faults.throwIfAny();
        return bytes.toByteArray();
    }

    private static void name(JsonGenerator json, String name) throws IOException {
        json.writeObjectFieldStart("name");
        json.writeStringField("zh", name);
        json.writeStringField("en", name);
        json.writeEndObject();
    }

    /** One rate on its way. Used by one thread. */
    private static final class Rate {

        private final JsonGenerator json;
        private final Map<String, JsonValue> fields = new TreeMap<>();
        private final Map<String, int[][]> schedules = new HashMap<>();
        private final String path;
        private final int index;
        private final Faults faults;

        Rate(JsonGenerator json, JsonValue rate, String path, int index, Faults faults) {
            this.json = json;
            this.path = path;
            this.index = index;
            this.faults = faults;
            rate.fields().forEach((field, value) -> {
                if (value.kind() != JsonValue.Kind.NULL) {
                    // versions differ in the case of a few names
                    fields.put(field.toLowerCase(Locale.ROOT), value);
                }
            });
        }

        void write(LocalDate otherwise) throws IOException {
            for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
                if (!TOLD.contains(field.getKey()) && matters(field.getValue())) {
                    unsupported(field.getKey(), field.getValue());
                }
            }
            json.writeStartObject();
            json.writeStringField("code", cut(text("label", "URDB-" + (index + 1)), MAX_CODE));
            name(json, cut(text("utility", "") + (fields.containsKey("utility") ? ": " : "") + text("name", "URDB"), MAX_NAME));
            json.writeStringField("usageClass", cut(text("sector", "Commercial").toUpperCase(Locale.ROOT).replace(' ', '_'), MAX_CODE));
            LocalDate from = date("startdate", otherwise);
            if (from == null) {
                faults.add(path + "startdate", RatingErrors.URDB_FORM, "startdate");
            } else {
                json.writeStringField("validFrom", from.toString());
            }
            LocalDate to = date("enddate", null);
            if (to != null) {
                json.writeStringField("validTo", to.plusDays(1).toString());
            }
            if (fields.containsKey("source")) {
                json.writeStringField("note", cut(text("source", ""), MAX_NAME));
            }
            json.writeObjectFieldStart("energy");
            json.writeStringField("method", "NAMED");
            json.writeEndObject();
            calendar("energyweekdayschedule", "energyweekendschedule", size("energyratestructure"));
            fixed();
            BigDecimal yearMinimum = minimum();
            json.writeArrayFieldStart("charges");
            billingDemand();
            energy();
            demand();
            if (yearMinimum != null) {
                begin(YearMinimum.METHOD, "TAX");
                json.writeNumberField("amount", yearMinimum);
                end();
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        /** False for what says nothing: zeros, empty texts and lists of them. */
        private static boolean matters(JsonValue value) {
            return switch (value.kind()) {
                case NULL -> false;
                case BOOLEAN -> Boolean.parseBoolean(value.text());
                case TEXT -> !value.text().isBlank();
                case NUMBER -> new BigDecimal(value.text()).signum() != 0;
                case ARRAY -> value.items().stream().anyMatch(Rate::matters);
                case OBJECT -> value.fields().values().stream().anyMatch(Rate::matters);
            };
        }

        private void unsupported(String field, JsonValue value) {
            faults.add(path + field, RatingErrors.URDB_UNSUPPORTED, field, cut(value.toJson(), 60));
        }

        private static String cut(String text, int length) {
            return text.length() > length ? text.substring(0, length) : text;
        }

        private String text(String field, String otherwise) {
            JsonValue value = fields.get(field);
            return value == null || value.text() == null || value.text().isBlank() ? otherwise : value.text();
        }

        private LocalDate date(String field, LocalDate otherwise) {
            BigDecimal seconds = number(field);
            if (seconds == null) {
                return otherwise;
            }
            if (seconds.abs().compareTo(NO_LIMIT) >= 0) {
                faults.add(path + field, RatingErrors.URDB_FORM, field);
                return otherwise;
            }
            return Instant.ofEpochSecond(seconds.longValue()).atZone(ZoneOffset.UTC).toLocalDate();
        }

        /** A number; null when it is not there or, with a fault, no number. */
        private BigDecimal number(String field) {
            JsonValue value = fields.get(field);
            return value == null || value.kind() == JsonValue.Kind.TEXT && value.text().isBlank() ? null : number(field, value);
        }

        private BigDecimal number(String field, JsonValue value) {
            boolean numeric = (value.kind() == JsonValue.Kind.NUMBER || value.kind() == JsonValue.Kind.TEXT) && value.text().length() <= MAX_CODE;
            try {
                BigDecimal number = numeric ? new BigDecimal(value.text()) : null;
                if (number != null && Math.abs((long) number.scale()) <= HUNDRED.intValue()) {
                    return number;
                }
            } catch (NumberFormatException e) {
                faults.add(path + field, RatingErrors.URDB_FORM, field);
                return null;
            }
            faults.add(path + field, RatingErrors.URDB_FORM, field);
            return null;
        }

        private int size(String structure) {
            JsonValue value = fields.get(structure);
            return value == null ? 0 : value.items().size();
        }

        private int wholeNumber(String field, JsonValue value, int least, int below) {
            BigDecimal number = number(field, value);
            if (number == null || number.signum() < 0 && least >= 0 || number.compareTo(BigDecimal.valueOf(below)) >= 0
                    || number.stripTrailingZeros().scale() > 0) {
                faults.add(path + field, RatingErrors.URDB_FORM, field);
                return least;
            }
            return number.intValue();
        }

        private void calendar(String weekday, String weekend, int periods) throws IOException {
            json.writeObjectFieldStart("calendar");
            json.writeArrayFieldStart("rules");
            for (String schedule : new String[] {weekday, weekend}) {
                int[][] hours = schedule(schedule, periods);
                for (int month = 0; hours != null && month < MONTHS; month++) {
                    json.writeStartObject();
                    json.writeArrayFieldStart("months");
                    json.writeNumber(month + 1);
                    json.writeEndArray();
                    json.writeArrayFieldStart("days");
                    json.writeString(schedule.equals(weekday) ? "WORKDAY" : "WEEKEND");
                    if (!schedule.equals(weekday)) {
                        json.writeString("HOLIDAY");
                    }
                    json.writeEndArray();
                    day(hours[month]);
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        private void day(int[] hours) throws IOException {
            json.writeArrayFieldStart("hours");
            int from = 0;
            for (int hour = 1; hour <= HOURS; hour++) {
                if (hour == HOURS || hours[hour] != hours[from]) {
                    json.writeStartObject();
                    json.writeStringField("period", "P" + (hours[from] + 1));
                    json.writeStringField("from", time(from));
                    json.writeStringField("to", time(hour));
                    json.writeEndObject();
                    from = hour;
                }
            }
            json.writeEndArray();
        }

        private static String time(int hour) {
            return (hour < 10 ? "0" : "") + hour + ":00";
        }

        /** Period by month and hour; null with a fault, told once, when it is not twelve times twenty-four. */
        private int[][] schedule(String field, int periods) {
            if (!schedules.containsKey(field)) {
                schedules.put(field, read(field, periods));
            }
            return schedules.get(field);
        }

        private int[][] read(String field, int periods) {
            JsonValue value = fields.get(field);
            if (value == null || value.items().size() != MONTHS || value.items().stream().anyMatch(row -> row.items().size() != HOURS)) {
                faults.add(path + field, RatingErrors.URDB_FORM, field);
                return null;
            }
            int[][] hours = new int[MONTHS][HOURS];
            for (int month = 0; month < MONTHS; month++) {
                for (int hour = 0; hour < HOURS; hour++) {
                    int before = faults.list().size();
                    hours[month][hour] = wholeNumber(field + "[" + month + "][" + hour + "]", value.items().get(month).items().get(hour), 0,
                            Math.max(1, periods));
                    if (faults.list().size() > before) {
                        // a schedule of periods that are not there has hundreds of them; the first one says enough
                        return null;
                    }
                    if (hours[month][hour] >= MAX_PERIODS) {
                        faults.add(path + field, RatingErrors.URDB_UNSUPPORTED, field, "more than " + MAX_PERIODS + " periods");
                        return null;
                    }
                }
            }
            return hours;
        }

        private Set<Integer> used(String weekday, String weekend, int periods) {
            Set<Integer> used = new TreeSet<>();
            for (String field : new String[] {weekday, weekend}) {
                int[][] hours = schedule(field, periods);
                for (int month = 0; hours != null && month < MONTHS; month++) {
                    for (int period : hours[month]) {
                        used.add(period);
                    }
                }
            }
            return used;
        }

        private void fixed() throws IOException {
            BigDecimal month = number("fixedmonthlycharge");
            BigDecimal charge = month != null ? month : number("fixedchargefirstmeter");
            String unit = month != null ? "$/month" : text("fixedchargeunits", "$/month");
            if (charge == null || charge.signum() == 0) {
                return;
            }
            if (!unit.equals("$/month") && !unit.equals("$/day") || charge.signum() < 0) {
                faults.add(path + "fixedchargeunits", RatingErrors.URDB_UNSUPPORTED, "fixedchargefirstmeter", charge + " " + unit);
                return;
            }
            json.writeArrayFieldStart("fees");
            json.writeStartObject();
            json.writeStringField("code", "FIXED");
            json.writeObjectFieldStart("name");
            json.writeStringField("zh", "固定费用");
            json.writeStringField("en", "Fixed charge");
            json.writeEndObject();
            json.writeNumberField("amount", rounded(charge));
            json.writeStringField("per", unit.equals("$/day") ? "DAY" : "MONTH");
            json.writeEndObject();
            json.writeEndArray();
        }

        /** Writes the least bill of a month and gives the least amount of a year; null when there is none. */
        private BigDecimal minimum() throws IOException {
            BigDecimal charge = number("mincharge");
            String unit = text("minchargeunits", "$/month");
            BigDecimal month = number("minmonthlycharge");
            BigDecimal year = number("annualmincharge");
            if (charge != null && charge.signum() != 0) {
                if (unit.equals("$/month")) {
                    month = charge;
                } else if (unit.equals("$/year")) {
                    year = charge;
                } else {
                    faults.add(path + "minchargeunits", RatingErrors.URDB_UNSUPPORTED, "mincharge", charge + " " + unit);
                }
            }
            if (month != null && month.signum() != 0) {
                json.writeObjectFieldStart("bounds");
                json.writeNumberField("minimum", rounded(month));
                json.writeEndObject();
            }
            return year == null || year.signum() == 0 ? null : rounded(year);
        }

        private void begin(String method, String before) throws IOException {
            json.writeStartObject();
            json.writeStringField("method", method);
            json.writeStringField("before", before);
            json.writeObjectFieldStart("settings");
        }

        private void end() throws IOException {
            json.writeEndObject();
            json.writeEndObject();
        }

        private void window() throws IOException {
            BigDecimal minutes = number("demandwindow");
            if (minutes == null || minutes.signum() == 0) {
                return;
            }
            int window = minutes.compareTo(HUNDRED) > 0 ? 0 : minutes.intValue();
            if (window != 15 && window != 30 && window != 60) {
                unsupported("demandwindow", fields.get("demandwindow"));
            } else {
                json.writeNumberField("minutes", window);
            }
        }

        private void energy() throws IOException {
            if (size("energyratestructure") == 0) {
                faults.add(path + "energyratestructure", RatingErrors.URDB_FORM, "energyratestructure");
                return;
            }
            String rule = text("dgrules", "").toLowerCase(Locale.ROOT);
            boolean older = fields.containsKey("usenetmetering") && matters(fields.get("usenetmetering"));
            BlockEnergy.Metering metering = rule.isEmpty() ? older ? BlockEnergy.Metering.NET_KWH : BlockEnergy.Metering.NONE : METERING.get(rule);
            if (metering == null) {
                unsupported("dgrules", fields.get("dgrules"));
                metering = BlockEnergy.Metering.NONE;
            }
            begin(BlockEnergy.METHOD, "ENERGY");
            window();
            json.writeStringField("metering", metering.name());
            json.writeArrayFieldStart("rates");
            for (int period : used("energyweekdayschedule", "energyweekendschedule", size("energyratestructure"))) {
                json.writeStartObject();
                json.writeStringField("period", "P" + (period + 1));
                tiers("energyratestructure", period, true, metering.sells());
                json.writeEndObject();
            }
            json.writeEndArray();
            end();
        }

        private void demand() throws IOException {
            boolean flat = size("flatdemandstructure") > 0 && matters(fields.get("flatdemandstructure"));
            boolean periods = size("demandratestructure") > 0 && matters(fields.get("demandratestructure"));
            if (!flat && !periods) {
                return;
            }
            begin(PeakCharge.METHOD, "CAPACITY");
            window();
            if (flat) {
                kw("flatdemandunit");
                flat();
            }
            if (periods) {
                kw("demandrateunit");
                json.writeArrayFieldStart("periods");
                for (int period : used("demandweekdayschedule", "demandweekendschedule", size("demandratestructure"))) {
                    json.writeStartObject();
                    json.writeStringField("period", "P" + (period + 1));
                    tiers("demandratestructure", period, false, false);
                    json.writeEndObject();
                }
                json.writeEndArray();
                calendar("demandweekdayschedule", "demandweekendschedule", size("demandratestructure"));
            }
            end();
        }

        private void kw(String field) {
            if (!text(field, "kW").equalsIgnoreCase("kW")) {
                unsupported(field, fields.get(field));
            }
        }

        private void flat() throws IOException {
            JsonValue months = fields.get("flatdemandmonths");
            if (months == null || months.items().size() != MONTHS) {
                faults.add(path + "flatdemandmonths", RatingErrors.URDB_FORM, "flatdemandmonths");
                return;
            }
            Map<Integer, List<Integer>> seasons = new TreeMap<>();
            for (int month = 0; month < MONTHS; month++) {
                int season = wholeNumber("flatdemandmonths", months.items().get(month), 0, size("flatdemandstructure"));
                seasons.computeIfAbsent(season, known -> new ArrayList<>()).add(month + 1);
            }
            json.writeArrayFieldStart("flat");
            for (Map.Entry<Integer, List<Integer>> season : seasons.entrySet()) {
                json.writeStartObject();
                json.writeArrayFieldStart("months");
                for (int month : season.getValue()) {
                    json.writeNumber(month);
                }
                json.writeEndArray();
                tiers("flatdemandstructure", season.getKey(), false, false);
                json.writeEndObject();
            }
            json.writeEndArray();
        }

        private void tiers(String structure, int period, boolean energy, boolean sells) throws IOException {
            List<JsonValue> tiers = fields.get(structure).items().get(period).items();
            json.writeArrayFieldStart("tiers");
            if (tiers.isEmpty()) {
                faults.add(path + structure, RatingErrors.URDB_FORM, structure + "[" + period + "]");
            }
            for (int i = 0; i < tiers.size(); i++) {
                String field = structure + "[" + period + "][" + i + "]";
                Map<String, JsonValue> tier = tiers.get(i).fields();
                json.writeStartObject();
                BigDecimal max = part(field + ".max", tier.get("max"));
                if (max != null && max.compareTo(NO_LIMIT) < 0) {
                    json.writeNumberField("upTo", rounded(max));
                }
                json.writeNumberField("price", price(field, tier));
                if (energy) {
                    unit(field, tier.get("unit"));
                    sell(field, tier.get("sell"), sells);
                }
                for (String name : tier.keySet()) {
                    if (!Set.of("max", "rate", "adj", "unit", "sell").contains(name) && matters(tier.get(name))) {
                        unsupported(field + "." + name, tier.get(name));
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }

        private BigDecimal part(String field, JsonValue value) {
            return value == null || value.kind() == JsonValue.Kind.NULL ? null : number(field, value);
        }

        private BigDecimal price(String field, Map<String, JsonValue> tier) {
            BigDecimal rate = part(field + ".rate", tier.get("rate"));
            BigDecimal adjustment = part(field + ".adj", tier.get("adj"));
            if (rate == null && adjustment == null) {
                faults.add(path + field, RatingErrors.URDB_FORM, field + ".rate");
                return BigDecimal.ZERO;
            }
            BigDecimal price = rounded(adjustment == null ? rate : rate == null ? adjustment : rate.add(adjustment));
            if (price.signum() < 0) {
                faults.add(path + field, RatingErrors.URDB_UNSUPPORTED, field, price.toPlainString());
            }
            return price;
        }

        private void unit(String field, JsonValue value) throws IOException {
            String text = value == null || value.text() == null ? "kWh" : value.text();
            Blocks.Unit unit = UNITS.get(text.toLowerCase(Locale.ROOT));
            if (unit == null) {
                unsupported(field + ".unit", value);
            } else {
                json.writeStringField("unit", unit.name());
            }
        }

        private void sell(String field, JsonValue value, boolean needed) throws IOException {
            BigDecimal sell = part(field + ".sell", value);
            if (sell != null) {
                if (sell.signum() < 0) {
                    unsupported(field + ".sell", value);
                }
                json.writeNumberField("sell", rounded(sell));
            } else if (needed) {
                faults.add(path + field, RatingErrors.URDB_FORM, field + ".sell");
            }
        }

        /** A ratchet: one percentage of the highest demand of a number of months before. */
        private void billingDemand() throws IOException {
            BigDecimal percent = number("lookbackpercent");
            BigDecimal months = number("lookbackrange");
            if (fields.containsKey("demandratchetpercentage") && matters(fields.get("demandratchetpercentage"))) {
                unsupported("demandratchetpercentage", fields.get("demandratchetpercentage"));
            }
            JsonValue named = fields.get("lookbackmonths");
            boolean byName = named != null && matters(named);
            if (percent == null || percent.signum() == 0 || !byName && (months == null || months.signum() == 0)) {
                return;
            }
            if (size("flatdemandstructure") == 0 || months != null && months.compareTo(BigDecimal.valueOf(MONTHS)) > 0
                    || byName && named.items().size() != MONTHS || percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
                unsupported("lookbackpercent", fields.get("lookbackpercent"));
                return;
            }
            BigDecimal share = rounded(percent.compareTo(BigDecimal.ONE) <= 0 ? percent.multiply(HUNDRED) : percent);
            begin(BillingDemand.METHOD, "ENERGY");
            window();
            json.writeNumberField("lookBack", byName ? MONTHS - 1 : months.intValue());
            json.writeArrayFieldStart("percents");
            for (int month = 0; month < MONTHS; month++) {
                json.writeNumber(byName && !matters(named.items().get(month)) ? BigDecimal.ZERO : share);
            }
            json.writeEndArray();
            end();
        }

        /** The database's numbers come from binary floating point; their noise is cut. */
        private static BigDecimal rounded(BigDecimal value) {
            BigDecimal cut = value.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
            return cut.scale() < 0 ? cut.setScale(0) : cut;
        }
    }
}
