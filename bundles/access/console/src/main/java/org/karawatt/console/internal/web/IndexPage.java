package org.karawatt.console.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.console.api.WebPage;
import org.karawatt.console.internal.module.ModuleFiles;

/** The one HTML page of the console. Its addresses depend on the revisions of the libraries, so it is made anew for every answer. */
final class IndexPage {

    private IndexPage() {
    }

    /**
     * Builds the page.
     *
     * @param base address of the console without a slash at its end
     * @param libraries the module with the browser libraries
     * @param console the console's own files
     */
    static WebPage of(String base, ModuleFiles libraries, ModuleFiles console) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("base", base);
        data.put("revision", revision(libraries, console));
        return WebPage.of(data, folder(base, console) + "logo.svg", List.of(part(base, libraries), part(base, console)),
                folder(base, console) + "main.js");
    }

    private static WebPage.Part part(String base, ModuleFiles module) {
        Map<String, String> imports = new LinkedHashMap<>();
        module.descriptor().path("imports").fields().forEachRemaining(entry -> imports.put(entry.getKey(), entry.getValue().asText()));
        return new WebPage.Part(folder(base, module), imports, texts(module.descriptor().path("css")),
                texts(module.descriptor().path("preload")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** What an open page was built from; a page that sees another value offers to load itself again. */
    static String revision(ModuleFiles libraries, ModuleFiles console) {
        return libraries.revision() + "-" + console.revision();
    }

    /** Address of a module's files, with a slash at its end. */
    static String folder(String base, ModuleFiles module) {
        return base + "/m/" + module.id() + "/" + module.revision() + "/";
    }
}
