package org.karawatt.console.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import org.karawatt.console.internal.module.ModuleFiles;

/** What one user sees of the modules: only pages, widgets and searches that need no permission or one that the user has. */
final class ModuleList {

    private ModuleList() {
    }

    /**
     * The modules with something in them for the user.
     *
     * @param base address of the console without a slash at its end
     * @param allowed whether the user has a permission
     */
    static ArrayNode visible(String base, List<ModuleFiles> modules, Predicate<String> allowed) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (ModuleFiles module : modules) {
            ArrayNode pages = permitted(module.descriptor().path("pages"), allowed);
            ArrayNode widgets = permitted(module.descriptor().path("widgets"), allowed);
            if (pages.isEmpty() && widgets.isEmpty()) {
                continue;
            }
            ObjectNode visible = module.descriptor().deepCopy();
            visible.remove(List.of("imports", "preload"));
            visible.set("pages", pages);
            visible.set("widgets", widgets);
            if (!allowed(module.descriptor().path("search"), allowed)) {
                visible.remove("search");
            }
            visible.put("base", IndexPage.folder(base, module));
            list.add(visible);
        }
        return list;
    }

    private static ArrayNode permitted(JsonNode entries, Predicate<String> allowed) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : entries) {
            if (allowed(entry, allowed)) {
                kept.add(entry);
            }
        }
        return kept;
    }

    private static boolean allowed(JsonNode entry, Predicate<String> allowed) {
        JsonNode permission = entry.path("permission");
        return permission.isMissingNode() || permission.isNull() || allowed.test(permission.asText());
    }
}
