package org.karawatt.itests.house;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the manifest of one built jar says.
 *
 * @param name symbolic name without the prefix {@code karawatt-}
 * @param services classes of the services that its mandatory references require
 * @param components descriptions of its components (Declarative Services) as XML
 */
record BuiltBundle(String name, Set<String> imports, Set<String> exports, Set<String> services, List<String> components) {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern OBJECT_CLASS = Pattern.compile("objectClass=([\\w.$]+)");

    /** Every module of {@code bundles/pom.xml}, read from its built jar. */
    static List<BuiltBundle> all(Path root, String version) throws IOException {
        List<BuiltBundle> found = new ArrayList<>();
        for (Path jar : jars(root, version)) {
            found.add(read(jar));
        }
        return found;
    }

    /** The built jar of every module of {@code bundles/pom.xml}. */
    static List<Path> jars(Path root, String version) throws IOException {
        Path bundles = root.resolve("bundles");
        List<Path> found = new ArrayList<>();
        Matcher modules = MODULE.matcher(Files.readString(bundles.resolve("pom.xml")));
        while (modules.find()) {
            Path module = bundles.resolve(modules.group(1));
            Path jar = module.resolve("target").resolve("karawatt-" + module.getFileName() + "-" + version + ".jar");
            if (!Files.exists(jar)) {
                throw new IOException("not built: " + jar);
            }
            found.add(jar);
        }
        return found;
    }

    /** The text of every file of a jar whose path matches. */
    static List<String> texts(Path jar, Pattern path) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> texts = new ArrayList<>();
            for (JarEntry entry : file.stream().filter(e -> path.matcher(e.getName()).matches()).toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return texts;
        }
    }

    static BuiltBundle read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes main = file.getManifest().getMainAttributes();
            String name = main.getValue("Bundle-SymbolicName").replaceFirst("^karawatt-", "");
            Set<String> services = new LinkedHashSet<>();
            for (String requirement : clauses(main.getValue("Require-Capability"))) {
                Matcher m = OBJECT_CLASS.matcher(requirement);
                if (requirement.startsWith("osgi.service") && m.find()) {
                    services.add(m.group(1));
                }
            }
            List<String> components = new ArrayList<>();
            for (String path : clauses(main.getValue("Service-Component"))) {
                try (InputStream in = file.getInputStream(file.getEntry(path.trim()))) {
                    components.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return new BuiltBundle(name, names(main.getValue("Import-Package")), names(main.getValue("Export-Package")), services, components);
        }
    }

    boolean isApi() {
        return name.endsWith("-api");
    }

    /** The module without its api ending: what api and implementation share. */
    String module() {
        return isApi() ? name.substring(0, name.length() - "-api".length()) : name;
    }

    private static Set<String> names(String header) {
        Set<String> names = new LinkedHashSet<>();
        for (String clause : clauses(header)) {
            for (String part : clause.split(";")) {
                if (!part.contains("=")) {
                    names.add(part.trim());
                }
            }
        }
        return names;
    }

    /** Splits at the commas that stand outside quotes. */
    private static List<String> clauses(String header) {
        List<String> clauses = new ArrayList<>();
        if (header == null) {
            return clauses;
        }
        StringBuilder clause = new StringBuilder();
        boolean quoted = false;
        for (char c : header.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == ',' && !quoted) {
                clauses.add(clause.toString());
                clause.setLength(0);
            } else {
                clause.append(c);
            }
        }
        clauses.add(clause.toString());
        return clauses;
    }
}
