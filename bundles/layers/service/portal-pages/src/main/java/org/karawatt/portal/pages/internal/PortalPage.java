package org.karawatt.portal.pages.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.console.api.WebPage;

/**
 * The one HTML page of the portal. It uses the browser libraries and the kit of the console. The addresses carry no revision, so that a
 * browser asks whether a file has changed and gets an empty answer when it has not.
 */
final class PortalPage {

    /** Files of a module at this place are those that are there now. */
    private static final String NOW = "now";
    private static final String LIBRARIES = "lib";
    private static final String CONSOLE = "console";
    private static final String KIT = "@karawatt/console/";

    private PortalPage() {
    }

    /**
     * Builds the page.
     *
     * @param base context path, empty or without a slash at its end
     * @param descriptors {@code module.json} of the libraries and of the console, by id
     */
    static WebPage of(String base, Map<String, JsonNode> descriptors) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("base", base + "/console");
        data.put("portal", base + "/portal");
        data.put("kit", folder(base, CONSOLE));
        WebPage.Part own = new WebPage.Part(folder(base, PortalPages.MODULE), Map.of(), List.of("portal.css", "module.css"), List.of());
        return WebPage.of(data, folder(base, CONSOLE) + "logo.svg", List.of(part(base, LIBRARIES, descriptors, Map.of()),
                part(base, CONSOLE, descriptors, Map.of(KIT, "")), own), own.folder() + "main.js");
    }

    /**
     * What the page uses of a module.
     *
     * @param more imports besides those that the module names itself
     */
    private static WebPage.Part part(String base, String id, Map<String, JsonNode> descriptors, Map<String, String> more) {
        JsonNode descriptor = descriptors.get(id);
        Map<String, String> imports = new LinkedHashMap<>();
        descriptor.path("imports").fields().forEachRemaining(entry -> imports.put(entry.getKey(), entry.getValue().asText()));
        imports.putAll(more);
        return new WebPage.Part(folder(base, id), imports, texts(descriptor.path("css")), texts(descriptor.path("preload")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String folder(String base, String module) {
        return base + "/console/m/" + module + "/" + NOW + "/";
    }
}
