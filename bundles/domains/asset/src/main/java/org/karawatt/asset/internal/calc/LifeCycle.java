package org.karawatt.asset.internal.calc;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may become of an instrument, and what each step is called in its record of events. */
public final class LifeCycle {

    /** Taken into stock. */
    public static final String IN_STOCK = "IN_STOCK";
    /** In use at a metering point. */
    public static final String INSTALLED = "INSTALLED";
    /** Taken down, not yet tested. */
    public static final String REMOVED = "REMOVED";
    /** Gone for good. */
    public static final String SCRAPPED = "SCRAPPED";

    private static final Map<String, Map<String, String>> STEPS = Map.of(
            IN_STOCK, Map.of(INSTALLED, "INSTALLED", SCRAPPED, "SCRAPPED"),
            INSTALLED, Map.of(REMOVED, "REMOVED"),
            REMOVED, Map.of(IN_STOCK, "RETURNED", SCRAPPED, "SCRAPPED"),
            SCRAPPED, Map.of());

    private LifeCycle() {
    }

    public static Set<String> statuses() {
        return STEPS.keySet();
    }

    /** Kind of the event that leads from one status to the other; empty when there is no such step. */
    public static Optional<String> step(String from, String to) {
        return Optional.ofNullable(STEPS.getOrDefault(from, Map.of()).get(to));
    }
}
