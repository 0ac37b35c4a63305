package org.karawatt.itests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the built bundles and the features against the house rules. */
class HouseTest {

    private static final Pattern FEATURE = Pattern.compile("<feature name=\"([^\"]+)\" version.*?\\n  </feature>\\n", Pattern.DOTALL);
    private static final Pattern OWN_BUNDLE = Pattern.compile("mvn:org\\.karawatt/karawatt-([\\w-]+)/");
    private static final Pattern ANY_BUNDLE = Pattern.compile("<bundle[^>]*>mvn:([^/<]+/[^/<]+)/");

    private static final List<String> GIVEN_BACK = List.of("javax.servlet.Servlet", "javax.servlet.Filter",
            "org.osgi.service.http.context.ServletContextHelper", "org.apache.felix.hc.api.HealthCheck");

    private static List<BuiltBundle> bundles;
    private static final Map<String, BuiltBundle> OWNERS = new HashMap<>();
    private static String features = "";

    @BeforeAll
    static void read() throws IOException {
        Path root = Path.of(System.getProperty("karawatt.root"));
        bundles = BuiltBundle.all(root, System.getProperty("karawatt.version"));
        bundles.forEach(b -> b.exports().forEach(p -> OWNERS.put(p, b)));
        StringBuilder text = new StringBuilder();
        for (String part : List.of("platform", "core", "modules")) {
            text.append(Files.readString(root.resolve("features").resolve(part).resolve("src/main/feature/feature.xml")));
        }
        features = text.toString();
    }

