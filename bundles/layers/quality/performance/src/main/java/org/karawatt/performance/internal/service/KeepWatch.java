package org.karawatt.performance.internal.service;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.performance.internal.config.PerformanceConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the measures of each closed month some days after its end, also when the server was down on that day. Two servers that keep the same
 * month keep the same values.
 */
@Component(service = KeepWatch.class, immediate = true, configurationPid = PerformanceConfig.PID)
@Designate(ocd = PerformanceConfig.class)
public final class KeepWatch {

    private static final long STOP_SECONDS = 15;
    private static final Logger LOG = LoggerFactory.getLogger(KeepWatch.class);

    private final DefaultIndicatorService indicators;
    private final BusinessClock clock;
    private final int day;
    private final ScheduledExecutorService timer;

    @Activate
    public KeepWatch(@Reference DefaultIndicatorService indicators, @Reference BusinessClock clock, PerformanceConfig config) {
        this.indicators = indicators;
        this.clock = clock;
        this.day = Math.max(1, Math.min(28, config.keep_day()));
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "karawatt-indicator-watch");
            thread.setDaemon(true);
            return thread;
        });
        int minutes = Math.max(1, Math.min(1440, config.watch_minutes()));
        timer.scheduleWithFixedDelay(this::quietly, 1, minutes, TimeUnit.MINUTES);
    }

    @Deactivate
    void close() {
        // not interrupted: Derby closes its files when a thread is interrupted inside it
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a look goes on after the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void quietly() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("could not keep the measures of the month; trying again", e);
        }
    }

    /** One look; whether a month was kept. */
    boolean look() {
        return clock.today().getDayOfMonth() >= day && indicators.keepOnce(BillingMonth.of(clock.today()).previous());
    }
}
