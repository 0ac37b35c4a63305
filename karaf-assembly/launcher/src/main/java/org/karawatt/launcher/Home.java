package org.karawatt.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The unpacked distribution: where its files are and which ports its configuration names. */
final class Home {

    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:([A-Za-z0-9_]+)(?::-([^}]*))?}");

    private final Path root;
    private final Map<String, String> environment;

    Home(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    Path root() {
        return root;
    }

    Path etc() {
        return root.resolve("etc");
    }

    Path data() {
        return root.resolve("data");
    }

    int httpPort() throws IOException {
        return Integer.parseInt(setting("org.ops4j.pax.web.cfg", "org.osgi.service.http.port", "8181"));
    }

    int sshPort() throws IOException {
        return Integer.parseInt(setting("org.apache.karaf.shell.cfg", "sshPort", "8101"));
    }

    /** Where a browser on this machine finds the server. A server that listens on all addresses is on the loopback too. */
    String address() throws IOException {
        String host = setting("org.ops4j.pax.web.cfg", "org.ops4j.pax.web.listening.addresses", "127.0.0.1").split(",")[0].trim();
        return "http://" + ("0.0.0.0".equals(host) ? "127.0.0.1" : host) + ":" + httpPort();
    }

    /** Value of a key in a file below etc, with {@code ${env:NAME:-default}} put in as the container does it. */
    String setting(String file, String key, String fallback) throws IOException {
        Properties properties = new Properties();
        Path path = etc().resolve(file);
        if (Files.exists(path)) {
            try (Reader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                properties.load(in);
            }
        }
        String raw = properties.getProperty(key, fallback).trim();
        Matcher m = ENVIRONMENT.matcher(raw);
        return m.replaceAll(r -> {
            String value = environment.get(r.group(1));
            String used = value != null ? value : r.group(2) == null ? "" : r.group(2);
            return Matcher.quoteReplacement(used);
        });
    }
}
