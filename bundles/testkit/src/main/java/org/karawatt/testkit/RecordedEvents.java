package org.karawatt.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.karawatt.persistence.internal.event.DefaultOutbox;
import org.karawatt.persistence.internal.event.EventSink;

/** Receives what the outbox delivers, in place of the EventAdmin. Thread-safe. */
public final class RecordedEvents implements EventSink {

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    /** One delivered event. {@code payload} is without id and key. */
    public record Event(long id, String topic, String key, Map<String, Object> payload) {
    }

    @Override
    public void deliver(String topic, Map<String, Object> properties) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("planned failure of a receiver");
        }
        Map<String, Object> payload = new HashMap<>(properties);
        long id = (Long) payload.remove(DefaultOutbox.EVENT_ID);
        String key = (String) payload.remove(DefaultOutbox.EVENT_KEY);
        events.add(new Event(id, topic, key, payload));
    }

    /** Lets the next deliveries fail. */
    public void failNext(int count) {
        failures.set(count);
    }

    /** Everything delivered so far, in order. */
    public List<Event> all() {
        return List.copyOf(events);
    }

    public List<Event> of(String topic) {
        return events.stream().filter(event -> event.topic().equals(topic)).toList();
    }

    public void clear() {
        events.clear();
    }
}
