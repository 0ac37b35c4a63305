package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Modules are replaced, updated, stopped and started one after the other while clients read and write. A module that does not depend on
 * the moving one never fails; the moving one, and who needs it, answers or says 503 with Retry-After; no payment and no instrument is
 * lost or taken twice.
 */
@ExtendWith(DemoServer.Extension.class)
class SwapIT {

    static final String PAYER = "4200000020";

    /** An address of each module, and of what else is judged by itself. */
    static final Map<String, String> ADDRESS = new LinkedHashMap<>();
    /**
     * The moving module and everything that cannot answer without it: whose service has a mandatory reference to one of its services, or
     * to one of a module that has. Whoever is missing here must never fail.
     */
    private static final Map<String, Set<String>> MOVES = new LinkedHashMap<>();

    static {
        ADDRESS.put("codes", "/code-tables");
        ADDRESS.put("customer", "/accounts?limit=5");
        ADDRESS.put("equipment", "/areas?limit=5");
        ADDRESS.put("asset", "/assets?limit=5");
        ADDRESS.put("metering", "/routes?limit=5");
        ADDRESS.put("tariff", "/tariffs");
        ADDRESS.put("reading", "/reading-plans?month=2026-01&limit=5");
        ADDRESS.put("billing", "/bill-totals?month=2026-01&office=42");
        ADDRESS.put("bills", "/bills?month=2026-01&limit=5");
        ADDRESS.put("ledger", "/ledger/balances");
        ADDRESS.put("payments", "/payments?accountNo=" + PAYER + "&limit=5");

        MOVES.put("ledger", Set.of("ledger", "payments"));
        MOVES.put("billing", Set.of("billing", "bills"));
        MOVES.put("reading", Set.of("reading"));
        MOVES.put("tariff", Set.of("tariff", "billing", "bills"));
        MOVES.put("metering", Set.of("metering", "reading", "billing", "bills"));
        MOVES.put("asset", Set.of("asset"));
        MOVES.put("equipment", Set.of("equipment", "billing", "bills"));
        MOVES.put("customer", Set.of("customer", "equipment", "billing", "bills", "ledger", "payments"));
        MOVES.put("codes", Set.of("codes", "customer", "equipment", "asset", "metering", "reading", "billing", "bills", "ledger", "payments"));
    }

    @Test
    void modulesMoveWhileOthersServe(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        Modules deployed = new Modules(distribution);
        try (LoadClients clients = new LoadClients(server, ADDRESS, PAYER, "swap")) {
            for (Map.Entry<String, Set<String>> move : MOVES.entrySet()) {
                String bundle = "karawatt-" + move.getKey();
                String shipped = deployed.version(bundle);
                clients.begin(move.getValue());
                Path newer = deployed.update(bundle);
                assertNotEquals(shipped, deployed.version(bundle), bundle);
                awaitAnswers(server, move.getValue());
                deployed.updateBack(bundle);
                assertEquals(shipped, deployed.version(bundle), bundle);
                awaitAnswers(server, move.getValue());
                deployed.command("bundle:stop " + bundle);
                HttpResponse<String> away = distribution.send(server.request(ADDRESS.get(move.getKey())).GET());
                assertEquals(503, away.statusCode(), () -> bundle + " is stopped: " + away.body());
                assertTrue(away.headers().firstValue("Retry-After").isPresent(), bundle);
                deployed.command("bundle:start " + bundle);
                awaitAnswers(server, move.getValue());
                clients.end();
                assertEquals(List.of(), clients.failures(), () -> "while " + bundle + " moved");
                Files.delete(newer);
            }
            nothingIsLostOrDoubled(server, clients);
        }
    }

    /** Another provider takes the place of ours as a feature and gives it back; all that is not billing goes on. */
    @Test
    void anotherBillingTakesOverWhileOthersServe(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        Modules deployed = new Modules(distribution);
        Samples.offer(distribution);
        try (LoadClients clients = new LoadClients(server, ADDRESS, PAYER, "acme")) {
            clients.begin(MOVES.get("billing"));
            try {
                deployed.command("feature:install acme-billing");
                awaitAnswers(server, MOVES.get("billing"));
                assertEquals("", deployed.version("karawatt-billing"), "ours is left out");
                assertNotEquals("", deployed.version("acme-billing"));
            } finally {
                deployed.command("feature:uninstall acme-billing; feature:repo-remove " + Samples.FEATURES);
            }
            awaitAnswers(server, MOVES.get("billing"));
            clients.end();
            assertNotEquals("", deployed.version("karawatt-billing"), "ours is back");
            assertEquals("", deployed.version("acme-billing"));
            assertEquals(List.of(), clients.failures());
            nothingIsLostOrDoubled(server, clients);
        }
    }

    /** The bundle that contributes the addresses is away as a whole, and the one that serves them forgets nothing when it restarts. */
    @Test
    void theAddressesOfAStoppedBundleStayKnown(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        assertEquals(0, distribution.client("bundle:stop karawatt-business-rest").code());
        try {
            everythingIsAway(server);
            assertEquals(0, distribution.client("bundle:restart karawatt-rest").code());
            await("the door is open again", () -> distribution.getAsAdmin("/api/v1/system/modules").statusCode() == 200);
            everythingIsAway(server);
        } finally {
            assertEquals(0, distribution.client("bundle:start karawatt-business-rest").code());
        }
        awaitAnswers(server, ADDRESS.keySet());
    }

