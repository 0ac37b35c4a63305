package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A power failure in the middle of the billing run: nothing lost, nothing twice. */
class KillIT {

    private static final int CUSTOMERS = 8_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyAccountIsBilledExactlyOnceAfterAKill() throws Exception {
        try (Distribution distribution = Distribution.unpack("kill")) {
            distribution.start();
            CompletableFuture<Distribution.Result> demo = CompletableFuture.supplyAsync(() -> demo(distribution));
            JsonNode run = await(Duration.ofMinutes(4), () -> {
                assertTrue(!demo.isDone(), () -> "the demo ended before it could be killed: " + demo.join());
                JsonNode newest = newestRun(distribution);
                return newest != null && newest.get("itemsDone").asLong() >= 1000 ? newest : null;
            });
            distribution.kill();
            assertEquals(3, distribution.run("status").code(), "a dead process is not a running server");
            assertTrue(run.get("itemsDone").asLong() < CUSTOMERS, run::toString);
            assertTrue(demo.join().code() != 0, () -> "the killed demo must not report success: " + demo.join());

            distribution.start();
            JsonNode done = await(Duration.ofMinutes(3), () -> {
                JsonNode newest = newestRun(distribution);
                return newest != null && newest.get("status").asText().equals("DONE") ? newest : null;
            });
            assertEquals(run.get("id"), done.get("id"));
            // the second life found it unfinished: else nothing was interrupted and nothing is shown
            String log = Files.readString(distribution.logs().resolve("karaf.log"));
            assertTrue(log.contains("run " + run.get("id").asLong() + " of kind billing goes on"), "the kill came too late");
            String failures = get(distribution, "/runs/" + done.get("id").asLong() + "/parked?limit=5").toString();
            assertEquals(CUSTOMERS, get(distribution, "/bills?month=2026-01&limit=1").get("total").asInt(), failures);
            JsonNode proof = get(distribution, "/ledger/proof?month=2026-01&office=42");
            for (JsonNode check : proof.get("checks")) {
                assertTrue(check.get("holds").asBoolean(), check::toString);
            }
            assertEquals(0, distribution.client("karawatt:audit-verify").code());
        }
    }

    private static Distribution.Result demo(Distribution distribution) {
        try {
            return distribution.run("demo", "--customers", "" + CUSTOMERS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode newestRun(Distribution distribution) throws Exception {
        HttpResponse<String> answer = distribution.getAsAdmin("/api/v1/business/runs?kind=billing&limit=1");
        if (answer.statusCode() == 503) {
            return null;
        }
        assertEquals(200, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body()).get("items").get(0);
    }

    private static JsonNode get(Distribution distribution, String path) throws Exception {
        HttpResponse<String> answer = distribution.getAsAdmin("/api/v1/business" + path);
        assertEquals(200, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }

    private interface Look {
        JsonNode look() throws Exception;
    }

    private static JsonNode await(Duration atMost, Look look) throws Exception {
        Instant end = Instant.now().plus(atMost);
        while (Instant.now().isBefore(end)) {
            JsonNode seen = look.look();
            if (seen != null) {
                return seen;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("not within " + atMost);
    }
}
