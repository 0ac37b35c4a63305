package org.karawatt.desk.internal.calc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.karawatt.desk.api.ContactType;
import org.karawatt.desk.api.DeskErrors;
import org.karawatt.kernel.error.Faults;

/** Reads a file of contact kinds. Pure. */
public final class TypeFile {

    /** Largest file that is read. */
    public static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_CODE = 20;
    private static final int MAX_SUB_CODE = 30;
    private static final int LEAST_URGENT = 9;

    private TypeFile() {
    }

    /** The kinds of a file; INVALID with all its faults. */
    public static List<ContactType> read(String name, byte[] bytes) {
        Faults faults = new Faults();
        List<ContactType> types = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (JsonNode node : root(name, bytes, faults).path("kinds")) {
            String code = text(name, node, "code", MAX_CODE, faults);
            if (code != null && !codes.add(code)) {
                faults.add(code, DeskErrors.BAD_TYPES, name, "twice");
            }
            int priority = node.path("priority").asInt(5);
            if (priority < 1 || priority > LEAST_URGENT) {
                faults.add("priority", DeskErrors.BAD_TYPES, name, "priority " + priority);
            }
            List<ContactType.SubKind> subKinds = subKinds(name, node, faults);
            types.add(new ContactType(code, text(name, node, "nameZh", 80, faults), text(name, node, "nameEn", 80, faults),
                    text(name, node, "process", 60, faults), node.path("limit").asText(null), priority, node.path("needsArea").asBoolean(),
                    node.path("needsSubKind").asBoolean(), subKinds));
        }
        if (types.isEmpty() && faults.isEmpty()) {
            faults.add("kinds", DeskErrors.BAD_TYPES, name, "no kinds");
        }
        faults.throwIfAny();
        return types;
    }

    private static JsonNode root(String name, byte[] bytes, Faults faults) {
        ObjectMapper json = new ObjectMapper();
        try {
            return json.readTree(bytes);
        } catch (IOException e) {
            faults.add("", DeskErrors.BAD_TYPES, name, "not JSON");
            return json.createObjectNode();
        }
    }

    private static List<ContactType.SubKind> subKinds(String name, JsonNode kind, Faults faults) {
        List<ContactType.SubKind> all = new ArrayList<>();
        for (JsonNode node : kind.path("subKinds")) {
            all.add(subKind(name, node, null, faults));
        }
        for (JsonNode group : kind.path("groups")) {
            for (JsonNode node : group.path("subKinds")) {
                all.add(subKind(name, node, group, faults));
            }
        }
        return all;
    }

    private static ContactType.SubKind subKind(String name, JsonNode node, JsonNode group, Faults faults) {
        return new ContactType.SubKind(text(name, node, "code", MAX_SUB_CODE, faults), text(name, node, "nameZh", 80, faults),
                text(name, node, "nameEn", 80, faults), group == null ? null : text(name, group, "code", MAX_SUB_CODE, faults),
                group == null ? null : text(name, group, "nameZh", 80, faults),
                group == null ? null : text(name, group, "nameEn", 80, faults), node.path("limit").asText(null));
    }

    private static String text(String name, JsonNode node, String field, int maxLength, Faults faults) {
        String text = node.path(field).asText(null);
        if (text == null || text.isBlank() || text.length() > maxLength) {
            faults.add(field, DeskErrors.BAD_TYPES, name, field + " is missing or too long");
        }
        return text;
    }
}