    private static void everythingIsAway(DemoServer server) throws Exception {
        for (String address : ADDRESS.values()) {
            HttpResponse<String> away = server.distribution().send(server.request(address).GET());
            assertEquals(503, away.statusCode(), () -> address + " " + away.body());
            assertEquals("REST-017", DemoServer.JSON.readTree(away.body()).get("code").asText(), away::body);
            assertTrue(away.headers().firstValue("Retry-After").isPresent(), address);
        }
        assertEquals(404, server.distribution().send(server.request("/no-such-thing").GET()).statusCode(), "unknown is not away");
    }

    @Test
    void persistenceComesBackWithAllThatStandsOnIt(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        Modules deployed = new Modules(distribution);
        long bills = server.get("/bills?limit=1").get("total").asLong();
        JsonNode menu = json(server, "/console/modules");
        List<String> modules = deployed.provided();
        try (LoadClients clients = new LoadClients(server, ADDRESS, PAYER, "base")) {
            clients.begin(ADDRESS.keySet());
            deployed.command("bundle:update karawatt-persistence; bundle:refresh karawatt-persistence");
            awaitAnswers(server, ADDRESS.keySet());
            await("health", () -> distribution.getAsAdmin("/api/v1/system/health").body().contains("\"status\":\"OK\",\"ready\":true"));
            clients.end();
            assertEquals(List.of(), clients.failures());
            nothingIsLostOrDoubled(server, clients);
        }
        // a channel of notices that nobody has configured waits for that
        assertEquals(List.of(), modules.stream().filter(m -> !m.endsWith(", lacks nothing")
                && !m.matches("karawatt-notice-(mail|http) .*\"configuration org.karawatt.notice.(mail|http)\".*")).toList());
        assertEquals(bills, server.get("/bills?limit=1").get("total").asLong());
        await("all modules with all their services", () -> modules.equals(deployed.provided()));
        await("all pages", () -> menu.equals(json(server, "/console/modules")));
        // work is done again, too: a payment, and a run from its start to its end
        HttpResponse<String> payment = server.post("/payments", "application/json",
                "{\"accountNo\":\"" + PAYER + "\",\"amount\":0.01,\"channel\":\"010\",\"reference\":\"after-persistence\"}", "Idempotency-Key",
                "after-persistence");
        assertEquals(201, payment.statusCode(), payment::body);
        Distribution.Result run = distribution.client("business:bill-run-start", "--office", DemoServer.OFFICE, "--wait", DemoServer.MONTH);
        assertEquals(0, run.code(), run::toString);
        assertEquals(bills, server.get("/bills?limit=1").get("total").asLong());
        deployed.command("karawatt:audit-verify");
    }

    /** Ends the clients and holds what they were told against what is stored. */
    static void nothingIsLostOrDoubled(DemoServer server, LoadClients clients) throws Exception {
        clients.stop();
        assertEquals(List.of(), clients.failures());
        assertTrue(clients.payments() > 20, () -> "payments " + clients.payments());
        assertTrue(clients.assets() > 20, () -> "assets " + clients.assets());
        BigDecimal booked = BigDecimal.ZERO;
        int found = 0;
        long total = Long.MAX_VALUE;
        for (int offset = 0; offset < total; offset += 100) {
            JsonNode page = server.get("/payments?accountNo=" + PAYER + "&limit=100&offset=" + offset);
            total = page.get("total").asLong();
            for (JsonNode payment : page.get("items")) {
                if (payment.path("reference").asText().startsWith(clients.reference())) {
                    booked = booked.add(payment.get("amount").decimalValue());
                    found++;
                }
            }
        }
        assertEquals(clients.payments(), found);
        assertEquals(0, clients.paid().compareTo(booked), booked::toString);
        assertEquals(clients.assets(), server.get("/assets?limit=1&text=" + clients.assetPrefix()).get("total").asInt());
        JsonNode proof = server.get("/ledger/proof?month=2026-01&office=42");
        for (JsonNode check : proof.get("checks")) {
            assertTrue(check.get("holds").asBoolean(), check::toString);
        }
    }

    private static JsonNode json(DemoServer server, String path) throws Exception {
        HttpResponse<String> answer = server.distribution().getAsAdmin(path);
        assertEquals(200, answer.statusCode(), () -> path + " " + answer.body());
        return DemoServer.JSON.readTree(answer.body());
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), what);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void awaitAnswers(DemoServer server, Collection<String> modules) throws Exception {
        for (String module : modules) {
            awaitAnswer(server, module);
        }
    }

    private static void awaitAnswer(DemoServer server, String module) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        HttpResponse<String> last = null;
        while (Instant.now().isBefore(end)) {
            HttpRequest.Builder request = server.request(ADDRESS.get(module)).GET();
            last = server.distribution().send(request);
            if (last.statusCode() == 200) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError(module + " did not come back: " + last.statusCode() + " " + last.body());
    }
}
