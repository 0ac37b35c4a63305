package org.karawatt.workflow.internal.calc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.api.WorkflowErrors;

/** Reads limits from JSON: an array {@code limits} of objects named as {@link TimeLimit} is. Pure. */
public final class LimitFile {

    private static final int MOST_AMOUNT = 10_000;

    private LimitFile() {
    }

    /**
     * The limits of a file.
     *
     * @param name name for messages
     * @throws KarawattException INVALID with every fault
     */
    public static List<TimeLimit> read(String name, byte[] bytes) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            throw KarawattException.invalid(WorkflowErrors.BAD_DEFINITION, name, e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                    e.getOriginalMessage());
        } catch (IOException e) {
            throw KarawattException.invalid(WorkflowErrors.BAD_DEFINITION, name, 0, e.toString());
        }
        Faults faults = new Faults();
        List<TimeLimit> limits = new ArrayList<>();
        JsonNode list = root.path("limits");
        if (!list.isArray() || list.isEmpty()) {
            faults.add("limits", WorkflowErrors.BAD_DEFINITION, name, 0, "limits is missing");
        }
        for (int i = 0; i < list.size(); i++) {
            String at = "limits[" + i + "]";
            try {
                limits.add(limit(list.get(i)));
            } catch (IllegalArgumentException | DateTimeException e) {
                faults.add(at, WorkflowErrors.BAD_DEFINITION, name, 0, at + ": " + e.getMessage());
            }
        }
        faults.throwIfAny();
        return limits;
    }

    private static TimeLimit limit(JsonNode node) {
        int amount = node.path("amount").asInt(0);
        int warn = node.path("warnPercent").asInt(80);
        if (amount < 1 || amount > MOST_AMOUNT || warn < 1 || warn > 99) {
            throw new IllegalArgumentException("amount " + node.path("amount") + ", warnPercent " + warn);
        }
        return new TimeLimit(text(node, "code", 40), text(node, "nameZh", 160), text(node, "nameEn", 160), amount,
                TimeLimit.Unit.valueOf(text(node, "unit", 12)), warn, text(node, "rule", 160), LocalDate.parse(text(node, "validFrom", 10)),
                node.hasNonNull("validTo") ? LocalDate.parse(node.get("validTo").asText()) : null);
    }

    private static String text(JsonNode node, String field, int maxLength) {
        String text = node.path(field).asText("");
        if (text.isBlank() || text.length() > maxLength) {
            throw new IllegalArgumentException(field + " is missing or longer than " + maxLength);
        }
        return text;
    }
}
