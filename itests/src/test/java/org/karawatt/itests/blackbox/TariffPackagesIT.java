package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tariff packages from the file to the withdrawal, compared and simulated, seen from outside. */
@ExtendWith(DemoServer.Extension.class)
class TariffPackagesIT {

    private static final String JSON = "application/json";
    /** On lines of its own, so that a fault can be told apart by its line. */
    private static final String TWO = """
            {"package": "%s", "version": "%s", "name": {"zh": "两档", "en": "Two tiers"}, "source": "made for a test", "currency": "CNY",
             "tariffs": [{
               "code": "%s", "name": {"zh": "两档", "en": "Two tiers"}, "usageClass": "RESIDENTIAL", "validFrom": "2025-01-01",
               "energy": {"method": "TIER", "price": %s,
                 "tiers": {"accounting": "MONTH", "pricing": "SURCHARGE", "limits": [%s], "steps": [0.2]}},
               "funds": [{"code": "WATER", "name": {"zh": "水利", "en": "water"}, "price": 0.01}]
             }],
             "cases": [{"name": "hundred", "source": "100 x (0.5 + 0.01)", "tariff": "%3$s",
               "input": {"from": "2026-01-01", "to": "2026-02-01", "activeKwh": 100}, "expect": {"total": %s}}]
            }
            """;
    /** A rate of the OpenEI database, written for this test: two blocks and a monthly charge. */
    private static final String URDB = """
            {"items": [{"label": "test-rate", "utility": "Example", "name": "Household", "sector": "Residential", "startdate": 1727762400,
              "energyratestructure": [[{"max": 300, "rate": 0.10, "unit": "kWh"}, {"rate": 0.20, "unit": "kWh"}]],
              "energyweekdayschedule": %s, "energyweekendschedule": %1$s,
              "fixedchargefirstmeter": 5, "fixedchargeunits": "$/month"%s}]}
            """;

    private static String two(String code, String version, String price, String limit, String total) {
        return TWO.formatted(code, version, code, price, limit, total);
    }

    private static String urdb(String more) {
        String month = "[" + "0,".repeat(23) + "0]";
        return URDB.formatted("[" + (month + ",").repeat(11) + month + "]", more);
    }

    private static HttpResponse<String> send(DemoServer server, String parameters, String content) throws Exception {
        return server.post("/tariff-packages?" + parameters, JSON, content);
    }

    private static JsonNode dryRun(DemoServer server, String parameters, String content) throws Exception {
        HttpResponse<String> answer = send(server, parameters + "&dryRun=true", content);
        assertEquals(200, answer.statusCode(), answer::body);
        return DemoServer.JSON.readTree(answer.body());
    }

    private static List<String> codes(DemoServer server) throws Exception {
        List<String> codes = new ArrayList<>();
        server.get("/tariff-packages").forEach(each -> codes.add(each.get("packageCode").asText() + " " + each.get("version").asText()));
        return codes;
    }

    private static String tariffOf(DemoServer server, String packageId) throws Exception {
        return server.get("/tariff-packages/" + packageId).at("/tariffs/0/id").asText();
    }

    @Test
    void aDryRunTellsEverythingAndStoresNothing(DemoServer server) throws Exception {
        JsonNode sound = dryRun(server, "name=dry.json", two("it-dry", "1.0.0", "0.5", "150", "51.00"));
        assertEquals("PROPOSED", sound.get("status").asText(), sound::toString);
        assertFalse(sound.has("id"), sound::toString);
        assertEquals("51.00", sound.at("/cases/0/expected").asText());
        assertEquals("51.00", sound.at("/cases/0/computed").asText());
        assertEquals(0, sound.get("faults").size(), sound::toString);
        assertFalse(codes(server).contains("it-dry 1.0.0"));
    }

    /** A limit of a tier is negative on the fifth line; a case does not come out on the eighth. */
    @Test
    void faultsAreToldWithTheirLinesAndNothingIsStored(DemoServer server) throws Exception {
        JsonNode bad = dryRun(server, "name=bad.json", two("it-bad", "1.0.0", "0.5", "-150", "51.00"));
        JsonNode fault = bad.at("/faults/0");
        assertEquals(5, fault.get("line").asInt(), bad::toString);
        assertTrue(fault.get("field").asText().startsWith("tariffs[0].energy.tiers"), bad::toString);
        assertTrue(fault.get("code").asText().matches("RATING-\\d{3}"), bad::toString);
        assertFalse(fault.get("message").asText().isBlank(), bad::toString);

        String wrong = two("it-bad", "1.0.0", "0.5", "150", "52.00");
        JsonNode failing = dryRun(server, "name=bad.json", wrong);
        assertEquals("TARIFF-005", failing.at("/faults/0/code").asText(), failing::toString);
        assertEquals(8, failing.at("/faults/0/line").asInt(), failing::toString);
        assertTrue(failing.at("/faults/0/message").asText().contains("52.00 <> 51.00"), failing::toString);
        assertFalse(failing.at("/cases/0/passed").asBoolean(), failing::toString);
        HttpResponse<String> refused = send(server, "name=bad.json", wrong);
        assertEquals(422, refused.statusCode(), refused::body);
        assertTrue(refused.body().contains("TARIFF-005"), refused::body);
        assertFalse(codes(server).contains("it-bad 1.0.0"));
    }

