package org.karawatt.codes.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeDraft;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTable;
import org.karawatt.codes.api.CodeTables;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.History;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class CodesTest {

    private static final String ORIGIN = "karawatt-codes/0.1.0";
    private static final LocalDate DAY = LocalDate.of(2026, 7, 1);
    private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);
    private static final CallContext ADMIN = TestContexts.admin();
    private static final String COLOURS = """
            {"table": "colour", "nameZh": "颜色", "nameEn": "Colour", "source": "test",
             "codes": [{"code": "R", "nameZh": "红", "nameEn": "%s", "sort": 2, "validFrom": "2020-01-01"},
                       {"code": "B", "parent": "R", "nameZh": "蓝", "nameEn": "Blue", "sort": 1, "validFrom": "2020-01-01"%s}]}
            """;

    @TempDir
    Path folder;

    /** The services as a running bundle wires them. */
    private record Wired(CodeService codes, OfficeService offices, CodesContributionHandler handler) {

        static Wired on(TestDatabase db) {
            CodeCache cache = new CodeCache(db.unitOfWork(), db.entities(), db.bulk());
            return new Wired(
                    new DefaultCodeService(db.unitOfWork(), db.entities(), db.bulk(), cache, db.numbering(), db.history(), db.audit(),
                            db.outbox()),
                    new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(),
                            db.outbox()),
                    new CodesContributionHandler(db.unitOfWork(), db.entities(), db.bulk(), cache, db.numbering(), db.audit(),
                            db.outbox()));
        }
    }

    @OnEachDatabase
    void shippedFilesLoadAndLoadingThemAgainChangesNothing(TestDatabase db) throws IOException {
        Wired wired = Wired.on(db);
        wired.handler().add(ORIGIN, shipped());
        Map<String, Integer> sizes = sizes(wired);
        List<Code> industries = wired.codes().codes(ADMIN, CodeTables.INDUSTRY, DAY);
        wired.handler().add(ORIGIN, shipped());

        // GB/T 4754-2017: 20 sections and 97 divisions; and the three rows for households
        assertEquals(120, sizes.get(CodeTables.INDUSTRY));
        assertEquals(20, industries.stream().filter(code -> code.code().length() == 1).count());
        assertEquals(97, industries.stream().filter(code -> code.code().matches("[A-T]\\d\\d")).count());
        assertEquals(3, sizes.get(CodeTables.USAGE_CLASS));
        assertEquals(sizes, sizes(wired));
        assertEquals(industries, wired.codes().codes(ADMIN, CodeTables.INDUSTRY, DAY));
        assertTrue(wired.codes().isValid(CodeTables.VOLTAGE, "AC00101", DAY));
        assertTrue(wired.codes().isValid(CodeTables.PAYMENT_CHANNEL, "010", DAY));
        assertFalse(wired.codes().isValid(CodeTables.USAGE_CLASS, "RESIDENTIAL", LocalDate.of(2023, 5, 31)));
        assertTrue(wired.codes().isValid(CodeTables.USAGE_CLASS, "RESIDENTIAL", LocalDate.of(2023, 6, 1)));
        assertEquals(1, db.audit().entries(ADMIN, PageRequest.first(50)).items().stream()
                .filter(entry -> entry.action().equals("codes.loaded")).count());
    }

    @OnEachDatabase
    void validityIsAnsweredWithoutTheDatabase(TestDatabase db) throws IOException {
        Wired wired = Wired.on(db);
        wired.handler().add(ORIGIN, shipped());
        wired.codes().isValid(CodeTables.VOLTAGE, "AC00101", DAY);

        long statements = db.unitOfWork().readOnly(() -> {
            for (int i = 0; i < 10_000; i++) {
                wired.codes().isValid(CodeTables.VOLTAGE, "AC0010" + i % 10, DAY);
            }
            return db.bulk().statements();
        });

        assertEquals(0, statements);
    }

    @OnEachDatabase
    void editByAUserSurvivesANewVersionOfTheFile(TestDatabase db) {
        Wired wired = Wired.on(db);
        wired.handler().add("colours/1.0.0", List.of(file("colour.json", COLOURS.formatted("Red", ""))));
        Code red = code(wired, "colour", "R");
        Code edited = wired.codes().update(ADMIN, red.id(), red.version(),
                new CodeDraft("R", null, "大红", "Scarlet", 2, SINCE, null));
        wired.handler().add("colours/1.1.0",
                List.of(file("colour.json", COLOURS.formatted("Ruby", ", \"validTo\": \"2026-01-01\""))));

        assertEquals("Scarlet", code(wired, "colour", "R").nameEn());
        assertEquals("user", edited.origin());
        assertFalse(wired.codes().isValid("colour", "B", DAY), "the bundle's own code follows its file");
        assertTrue(wired.codes().isValid("colour", "B", LocalDate.of(2025, 12, 31)));
        List<History.Change> changes = db.unitOfWork().readOnly(() -> db.history().changes("codes.code", red.id()));
        assertEquals(1, changes.size());
        assertEquals("Red", changes.get(0).before().get("nameEn"));
        assertEquals("Scarlet", changes.get(0).after().get("nameEn"));

        wired.handler().remove("colours/1.1.0");
        assertTrue(wired.codes().isValid("colour", "R", DAY), "codes are data and stay");
    }

    @OnEachDatabase
    void codesOfAnotherBundleAreLeftAlone(TestDatabase db) {
        Wired wired = Wired.on(db);
        wired.handler().add("first/1.0.0", List.of(file("colour.json", COLOURS.formatted("Red", ""))));
        wired.handler().add("second/1.0.0", List.of(file("colour.json", """
                {"table": "colour", "nameZh": "颜色", "nameEn": "Colour",
                 "codes": [{"code": "R", "nameZh": "红", "nameEn": "Rot", "validFrom": "2020-01-01"},
                           {"code": "G", "nameZh": "绿", "nameEn": "Green", "validFrom": "2020-01-01"}]}
                """)));

        assertEquals("Red", code(wired, "colour", "R").nameEn());
        assertEquals("second/1.0.0", code(wired, "colour", "G").origin());
    }

    @OnEachDatabase
    void brokenFileIsNamedAndNothingOfItsBundleIsWritten(TestDatabase db) {
        Wired wired = Wired.on(db);
        URL good = file("good.json", COLOURS.formatted("Red", ""));
        Map<String, String> broken = Map.of(
                "syntax.json", "{\"table\": ",
                "misspelt.json", "{\"table\": \"t\", \"nameZh\": \"t\", \"nameEn\": \"t\", \"codez\": []}",
                "parent.json", "{\"table\": \"t\", \"nameZh\": \"t\", \"nameEn\": \"t\", \"codes\": [{\"code\": \"1\", \"parent\": \"9\","
                        + " \"nameZh\": \"a\", \"nameEn\": \"a\", \"validFrom\": \"2020-01-01\"}]}",
                "date.json", "{\"table\": \"t\", \"nameZh\": \"t\", \"nameEn\": \"t\", \"codes\": [{\"code\": \"1\","
                        + " \"nameZh\": \"a\", \"nameEn\": \"a\", \"validFrom\": \"2020-13-01\"}]}",
                "overlap.json", "{\"table\": \"t\", \"nameZh\": \"t\", \"nameEn\": \"t\", \"codes\": ["
                        + "{\"code\": \"1\", \"nameZh\": \"a\", \"nameEn\": \"a\", \"validFrom\": \"2020-01-01\"},"
                        + "{\"code\": \"1\", \"nameZh\": \"a\", \"nameEn\": \"a\", \"validFrom\": \"2021-01-01\"}]}");
        broken.forEach((name, content) -> {
            List<URL> files = List.of(good, file(name, content));
            KarawattException refused = assertThrows(KarawattException.class, () -> wired.handler().add("bad/1.0.0", files), name);
            assertEquals(CodesErrors.BAD_FILE, refused.code(), name);
            assertTrue(refused.message(Locale.ENGLISH).contains(name), refused.getMessage());
        });

        assertEquals(List.of(), wired.codes().tables(ADMIN));
    }

    @OnEachDatabase
    void codesAreCreatedAndChangedByUsers(TestDatabase db) {
        Wired wired = Wired.on(db);
        wired.handler().add("colours/1.0.0", List.of(file("colour.json", COLOURS.formatted("Red", ""))));
        CodeDraft green = new CodeDraft("G", "R", "绿", "Green", 3, SINCE, null);

        assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                () -> wired.codes().create(TestContexts.nobody(), "colour", green)).code());
        Code created = wired.codes().create(ADMIN, "colour", green);
        assertTrue(wired.codes().isValid("colour", "G", DAY), "seen right after the commit");
        assertEquals(List.of("B", "R", "G"), wired.codes().codes(TestContexts.nobody(), "colour", DAY).stream().map(Code::code).toList());

        CodeDraft wrong = new CodeDraft(" ", "X", "", "n".repeat(161), 1, SINCE, SINCE);
        assertEquals(Set.of("code", "parentCode", "nameZh", "nameEn", "validTo"),
                faults(() -> wired.codes().create(ADMIN, "colour", wrong)));
        KarawattException overlap = assertThrows(KarawattException.class,
                () -> wired.codes().create(ADMIN, "colour", new CodeDraft("G", null, "绿", "Green", 3, DAY, null)));
        assertEquals(KarawattException.Kind.CONFLICT, overlap.kind());
        assertEquals(CodesErrors.OVERLAP, overlap.code());
        assertEquals(CodesErrors.TABLE_UNKNOWN,
                assertThrows(KarawattException.class, () -> wired.codes().create(ADMIN, "shape", green)).code());

        wired.codes().update(ADMIN, created.id(), created.version(), new CodeDraft("G", null, "绿", "Green", 3, SINCE, DAY));
        assertFalse(wired.codes().isValid("colour", "G", DAY));
        assertEquals(KernelErrors.STALE_VERSION, assertThrows(KarawattException.class,
                () -> wired.codes().update(ADMIN, created.id(), created.version(), green)).code());
        Eventually.until(() -> db.events().of("karawatt/codes/code/changed").size() == 1);
        assertEquals("G", db.events().of("karawatt/codes/code/changed").get(0).payload().get("code"));
    }

    @OnEachDatabase
    void aRolledBackChangeIsNeverSeen(TestDatabase db) {
        Wired wired = Wired.on(db);
        wired.handler().add("colours/1.0.0", List.of(file("colour.json", COLOURS.formatted("Red", ""))));
        wired.codes().isValid("colour", "R", DAY);

        assertThrows(IllegalStateException.class, () -> db.unitOfWork().required(() -> {
            wired.codes().create(ADMIN, "colour", new CodeDraft("G", null, "绿", "Green", 3, SINCE, null));
            throw new IllegalStateException("the caller changes its mind");
        }));

        assertFalse(wired.codes().isValid("colour", "G", DAY));
    }

    @OnEachDatabase
    void officesFormATreeThatEachCallerSeesItsPartOf(TestDatabase db) {
        OfficeService offices = Wired.on(db).offices();
        offices.create(ADMIN, office("33", null));
        offices.create(ADMIN, office("3301", "33"));
        Office station = offices.create(ADMIN, office("330101", "3301"));
        offices.create(ADMIN, office("3302", "33"));
        CallContext clerk = TestContexts.clerk("/33/3301/", "office.read", "office.write");

        assertEquals("/33/3301/330101/", station.path());
        assertEquals(List.of("33", "3301", "330101", "3302"), offices.offices(ADMIN).stream().map(Office::code).toList());
        assertEquals(List.of("3301", "330101"), offices.offices(clerk).stream().map(Office::code).toList());
        assertEquals(station, offices.office(clerk, "330101"));
        assertEquals(station, offices.office(clerk, station.id()));
        assertEquals(CodesErrors.OFFICE_UNKNOWN,
                assertThrows(KarawattException.class, () -> offices.office(clerk, "3302")).code());
        assertEquals(Set.of("parentCode"), faults(() -> offices.create(clerk, office("330201", "3302"))));
        assertEquals(Set.of("parentCode"), faults(() -> offices.create(ADMIN, office("44", null))), "there is one root");
        assertEquals(Set.of("code", "kind", "nameZh", "nameEn", "validFrom", "parentCode"),
                faults(() -> offices.create(ADMIN, new OfficeDraft("3%3", "9", "CASTLE", "", null, null, null))));

        KarawattException taken = assertThrows(KarawattException.class, () -> offices.create(clerk, office("3302", "3301")));
        assertEquals(CodesErrors.OFFICE_EXISTS, taken.code());
        assertEquals(4, offices.offices(ADMIN).size());

        Office renamed = offices.update(clerk, station.id(), station.version(),
                new OfficeDraft("330101", null, "HALL", "新", "New", SINCE, null));
        assertEquals("New", renamed.nameEn());
        assertEquals(station.path(), renamed.path());
        assertEquals(KernelErrors.STALE_VERSION, assertThrows(KarawattException.class, () -> offices.update(clerk, station.id(),
                station.version(), new OfficeDraft("330101", null, "HALL", "新", "New", SINCE, null))).code());
        List<History.Change> changes = db.unitOfWork().readOnly(() -> db.history().changes("codes.office", station.id()));
        assertEquals(List.of("admin", "clerk"), changes.stream().map(History.Change::user).toList());
        assertEquals("HALL", changes.get(1).after().get("kind"));
        assertEquals(Set.of("office.created", "office.changed"), db.audit().entries(ADMIN, PageRequest.first(50)).items().stream()
                .map(entry -> entry.action()).collect(Collectors.toSet()));
    }

    private static OfficeDraft office(String code, String parent) {
        return new OfficeDraft(code, parent, "STATION", "所" + code, "Office " + code, SINCE, null);
    }

    private static Set<String> faults(org.junit.jupiter.api.function.Executable call) {
        KarawattException refused = assertThrows(KarawattException.class, call);
        assertEquals(KarawattException.Kind.INVALID, refused.kind());
        return refused.faults().stream().map(Fault::field).collect(Collectors.toSet());
    }

    private static Code code(Wired wired, String table, String code) {
        return wired.codes().codes(ADMIN, table, DAY).stream().filter(row -> row.code().equals(code)).findFirst().orElseThrow();
    }

    private static Map<String, Integer> sizes(Wired wired) {
        return wired.codes().tables(ADMIN).stream().collect(Collectors.toMap(CodeTable::code, CodeTable::codes));
    }

    private static List<URL> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/KARAWATT-INF/codes"))) {
            return files.sorted().map(CodesTest::url).toList();
        }
    }

    private URL file(String name, String content) {
        try {
            return url(Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
