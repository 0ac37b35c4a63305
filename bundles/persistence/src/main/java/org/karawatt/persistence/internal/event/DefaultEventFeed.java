package org.karawatt.persistence.internal.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.EventFeed;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.service.Json;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.OfficeFilter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads delivered events by their places; the row of the consumer is the lock between those who take for it. */
@Component
public final class DefaultEventFeed implements EventFeed {

    private static final int MAX_TOPICS = 20;
    private static final int MAX_NAME = 60;
    private static final String ALL_BELOW = "/*";

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final BusinessClock clock;

    private record Placed(long place, StoredEvent event) {
    }

    @Activate
    public DefaultEventFeed(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference BusinessClock clock) {
        this.work = work;
        this.bulk = bulk;
        this.clock = clock;
    }

    @Override
    public Taken take(String consumer, List<String> topics, int limit, Consumer<List<StoredEvent>> receiver) {
        if (topics.isEmpty() || topics.size() > MAX_TOPICS || limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("topics " + topics + ", limit " + limit);
        }
        know(consumer);
        return work.required(() -> {
            long position = lock(consumer);
            boolean gap = position > 0 && position < FeedPlaces.number(bulk, FeedPlaces.FORGOTTEN);
            long head = FeedPlaces.number(bulk, FeedPlaces.HEAD);
            List<Placed> next = next(topics, position, head, limit);
            boolean more = next.size() == limit;
            move(consumer, more ? next.get(limit - 1).place() : head);
            if (!next.isEmpty()) {
                receiver.accept(next.stream().map(Placed::event).toList());
            }
            return new Taken(next.size(), more, gap);
        });
    }

    @Override
    public void skip(String consumer) {
        know(consumer);
        work.required(() -> {
            lock(consumer);
            move(consumer, FeedPlaces.number(bulk, FeedPlaces.HEAD));
        });
    }

    private List<Placed> next(List<String> topics, long position, long head, int limit) {
        String which = topics.stream().map(topic -> topic.endsWith(ALL_BELOW) ? "topic LIKE ? ESCAPE '!'" : "topic = ?")
                .collect(Collectors.joining(" OR ", "(", ")"));
        List<Object> params = new ArrayList<>(List.of(position, head));
        topics.forEach(topic -> params.add(topic.endsWith(ALL_BELOW)
                ? OfficeFilter.prefix(topic.substring(0, topic.length() - 1)) : topic));
        params.add(limit);
        return bulk.query("SELECT feed_no, id, topic, event_key, payload, created_at FROM kernel_outbox"
                + " WHERE feed_no > ? AND feed_no <= ? AND " + which + " ORDER BY feed_no FETCH FIRST ? ROWS ONLY", params,
                row -> new Placed(row.getLong(1), new StoredEvent(row.getLong(2), row.getString(3), row.getString(4),
                        Json.values(row.getString(5)), row.getInstant(6))));
    }

    /** Makes the row of a consumer; in a unit of its own, since another may make it at the same time. */
    private void know(String consumer) {
        if (consumer.isBlank() || consumer.length() > MAX_NAME) {
            throw new IllegalArgumentException("not a consumer: " + consumer);
        }
        boolean known = work.readOnly(() -> position(consumer) != null);
        if (!known) {
            try {
                work.separate(() -> bulk.update("INSERT INTO kernel_consumer (name, position_no, moved_at) VALUES (?, ?, ?)",
                        List.of(consumer, 0L, clock.now())));
            } catch (DuplicateKeyException e) {
                // another has made it meanwhile: it is there, which is all that is wanted
                return;
            }
        }
    }

    /** The position, after taking the lock of the row. */
    private long lock(String consumer) {
        bulk.update("UPDATE kernel_consumer SET moved_at = ? WHERE name = ?", List.of(clock.now(), consumer));
        return position(consumer);
    }

    private Long position(String consumer) {
        return bulk.queryOne("SELECT position_no FROM kernel_consumer WHERE name = ?", List.of(consumer), row -> row.getLong(1))
                .orElse(null);
    }

    private void move(String consumer, long place) {
        Instant now = clock.now();
        bulk.update("UPDATE kernel_consumer SET position_no = ?, moved_at = ? WHERE name = ?", List.of(place, now, consumer));
    }
}
