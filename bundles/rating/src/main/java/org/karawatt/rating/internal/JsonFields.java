package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.karawatt.kernel.error.Faults;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.RatingErrors;

/**
 * Reads the fields of one JSON object and collects what is wrong with them, each fault with its path and line. After a fault the reading
 * goes on with null, so that one pass finds everything.
 */
public final class JsonFields {

    private static final int MAX_DIGITS = 100;

    private final JsonValue object;
    private final String path;
    private final Faults faults;
    private final Set<String> known = new HashSet<>();

    public JsonFields(JsonValue value, String path, Faults faults) {
        this.object = value;
        this.path = path;
        this.faults = faults;
        if (value.kind() != JsonValue.Kind.OBJECT) {
            faults.add(at(path, value.line()), RatingErrors.FIELD_TYPE, "object");
        }
    }

    public String path() {
        return path;
    }

    /** The path of a field of this object with its line, as faults name it. */
    public String where(String name) {
        JsonValue value = object.fields().get(name);
        return at(join(name), value == null ? object.line() : value.line());
    }

    private static String at(String path, int line) {
        return path + " (line " + line + ")";
    }

    private String join(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** True when the field is there and not null; marks it as known. */
    public boolean has(String name) {
        return value(name) != null;
    }

    private JsonValue value(String name) {
        known.add(name);
        JsonValue value = object.fields().get(name);
        return value == null || value.kind() == JsonValue.Kind.NULL ? null : value;
    }

    private JsonValue required(String name) {
        JsonValue value = value(name);
        if (value == null) {
            faults.add(where(name), RatingErrors.FIELD_MISSING);
        }
        return value;
    }

    private <T> T wrong(String name, RatingErrors error, Object... args) {
        faults.add(where(name), error, args);
        return null;
    }

    /** A text that must be there. */
    public String text(String name, int maxLength) {
        JsonValue value = required(name);
        return value == null ? null : text(name, value, maxLength);
    }

    /** A text that may be missing. */
    public String text(String name, int maxLength, String otherwise) {
        JsonValue value = value(name);
        return value == null ? otherwise : text(name, value, maxLength);
    }

    private String text(String name, JsonValue value, int maxLength) {
        if (value.kind() != JsonValue.Kind.TEXT) {
            return wrong(name, RatingErrors.FIELD_TYPE, "text");
        }
        faults.text(where(name), value.text(), maxLength);
        return value.text();
    }

    public LocalText localText(String name) {
        JsonValue value = required(name);
        if (value == null) {
            return null;
        }
        JsonFields fields = new JsonFields(value, join(name), faults);
        String zh = fields.text("zh", 200);
        String en = fields.text("en", 200);
        fields.end();
        return zh == null || en == null ? null : new LocalText(zh, en);
    }

    /** A decimal that must be there. */
    public BigDecimal decimal(String name) {
        JsonValue value = required(name);
        return value == null ? null : decimal(where(name), value, faults);
    }

    /** A decimal that may be missing. */
    public BigDecimal decimal(String name, BigDecimal otherwise) {
        JsonValue value = value(name);
        return value == null ? otherwise : decimal(where(name), value, faults);
    }

    /** A number, or a text that is one; bounded so that later arithmetic stays small. */
    public static BigDecimal decimal(String where, JsonValue value, Faults faults) {
        if (value.kind() != JsonValue.Kind.NUMBER && value.kind() != JsonValue.Kind.TEXT) {
            faults.add(where, RatingErrors.FIELD_TYPE, "number");
            return null;
        }
        if (value.text().length() > 2 * MAX_DIGITS) {
            faults.add(where, RatingErrors.NUMBER_RANGE, value.text().substring(0, 20) + "...");
            return null;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(value.text());
        } catch (NumberFormatException e) {
            faults.add(where, RatingErrors.FIELD_TYPE, "number");
            return null;
        }
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            faults.add(where, RatingErrors.NUMBER_RANGE, value.text());
            return null;
        }
        return number;
    }

