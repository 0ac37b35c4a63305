package org.karawatt.console.internal.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/**
 * The web files of one module, read from its bundle.
 *
 * @param id id of the module
 * @param revision hash over the files: a changed module gets new addresses, which alone makes a browser load a changed
 *         ES module, and lets everything be cached for ever
 * @param readableBeforeLogin whether the files may be given to anybody
 * @param descriptor the content of {@code module.json}
 * @param bundle where the files are
 */
public record ModuleFiles(String id, String revision, boolean readableBeforeLogin, JsonNode descriptor, Bundle bundle) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "/web/";
    private static final String COMPRESSED = ".gz";
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9_.@-]*(/[A-Za-z0-9_@-][A-Za-z0-9_.@-]*)*");
    private static final Pattern ROUTE = Pattern.compile("/[a-z0-9-]+(/[A-Za-z0-9:?_-]+)*");
    private static final int REVISION_LENGTH = 12;

    /**
     * Reads and checks the descriptor of a bundle.
     *
     * @throws IOException when the bundle has no usable {@code /web/module.json}
     */
    static ModuleFiles read(String id, boolean readableBeforeLogin, Bundle bundle) throws IOException {
        URL url = bundle.getEntry(FOLDER + "module.json");
        if (url == null) {
            throw new IOException("no " + FOLDER + "module.json");
        }
        JsonNode descriptor;
        try (InputStream in = url.openStream()) {
            descriptor = JSON.readTree(in);
        }
        if (!descriptor.path("id").asText().equals(id)) {
            throw new IOException("module.json names the module " + descriptor.path("id") + " and the service " + id);
        }
        for (JsonNode page : descriptor.path("pages")) {
            if (!ROUTE.matcher(page.path("path").asText()).matches() || page.path("component").asText().isEmpty()) {
                throw new IOException("page without proper path or component: " + page);
            }
        }
        return new ModuleFiles(id, revision(bundle), readableBeforeLogin, descriptor, bundle);
    }

    /** A file, or empty when there is none by that name; names that leave the folder do not exist. */
    public Optional<URL> file(String path) {
        if (!PLAIN_PATH.matcher(path).matches() || path.endsWith(COMPRESSED)) {
            return Optional.empty();
        }
        return Optional.ofNullable(bundle.getEntry(FOLDER + path));
    }

    /** The compressed form of a file, or empty when the build made none. */
    public Optional<URL> compressed(String path) {
        return file(path).map(plain -> bundle.getEntry(FOLDER + path + COMPRESSED));
    }

    private static String revision(Bundle bundle) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
        Enumeration<URL> entries = bundle.findEntries(FOLDER, "*", true);
        List<URL> files = Collections.list(entries);
        files.sort(Comparator.comparing(URL::getPath));
        for (URL file : files) {
            if (!file.getPath().endsWith("/") && !file.getPath().endsWith(COMPRESSED)) {
                String path = file.getPath();
                digest.update(path.substring(path.lastIndexOf(FOLDER)).getBytes(StandardCharsets.UTF_8));
                try (InputStream in = file.openStream()) {
                    digest.update(in.readAllBytes());
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, REVISION_LENGTH);
    }
}
