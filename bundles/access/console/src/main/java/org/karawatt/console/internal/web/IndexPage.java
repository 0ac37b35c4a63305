package org.karawatt.console.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.karawatt.console.internal.module.ModuleFiles;

/**
 * The one HTML page of the console, and the content security policy it is served with.
 *
 * <p>The import map has to stand in the page itself. It is the only inline script, so the policy allows exactly it, by
 * its hash; both depend on the revisions of the libraries and are made anew for every answer.
 *
 * @param html the page
 * @param policy value of the header Content-Security-Policy
 */
record IndexPage(String html, String policy) {

    private static final String TEMPLATE = """
            <!doctype html>
            <html lang="zh-CN" data-base="{base}" data-revision="{revision}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <title>Karawatt</title>
            <link rel="icon" type="image/svg+xml" href="{console}logo.svg">
            <script type="importmap">{imports}</script>
            {links}
            <script type="module" src="{console}main.js"></script>
            </head>
            <body>
            <div id="app"></div>
            <noscript>本系统需要启用 JavaScript。 This application needs JavaScript.</noscript>
            </body>
            </html>
            """;

    private static final String POLICY = "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    /**
     * Builds the page.
     *
     * @param base address of the console without a slash at its end
     * @param libraries the module with the browser libraries
     * @param console the console's own files
     */
    static IndexPage of(String base, ModuleFiles libraries, ModuleFiles console) {
        ObjectNode imports = JsonNodeFactory.instance.objectNode();
        List<String> links = new ArrayList<>();
        for (ModuleFiles module : List.of(libraries, console)) {
            String folder = folder(base, module);
            module.descriptor().path("imports").fields()
                    .forEachRemaining(entry -> imports.put(entry.getKey(), folder + entry.getValue().asText()));
            for (JsonNode sheet : module.descriptor().path("css")) {
                links.add("<link rel=\"stylesheet\" href=\"" + attribute(folder + sheet.asText()) + "\">");
            }
            for (JsonNode name : module.descriptor().path("preload")) {
                links.add("<link rel=\"modulepreload\" href=\"" + attribute(imports.path(name.asText()).asText()) + "\">");
            }
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.set("imports", imports);
        String script = map.toString().replace("<", "\\u003c");
        String html = TEMPLATE
                .replace("{base}", attribute(base))
                .replace("{revision}", attribute(revision(libraries, console)))
                .replace("{console}", attribute(folder(base, console)))
                .replace("{links}", String.join("\n", links))
                .replace("{imports}", script);
        return new IndexPage(html, POLICY.formatted(sha256(script)));
    }

    /** What an open page was built from; a page that sees another value offers to load itself again. */
    static String revision(ModuleFiles libraries, ModuleFiles console) {
        return libraries.revision() + "-" + console.revision();
    }

    /** Address of a module's files, with a slash at its end. */
    static String folder(String base, ModuleFiles module) {
        return base + "/m/" + module.id() + "/" + module.revision() + "/";
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
