package org.karawatt.security.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;

class BulkSessionStoreTest {

    private static final Instant START = Instant.parse("2026-01-31T08:00:00.123456Z");

    private static SessionRow session(char hash, String user, int minute) {
        Instant created = START.plusSeconds(60L * minute);
        return new SessionRow(String.valueOf(hash).repeat(64), user, Set.of("clerk", "office:/33/3301/"), "csrf", created, created,
                created.plusSeconds(1800));
    }

    @OnEachDatabase
    void aSessionComesBackAsItWasStored(TestDatabase database) {
        SessionStore store = new BulkSessionStore(database.bulk());
        SessionRow row = session('a', "张三", 0);
        SessionRow bare = new SessionRow("b".repeat(64), "li", Set.of(), "csrf", START, START, START);
        database.unitOfWork().required(() -> {
            store.insert(row);
            store.insert(bare);
        });
        assertEquals(Optional.of(row), database.unitOfWork().required(() -> store.find(row.tokenHash())));
        assertEquals(Optional.of(bare), database.unitOfWork().required(() -> store.find(bare.tokenHash())));
        assertEquals(Optional.empty(), database.unitOfWork().required(() -> store.find("c".repeat(64))));
        assertThrows(DuplicateKeyException.class, () -> database.unitOfWork().required(() -> store.insert(row)));
    }

    @OnEachDatabase
    void aRequestProlongsASessionOnlyWhileItIsThere(TestDatabase database) {
        SessionStore store = new BulkSessionStore(database.bulk());
        SessionRow row = session('a', "li", 0);
        SessionRow seen = row.seen(START.plusSeconds(90), START.plusSeconds(1890));
        database.unitOfWork().required(() -> store.insert(row));
        assertTrue(database.unitOfWork().required(() -> store.touch(seen)));
        assertEquals(Optional.of(seen), database.unitOfWork().required(() -> store.find(row.tokenHash())));
        database.unitOfWork().required(() -> store.delete(row.tokenHash()));
        assertFalse(database.unitOfWork().required(() -> store.touch(seen)));
    }

    @OnEachDatabase
    void endedSessionsGoAndTheOthersOfAUserAreListedNewestFirst(TestDatabase database) {
        SessionStore store = new BulkSessionStore(database.bulk());
        database.unitOfWork().required(() -> {
            store.insert(session('a', "li", 0));
            store.insert(session('b', "li", 10));
            store.insert(session('c', "li", 20));
            store.insert(session('d', "wang", 20));
            store.deleteExpired(START.plusSeconds(1800));
        });
        assertEquals(List.of("c".repeat(64), "b".repeat(64)), database.unitOfWork().required(() -> store.ofUser("li")));
    }
}
