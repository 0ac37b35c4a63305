package org.karawatt.rating.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.trace.TraceCatalog;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatedSection;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingCodec;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RatingRecord;
import org.karawatt.rating.RatingTraceCatalog;
import org.karawatt.rating.SectionRater;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;

/** Every worked case, shipped, published and of single rules: the money, the explanation, storing and replay. */
class PackagesTest {

    private static final Path SHIPPED = Path.of("../domains/tariff/src/main/resources/KARAWATT-INF/tariff");

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String collection : List.of("published", "rules", "world")) {
            try (InputStream file = PackagesTest.class.getResourceAsStream("/cases/" + collection + ".json")) {
                files.put(collection, file.readAllBytes());
            }
        }
        try (Stream<Path> shipped = Files.list(SHIPPED)) {
            for (Path file : shipped.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @TestFactory
    Stream<DynamicTest> everyCaseComesOut() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            TariffPackage content = TariffPackageReader.read(file.getValue());
            TariffPlans plans = TariffCompiler.compile(content);
            assertFalse(content.cases().isEmpty(), file.getKey() + " proves nothing");
            for (WorkedCase worked : content.cases()) {
                TariffPackage one = new TariffPackage(content.code(), content.version(), content.name(), content.source(), content.note(),
                        content.currency(), content.tariffs(), List.of(worked));
                tests.add(DynamicTest.dynamicTest(file.getKey() + ": " + worked.name(),
                        () -> assertEquals(List.of(), PackageVerifier.verify(one, plans))));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyBillIsExplainedStoredAndReplayed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            TariffPackage content = TariffPackageReader.read(file.getValue());
            TariffPlans plans = PackageVerifier.accept(content);
            for (WorkedCase worked : content.cases()) {
                if (worked.error() == null) {
                    tests.add(DynamicTest.dynamicTest(file.getKey() + ": " + worked.name(), () -> explainedStoredReplayed(plans, worked)));
                }
            }
        }
        return tests.stream();
    }

    private static void explainedStoredReplayed(TariffPlans plans, WorkedCase worked) {
        List<RatedSection> sections = worked.sections().stream()
                .map(section -> new RatedSection(plans.find(section.tariff(), section.day()).orElseThrow(), section.input())).toList();
        RatedBill whole = SectionRater.rate(sections, TraceMode.FULL);
        assertEquals(whole.withoutTrace(), SectionRater.rate(sections, TraceMode.NONE), "the explanation changes the money");
        explained(whole);
        RatingRecord stored = RatingRecord.of(sections, whole);
        RatingRecord read = RatingCodec.read(RatingCodec.write(stored));
        assertEquals(stored, read);
        assertEquals(whole, read.replay(key -> plans.find(key.code(), key.validFrom()).orElseThrow()));
    }

    private static void explained(RatedBill bill) {
        for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            for (TraceCatalog.Line line : new RatingTraceCatalog().explain(bill.trace(), locale)) {
                assertFalse(line.text().contains("null") || line.text().contains("{") || line.text().contains("rating."), line.text());
            }
        }
        for (RatedLine line : bill.lines()) {
            assertTrue(mentions(bill.trace(), line.amount()), "no explanation of " + line);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyShippedTariffIsProvenByACase() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> shipped = Files.list(SHIPPED)) {
            for (Path file : shipped.filter(path -> path.toString().endsWith(".json")).toList()) {
                TariffPackage content = TariffPackageReader.read(Files.readAllBytes(file));
                Set<String> proven = content.cases().stream().flatMap(worked -> worked.sections().stream())
                        .map(section -> section.tariff()).collect(Collectors.toSet());
                content.tariffs().forEach(tariff -> tests.add(DynamicTest.dynamicTest(tariff.code(),
                        () -> assertTrue(proven.contains(tariff.code()), "no case in " + file.getFileName()))));
            }
        }
        return tests.stream();
    }

    /** Who is too small for two parts is priced by a sheet of the same package, class, voltages, periods and days. */
    @Test
    void aShippedSinglePartTariffFitsTheTwoPartOneThatNamesIt() throws IOException {
        int named = 0;
        try (Stream<Path> shipped = Files.list(SHIPPED)) {
            for (Path file : shipped.filter(path -> path.toString().endsWith(".json")).toList()) {
                List<TariffDefinition> tariffs = TariffPackageReader.read(Files.readAllBytes(file)).tariffs();
                for (TariffDefinition two : tariffs) {
                    if (two.capacity() != null && two.capacity().singlePart() != null) {
                        named++;
                        TariffDefinition one = tariffs.stream().filter(tariff -> tariff.code().equals(two.capacity().singlePart().tariff()))
                                .findFirst().orElseThrow();
                        assertNull(one.capacity());
                        assertEquals(List.of(two.usageClass(), two.voltages(), two.validFrom(), two.validTo(), two.energy().method()),
                                List.of(one.usageClass(), one.voltages(), one.validFrom(), one.validTo(), one.energy().method()));
                    }
                }
            }
        }
        assertEquals(4, named);
    }

    /** Where the prices are published, which rule rounds, and what a line was before it: 123 x 0.538 = 66.174. */
    @Test
    void anExplanationTellsSourceAndRounding() throws IOException {
        TariffPackage zhejiang = TariffPackageReader.read(Files.readAllBytes(SHIPPED.resolve("zhejiang-residential.json")));
        TariffPlan plan = TariffCompiler.compile(zhejiang).find("zhejiang-residential", LocalDate.of(2026, 1, 1)).orElseThrow();
        RatingInput input = RatingInput.builder("A", new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1)), new BillingMonth(202601))
                .activeKwh(new BigDecimal("123")).yearKwhBefore(BigDecimal.ZERO).build();
        RatedBill bill = Rater.rate(plan, input, TraceMode.FULL);
        assertEquals(new BigDecimal("66.17"), bill.total());
        for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            List<String> told = new RatingTraceCatalog().explain(bill.trace(), locale).stream().map(TraceCatalog.Line::text).toList();
            assertTrue(told.get(1).contains(zhejiang.source()) && told.get(1).contains(zhejiang.version()), told.toString());
            assertTrue(told.get(2).contains(locale.equals(Locale.CHINESE) ? "四舍五入到分" : "half up to the minor unit"), told.toString());
            int line = told.indexOf(told.stream().filter(text -> text.contains("66.17") && text.contains("0.538")).findFirst().orElseThrow());
            assertTrue(told.get(line + 1).contains("66.174"), told.toString());
        }
    }

    private static boolean mentions(TraceNode node, BigDecimal amount) {
        return amount.equals(node.values().get("amount")) || node.children().stream().anyMatch(child -> mentions(child, amount));
    }

    @Test
    void theHubeiSheetIsItsPartsButForTheKnownDeviations() throws IOException {
        TariffPackage hubei = TariffPackageReader.read(Files.readAllBytes(SHIPPED.resolve("hubei-2026-01.json")));
        TariffDefinition high = tariff(hubei, "hubei-commercial-two-part-110kv-tou");
        Map<String, String> composed = Map.of("SHARP", "1.012099", "FLAT", "0.613986", "VALLEY", "0.39502385");
        List<CompositionCheck.Row> rows = CompositionCheck.check(high);
        assertEquals(4, rows.size());
        for (CompositionCheck.Row row : rows) {
            assertTrue(row.accepted(), row.toString());
            if (composed.containsKey(row.period())) {
                assertEquals(0, new BigDecimal(composed.get(row.period())).compareTo(row.composed()), row.toString());
            } else {
                assertEquals(0, new BigDecimal("-0.0039815").compareTo(row.deviation()), row.toString());
            }
        }
        long deviating = hubei.tariffs().stream().flatMap(tariff -> CompositionCheck.check(tariff).stream())
                .filter(row -> row.known().signum() != 0).count();
        assertEquals(3 * 3 + 4, deviating, "flat twice and peak of three single-part rows, peak of four two-part rows");
    }

    @Test
    void aWrongPartIsRefused() throws IOException {
        String json = Files.readString(SHIPPED.resolve("hubei-2026-01.json")).replaceFirst("\"price\": 0.2103", "\"price\": 0.2113");
        KarawattException refused = assertThrows(KarawattException.class,
                () -> TariffCompiler.compile(TariffPackageReader.read(json.getBytes(StandardCharsets.UTF_8))));
        assertEquals("RATING-017", refused.code().code());
    }

    @Test
    void aWrongCaseRefusesThePackageAndIsNamed() throws IOException {
        String json = Files.readString(SHIPPED.resolve("hunan-residential.json")).replace("\"amount\": 13.50", "\"amount\": 13.51");
        KarawattException refused = assertThrows(KarawattException.class,
                () -> PackageVerifier.accept(TariffPackageReader.read(json.getBytes(StandardCharsets.UTF_8))));
        assertEquals("RATING-022", refused.code().code());
        String message = refused.message(Locale.ENGLISH);
        assertTrue(message.contains("D13b summer bill") && message.contains("13.51") && message.contains("13.50"), message);
    }

    @Test
    void theExampleOfTheDocumentationWorks() throws IOException {
        String page = Files.readString(Path.of("../../docs/tariffs.md"));
        int from = page.indexOf("```json") + "```json".length();
        String json = page.substring(from, page.indexOf("```", from));
        assertEquals(1, PackageVerifier.accept(TariffPackageReader.read(json.getBytes(StandardCharsets.UTF_8))).plans().size());
    }

    @Test
    void aStoredDefinitionCompilesToTheSamePlan() throws IOException {
        byte[] file = Files.readAllBytes(SHIPPED.resolve("zhejiang-residential.json"));
        TariffPackage content = TariffPackageReader.read(file);
        List<String> stored = TariffPackageReader.definitions(file);
        assertEquals(content.tariffs().size(), stored.size());
        for (int i = 0; i < stored.size(); i++) {
            TariffDefinition read = TariffPackageReader.readDefinition(stored.get(i).getBytes(StandardCharsets.UTF_8));
            assertEquals(content.tariffs().get(i), read);
            TariffPlan plan = TariffCompiler.compile(content.code(), content.version(), content.currency(), read);
            assertEquals(TariffCompiler.compile(content).find(read.code(), LocalDate.of(2026, 1, 1)).orElseThrow().key(), plan.key());
        }
    }

    private static TariffDefinition tariff(TariffPackage content, String code) {
        return content.tariffs().stream().filter(tariff -> tariff.code().equals(code)).findFirst().orElseThrow();
    }
}
