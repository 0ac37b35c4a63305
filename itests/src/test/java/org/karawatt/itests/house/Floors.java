package org.karawatt.itests.house;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The arrows of {@code docs/architecture.md}, section 1, as data: who may import what. */
final class Floors {

    /**
     * From the ground up and, inside a floor, from left to right. A bundle sees the interfaces of those before it; those in one entry
     * do not see each other.
     */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("kernel"),
            Set.of("rating"),
            Set.of("persistence"),
            Set.of("extender"),
            Set.of("run"),
            Set.of("security"),
            Set.of("codes"),
            Set.of("customer"),
            Set.of("equipment"),
            Set.of("asset"),
            Set.of("metering"),
            Set.of("tariff"),
            Set.of("workflow"),
            // business layer
            Set.of("connection"),
            Set.of("contract"),
            Set.of("reading"),
            Set.of("billing"),
            Set.of("ledger"),
            Set.of("prepay", "inspection", "lineloss"),
            // service layer
            Set.of("desk", "knowledge"),
            Set.of("notice"),
            Set.of("outage", "notice-mail", "notice-http", "notice-letter", "portal"),
            // quality layer
            Set.of("quality"),
            Set.of("supervision", "audit", "performance"),
            // decision layer
            Set.of("decision"),
            Set.of("mart", "forecast", "simulation", "report"),
            // access: frames first, then what stands in them
            Set.of("rest", "shell", "console"),
            Set.of("console-libs", "document", "demo", "portal-rest", "portal-pages", "workflow-rest", "workflow-shell", "workflow-pages",
                    "business-rest", "business-shell", "business-pages", "service-rest", "service-shell", "service-pages",
                    "quality-rest", "quality-shell", "quality-pages", "decision-rest", "decision-shell", "decision-pages"));

    /** The frames stand side by side; the work of one may use the interface of another, the interfaces do not know each other. */
    private static final Set<String> FRAMES = Set.of("rest", "shell", "console");

    /** Not part of the product's floors: the re-packed database and the tests' tools. */
    private static final Set<String> OUTSIDE = Set.of("derby", "testkit");

    /** Bundles that are no {@code -api} and yet export, with the packages that they may. */
    private static final Map<String, List<String>> EXPORTERS = Map.of(
            "kernel", List.of("org.karawatt.kernel."),
            "rating", List.of("org.karawatt.rating"),
            "persistence", List.of("org.karawatt.persistence.store", "org.karawatt.persistence.entity."),
            "derby", List.of("org.apache.derby."));

    private static final Map<String, Integer> RANK = IntStream.range(0, ORDER.size()).boxed()
            .flatMap(i -> ORDER.get(i).stream().map(m -> Map.entry(m, i)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final String STORE = "org.karawatt.persistence.store";
    private static final String ENTITY = "org.karawatt.persistence.entity.";

    private Floors() {
    }

    static boolean outside(BuiltBundle bundle) {
        return OUTSIDE.contains(bundle.name());
    }

    /** Why this bundle may not import that package; empty when it may. */
    static Optional<String> refusal(BuiltBundle from, BuiltBundle owner, String packageName) {
        if (from.module().equals(owner.module())) {
            return Optional.empty();
        }
        Integer here = RANK.get(from.module());
        Integer there = RANK.get(owner.module());
        if (here == null || there == null) {
            return Optional.of("no place on any floor: " + (here == null ? from.name() : owner.name()));
        }
        if (FRAMES.contains(from.module()) && FRAMES.contains(owner.module()) && owner.isApi() && !from.isApi()) {
            return Optional.empty();
        }
        if (there >= here) {
            return Optional.of(owner.module() + " is above or beside " + from.module());
        }
        return owner.name().equals("persistence") ? refusalOfPersistence(from, packageName) : Optional.empty();
    }

    private static Optional<String> refusalOfPersistence(BuiltBundle from, String packageName) {
        if (from.isApi()) {
            return Optional.of("an interface knows nothing of persistence");
        }
        if (isAccess(from)) {
            return Optional.of("access sees interfaces only, never persistence");
        }
        if (packageName.startsWith(ENTITY) && !packageName.equals(ENTITY + from.module())) {
            return Optional.of("only karawatt-" + packageName.substring(ENTITY.length()) + " may touch its entities");
        }
        if (!packageName.startsWith(ENTITY) && !packageName.equals(STORE)) {
            return Optional.of("persistence shows its store and the bundle's own entities");
        }
        return Optional.empty();
    }

    /** Why this bundle may not export that package; empty when it may. */
    static Optional<String> exportRefusal(BuiltBundle bundle, String packageName) {
        if (bundle.isApi()) {
            String base = "org.karawatt." + bundle.module();
            return packageName.equals(base + ".api") || packageName.equals(base + ".spi") ? Optional.empty()
                    : Optional.of("an interface bundle exports " + base + ".api and .spi");
        }
        return EXPORTERS.getOrDefault(bundle.name(), List.of()).stream().anyMatch(packageName::startsWith) ? Optional.empty()
                : Optional.of("an implementation exports nothing");
    }

    private static boolean isAccess(BuiltBundle bundle) {
        return RANK.get(bundle.module()) >= RANK.get("rest");
    }
}
