package org.karawatt.rating.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karawatt.kernel.error.KarawattException;

/** Wrong tariff files: every fault at once, with a code, a path and a line; never an exception without a code. */
class BadTariffTest {

    private static final String HEAD = """
            {"package": "p", "version": "1", "name": {"zh": "p", "en": "p"}, "source": "s", "currency": "CNY", "tariffs": [
            """;

    private static String tariff(String validity, String energy, String more) {
        return "{\"code\": \"T\", \"name\": {\"zh\": \"t\", \"en\": \"t\"}, \"usageClass\": \"U\", " + validity + ", \"energy\": " + energy + more
                + "}";
    }

    private static String flat(String energy) {
        return HEAD + tariff("\"validFrom\": \"2025-01-01\"", energy, "") + "]}";
    }

    /** As importers tell it: every fault of a file that is JSON has its line. */
    private static KarawattException refused(String json) {
        KarawattException refused = TariffPackageReader.located(bytes(json),
                assertThrows(KarawattException.class, () -> PackageVerifier.accept(TariffPackageReader.read(bytes(json)))));
        if (!codes(refused).contains("RATING-019")) {
            assertTrue(refused.faults().stream().allMatch(fault -> fault.field().matches(".* \\(line \\d+\\)")), refused.getMessage());
        }
        return refused;
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static Set<String> codes(KarawattException refused) {
        return refused.faults().stream().map(fault -> fault.code().code()).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "BLOCK_ENERGY | \"rates\": [] | RATING-015",
        "BLOCK_ENERGY | \"rates\": [{\"tiers\": [{\"upTo\": 10, \"price\": 1}]}] | RATING-015",
        "BLOCK_ENERGY | \"rates\": [{\"tiers\": [{\"upTo\": 10, \"price\": 1}, {\"upTo\": 9, \"price\": 1}, {\"price\": 1}]}] | RATING-004",
        "BLOCK_ENERGY | \"rates\": [{\"tiers\": [{\"price\": 1}, {\"upTo\": 9, \"price\": 1}]}] | RATING-004",
        "BLOCK_ENERGY | \"rates\": [{\"tiers\": [{\"price\": -1}]}] | RATING-009",
        "BLOCK_ENERGY | \"rates\": [{\"tiers\": [{\"price\": 1, \"prise\": 1}]}] | RATING-010",
        "BLOCK_ENERGY | \"rates\": [{\"period\": \"P1\", \"tiers\": [{\"price\": 1}]}] | RATING-015",
        "BLOCK_ENERGY | \"metering\": \"NET_BILLING\", \"rates\": [{\"tiers\": [{\"price\": 1}]}] | RATING-011",
        "BLOCK_ENERGY | \"metering\": \"MAYBE\", \"rates\": [{\"tiers\": [{\"price\": 1}]}] | RATING-008",
        "BLOCK_ENERGY | \"minutes\": 5, \"rates\": [{\"tiers\": [{\"price\": 1}]}] | RATING-008",
        "BLOCK_ENERGY | \"trueUp\": {\"month\": 13}, \"rates\": [{\"tiers\": [{\"price\": 1}]}] | RATING-013",
        "BLOCK_ENERGY | \"moves\": [{\"months\": [1], \"from\": \"P1\", \"to\": \"P2\"}], \"rates\": [{\"tiers\": [{\"price\": 1}]}] | RATING-008",
        "BILLING_DEMAND | \"lookBack\": 13 | RATING-013",
        "BILLING_DEMAND | \"percents\": [60] | RATING-013",
        "BILLING_DEMAND | \"minimum\": -1 | RATING-009",
        "DEMAND_CHARGE | \"minutes\": 15 | RATING-015",
        "DEMAND_CHARGE | \"flat\": [{\"tiers\": []}] | RATING-011",
        "DEMAND_CHARGE | \"flat\": [{\"tiers\": [{\"upTo\": 5, \"price\": 1}]}] | RATING-004",
        "DEMAND_CHARGE | \"flat\": [{\"tiers\": [{\"price\": 1}]}, {\"months\": [3], \"tiers\": [{\"price\": 1}]}] | RATING-007",
        "DEMAND_CHARGE | \"periods\": [{\"period\": \"P1\", \"tiers\": [{\"price\": 1}]}], \"calendar\": {\"rules\": []} | RATING-025",
        "YEAR_MINIMUM | \"month\": 12 | RATING-011"
    })
    void settingsOfNamedMethodsAreChecked(String method, String settings, String code) {
        String json = HEAD + tariff("\"validFrom\": \"2025-01-01\"", "{\"method\": \"NAMED\"}", ", \"charges\": [{\"method\": \"" + method
                + "\", \"before\": \"ENERGY\", \"settings\": {" + settings + "}}]") + "]}";
        Set<String> codes = codes(refused(json));
        assertTrue(codes.contains(code), codes.toString());
    }

