package org.karawatt.rest.internal.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PublicLimitTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final PublicLimit limit = new PublicLimit(2, now::get);

    @Test
    void eachAddressHasItsShareOfAMinute() {
        assertTrue(limit.admits("a"));
        assertTrue(limit.admits("a"));
        assertFalse(limit.admits("a"));
        assertTrue(limit.admits("b"));
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertFalse(limit.admits("a"));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertTrue(limit.admits("a"));
    }

    @Test
    void manyAddressesDoNotFillTheMemory() {
        assertTrue(limit.admits("first"));
        assertTrue(limit.admits("first"));
        for (int i = 0; i < 10_000; i++) {
            assertTrue(limit.admits("other" + i));
        }
        // forgotten, and so it begins anew
        assertTrue(limit.admits("first"));
    }
}
