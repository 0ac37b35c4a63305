package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a utility writes, installed into one packed distribution of its own, because Acme's bills stay in it. */
class SamplesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PACKAGE_FILE = "KARAWATT-INF/tariff/acme-residential.json";
    private static final String MONTH = "2026-01";
    private static final String OFFICE = "42";

    private static Distribution distribution;

    @BeforeAll
    static void start() throws Exception {
        distribution = Distribution.unpack("samples");
        distribution.start();
        Samples.offer(distribution);
    }

    @AfterAll
    static void stop() throws Exception {
        if (distribution != null) {
            distribution.stop();
            distribution.close();
        }
    }

    @Test
    void aTariffPackageIsOfferedWhileItsFeatureIsInstalled() throws Exception {
        client("feature:install", "acme-tariff");
        try {
            await("Acme's package is taken in", () -> contribution("acme-tariff ") != null);
            JsonNode taken = contribution("acme-tariff ");
            assertEquals("tariff", taken.get("kind").asText());
            assertTrue(taken.path("fault").asText("").isEmpty(), taken::toString);
            JsonNode offered = tariff("acme-residential-tou");
            assertTrue(offered.get("offered").asBoolean(), offered::toString);
            assertEquals("acme-residential", offered.get("packageCode").asText());
        } finally {
            client("feature:uninstall", "acme-tariff");
        }
        await("Acme's package is gone", () -> contribution("acme-tariff ") == null);
        JsonNode left = tariff("acme-residential-tou");
        assertFalse(left.get("offered").asBoolean(), left::toString);
    }

    @Test
    void aPackageWhoseCaseDoesNotComeOutIsRefusedByName() throws Exception {
        String wrong = shipped().replace("acme-residential", "acme-wrong").replace("\"total\": 267.78", "\"total\": 267.79");
        assertNotEquals(shipped(), wrong);
        Path jar = tariffBundle("acme-wrong", "wrong.json", wrong);
        client("bundle:install", "-s", jar.toUri().toString());
        try {
            await("the wrong package is looked at", () -> contribution("acme-wrong ") != null);
            String fault = contribution("acme-wrong ").get("fault").asText();
            assertTrue(fault.contains("TARIFF-005") && fault.contains("All three tiers"), fault);
            assertTrue(fault.contains("267.79") && fault.contains("267.78"), fault);
            String listed = client("karawatt:contributions");
            assertTrue(listed.contains("All three tiers"), listed);
            JsonNode tariff = tariff("acme-wrong");
            assertTrue(tariff.isMissingNode(), tariff::toString);
            String bundles = client("bundle:list", "-s", "--no-format");
            assertTrue(bundles.lines().anyMatch(line -> line.contains("acme-wrong") && line.contains("Failure")), bundles);
            String diagnosis = client("bundle:diag", "acme-wrong");
            assertTrue(diagnosis.contains("TARIFF-005") && diagnosis.contains("All three tiers") && diagnosis.contains("267.79"), diagnosis);
        } finally {
            client("bundle:uninstall", "acme-wrong");
        }
        await("the wrong package is gone", () -> contribution("acme-wrong ") == null);
    }

    /** 100 x 0.5 + 100 x 0.01 by the first version; 40 kWh less of the fee by the second. */
    @Test
    void twoVersionsOfAChargeMethodPriceSideBySideAndTheirTariffsWaitWhileTheyAreAway() throws Exception {
        Path jar = tariffBundle("acme-green", "green.json", green());
        client("bundle:install", "-s", jar.toUri().toString());
        try {
            await("the package waits for the method", () -> "WAITING".equals(greenPackage().path("status").asText()));
            assertTrue(greenPackage().path("problem").asText().contains("ACME_GREEN_FEE"), () -> String.valueOf(greenPackage()));
            client("feature:install", "acme-charge");
            await("the package is offered", () -> tariff("acme-green-2").path("offered").asBoolean());
            assertEquals(List.of("51.00", "50.60"), List.of(simulated("acme-green-1"), simulated("acme-green-2")));
            client("bundle:stop", "acme-charge");
            await("nothing prices by a method that is away", () -> simulated("acme-green-1").contains("TARIFF-020"));
            client("bundle:start", "acme-charge");
            await("both are back", () -> simulated("acme-green-1").equals("51.00") && simulated("acme-green-2").equals("50.60"));
            client("feature:uninstall", "acme-charge");
        } finally {
            client("bundle:uninstall", "acme-green");
        }
    }

    private static JsonNode greenPackage() {
        try {
            return list("/api/v1/business/tariff-packages").stream().filter(p -> p.get("packageCode").asText().equals("acme-green"))
                    .findFirst().orElse(JSON.missingNode());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The total of 100 kWh, or the problem. */
    private static String simulated(String code) throws IOException, InterruptedException {
        HttpResponse<String> answer = distribution.send(distribution.asAdmin("/api/v1/business/tariff-simulations")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"tariffIds\":["
                        + tariff(code).path("id").asText() + "],\"input\":{\"from\":\"2026-01-01\",\"to\":\"2026-02-01\",\"activeKwh\":100}}")));
        if (answer.statusCode() != 200) {
            return answer.body();
        }
        JsonNode result = JSON.readTree(answer.body()).get(0);
        return result.hasNonNull("total") ? result.get("total").decimalValue().setScale(2).toPlainString() : result.path("problem").asText();
    }

    private static String green() {
        String tariff = "{\"code\": \"acme-green-%d\", \"name\": {\"zh\": \"绿色\", \"en\": \"green\"}, \"usageClass\": \"RESIDENTIAL\","
                + " \"validFrom\": \"2025-01-01\", \"energy\": {\"method\": \"FLAT\", \"price\": 0.5},"
                + " \"charges\": [{\"method\": \"ACME_GREEN_FEE\", \"version\": %d, \"settings\": {\"price\": 0.01%s}}]}";
        String proof = "{\"name\": \"100 kWh on %d\", \"source\": \"by hand\", \"tariff\": \"acme-green-%d\","
                + " \"input\": {\"from\": \"2026-01-01\", \"to\": \"2026-02-01\", \"activeKwh\": 100}, \"expect\": {\"total\": %s}}";
        return "{\"package\": \"acme-green\", \"version\": \"1.0.0\", \"name\": {\"zh\": \"绿色\", \"en\": \"green\"},"
                + " \"source\": \"invented for a test\", \"currency\": \"CNY\", \"tariffs\": ["
                + tariff.formatted(1, 1, "") + ", " + tariff.formatted(2, 2, ", \"freeKwh\": 40") + "], \"cases\": ["
                + proof.formatted(1, 1, "51.00") + ", " + proof.formatted(2, 2, "50.60") + "]}";
    }

    @Test
    void aPageComesWithItsFeatureAndGoesWithIt() throws Exception {
        client("feature:install", "acme-page");
        try {
            await("Acme's page is in the menu", () -> modules().contains("/acme/tariffs"));
        } finally {
            client("feature:uninstall", "acme-page");
        }
        await("Acme's page is gone", () -> !modules().contains("/acme/tariffs"));
    }

    @Test
    void acmesBillingTakesThePlaceOfOursAndGivesItBack() throws Exception {
        assertEquals("ACTIVE", module("karawatt-billing").path("state").asText());
        client("feature:install", "acme-billing");
        await("Acme's billing is there instead of ours", () -> provides("acme-billing")
                && module("karawatt-billing").isMissingNode());
        await("ledger, REST and shell use it", () -> get("/api/v1/business/bills?limit=1").statusCode() == 200
                && get("/api/v1/business/ledger/balances").statusCode() == 200);
        assertEquals(List.of("acme-billing"), billingBundles());

        Distribution.Result demo = distribution.run("demo", "--customers", "50");
        assertEquals(0, demo.code(), demo::toString);
        JsonNode page = JSON.readTree(get("/api/v1/business/bills?month=" + MONTH + "&limit=100").body());
        assertEquals(50, page.get("total").asInt());
        for (JsonNode bill : page.get("items")) {
            assertTrue(bill.get("engine").asText().startsWith("acme-billing "), bill::toString);
            assertEquals(10, LocalDate.parse(bill.get("dueOn").asText()).getDayOfMonth(), bill::toString);
        }
        String billNo = page.get("items").get(0).get("billNo").asText();

        client("feature:uninstall", "acme-billing");
        await("ours is back", () -> provides("karawatt-billing") && module("acme-billing").isMissingNode());
        assertEquals(List.of("karawatt-billing"), billingBundles());
        await("and serves", () -> get("/api/v1/business/bills?limit=1").statusCode() == 200);
        HttpResponse<String> replay = distribution.send(distribution.asAdmin("/api/v1/business/bills/" + billNo + "/replay")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("")));
        assertEquals(200, replay.statusCode(), replay::body);
        assertEquals(0, JSON.readTree(replay.body()).get("differences").size(), "ours replays Acme's bill: " + replay.body());
        JsonNode proof = JSON.readTree(get("/api/v1/business/ledger/proof?month=" + MONTH + "&office=" + OFFICE).body());
        for (JsonNode check : proof.get("checks")) {
            assertTrue(check.get("holds").asBoolean(), check::toString);
        }
    }

    private static Path tariffJar() {
        return Samples.FOLDER.resolve("acme-tariff/target/acme-tariff-" + Samples.VERSION + ".jar");
    }

    private static String shipped() throws IOException {
        try (JarFile jar = new JarFile(tariffJar().toFile())) {
            return new String(jar.getInputStream(jar.getEntry(PACKAGE_FILE)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A bundle with one tariff file and nothing else. */
    private static Path tariffBundle(String name, String fileName, String content) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "1.0.0");
        Path jar = Files.createTempFile(Path.of("target"), name, ".jar").toAbsolutePath();
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new ZipEntry("KARAWATT-INF/tariff/" + fileName));
            entries.write(content.getBytes(StandardCharsets.UTF_8));
            entries.closeEntry();
        }
        return jar;
    }

    private static String client(String... words) throws IOException, InterruptedException {
        Distribution.Result result = distribution.client(words);
        assertEquals(0, result.code(), () -> String.join(" ", words) + ": " + result);
        return result.output();
    }

    /** Which of the two is installed, as the console tells it. */
    private static List<String> billingBundles() throws IOException, InterruptedException {
        return client("bundle:list", "-s", "--no-format").lines().map(line -> line.substring(line.lastIndexOf('\t') + 1).trim())
                .filter(name -> name.equals("acme-billing") || name.equals("karawatt-billing")).toList();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return distribution.getAsAdmin(path);
    }

    /** The list of a resource; empty while the resource is away. */
    private static List<JsonNode> list(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            return List.of();
        }
        return StreamSupport.stream(JSON.readTree(answer.body()).spliterator(), false).toList();
    }

    private static JsonNode contribution(String origin) throws IOException, InterruptedException {
        return list("/api/v1/system/contributions").stream().filter(c -> c.get("origin").asText().startsWith(origin))
                .findFirst().orElse(null);
    }

    private static JsonNode module(String name) throws IOException, InterruptedException {
        return list("/api/v1/system/modules").stream().filter(m -> m.get("name").asText().equals(name)).findFirst()
                .orElse(JSON.missingNode());
    }

    /** Whether the billing service of this module is the one in use, with nothing of the module missing. */
    private static boolean provides(String name) throws IOException, InterruptedException {
        JsonNode module = module(name);
        List<String> used = new ArrayList<>();
        module.path("services").forEach(service -> {
            if (service.get("used").asBoolean()) {
                used.add(service.get("service").asText());
            }
        });
        return used.contains("org.karawatt.billing.api.BillingService") && module.path("missing").isEmpty();
    }

    private static String modules() throws IOException, InterruptedException {
        return get("/console/modules").body();
    }

    private static JsonNode tariff(String code) throws IOException, InterruptedException {
        return list("/api/v1/business/tariffs").stream().filter(t -> t.get("tariffCode").asText().equals(code))
                .findFirst().orElse(JSON.missingNode());
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), what);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
