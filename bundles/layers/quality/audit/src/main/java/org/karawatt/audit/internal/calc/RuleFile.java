package org.karawatt.audit.internal.calc;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.QualityErrors;

/** Reads rules from JSON: an array {@code rules} of objects named as {@link AuditRuleInfo} is. Pure. */
public final class RuleFile {

    /** Largest file. */
    public static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_RULES = 500;
    private static final String NAME = "[a-zA-Z][a-zA-Z0-9]{0,39}";
    private static final Set<String> KEYS = Set.of("code", "nameZh", "nameEn", "theme", "population", "condition", "exclude", "parameters",
            "window", "severity", "schedule", "dispatched", "source");

    private RuleFile() {
    }

    /**
     * The rules of a file, their formulas not yet read.
     *
     * @param name name for messages
     * @throws KarawattException INVALID with every fault
     */
    public static List<AuditRuleInfo> read(String name, byte[] bytes, String origin) {
        JsonNode root;
        try {
            root = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readTree(bytes);
        } catch (IOException e) {
            throw KarawattException.invalid(QualityErrors.BAD_FILE, name, e.getMessage());
        }
        Faults faults = new Faults();
        JsonNode list = root.path("rules");
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_RULES) {
            faults.add("rules", QualityErrors.BAD_FILE, name, "rules: 1 to " + MAX_RULES + " are expected");
        }
        List<AuditRuleInfo> rules = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            rules.add(rule(list.get(i), "rules[" + i + "].", name, origin, faults));
        }
        faults.throwIfAny();
        return rules;
    }

    private static AuditRuleInfo rule(JsonNode node, String at, String name, String origin, Faults faults) {
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                faults.add(at + key, QualityErrors.BAD_FILE, name, "unknown: " + key);
            }
        });
        String code = text(node, "code");
        faults.text(at + "code", code, 40).text(at + "nameZh", text(node, "nameZh"), 160).text(at + "nameEn", text(node, "nameEn"), 160)
                .text(at + "theme", text(node, "theme"), 20).text(at + "population", text(node, "population"), 40)
                .text(at + "condition", text(node, "condition"), 1000).text(at + "source", text(node, "source"), 300);
        oneOf(node, "severity", Set.of("LOW", "MEDIUM", "HIGH"), at, name, faults);
        oneOf(node, "window", Set.of("MONTH", "YEAR", "ONCE"), at, name, faults);
        if (code != null && !code.matches("[A-Z][A-Z0-9-]*")) {
            faults.add(at + "code", QualityErrors.BAD_FILE, name, "capitals, digits and hyphens: " + code);
        }
        if (node.hasNonNull("schedule")) {
            try {
                Cron.parse(text(node, "schedule"));
            } catch (KarawattException e) {
                faults.add(at + "schedule", e.code(), e.faults().get(0).args().toArray());
            }
        }
        Map<String, BigDecimal> parameters = new LinkedHashMap<>();
        node.path("parameters").fields().forEachRemaining(entry -> {
            if (!entry.getKey().matches(NAME) || !entry.getValue().isNumber()) {
                faults.add(at + "parameters." + entry.getKey(), QualityErrors.BAD_FILE, name, "a name and a number are expected");
            } else {
                parameters.put(entry.getKey(), entry.getValue().decimalValue());
            }
        });
        return new AuditRuleInfo(code, text(node, "nameZh"), text(node, "nameEn"), text(node, "theme"), text(node, "population"),
                text(node, "condition"), text(node, "exclude"), parameters, text(node, "window"), text(node, "severity"),
                text(node, "schedule"), node.path("dispatched").asBoolean(true), text(node, "source"), origin, false);
    }

    private static void oneOf(JsonNode node, String key, Set<String> values, String at, String name, Faults faults) {
        if (!values.contains(String.valueOf(text(node, key)))) {
            faults.add(at + key, QualityErrors.BAD_FILE, name, key + " is one of " + values.stream().sorted().toList());
        }
    }

    private static String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.get(key).asText() : null;
    }
}
