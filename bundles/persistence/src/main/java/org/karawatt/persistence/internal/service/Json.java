package org.karawatt.persistence.internal.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small maps as JSON text. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private Json() {
    }

    /** Every value as text; null stays null. */
    static String ofTexts(Map<String, ?> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(name, text(value)));
        return write(texts);
    }

    static Map<String, String> texts(String json) {
        return read(json, new TypeReference<LinkedHashMap<String, String>>() { });
    }

    /** Numbers, flags and null as such; everything else as text, dates in ISO form. */
    public static String ofValues(Map<String, ?> values) {
        Map<String, Object> typed = new LinkedHashMap<>();
        values.forEach((name, value) -> typed.put(name,
                value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long ? value : typed(value)));
        return write(typed);
    }

    /** Whole numbers come back as Long, everything that was a decimal as text. */
    public static Map<String, Object> values(String json) {
        return read(json, new TypeReference<LinkedHashMap<String, Object>>() { });
    }

    private static Object typed(Object value) {
        if (value instanceof Double || value instanceof Float) {
            throw new IllegalArgumentException("floating point values are not kept: " + value);
        }
        return text(value);
    }

    private static String text(Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }
}