    /** Decimals by name; empty when missing. */
    public Map<String, BigDecimal> decimals(String name) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        JsonValue value = value(name);
        if (value != null) {
            JsonFields fields = new JsonFields(value, join(name), faults);
            for (String key : value.fields().keySet()) {
                BigDecimal number = fields.decimal(key);
                if (number != null) {
                    numbers.put(key, number);
                }
            }
        }
        return numbers;
    }

    public Integer integer(String name, Integer otherwise) {
        JsonValue value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (value.kind() != JsonValue.Kind.NUMBER || !value.text().matches("-?\\d{1,9}")) {
            return wrong(name, RatingErrors.FIELD_TYPE, "whole number");
        }
        return Integer.valueOf(value.text());
    }

    public boolean bool(String name, boolean otherwise) {
        JsonValue value = value(name);
        if (value != null && value.kind() != JsonValue.Kind.BOOLEAN) {
            wrong(name, RatingErrors.FIELD_TYPE, "true/false");
            return otherwise;
        }
        return value == null ? otherwise : Boolean.parseBoolean(value.text());
    }

    /** A day that must be there, {@code 2026-01-31}. */
    public LocalDate date(String name) {
        return required(name) == null ? null : date(name, null);
    }

    public LocalDate date(String name, LocalDate otherwise) {
        JsonValue value = value(name);
        if (value == null) {
            return otherwise;
        }
        LocalDate day = day(value);
        return day != null ? day : wrong(name, RatingErrors.FIELD_TYPE, "date yyyy-mm-dd");
    }

    /** A day with time that must be there, {@code 2026-01-31T18:00}. */
    public LocalDateTime time(String name) {
        JsonValue value = required(name);
        if (value == null) {
            return null;
        }
        try {
            LocalDateTime time = value.kind() == JsonValue.Kind.TEXT ? LocalDateTime.parse(value.text()) : null;
            if (time != null && time.getYear() >= 1900 && time.getYear() <= 2999) {
                return time;
            }
        } catch (DateTimeException e) {
            return wrong(name, RatingErrors.FIELD_TYPE, "time yyyy-mm-ddThh:mm");
        }
        return wrong(name, RatingErrors.FIELD_TYPE, "time yyyy-mm-ddThh:mm");
    }

    /** The items of an array of days; empty when missing. */
    public List<LocalDate> dates(String name) {
        return items(name, (value, at) -> {
            LocalDate day = day(value);
            if (day == null) {
                faults.add(at(at, value.line()), RatingErrors.FIELD_TYPE, "date yyyy-mm-dd");
            }
            return day;
        });
    }

    private static LocalDate day(JsonValue value) {
        try {
            LocalDate day = value.kind() == JsonValue.Kind.TEXT ? LocalDate.parse(value.text()) : null;
            return day != null && day.getYear() >= 1900 && day.getYear() <= 2999 ? day : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** One of the names of an enum; {@code otherwise} when missing, or a fault when that is null. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E otherwise) {
        JsonValue value = otherwise == null ? required(name) : value(name);
        return value == null ? otherwise : constant(where(name), value.text(), type, faults);
    }

    /** The constant of an enum; null and a fault when there is none of that name. */
    public static <E extends Enum<E>> E constant(String where, String text, Class<E> type, Faults faults) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        faults.add(where, RatingErrors.UNKNOWN_VALUE, String.valueOf(text), Arrays.toString(type.getEnumConstants()));
        return null;
    }

    /** The items of an array, each read by {@code reader} from its fields; empty when the array is missing. */
    public <T> List<T> list(String name, Function<JsonFields, T> reader) {
        return items(name, (value, at) -> reader.apply(new JsonFields(value, at, faults)));
    }

    /** The items of an array of decimals; empty when missing. */
    public List<BigDecimal> decimalList(String name) {
        return items(name, (value, at) -> decimal(at(at, value.line()), value, faults));
    }

    /** The items of an array of texts; empty when missing. */
    public List<String> textList(String name, int maxLength) {
        return items(name, (value, at) -> {
            if (value.kind() != JsonValue.Kind.TEXT) {
                faults.add(at(at, value.line()), RatingErrors.FIELD_TYPE, "text");
                return null;
            }
            faults.text(at(at, value.line()), value.text(), maxLength);
            return value.text();
        });
    }

    /** The items of an array, null items left out (each of them has brought its fault). */
    public <T> List<T> items(String name, BiFunction<JsonValue, String, T> reader) {
        List<T> list = new ArrayList<>();
        JsonValue value = value(name);
        if (value != null && value.kind() != JsonValue.Kind.ARRAY) {
            wrong(name, RatingErrors.FIELD_TYPE, "list");
        } else if (value != null) {
            for (int i = 0; i < value.items().size(); i++) {
                T item = reader.apply(value.items().get(i), join(name) + "[" + i + "]");
                if (item != null) {
                    list.add(item);
                }
            }
        }
        return list;
    }

    /** The object in a field; null when it is missing. */
    public JsonFields object(String name) {
        JsonValue value = value(name);
        return value == null ? null : new JsonFields(value, join(name), faults);
    }

    /** The raw value of a field; null when it is missing. */
    public JsonValue raw(String name) {
        return value(name);
    }

    public Faults faults() {
        return faults;
    }

    /** Adds a fault for every field that nobody has asked for. */
    public void end() {
        for (String name : object.fields().keySet()) {
            if (!known.contains(name)) {
                faults.add(where(name), RatingErrors.FIELD_UNKNOWN);
            }
        }
    }
}
