package org.karawatt.kernel.work;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The delivered events of the {@link Outbox} once more, for those who were away: each consumer has a position of its own in the database
 * and takes from there what it has missed. Position and what the consumer writes commit together or not at all, so that each event has its
 * effect once, also after a crash. Events come in the order in which they were delivered. They are kept as long as the outbox keeps
 * them. A receiver of the EventAdmin is told sooner and may take its telling as a sign to look here. Thread-safe; several
 * servers may take for one consumer, one after the other.
 */
@ProviderType
public interface EventFeed {

    /** Most events of one {@link #take}. */
    int MOST = 1000;

    /**
     * Takes the next events of a consumer. A new consumer begins with the oldest event that is kept.
     *
     * @param consumer name of the consumer such as {@code quality.supervision}, at most 60 characters
     * @param topics topics, or beginnings of topics that end in {@code /*}; at least one, at most 20
     * @param limit most events, 1 to {@link #MOST}
     * @param work what is done with them, inside the unit of work that moves the position; not called when there is nothing. A failure of it
     *     leaves the position where it was
     * @return what was taken
     */
    Taken take(String consumer, List<String> topics, int limit, Consumer<List<StoredEvent>> work);

    /**
     * Moves a consumer behind all that has been delivered: for one that has just made its data anew from the records. Joins the caller's
     * unit of work.
     */
    void skip(String consumer);

    /**
     * An event as it was delivered.
     *
     * @param id its id in the outbox
     * @param payload numbers as Long, flags as Boolean, everything else as text, as the EventAdmin hands them over
     */
    record StoredEvent(long id, String topic, String key, Map<String, Object> payload, Instant createdAt) {
    }

    /**
     * What one {@link EventFeed#take} brought.
     *
     * @param events number of events handed to the work
     * @param more whether there may be more at once
     * @param gap whether the consumer was away for longer than events are kept, so that some are lost to it and it should look at the
     *     records themselves; told once
     */
    record Taken(int events, boolean more, boolean gap) {
    }
}