    /** A tariff without any price of energy is no tariff. */
    @Test
    void anEnergyPriceByNobodyIsRefused() {
        assertTrue(codes(refused(flat("{\"method\": \"NAMED\"}"))).contains("RATING-015"));
        assertTrue(codes(refused(flat("{\"method\": \"NAMED\", \"price\": 1}"))).contains("RATING-016"));
        String twice = ", \"charges\": [{\"method\": \"BLOCK_ENERGY\", \"before\": \"ENERGY\", \"settings\": {\"rates\": [{\"tiers\": "
                + "[{\"price\": 1}]}]}}]";
        assertTrue(codes(refused(HEAD + tariff("\"validFrom\": \"2025-01-01\"", "{\"method\": \"FLAT\", \"price\": 1}", twice) + "]}"))
                .contains("RATING-016"));
        String demandOnly = ", \"charges\": [{\"method\": \"DEMAND_CHARGE\", \"settings\": {\"flat\": [{\"tiers\": [{\"price\": 1}]}]}}]";
        assertTrue(codes(refused(HEAD + tariff("\"validFrom\": \"2025-01-01\"", "{\"method\": \"NAMED\"}", demandOnly) + "]}"))
                .contains("RATING-015"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"method\": \"FLAT\"} | RATING-015",
        "{\"method\": \"FLAT\", \"price\": -0.1} | RATING-009",
        "{\"method\": \"FLAT\", \"price\": \"much\"} | RATING-012",
        "{\"method\": \"FLAT\", \"price\": 1e40} | RATING-013",
        "{\"method\": \"FLAT\", \"price\": 0.12345678901} | RATING-013",
        "{\"method\": \"FLAT\", \"price\": 0.5, \"prise\": 1} | RATING-010",
        "{\"method\": \"FLAT\", \"price\": {\"PEAK\": 1}} | RATING-016",
        "{\"method\": \"WHATEVER\", \"price\": 0.5} | RATING-008",
        "{\"method\": \"TOU\", \"price\": 0.5} | RATING-015",
        "{\"method\": \"TOU\", \"price\": {\"NOON\": 0.5}} | RATING-008",
        "{\"method\": \"TOU\", \"price\": {}} | RATING-011",
        "{\"method\": \"TIER\", \"price\": 0.5} | RATING-015",
        "{\"method\": \"TIER\", \"tiers\": {\"accounting\": \"MONTH\", \"pricing\": \"PRICE\", \"limits\": [200, 100], \"steps\": [1, 2, 3]}} | RATING-004",
        "{\"method\": \"TIER\", \"tiers\": {\"accounting\": \"MONTH\", \"pricing\": \"PRICE\", \"limits\": [100, 200], \"steps\": [1, 2]}} | RATING-005",
        "{\"method\": \"TIER\", \"tiers\": {\"accounting\": \"MONTH\", \"pricing\": \"PRICE\", \"steps\": [1]}} | RATING-011",
        "{\"method\": \"TIER\", \"tiers\": {\"accounting\": \"MONTH\", \"pricing\": \"PRICE\", \"seasons\": [{\"months\": [1,2,3], \"limits\": [5]}], \"steps\": [1, 2]}} | RATING-006",
        "{\"method\": \"TIER\", \"tiers\": {\"accounting\": \"MONTH\", \"pricing\": \"PRICE\", \"seasons\": [{\"months\": [1,2,3,4,5,6,7,8,9,10,11,12,12], \"limits\": [5]}], \"steps\": [1, 2]}} | RATING-007",
        "{\"method\": \"TIER\", \"price\": 1, \"tiers\": {\"accounting\": \"YEAR\", \"pricing\": \"PRICE\", \"limits\": [5], \"steps\": [1, 2]}} | RATING-016",
        "{\"method\": \"TIER_TOU\", \"tiers\": {\"accounting\": \"YEAR\", \"pricing\": \"PRICE\", \"limits\": [5], \"steps\": [{\"PEAK\": 1}, {\"VALLEY\": 2}]}} | RATING-015"
    })
    void oneFault(String energy, String code) {
        KarawattException refused = refused(flat(energy));
        assertTrue(codes(refused).contains(code), refused.getMessage());
    }

    @Test
    void datesMayNeitherOverlapNorLeaveAGap() {
        String energy = "{\"method\": \"FLAT\", \"price\": 0.5}";
        String first = tariff("\"validFrom\": \"2025-01-01\", \"validTo\": \"2025-07-01\"", energy, "");
        assertEquals(Set.of("RATING-001"), codes(refused(HEAD + first + "," + tariff("\"validFrom\": \"2025-06-01\"", energy, "") + "]}")));
        assertEquals(Set.of("RATING-002"), codes(refused(HEAD + first + "," + tariff("\"validFrom\": \"2025-08-01\"", energy, "") + "]}")));
        assertEquals(Set.of("RATING-003"),
                codes(refused(HEAD + tariff("\"validFrom\": \"2025-01-01\", \"validTo\": \"2025-01-01\"", energy, "") + "]}")));
    }

    @Test
    void allFaultsAtOnceEachWithItsLine() {
        KarawattException refused = refused(HEAD
                + tariff("\"validFrom\": \"yesterday\"", "{\"method\": \"FLAT\",\n\"price\": \"much\"}", ", \"colour\": \"red\"") + "]}");
        assertEquals(Set.of("RATING-010", "RATING-012"), codes(refused));
        assertTrue(refused.faults().stream().anyMatch(fault -> fault.field().equals("tariffs[0].energy.price (line 3)")), refused.getMessage());
    }

    /** What only the compiler finds has its line too. */
    @Test
    void everyFaultOfTheCompilerIsLocated() {
        String json = """
                {"package": "p", "version": "1", "name": {"zh": "p", "en": "p"}, "source": "s", "currency": "CNY", "tariffs": [
                  {"code": "A", "name": {"zh": "t", "en": "t"}, "usageClass": "U", "validFrom": "2025-01-01", "validTo": "2025-02-01",
                   "energy": {"method": "FLAT",
                     "price": -1},
                   "funds": [
                     {"code": "F", "name": {"zh": "f", "en": "f"}, "price": 0.1},
                     {"code": "G", "name": {"zh": "f", "en": "f"},
                      "price": -0.1}],
                   "capacity": {
                     "capacityPrice": 1, "limitPercent": 99}},
                  {"code": "A", "name": {"zh": "t", "en": "t"}, "usageClass": "U",
                   "validFrom": "2025-03-01",
                   "energy": {"method": "TIER", "price": 1, "tiers": {"accounting": "MONTH", "pricing": "SURCHARGE",
                     "limits": [2, 1],
                     "steps": [1, 1]}}}]}""";
        KarawattException refused = refused(json);
        assertEquals(Set.of("tariffs[0].energy.price (line 4)", "tariffs[0].funds.G (line 7)", "tariffs[0].capacity.limitPercent (line 10)",
                        "tariffs[1].validFrom (line 12)", "tariffs[1].energy.tiers.limits (line 14)"),
                refused.faults().stream().map(fault -> fault.field()).collect(Collectors.toSet()));
        assertEquals(refused.code(), TariffPackageReader.located(bytes("no json"), refused).code());
    }

    /** What a new rule of the compiler refuses, one field at a time, in the place of a tariff that is right otherwise. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        ", ~calendar~: {~rules~: [{~hours~: [{~period~: ~PEAK~, ~from~: ~08:00~, ~to~: ~22:00~}]}]} | RATING-025",
        ", ~calendar~: {~rules~: [{~hours~: [{~period~: ~PEAK~, ~from~: ~08:00~, ~to~: ~22:00~}, {~period~: ~VALLEY~, ~from~: ~21:45~, ~to~: ~08:00~}]}]} | RATING-026",
        ", ~calendar~: {~rules~: [{~hours~: [{~period~: ~SHARP~, ~from~: ~00:00~, ~to~: ~24:00~}]}]} | RATING-027",
        ", ~calendar~: {~rules~: [{~hours~: [{~period~: ~PEAK~, ~from~: ~08:05~, ~to~: ~08:00~}]}]} | RATING-012",
        ", ~calendar~: {~rules~: [{~days~: [~PAYDAY~], ~hours~: [{~period~: ~PEAK~, ~from~: ~08:00~, ~to~: ~08:00~}]}]} | RATING-008",
        ", ~capacity~: {} | RATING-011",
        ", ~capacity~: {~demandPrice~: 1, ~demandMinutes~: 20} | RATING-008",
        ", ~capacity~: {~demandPrice~: 1, ~contractFloor~: {~percent~: 101}} | RATING-013",
        ", ~capacity~: {~demandPrice~: -1} | RATING-009",
        ", ~powerFactor~: {~base~: [~TAX~]} | RATING-008",
        ", ~powerFactor~: {~steps~: [{~from~: 0.9, ~to~: 0.8, ~percent~: 1}]} | RATING-013",
        ", ~powerFactor~: {~steps~: [{~from~: 0.8, ~to~: 0.9, ~percent~: 1}, {~from~: 0.9, ~to~: 1, ~percent~: 1}]} | RATING-014",
        ", ~fees~: [{~code~: ~F~, ~name~: {~zh~: ~f~, ~en~: ~f~}, ~amount~: -1}] | RATING-009",
        ", ~fees~: [{~code~: ~F~, ~name~: {~zh~: ~f~, ~en~: ~f~}, ~amount~: 1, ~per~: ~KWH~}] | RATING-008",
        ", ~subsidies~: [{~code~: ~F~, ~name~: {~zh~: ~f~, ~en~: ~f~}, ~percent~: 1, ~amountPerMonth~: 1}] | RATING-015",
        ", ~bounds~: {~minimum~: 2, ~maximum~: 1} | RATING-013",
        ", ~tax~: {~percent~: 101} | RATING-013",
        ", ~purchaseFactor~: {~parts~: [~X~], ~largest~: 1.5} | RATING-008",
        ", ~components~: [{~code~: ~C~, ~name~: {~zh~: ~f~, ~en~: ~f~}, ~price~: {~PEAK~: 1}}] | RATING-015",
        ", ~lossTables~: [{~code~: ~L~, ~rows~: [{~kva~: 1, ~upToKwh~: 5, ~activeKwh~: 1, ~reactiveKvarh~: 1}, {~kva~: 1, ~upToKwh~: 5, ~activeKwh~: 1, ~reactiveKvarh~: 1}]}] | RATING-004",
        ", ~funds~: [{~code~: ~F~, ~name~: {~zh~: ~f~, ~en~: ~f~}, ~price~: 1, ~exemptItems~: [~X~]}] | RATING-008",
        ", ~rounding~: {~default~: ~LINE_SOMEHOW~} | RATING-008"
    })
    void oneFaultBesideTheEnergy(String more, String code) {
        KarawattException refused = refused(HEAD + tariff("\"validFrom\": \"2025-01-01\"",
                "{\"method\": \"TOU\", \"price\": {\"PEAK\": 1, \"VALLEY\": 1}}", more.replace('~', '"')) + "]}");
        assertEquals(Set.of(code), codes(refused), refused.getMessage());
    }

    @Test
    void fundsCannotExceedThePriceThatContainsThem() {
        String json = HEAD + tariff("\"validFrom\": \"2025-01-01\"", "{\"method\": \"FLAT\", \"fundsIncluded\": true, \"price\": 0.01}",
                ", \"funds\": [{\"code\": \"F\", \"name\": {\"zh\": \"f\", \"en\": \"f\"}, \"price\": 0.02}]") + "]}";
        assertEquals(Set.of("RATING-018"), codes(refused(json)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"` `", "{", "[1", "nonsense", "{\"a\": 1, \"a\": 2}", "{} {}"})
    void noJson(String json) {
        assertEquals(Set.of("RATING-019"), codes(refused(json)));
    }

    @Test
    void deepAndLargeFilesAreRefused() {
        assertEquals(Set.of("RATING-019"), codes(refused("[".repeat(10_000))));
        assertEquals(Set.of("RATING-019"), codes(refused("{\"a\": 1" + "0".repeat(5_000) + "}")));
        byte[] large = new byte[TariffPackageReader.MAX_BYTES + 1];
        assertEquals("RATING-020", assertThrows(KarawattException.class, () -> TariffPackageReader.read(large)).code().code());
    }

    /** Takes shipped files and damages them: the result is a package or a coded refusal, and soon. */
    @Test
    void damagedFilesNeverGiveAnUnnamedError() throws IOException {
        Random random = new Random(20260101);
        List<String> spoil = List.of("0", "-1", "null", "\"\"", "{}", "[]", "1e99", "9".repeat(99), "true", "\"PEAK\"", "1e-99", "x");
        int refusals = 0;
        for (String name : List.of("zhejiang-residential", "shanghai-residential", "hunan-residential", "hubei-2026-01")) {
            String json = Files.readString(Path.of("../domains/tariff/src/main/resources/KARAWATT-INF/tariff/" + name + ".json"));
            List<int[]> values = Pattern.compile("(?<=[:\\[,] ?)(\"[^\"]*\"|-?[0-9.]+|true)").matcher(json).results()
                    .map(match -> new int[] {match.start(), match.end()}).toList();
            for (int i = 0; i < 1500; i++) {
                int[] at = values.get(random.nextInt(values.size()));
                String damaged = random.nextInt(5) > 0
                        ? json.substring(0, at[0]) + spoil.get(random.nextInt(spoil.size())) + json.substring(at[1])
                        : cut(json, random);
                try {
                    TariffPackage content = TariffPackageReader.read(bytes(damaged));
                    PackageVerifier.verify(content, TariffCompiler.compile(content));
                } catch (KarawattException refused) {
                    assertTrue(refused.code().code().matches("(RATING|KERNEL)-\\d{3}"), refused.getMessage());
                    refusals++;
                }
            }
        }
        assertTrue(refusals > 3000, "only " + refusals + " refusals: the damage is too mild");
    }

    private static String cut(String json, Random random) {
        int from = random.nextInt(json.length());
        return json.substring(0, from) + json.substring(Math.min(json.length(), from + 1 + random.nextInt(80)));
    }
}
