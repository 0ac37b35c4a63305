package org.karawatt.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.karawatt.kernel.time.BusinessClock;

/** A clock that stands still until it is told to move. Begins at noon of 1 July 2026 in Shanghai. Thread-safe. */
public final class SettableClock implements BusinessClock {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final AtomicReference<Instant> now = new AtomicReference<>();

    public SettableClock() {
        setDate(LocalDate.of(2026, 7, 1));
    }

    @Override
    public Instant now() {
        return now.get();
    }

    @Override
    public ZoneId zone() {
        return SHANGHAI;
    }

    @Override
    public LocalDate today() {
        return LocalDate.ofInstant(now(), SHANGHAI);
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    /** Noon of the day. */
    public void setDate(LocalDate date) {
        now.set(date.atTime(LocalTime.NOON).atZone(SHANGHAI).toInstant());
    }

    public void advance(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
    }
}
