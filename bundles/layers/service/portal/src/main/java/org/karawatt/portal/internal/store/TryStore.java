package org.karawatt.portal.internal.store;

import java.time.Instant;
import java.util.List;
import org.karawatt.persistence.store.BulkStore;

/** Tries of late. A row is held while it is counted, so that tries at the same time count one after the other. */
public final class TryStore {

    private final BulkStore store;

    /** How many there were, and until when they count. */
    public record Tries(int count, Instant until) {
    }

    public TryStore(BulkStore store) {
        this.store = store;
    }

    /** Counts one more, the first of a new time when the last time is over. */
    public Tries count(String name, Instant now, Instant until) {
        if (store.update("UPDATE portal_try SET tries = tries + 1 WHERE name = ? AND until_at > ?", List.of(name, now)) == 0) {
            store.update("DELETE FROM portal_try WHERE until_at <= ?", List.of(now));
            store.update("INSERT INTO portal_try (name, tries, until_at) VALUES (?, 1, ?)", List.of(name, until));
            return new Tries(1, until);
        }
        return store.queryOne("SELECT tries, until_at FROM portal_try WHERE name = ?", List.of(name),
                row -> new Tries(row.getInt(1), row.getInstant(2))).orElseThrow();
    }

    /** Takes one back. */
    public void giveBack(String name) {
        store.update("UPDATE portal_try SET tries = tries - 1 WHERE name = ? AND tries > 0", List.of(name));
    }

    public void forget(String name) {
        store.update("DELETE FROM portal_try WHERE name = ?", List.of(name));
    }
}