    @Test
    void everyArrowPointsDownOrToTheLeft() {
        List<String> wrong = new ArrayList<>();
        for (BuiltBundle bundle : bundles) {
            if (Floors.outside(bundle)) {
                continue;
            }
            for (String imported : bundle.imports()) {
                if (!imported.startsWith("org.karawatt.")) {
                    continue;
                }
                BuiltBundle owner = OWNERS.get(imported);
                Optional<String> refusal = owner == null ? Optional.of("nobody exports it") : Floors.refusal(bundle, owner, imported);
                refusal.ifPresent(r -> wrong.add(bundle.name() + " imports " + imported + ": " + r));
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A step whose role nobody has would wait for ever; {@code admin}, who may do everything, does not count. */
    @Test
    void everyStepOfAShippedProcessHasABuiltInRoleThatCanDoIt() throws IOException {
        Path root = Path.of(System.getProperty("karawatt.root"));
        Set<String> held = new TreeSet<>();
        Set<String> asked = new TreeSet<>();
        for (Path jar : BuiltBundle.jars(root, System.getProperty("karawatt.version"))) {
            for (String metatype : BuiltBundle.texts(jar, Pattern.compile("OSGI-INF/metatype/.*SecurityConfig\\.xml"))) {
                Pattern.compile("\\btask\\.([\\w-]+)").matcher(metatype).results().forEach(found -> held.add(found.group(1)));
            }
            for (String process : BuiltBundle.texts(jar, Pattern.compile("KARAWATT-INF/process/.*\\.bpmn"))) {
                Pattern.compile("karawatt:role=\"([^\"]+)\"").matcher(process).results().forEach(found -> asked.add(found.group(1)));
            }
        }
        assertTrue(asked.containsAll(Set.of("survey", "metering", "repair", "audit-verify", "billing-approval")), asked::toString);
        asked.removeAll(held);
        assertEquals(Set.of(), asked);
    }

    @Test
    void noMandatoryServiceComesFromAboveOrBeside() {
        List<String> wrong = new ArrayList<>();
        for (BuiltBundle bundle : bundles) {
            for (String service : bundle.services()) {
                String owner = service.substring(0, service.lastIndexOf('.'));
                if (!Floors.outside(bundle) && OWNERS.containsKey(owner)) {
                    Floors.refusal(bundle, OWNERS.get(owner), owner)
                            .ifPresent(r -> wrong.add(bundle.name() + " requires the service " + service + ": " + r));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void onlyInterfacesExport() {
        List<String> wrong = new ArrayList<>();
        for (BuiltBundle bundle : bundles) {
            for (String exported : bundle.exports()) {
                Floors.exportRefusal(bundle, exported).ifPresent(r -> wrong.add(bundle.name() + " exports " + exported + ": " + r));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void nobodyImportsANewerPersistenceApiThanTheProviderHas() {
        // JPA 2.1 is what Aries and OpenJPA share; a bundle that needs the Jakarta packages or another provider does not wire
        List<String> wrong = bundles.stream()
                .filter(b -> b.imports().stream().anyMatch(p -> p.startsWith("jakarta.persistence") || p.startsWith("org.hibernate")))
                .map(BuiltBundle::name).toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyBundleIsInExactlyOneFeature() {
        Map<String, List<String>> where = new HashMap<>();
        Map<String, List<String>> all = new HashMap<>();
        Matcher feature = FEATURE.matcher(features);
        int count = 0;
        while (feature.find()) {
            count++;
            collect(OWN_BUNDLE, feature, where);
            collect(ANY_BUNDLE, feature, all);
        }
        assertTrue(count > 30, "the features were read: " + count);
        List<String> wrong = new ArrayList<>();
        for (BuiltBundle bundle : bundles) {
            int features = where.getOrDefault(bundle.name(), List.of()).size();
            if (features != (bundle.name().equals("testkit") ? 0 : 1)) {
                wrong.add(bundle.name() + " in " + where.get(bundle.name()));
            }
        }
        all.forEach((bundle, in) -> {
            if (in.size() > 1) {
                wrong.add(bundle + " in " + in);
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyReplaceableModuleIsRequiredByCapabilityOnly() {
        List<String> wrong = new ArrayList<>();
        Matcher provided = Pattern.compile("karawatt\\.module;name=([\\w-]+);").matcher(features);
        while (provided.find()) {
            if (features.contains("<feature>karawatt-" + provided.group(1) + "</feature>")) {
                wrong.add(provided.group(1) + " is named as a plain dependency: a replacement could not take its place");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void noFeatureOfABundleNamesAService() {
        // Karaf's resolver ends with an InternalError, and Maven with it, when a feature and a bundle of the same name and version
        // provide the same service; the bundle's manifest is the place for it
        List<String> wrong = new ArrayList<>();
        Matcher feature = FEATURE.matcher(features);
        while (feature.find()) {
            boolean namedLikeABundle = bundles.stream().anyMatch(b -> feature.group(1).equals("karawatt-" + b.name()));
            if (namedLikeABundle && feature.group().contains("<capability>osgi.service")) {
                wrong.add(feature.group(1));
            }
        }
        assertEquals(List.of(), wrong);
    }

    /**
     * The web container and the health checks' executor give services back on threads of their own. Giving back a delayed or bundle-scoped
     * component deactivates it; when its bundle stops at that moment, Declarative Services ends in a NullPointerException.
     */
    @Test
    void whatOtherThreadsGiveBackIsImmediate() {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (BuiltBundle bundle : bundles) {
            for (String component : bundle.components()) {
                if (GIVEN_BACK.stream().noneMatch(service -> component.contains("<provide interface=\"" + service + "\"/>"))) {
                    continue;
                }
                seen++;
                if (!component.contains(" immediate=\"true\"") || component.contains("<service scope=")) {
                    wrong.add(bundle.name() + ": " + component);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 8, "the components were read: " + seen);
    }

    @Test
    void theRulesRefuseWhatTheyMust() {
        BuiltBundle codes = bundle("codes");
        BuiltBundle customerApi = bundle("customer-api");
        BuiltBundle persistence = bundle("persistence");
        assertTrue(Floors.refusal(codes, customerApi, "org.karawatt.customer.api").isPresent(), "to the right");
        assertTrue(Floors.refusal(bundle("reading"), bundle("billing-api"), "org.karawatt.billing.api").isPresent(), "to the right in a layer");
        assertTrue(Floors.refusal(bundle("customer-api"), persistence, "org.karawatt.persistence.store").isPresent(), "interface to persistence");
        assertTrue(Floors.refusal(bundle("business-rest"), persistence, "org.karawatt.persistence.store").isPresent(), "access to persistence");
        assertTrue(Floors.refusal(bundle("billing"), persistence, "org.karawatt.persistence.entity.codes").isPresent(), "another's entities");
        assertTrue(Floors.refusal(bundle("business-rest"), bundle("business-shell"), "x").isPresent(), "beside");
        assertTrue(Floors.refusal(bundle("tariff"), bundle("newcomer-api"), "org.karawatt.newcomer.api").isPresent(), "no place");
        assertTrue(Floors.exportRefusal(codes, "org.karawatt.codes.internal.store").isPresent());
        assertTrue(Floors.exportRefusal(persistence, "org.karawatt.persistence.internal.work").isPresent());
        assertTrue(Floors.refusal(bundle("rest-api"), bundle("console-api"), "org.karawatt.console.api").isPresent(), "frame's interface");
        assertFalse(Floors.refusal(bundle("rest"), bundle("console-api"), "org.karawatt.console.api").isPresent());
        assertFalse(Floors.refusal(codes, persistence, "org.karawatt.persistence.entity.codes").isPresent());
        assertFalse(Floors.refusal(bundle("billing"), persistence, "org.karawatt.persistence.store").isPresent());
        assertFalse(Floors.refusal(bundle("ledger"), bundle("billing-api"), "org.karawatt.billing.spi").isPresent());
    }

    private static BuiltBundle bundle(String name) {
        return new BuiltBundle(name, Set.of(), Set.of(), Set.of(), List.of());
    }

    private static void collect(Pattern pattern, Matcher feature, Map<String, List<String>> into) {
        Matcher m = pattern.matcher(feature.group());
        while (m.find()) {
            into.computeIfAbsent(m.group(1), k -> new ArrayList<>()).add(feature.group(1));
        }
    }
}
