package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The samples as the build has just packed them. */
final class Samples {

    static final Path FOLDER = Path.of(System.getProperty("karawatt.samples")).toAbsolutePath().normalize();
    static final String VERSION = System.getProperty("karawatt.version");
    static final String FEATURES = "mvn:org.karawatt/karawatt-samples-features/" + VERSION + "/xml/features";

    private Samples() {
    }

    /** Puts the content of the archive where the server finds it, and tells it of the features. */
    static void offer(Distribution distribution) throws IOException, InterruptedException {
        Path target = distribution.home().resolve("data/kar/acme");
        try (ZipFile archive = new ZipFile(FOLDER.resolve("features/target/acme.kar").toFile())) {
            for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith("repository/") && !entry.isDirectory()) {
                    Path file = target.resolve(entry.getName().substring("repository/".length()));
                    Files.createDirectories(file.getParent());
                    Files.write(file, archive.getInputStream(entry).readAllBytes());
                }
            }
        }
        Distribution.Result added = distribution.client("feature:repo-add", FEATURES);
        assertEquals(0, added.code(), added::toString);
    }
}
