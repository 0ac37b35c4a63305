package org.karawatt.persistence.internal.event;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.config.PersistenceConfig;
import org.karawatt.persistence.internal.service.Json;
import org.karawatt.persistence.internal.work.DefaultUnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/**
 * Stores events with the commit and hands them to the EventAdmin after it. The hand-over is synchronous and outside any unit of work,
 * so a receiver opens its own; an event is marked only after that, hence "at least once". Without an EventAdmin events wait.
 */
@Component(service = {Outbox.class, DefaultOutbox.class}, configurationPid = PersistenceConfig.PID)
public final class DefaultOutbox implements Outbox {

    /** Property of a delivered event: its id in the outbox, by which a receiver recognises a repeat. */
    public static final String EVENT_ID = "id";
    /** Property of a delivered event: the key given to {@link #publish}. */
    public static final String EVENT_KEY = "key";

    private static final Pattern TOPIC = Pattern.compile("karawatt(/[A-Za-z0-9_-]+)+");
    private static final int BATCH = 200;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final DefaultUnitOfWork units;
    private final UnitOfWork work;
    private final BulkStore bulk;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final Duration keep;
    private final SignalledWorker dispatcher;
    private final Runnable wake;
    private volatile EventSink sink;
    private Instant cleanAt = Instant.MIN;

    private record Stored(long id, String topic, String key, String payload) {
    }

    @Activate
    public DefaultOutbox(@Reference DefaultUnitOfWork units, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, PersistenceConfig config) {
        this(units, bulk, numbering, clock, Duration.ofDays(config.outbox_keep_days()), null);
    }

    public DefaultOutbox(DefaultUnitOfWork units, BulkStore bulk, Numbering numbering, BusinessClock clock, Duration keep,
            EventSink sink) {
        this.units = units;
        this.work = units;
        this.bulk = bulk;
        this.numbering = numbering;
        this.clock = clock;
        this.keep = keep;
        this.sink = sink;
        this.dispatcher = new SignalledWorker("karawatt-outbox", IDLE, this::dispatch);
        this.wake = dispatcher::signal;
    }

    @Deactivate
    public void close() {
        dispatcher.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEventAdmin(EventAdmin admin) {
        sink = new EventAdminSink(admin);
        wake.run();
    }

    void unbindEventAdmin(EventAdmin admin) {
        if (sink instanceof EventAdminSink bound && bound.admin() == admin) {
            sink = null;
        }
    }

    @Override
    public void publish(String topic, String key, Map<String, ?> payload) {
        if (topic.length() > 120 || !TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("not a topic: " + topic);
        }
        bulk.update("INSERT INTO kernel_outbox (id, topic, event_key, payload, created_at) VALUES (?, ?, ?, ?, ?)",
                List.of(numbering.nextId(), topic, key, Json.ofValues(payload), clock.now()));
        units.afterCommit(wake);
    }

    /** Delivers until nothing is left. Runs on the dispatcher's thread only. */
    private void dispatch() {
        EventSink receiver = sink;
        if (receiver == null) {
            return;
        }
        List<Stored> batch;
        do {
            batch = work.readOnly(() -> bulk.query("SELECT id, topic, event_key, payload FROM kernel_outbox"
                    + " WHERE published_at IS NULL ORDER BY id FETCH FIRST " + BATCH + " ROWS ONLY", List.of(),
                    row -> new Stored(row.getLong(1), row.getString(2), row.getString(3), row.getString(4))));
            for (Stored event : batch) {
                Map<String, Object> properties = new HashMap<>(Json.values(event.payload()));
                properties.put(EVENT_ID, event.id());
                properties.put(EVENT_KEY, event.key());
                receiver.deliver(event.topic(), properties);
            }
            List<Stored> delivered = batch;
            if (!delivered.isEmpty()) {
                Instant now = clock.now();
                work.required(() -> FeedPlaces.delivered(bulk, delivered.stream().map(Stored::id).toList(), now));
            }
        } while (batch.size() == BATCH);
        clean();
    }

    private void clean() {
        Instant now = clock.now();
        if (now.isAfter(cleanAt)) {
            cleanAt = now.plus(Duration.ofHours(1));
            work.required(() -> FeedPlaces.forget(bulk, now.minus(keep)));
        }
    }

    private record EventAdminSink(EventAdmin admin) implements EventSink {
        @Override
        public void deliver(String topic, Map<String, Object> properties) {
            admin.sendEvent(new Event(topic, properties));
        }
    }
}
