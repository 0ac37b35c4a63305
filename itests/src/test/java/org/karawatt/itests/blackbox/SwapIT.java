package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Modules are updated, stopped and started one after the other while clients read and write. A module that does not depend on the moving
 * one never fails; the moving one, and who needs it, answers or says 503 with Retry-After; no payment is lost or booked twice.
 */
@ExtendWith(DemoServer.Extension.class)
class SwapIT {

    private static final String PAYER = "4200000020";

    /** An address of each module, and the modules whose services it needs to answer. */
    private static final Map<String, String> ADDRESS = new LinkedHashMap<>();
    /** The moving module and everything that stands on its services. */
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
        ADDRESS.put("ledger", "/ledger/balances");

        MOVES.put("ledger", Set.of("ledger", "payments", "billing"));
        MOVES.put("billing", Set.of("billing", "ledger", "payments"));
        MOVES.put("reading", Set.of("reading"));
        MOVES.put("tariff", Set.of("tariff", "billing", "ledger", "payments"));
        MOVES.put("metering", Set.of("metering", "reading", "billing", "ledger", "payments"));
        MOVES.put("asset", Set.of("asset"));
        MOVES.put("equipment", Set.of("equipment", "billing", "ledger", "payments"));
        MOVES.put("customer", Set.of("customer", "equipment", "metering", "tariff", "reading", "billing", "ledger", "payments"));
        MOVES.put("codes", Set.of("codes", "customer", "equipment", "asset", "metering", "tariff", "reading", "billing", "ledger", "payments"));
    }

    @Test
    void modulesMoveWhileOthersServe(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        try (LoadClients clients = new LoadClients(server, ADDRESS, PAYER)) {
            for (Map.Entry<String, Set<String>> move : MOVES.entrySet()) {
                String bundle = "karawatt-" + move.getKey();
                clients.begin(move.getValue());
                assertEquals(0, distribution.client("bundle:update " + bundle).code(), bundle);
                awaitAnswer(server, move.getKey());
                assertEquals(0, distribution.client("bundle:stop " + bundle).code(), bundle);
                HttpResponse<String> away = distribution.send(server.request(ADDRESS.get(move.getKey())).GET());
                assertEquals(503, away.statusCode(), () -> bundle + " is stopped: " + away.body());
                assertTrue(away.headers().firstValue("Retry-After").isPresent(), bundle);
                assertEquals(0, distribution.client("bundle:start " + bundle).code(), bundle);
                awaitAnswer(server, move.getKey());
                for (String dependent : move.getValue()) {
                    if (ADDRESS.containsKey(dependent)) {
                        awaitAnswer(server, dependent);
                    }
                }
                clients.end();
                assertEquals(List.of(), clients.failures(), () -> "while " + bundle + " moved");
            }
            clients.stop();
            assertTrue(clients.payments() > 20, () -> "payments " + clients.payments());
            BigDecimal booked = BigDecimal.ZERO;
            int found = 0;
            long total = Long.MAX_VALUE;
            for (int offset = 0; offset < total; offset += 100) {
                JsonNode page = server.get("/payments?accountNo=" + PAYER + "&limit=100&offset=" + offset);
                total = page.get("total").asLong();
                for (JsonNode payment : page.get("items")) {
                    if (payment.path("reference").asText().startsWith(LoadClients.REFERENCE)) {
                        booked = booked.add(payment.get("amount").decimalValue());
                        found++;
                    }
                }
            }
            assertEquals(clients.payments(), found);
            assertEquals(0, clients.paid().compareTo(booked), booked::toString);
        }
        JsonNode proof = server.get("/ledger/proof?month=2026-01&office=42");
        for (JsonNode check : proof.get("checks")) {
            assertTrue(check.get("holds").asBoolean(), check::toString);
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
        for (String module : ADDRESS.keySet()) {
            awaitAnswer(server, module);
        }
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
        long before = server.get("/bills?limit=1").get("total").asLong();
        assertEquals(0, distribution.client("bundle:update karawatt-persistence; bundle:refresh karawatt-persistence").code());
        for (String module : ADDRESS.keySet()) {
            awaitAnswer(server, module);
        }
        assertEquals(before, server.get("/bills?limit=1").get("total").asLong());
        assertEquals(0, distribution.client("karawatt:audit-verify").code());
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), what);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
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