    /** 300 x 0.10 + 100 x 0.20 + 5. */
    @Test
    void ratesOfTheOpenDatabaseAreImportedAndPriced(DemoServer server) throws Exception {
        JsonNode refused = dryRun(server, "format=urdb&name=rate.json&packageCode=it-urdb", urdb(", \"coincidentrate\": 10.0"));
        assertEquals("RATING-095", refused.at("/faults/0/code").asText(), refused::toString);
        assertEquals(4, refused.at("/faults/0/line").asInt(), refused::toString);
        HttpResponse<String> imported = send(server, "format=urdb&name=rate.json&packageCode=it-urdb&version=2.0.0", urdb(""));
        assertEquals(201, imported.statusCode(), imported::body);
        JsonNode rates = DemoServer.JSON.readTree(imported.body());
        assertEquals("2.0.0", rates.get("version").asText(), rates::toString);
        assertEquals(1, rates.get("tariffs").size(), rates::toString);
        JsonNode bill = simulate(server, "{\"from\":\"2026-01-01\",\"to\":\"2026-02-01\",\"touKwh\":{\"P1\":400}}", null,
                rates.at("/tariffs/0/id").asText()).get(0);
        assertEquals(0, new BigDecimal("55").compareTo(bill.get("total").decimalValue()), bill::toString);
        decide(server, rates.get("id").asText(), "rejection", 200);
    }

    private static JsonNode decide(DemoServer server, String id, String decision, int status) throws Exception {
        HttpResponse<String> answer = server.post("/tariff-packages/" + id + "/" + decision, JSON, "{\"note\":\"for a test\"}");
        assertEquals(status, answer.statusCode(), answer::body);
        return DemoServer.JSON.readTree(answer.body());
    }

    @Test
    void whoImportsCannotApproveAndADecisionIsFinal(DemoServer server) throws Exception {
        HttpResponse<String> imported = send(server, "name=own.json", two("it-own", "1.0.0", "0.5", "150", "51.00"));
        assertEquals(201, imported.statusCode(), imported::body);
        String id = DemoServer.JSON.readTree(imported.body()).get("id").asText();
        assertEquals("TARIFF-012", decide(server, id, "approval", 403).get("code").asText());
        assertEquals("PROPOSED", server.get("/tariff-packages/" + id).get("status").asText());
        assertEquals("REJECTED", decide(server, id, "rejection", 200).get("status").asText());
        assertEquals("TARIFF-011", decide(server, id, "rejection", 409).get("code").asText());
    }

    /** The price rises by a tenth, the limit by a third, and nothing else. */
    @Test
    void twoVersionsAreComparedValueByValue(DemoServer server) throws Exception {
        TariffPackages packages = new TariffPackages(server);
        String first = packages.propose(two("it-versions", "1.0.0", "0.5", "150", "51.00"));
        packages.decide(first, "approval");
        String second = packages.propose(two("it-versions", "1.1.0", "0.55", "200", "56.00"));
        JsonNode comparison = server.get("/tariffs/" + tariffOf(server, first) + "/comparison?with=" + tariffOf(server, second));
        TreeMap<String, String> found = new TreeMap<>();
        comparison.get("differences").forEach(each -> found.put(each.get("path").asText(),
                each.get("before").asText() + " " + each.get("after").asText() + " " + each.get("changePercent").decimalValue()
                        .setScale(2, RoundingMode.UNNECESSARY)));
        assertEquals("{energy.price=0.5 0.55 10.00, energy.tiers.limits[0]=150 200 33.33}", found.toString());
        JsonNode values = server.get("/tariffs/" + tariffOf(server, second) + "/values");
        boolean told = false;
        for (JsonNode value : values) {
            told |= value.get("path").asText().equals("energy.price") && value.get("value").asText().equals("0.55");
        }
        assertTrue(told, values::toString);
        packages.decide(second, "rejection");
        packages.decide(first, "withdrawal");
    }

