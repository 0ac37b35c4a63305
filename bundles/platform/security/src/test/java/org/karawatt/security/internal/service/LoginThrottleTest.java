package org.karawatt.security.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private final LoginThrottle throttle = new LoginThrottle(3, 10, Duration.ofSeconds(60));

    private void fail(String user, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(user, address, NOW);
        }
    }

    @Test
    void theWaitDoublesWithEachFailureUpToItsLimit() {
        fail("li", "a", 2);
        assertEquals(Duration.ZERO, throttle.toWait("li", "b", NOW));
        fail("li", "a", 1);
        assertEquals(Duration.ofSeconds(1), throttle.toWait("li", "b", NOW));
        fail("li", "a", 1);
        assertEquals(Duration.ofSeconds(2), throttle.toWait("li", "b", NOW));
        fail("li", "a", 5);
        assertEquals(Duration.ofSeconds(60), throttle.toWait("li", "b", NOW));
        fail("li", "x", 200);
        assertEquals(Duration.ofSeconds(60), throttle.toWait("li", "b", NOW));
    }

    @Test
    void theWaitPasses() {
        fail("li", "a", 4);
        assertEquals(Duration.ofMillis(500), throttle.toWait("li", "b", NOW.plusMillis(1500)));
        assertEquals(Duration.ZERO, throttle.toWait("li", "b", NOW.plusSeconds(2)));
    }

    @Test
    void anAddressThatTriesManyUsersMustWaitWithAllOfThem() {
        for (int i = 0; i < 10; i++) {
            fail("user" + i, "a", 1);
        }
        assertEquals(Duration.ofSeconds(1), throttle.toWait("fresh", "a", NOW));
        assertEquals(Duration.ZERO, throttle.toWait("fresh", "b", NOW));
    }

    @Test
    void successClearsTheUserButNotTheAddress() {
        fail("li", "a", 10);
        throttle.succeeded("li");
        assertEquals(Duration.ZERO, throttle.toWait("li", "b", NOW));
        assertEquals(Duration.ofSeconds(1), throttle.toWait("li", "a", NOW));
    }

    @Test
    void failuresAreForgottenAfterAQuietWhile() {
        fail("li", "a", 3);
        Instant later = NOW.plus(Duration.ofMinutes(16));
        throttle.failed("li", "a", later);
        assertEquals(Duration.ZERO, throttle.toWait("li", "a", later));
    }

    @Test
    void inventedUsersDoNotFillTheMemory() {
        fail("li", "a", 3);
        for (int i = 0; i < LoginThrottle.MAX_KEYS * 2; i++) {
            throttle.failed("x" + i, "b", NOW);
        }
        assertEquals(Duration.ZERO, throttle.toWait("li", "c", NOW), "the oldest are forgotten");
        assertEquals(Duration.ofSeconds(60), throttle.toWait("y", "b", NOW), "the address in use is not");
    }
}
