package org.karawatt.console.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A page of HTML that is made of ES modules, and the content security policy that it has to be served with. The import map has to stand in the
 * page itself; it is the only inline script, so the policy allows exactly it, by its hash. Immutable.
 *
 * @param html the page
 * @param policy value of the header Content-Security-Policy
 */
public record WebPage(String html, String policy) {

    private static final String TEMPLATE = """
            <!doctype html>
            <html lang="zh-CN"{data}>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <title>Karawatt</title>
            <link rel="icon" type="image/svg+xml" href="{icon}">
            <script type="importmap">{imports}</script>
            {links}
            <script type="module" src="{script}"></script>
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
     * Files of one UI module that the page uses.
     *
     * @param folder address of the module's files, with a slash at its end
     * @param imports files by the names under which scripts import them
     * @param sheets style sheets in their order
     * @param preload names of {@code imports} that are always needed, to be loaded at once
     */
    public record Part(String folder, Map<String, String> imports, List<String> sheets, List<String> preload) {

        public Part {
            Objects.requireNonNull(folder, "folder");
            imports = Collections.unmodifiableMap(new LinkedHashMap<>(imports));
            sheets = List.copyOf(sheets);
            preload = List.copyOf(preload);
        }
    }

    /**
     * Builds the page.
     *
     * @param data what scripts find in the {@code dataset} of the document, by name without {@code data-}
     * @param icon address of the icon
     * @param parts modules in the order in which their style sheets apply
     * @param script address of the script that starts the application
     */
    public static WebPage of(Map<String, String> data, String icon, List<Part> parts, String script) {
        Map<String, String> imports = new LinkedHashMap<>();
        List<String> links = new ArrayList<>();
        for (Part part : parts) {
            part.imports().forEach((name, file) -> imports.put(name, part.folder() + file));
            part.sheets().forEach(sheet -> links.add("<link rel=\"stylesheet\" href=\"" + attribute(part.folder() + sheet) + "\">"));
            part.preload().forEach(name -> links.add("<link rel=\"modulepreload\" href=\""
                    + attribute(imports.getOrDefault(name, "")) + "\">"));
        }
        String map = imports.entrySet().stream().map(entry -> text(entry.getKey()) + ":" + text(entry.getValue()))
                .collect(Collectors.joining(",", "{\"imports\":{", "}}"));
        String html = TEMPLATE
                .replace("{data}", data.entrySet().stream().map(entry -> " data-" + entry.getKey() + "=\"" + attribute(entry.getValue()) + "\"")
                        .collect(Collectors.joining()))
                .replace("{icon}", attribute(icon)).replace("{script}", attribute(script)).replace("{links}", String.join("\n", links))
                .replace("{imports}", map);
        return new WebPage(html, POLICY.formatted(sha256(map)));
    }

    /** A text of JSON that cannot end a script. */
    private static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || c == '<') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
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
