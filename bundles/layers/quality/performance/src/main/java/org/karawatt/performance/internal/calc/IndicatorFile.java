package org.karawatt.performance.internal.calc;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.quality.api.Formula;
import org.karawatt.quality.api.QualityErrors;

/** Reads indicators from JSON: an array {@code indicators} of objects named as {@link Indicator} is. Pure. */
public final class IndicatorFile {

    /** Largest file. */
    public static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_INDICATORS = 500;
    private static final int MAX_DECIMALS = 6;
    private static final Set<String> KEYS = Set.of("code", "nameZh", "nameEn", "theme", "formula", "measures", "unit", "decimals", "target",
            "direction", "records", "source");

    private IndicatorFile() {
    }

    /**
     * The indicators of a file.
     *
     * @param name name for messages
     * @throws KarawattException INVALID with every fault
     */
    public static List<Indicator> read(String name, byte[] bytes, String origin) {
        JsonNode root;
        try {
            root = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readTree(bytes);
        } catch (IOException e) {
            throw KarawattException.invalid(QualityErrors.BAD_FILE, name, e.getMessage());
        }
        Faults faults = new Faults();
        JsonNode list = root.path("indicators");
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_INDICATORS) {
            faults.add("indicators", QualityErrors.BAD_FILE, name, "indicators: 1 to " + MAX_INDICATORS + " are expected");
        }
        List<Indicator> indicators = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            indicators.add(indicator(list.get(i), "indicators[" + i + "].", name, origin, faults));
        }
        faults.throwIfAny();
        return indicators;
    }

    private static Indicator indicator(JsonNode node, String at, String name, String origin, Faults faults) {
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                faults.add(at + key, QualityErrors.BAD_FILE, name, "unknown: " + key);
            }
        });
        faults.text(at + "code", text(node, "code"), 40).text(at + "nameZh", text(node, "nameZh"), 160)
                .text(at + "nameEn", text(node, "nameEn"), 160).text(at + "theme", text(node, "theme"), 20)
                .text(at + "source", text(node, "source"), 300);
        String direction = text(node, "direction");
        if (!"HIGHER".equals(direction) && !"LOWER".equals(direction)) {
            faults.add(at + "direction", QualityErrors.BAD_FILE, name, "direction is HIGHER or LOWER");
        }
        int decimals = node.path("decimals").asInt(2);
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            faults.add(at + "decimals", QualityErrors.BAD_FILE, name, "decimals: 0 to " + MAX_DECIMALS);
        }
        List<String> measures = new ArrayList<>();
        node.path("measures").forEach(measure -> measures.add(measure.asText()));
        Formula formula = null;
        try {
            formula = Indicator.formula(text(node, "formula"), measures);
        } catch (KarawattException e) {
            faults.add(at + "formula", e.code(), e.faults().get(0).args().toArray());
        }
        return new Indicator(text(node, "code"), text(node, "nameZh"), text(node, "nameEn"), text(node, "theme"), formula,
                List.copyOf(measures), node.path("unit").asText(""), decimals,
                node.path("target").isNumber() ? node.get("target").decimalValue() : null, direction, text(node, "records"),
                text(node, "source"), origin);
    }

    private static String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.get(key).asText() : null;
    }
}
