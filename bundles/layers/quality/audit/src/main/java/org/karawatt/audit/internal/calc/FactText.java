package org.karawatt.audit.internal.calc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.karawatt.quality.api.AuditResult.Sample;
import org.karawatt.quality.spi.Fact;

/** Values of facts as text and back. Pure. */
public final class FactText {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A quotient has as many decimals as it likes; people need six. */
    private static final int MAX_SCALE = 6;

    private FactText() {
    }

    /** The values as people read them. */
    public static Map<String, String> texts(Fact fact) {
        Map<String, String> texts = new TreeMap<>();
        fact.values().forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    private static String text(Object value) {
        if (!(value instanceof BigDecimal number)) {
            return value.toString();
        }
        BigDecimal shown = number.scale() > MAX_SCALE ? number.setScale(MAX_SCALE, RoundingMode.HALF_UP) : number;
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    public static String of(Fact fact) {
        return write(texts(fact));
    }

    public static Map<String, String> values(String text) {
        return read(text, new TypeReference<TreeMap<String, String>>() { });
    }

    public static String ofSamples(List<Sample> samples) {
        return write(samples);
    }

    public static List<Sample> samples(String text) {
        return read(text, new TypeReference<List<Sample>>() { });
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }
}
