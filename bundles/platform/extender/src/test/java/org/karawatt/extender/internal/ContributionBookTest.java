package org.karawatt.extender.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.extension.ContributionHandler;

class ContributionBookTest {

    private final ContributionBook book = new ContributionBook();
    private final Recorder codes = new Recorder("codes");
    private final Recorder tariffs = new Recorder("tariff");

    private static final class Recorder implements ContributionHandler {
        private final String kind;
        private final Set<String> held = new TreeSet<>();
        private final List<String> calls = new ArrayList<>();
        private RuntimeException refuses;
        private Runnable beforeAdd = () -> { };

        private Recorder(String kind) {
            this.kind = kind;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public void add(String origin, List<URL> files) {
            beforeAdd.run();
            calls.add("add " + origin);
            if (refuses != null) {
                throw refuses;
            }
            held.add(origin);
        }

        @Override
        public void remove(String origin) {
            calls.add("remove " + origin);
            held.remove(origin);
        }
    }

    private static Origin origin(String name, String... kinds) throws MalformedURLException {
        Map<String, List<URL>> files = new TreeMap<>();
        for (String kind : kinds) {
            files.put(kind, List.of(URI.create("file:/KARAWATT-INF/" + kind + "/a.json").toURL()));
        }
        return new Origin(name, files);
    }

    @Test
    void bundlesAndHandlersMeetInAnyOrder() throws Exception {
        book.addOrigin(1, origin("a 1", "codes", "tariff"));
        book.addHandler(codes);
        book.addOrigin(2, origin("b 1", "codes"));
        assertEquals(Set.of("a 1", "b 1"), codes.held);
        assertEquals(List.of("a 1 tariff"), book.waiting());
        book.addHandler(tariffs);
        assertEquals(Set.of("a 1"), tariffs.held);
        assertEquals(List.of(), book.waiting());
    }

    @Test
    void aBundleThatStopsTakesItsFilesAlong() throws Exception {
        book.addHandler(codes);
        book.addOrigin(1, origin("a 1", "codes"));
        book.removeOrigin(1);
        assertEquals(Set.of(), codes.held);
        assertEquals(List.of(), book.list());
        book.removeOrigin(1);
        assertEquals(List.of("add a 1", "remove a 1"), codes.calls);
    }

    @Test
    void anUpdatedBundleReplacesWhatItBrought() throws Exception {
        book.addHandler(codes);
        book.addOrigin(1, origin("a 1", "codes"));
        book.addOrigin(1, origin("a 2", "codes"));
        assertEquals(Set.of("a 2"), codes.held);
    }

    @Test
    void aRefusedFileIsReportedAndStopsNobodyElse() throws Exception {
        codes.refuses = new IllegalArgumentException("line 3: no such office");
        book.addHandler(codes);
        book.addHandler(tariffs);
        book.addOrigin(1, origin("a 1", "codes", "tariff"));
        assertEquals(Set.of("a 1"), tariffs.held);
        assertEquals("line 3: no such office", book.list().get(0).fault());
        assertNull(book.list().get(1).fault());
        assertEquals(List.of("/KARAWATT-INF/codes/a.json"), book.list().get(0).files());
        book.removeOrigin(1);
        assertEquals(List.of("add a 1"), codes.calls, "what was refused is not removed");
    }

    @Test
    void aHandlerThatComesBackIsGivenEverythingAgain() throws Exception {
        book.addHandler(codes);
        book.addOrigin(1, origin("a 1", "codes"));
        book.removeHandler(codes);
        assertEquals(List.of("a 1 codes"), book.waiting());
        Recorder replacement = new Recorder("codes");
        book.addHandler(replacement);
        assertEquals(Set.of("a 1"), replacement.held);
    }

    /** The database goes with the handlers that need it: what they were just being given is no fault of the file. */
    @Test
    void aHandlerThatLeavesIsGivenNothingAndItsFailureIsNotTold() throws Exception {
        book.addOrigin(1, origin("a 1", "codes"));
        book.addOrigin(2, origin("b 1", "codes"));
        codes.refuses = new IllegalStateException("the database is away");
        codes.beforeAdd = () -> book.leaves(codes);
        book.addHandler(codes);
        assertEquals(List.of("add a 1"), codes.calls);
        assertNull(book.list().get(0).fault());
        book.removeOrigin(1);
        assertEquals(List.of("add a 1"), codes.calls);
        book.removeHandler(codes);
        Recorder replacement = new Recorder("codes");
        book.addHandler(replacement);
        assertEquals(Set.of("b 1"), replacement.held);
    }

    @Test
    void theNameOfAModuleTellsItsFloor() {
        assertEquals("domain", DeployedModules.floor("karawatt-tariff-api", null));
        assertEquals("business", DeployedModules.floor("karawatt-business-rest", null));
        assertEquals("access", DeployedModules.floor("karawatt-rest", null));
        assertEquals("extension", DeployedModules.floor("com.example.tariffs", null));
        assertEquals("business", DeployedModules.floor("com.example.billing", "business"));
        assertEquals("extension", DeployedModules.floor("com.example.billing", "attic"));
    }
}
