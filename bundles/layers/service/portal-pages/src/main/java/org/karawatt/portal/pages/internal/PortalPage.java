package org.karawatt.portal.pages.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The one HTML page of the portal and the policy that it is served with. It uses the browser libraries and the kit of the console; the
 * import map is the only inline script and is allowed by its hash. The addresses carry no revision, so that a browser asks whether a file
 * has changed and gets an empty answer when it has not.
 *
 * @param html the page
 * @param policy value of the header Content-Security-Policy
 */
record PortalPage(String html, String policy) {

    /** Files of a module at this place are those that are there now. */
    private static final String NOW = "now";
    private static final String LIBRARIES = "lib";
    private static final String CONSOLE = "console";
    private static final String KIT = "@karawatt/console/";

    private static final String TEMPLATE = """
            <!doctype html>
            <html lang="zh-CN" data-base="{base}/console" data-portal="{base}/portal" data-kit="{kit}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <title>Karawatt</title>
            <link rel="icon" type="image/svg+xml" href="{kit}logo.svg">
            <script type="importmap">{imports}</script>
            {links}
            <script type="module" src="{own}main.js"></script>
            </head>
            <body>
            <div id="app"></div>
            <noscript>本页面需要启用 JavaScript。 This page needs JavaScript.</noscript>
            </body>
            </html>
            """;

    private static final String POLICY = "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    /**
     * Builds the page.
     *
     * @param base context path, empty or without a slash at its end
     * @param descriptors {@code module.json} of the libraries and of the console, by id
     */
    static PortalPage of(String base, Map<String, JsonNode> descriptors) {
        ObjectNode imports = JsonNodeFactory.instance.objectNode();
        List<String> links = new ArrayList<>();
        for (String id : List.of(LIBRARIES, CONSOLE)) {
            JsonNode descriptor = descriptors.get(id);
            descriptor.path("imports").fields().forEachRemaining(entry ->
                    imports.put(entry.getKey(), folder(base, id) + entry.getValue().asText()));
            descriptor.path("css").forEach(sheet -> links.add(sheet(folder(base, id) + sheet.asText())));
            descriptor.path("preload").forEach(name -> links.add("<link rel=\"modulepreload\" href=\""
                    + attribute(imports.path(name.asText()).asText()) + "\">"));
        }
        imports.put(KIT, folder(base, CONSOLE));
        links.add(sheet(folder(base, PortalPages.MODULE) + "portal.css"));
        links.add(sheet(folder(base, PortalPages.MODULE) + "module.css"));
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.set("imports", imports);
        String script = map.toString().replace("<", "\\u003c");
        String html = TEMPLATE.replace("{base}", attribute(base)).replace("{kit}", attribute(folder(base, CONSOLE)))
                .replace("{own}", attribute(folder(base, PortalPages.MODULE))).replace("{links}", String.join("\n", links))
                .replace("{imports}", script);
        return new PortalPage(html, POLICY.formatted(sha256(script)));
    }

    private static String sheet(String address) {
        return "<link rel=\"stylesheet\" href=\"" + attribute(address) + "\">";
    }

    private static String folder(String base, String module) {
        return base + "/console/m/" + module + "/" + NOW + "/";
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
