package org.karawatt.persistence.internal.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.persistence.store.BulkStore;

/**
 * Gives delivered events their places in the feed. The row {@code outbox.head} of {@code kernel_setting} is the lock between servers: places
 * become visible in their order, which ids do not, because a long unit commits a small id late.
 */
final class FeedPlaces {

    static final String HEAD = "outbox.head";
    static final String FORGOTTEN = "outbox.forgotten";

    private FeedPlaces() {
    }

    /** Marks events as delivered and places them behind all others; those that another server has marked keep their places. */
    static void delivered(BulkStore bulk, List<Long> ids, Instant now) {
        bulk.update("UPDATE kernel_setting SET text_value = text_value WHERE name = ?", List.of(HEAD));
        long place = number(bulk, HEAD);
        List<Object[]> rows = new ArrayList<>(ids.size());
        for (long id : ids) {
            place++;
            rows.add(new Object[] {now, place, id});
        }
        bulk.updateBatch("UPDATE kernel_outbox SET published_at = ?, feed_no = ? WHERE id = ? AND published_at IS NULL", rows);
        set(bulk, HEAD, place);
    }

    /** Removes events delivered before a time and remembers the last place that is gone. */
    static void forget(BulkStore bulk, Instant before) {
        bulk.queryOne("SELECT MAX(feed_no) FROM kernel_outbox WHERE published_at < ?", List.of(before), row -> row.getLongOrNull(1))
                .ifPresent(last -> set(bulk, FORGOTTEN, last));
        bulk.update("DELETE FROM kernel_outbox WHERE published_at < ?", List.of(before));
    }

    static long number(BulkStore bulk, String setting) {
        return bulk.queryOne("SELECT text_value FROM kernel_setting WHERE name = ?", List.of(setting),
                row -> Long.parseLong(row.getString(1)))
                .orElseThrow(() -> new IllegalStateException("the setting " + setting + " is missing"));
    }

    private static void set(BulkStore bulk, String setting, long number) {
        bulk.update("UPDATE kernel_setting SET text_value = ? WHERE name = ?", List.of(Long.toString(number), setting));
    }
}
