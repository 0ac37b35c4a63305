package org.karawatt.rest.internal.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which bundle has served which address, kept in a file, so that a module that is stopped is known as away and not as unknown also
 * after this bundle, or the server, has started again. Addresses of bundles that are no longer installed are dropped at the start.
 * Thread-safe.
 */
final class KnownAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(KnownAddresses.class);
    private static final String SEPARATOR = "\t";
    private static final int MOST = 10_000;

    private final Path file;
    private final Map<String, String> bundleByAddress = new TreeMap<>();

    /**
     * @param file where the addresses are kept; null to remember nothing
     * @param installed whether there is a bundle with this symbolic name, in whatever state
     */
    KnownAddresses(Path file, Predicate<String> installed) {
        this.file = file;
        for (String line : read(file)) {
            String[] parts = line.split(SEPARATOR);
            if (parts.length == 2 && installed.test(parts[1])) {
                bundleByAddress.put(parts[0], parts[1]);
            }
        }
    }

    private static List<String> read(Path file) {
        try {
            return file == null || !Files.exists(file) ? List.of() : Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("The addresses in {} cannot be read; modules that are away now count as unknown", file, e);
            return List.of();
        }
    }

    synchronized Set<String> all() {
        return Set.copyOf(bundleByAddress.keySet());
    }

    /** @param bundle symbolic name of the bundle that serves the address */
    synchronized void add(String address, String bundle) {
        boolean room = bundleByAddress.size() < MOST || bundleByAddress.containsKey(address);
        if (file == null || !room || bundle.equals(bundleByAddress.put(address, bundle))) {
            return;
        }
        List<String> lines = new ArrayList<>();
        bundleByAddress.forEach((known, by) -> lines.add(known + SEPARATOR + by));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("The addresses of modules cannot be kept in {}", file, e);
        }
    }
}
