package org.karawatt.persistence.internal.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.config.PersistenceConfig;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The system clock, with a business date that an admin may set in {@code kernel_setting}; seen within five seconds. */
@Component(service = {BusinessClock.class, DefaultBusinessClock.class}, configurationPid = PersistenceConfig.PID)
public final class DefaultBusinessClock implements BusinessClock {

    /** Name of the setting: an ISO date, or no row for the calendar day. */
    public static final String SETTING = "business.date";

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final ZoneId zone;
    private final Clock system = Clock.systemUTC();
    private volatile Cached cached;

    private record Cached(Optional<LocalDate> date, long readAt) {
    }

    @Activate
    public DefaultBusinessClock(@Reference UnitOfWork work, @Reference BulkStore bulk, PersistenceConfig config) {
        this(work, bulk, ZoneId.of(config.zone()));
    }

    public DefaultBusinessClock(UnitOfWork work, BulkStore bulk, ZoneId zone) {
        this.work = work;
        this.bulk = bulk;
        this.zone = zone;
    }

    @Override
    public Instant now() {
        return system.instant();
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public LocalDate today() {
        Cached known = cached;
        if (known == null || System.nanoTime() - known.readAt() > FRESH_NANOS) {
            known = new Cached(read(), System.nanoTime());
            cached = known;
        }
        return known.date().orElseGet(() -> LocalDate.ofInstant(now(), zone));
    }

    /** Makes the next question look at the database. */
    void forget() {
        cached = null;
    }

    private Optional<LocalDate> read() {
        return work.readOnly(() -> bulk.queryOne("SELECT text_value FROM kernel_setting WHERE name = ?", List.of(SETTING),
                row -> row.isNull(1) ? null : LocalDate.parse(row.getString(1))));
    }
}
