package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The modules of a running server, and how they are moved: by the commands of an administrator. */
final class Modules {

    private final Distribution distribution;

    Modules(Distribution distribution) {
        this.distribution = distribution;
    }

    /** Runs a command that must succeed. */
    void command(String command) throws Exception {
        Distribution.Result result = distribution.client(command);
        assertEquals(0, result.code(), result::toString);
    }

    /** What the server says of its modules. */
    JsonNode list() throws Exception {
        HttpResponse<String> answer = distribution.getAsAdmin("/api/v1/system/modules");
        assertEquals(200, answer.statusCode(), answer::body);
        return DemoServer.JSON.readTree(answer.body());
    }

    /** Version of a deployed module; empty when it is not there. */
    String version(String name) throws Exception {
        for (JsonNode module : list()) {
            if (module.get("name").asText().equals(name)) {
                return module.get("version").asText();
            }
        }
        return "";
    }

    /** Each module with its state, the services that it provides and what its components wait for, which must be nothing. */
    List<String> provided() throws Exception {
        List<String> all = new ArrayList<>();
        for (JsonNode module : list()) {
            List<String> services = new ArrayList<>();
            module.path("services").forEach(service -> services.add(service.get("service").asText()));
            all.add(module.get("name").asText() + " " + module.get("state").asText() + " provides " + services + ", lacks "
                    + (module.path("missing").isEmpty() ? "nothing" : module.get("missing")));
        }
        return all;
    }

    /** Updates a module to a copy of itself with a higher version. */
    Path update(String bundle) throws Exception {
        Path newer = newer(bundle);
        command("bundle:update " + bundle + " " + newer.toUri());
        return newer;
    }

    /** Back to the jar of the distribution; without a location it would be read from where it came last. */
    void updateBack(String bundle) throws Exception {
        command("bundle:update " + bundle + " mvn:org.karawatt/" + bundle + "/" + Samples.VERSION);
    }

    /** A copy of a bundle of the distribution whose version is one micro higher; everything else is the same. */
    private Path newer(String bundle) throws IOException {
        Path jar = distribution.home().resolve("system/org/karawatt/" + bundle + "/" + Samples.VERSION + "/" + bundle + "-" + Samples.VERSION + ".jar");
        Path copy = Files.createTempFile(Path.of("target").toAbsolutePath(), bundle, ".jar");
        try (JarFile from = new JarFile(jar.toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            String[] version = manifest.getMainAttributes().getValue("Bundle-Version").split("\\.", 4);
            version[2] = "" + (Integer.parseInt(version[2]) + 1);
            manifest.getMainAttributes().putValue("Bundle-Version", String.join(".", version));
            try (OutputStream out = Files.newOutputStream(copy); JarOutputStream to = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : Collections.list(from.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        to.putNextEntry(new ZipEntry(entry.getName()));
                        from.getInputStream(entry).transferTo(to);
                    }
                }
            }
        }
        return copy;
    }

    /**
     * A bundle as a utility would write it, with nothing but files in it.
     *
     * @param name symbolic name
     * @param files content by path
     */
    static Path bundleOf(String name, Map<String, byte[]> files) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "1.0.0");
        Path jar = Files.createTempFile(Path.of("target").toAbsolutePath(), name, ".jar");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream to = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                to.putNextEntry(new ZipEntry(file.getKey()));
                to.write(file.getValue());
            }
        }
        return jar;
    }
}
