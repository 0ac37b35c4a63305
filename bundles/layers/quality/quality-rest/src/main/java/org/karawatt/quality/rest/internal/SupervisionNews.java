package org.karawatt.quality.rest.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.karawatt.console.api.UiEvents;
import org.karawatt.quality.api.SupervisionService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * Tells open pages that work has changed, at most once in some seconds however much changes: they ask for their figures anew. What is told
 * is a number and nothing about anybody.
 */
@Component(service = EventHandler.class, property = EventConstants.EVENT_TOPIC + "=karawatt/workflow/*")
public class SupervisionNews implements EventHandler {

    static final String PERMISSION = "quality.read";
    private static final long SECONDS = 3;

    private final UiEvents events;
    private final AtomicLong changes = new AtomicLong();
    private final ScheduledExecutorService timer;

    @Activate
    public SupervisionNews(@Reference(policyOption = ReferencePolicyOption.GREEDY) UiEvents events) {
        this(events, SECONDS * 1000);
    }

    SupervisionNews(UiEvents events, long pauseMillis) {
        this.events = events;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "karawatt-supervision-news");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::tell, pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        timer.shutdownNow();
    }

    @Override
    public void handleEvent(Event event) {
        changes.incrementAndGet();
    }

    void tell() {
        long told = changes.getAndSet(0);
        if (told > 0) {
            events.publish(SupervisionService.TOPIC, PERMISSION, "{\"changes\":" + told + "}");
        }
    }
}
