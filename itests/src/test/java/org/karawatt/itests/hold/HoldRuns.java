package org.karawatt.itests.hold;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunStatus;
import org.karawatt.run.spi.RunListener;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * A bundle for tests: while the file {@code data/tmp/hold-runs} is there, every thread that works on a run waits behind its commit. A
 * test can so look at a run in the middle of its work, however fast the machine is.
 */
public final class HoldRuns implements BundleActivator, RunListener {

    public static final String SYMBOLIC_NAME = "karawatt-test-hold";

    private static final Duration AT_MOST = Duration.ofMinutes(3);

    private Path hold;

    /** The file below {@code data} whose presence holds the runs. */
    public static Path file(Path data) {
        return data.resolve("tmp").resolve("hold-runs");
    }

    /** Packs this class as a bundle. */
    public static Path pack(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", SYMBOLIC_NAME);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Bundle-Activator", HoldRuns.class.getName());
        main.putValue("Import-Package", "org.osgi.framework,org.karawatt.run.api;version=\"[1,2)\",org.karawatt.run.spi;version=\"[1,2)\"");
        String entry = HoldRuns.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(HoldRuns.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
        }
        return jar;
    }

    @Override
    public void start(BundleContext context) {
        hold = file(Path.of(context.getProperty("karaf.data")));
        context.registerService(RunListener.class, this, null);
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        Files.deleteIfExists(hold);
    }

    @Override
    public void changed(Run run) {
        if (run.status() != RunStatus.RUNNING || !Thread.currentThread().getName().matches("karawatt-run-\\d+")) {
            return;
        }
        Instant end = Instant.now().plus(AT_MOST);
        while (Files.exists(hold) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