    private static JsonNode simulate(DemoServer server, String input, String curve, String... tariffs) throws Exception {
        HttpResponse<String> answer = server.post("/tariff-simulations", JSON, "{\"tariffIds\":[" + String.join(",", tariffs) + "],\"input\":"
                + input + (curve == null ? "" : ",\"curve\":" + curve) + "}");
        assertEquals(200, answer.statusCode(), answer::body);
        return DemoServer.JSON.readTree(answer.body());
    }

    /** A household of the product beside one that is only proposed; amounts are worked out from the printed prices alone. */
    @Test
    void aSimulationComesToTheCentOnEveryTariffAndOverItsCurve(DemoServer server) throws Exception {
        String id = new TariffPackages(server).propose(two("it-simulated", "1.0.0", "0.5", "150", "51.00"));
        String hunan = null;
        for (JsonNode each : server.get("/tariffs?offered=true&q=hunan-residential")) {
            hunan = each.get("tariffCode").asText().equals("hunan-residential") ? each.get("id").asText() : hunan;
        }
        JsonNode results = simulate(server, "{\"from\":\"2026-04-01\",\"to\":\"2026-05-01\",\"activeKwh\":260.5}",
                "{\"fromKwh\":0,\"toKwh\":400,\"steps\":9}", hunan, tariffOf(server, id));
        // Hunan in April: 0.588, 0.05 more above 180 and 0.30 more above 350 kWh
        assertCurve(results.get(0), new String[] {"0.588", "0.05", "0.30"}, new int[] {180, 350}, "0");
        assertCurve(results.get(1), new String[] {"0.5", "0.2"}, new int[] {150}, "0.01");
        decide(server, id, "rejection", 200);
    }

    private static void assertCurve(JsonNode result, String[] prices, int[] limits, String fund) {
        assertEquals(0, amount("260.5", prices, limits, fund).compareTo(result.get("total").decimalValue()), result::toString);
        assertEquals(9, result.get("curve").size(), result::toString);
        for (int i = 0; i < 9; i++) {
            JsonNode point = result.get("curve").get(i);
            assertEquals(50 * i, point.get("kwh").asInt(), result::toString);
            assertEquals(0, amount("" + 50 * i, prices, limits, fund).compareTo(point.get("total").decimalValue()), point::toString);
        }
    }

    /** Each line for itself, half up to the cent: the price on everything, a surcharge on what a tier has, a fund on everything. */
    private static BigDecimal amount(String kwh, String[] prices, int[] limits, String fund) {
        BigDecimal energy = new BigDecimal(kwh);
        BigDecimal total = cents(energy.multiply(new BigDecimal(prices[0]))).add(cents(energy.multiply(new BigDecimal(fund))));
        for (int tier = 0; tier < limits.length; tier++) {
            BigDecimal above = energy.subtract(BigDecimal.valueOf(limits[tier])).max(BigDecimal.ZERO);
            BigDecimal wide = tier + 1 < limits.length ? above.min(BigDecimal.valueOf(limits[tier + 1] - limits[tier])) : above;
            total = total.add(cents(wide.multiply(new BigDecimal(prices[tier + 1]))));
        }
        return total;
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    @Test
    void aWithdrawnPackagePricesNothingAndKeepsItsHistory(DemoServer server) throws Exception {
        TariffPackages packages = new TariffPackages(server);
        String id = packages.propose(two("it-withdrawn", "1.0.0", "0.5", "150", "51.00"));
        assertTrue(server.get("/tariffs?offered=true&q=it-withdrawn").isEmpty());
        packages.decide(id, "approval");
        assertEquals(1, server.get("/tariffs?offered=true&q=it-withdrawn").size());
        HttpResponse<String> silent = server.post("/tariff-packages/" + id + "/withdrawal", JSON, "{}");
        assertEquals(422, silent.statusCode(), silent::body);
        assertTrue(silent.body().contains("TARIFF-014"), silent::body);
        packages.decide(id, "withdrawal");
        assertTrue(server.get("/tariffs?offered=true&q=it-withdrawn").isEmpty());
        JsonNode detail = server.get("/tariff-packages/" + id);
        List<String> steps = new ArrayList<>();
        detail.get("history").forEach(step -> steps.add(step.get("status").asText() + " " + step.get("user").asText()));
        assertEquals(List.of("PROPOSED importer", "ACTIVE admin", "WITHDRAWN admin"), steps);
        assertEquals("TARIFF-016", decide(server, brought(server), "withdrawal", 409).get("code").asText());
    }

    /** A package that came with a bundle. */
    private static String brought(DemoServer server) throws Exception {
        for (JsonNode each : server.get("/tariff-packages")) {
            if (!each.has("importedBy") && each.get("status").asText().equals("ACTIVE")) {
                return each.get("id").asText();
            }
        }
        throw new AssertionError("no package of a bundle");
    }
}
