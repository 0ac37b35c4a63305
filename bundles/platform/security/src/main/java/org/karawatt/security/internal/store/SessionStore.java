package org.karawatt.security.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where sessions are kept. Every method is called inside a unit of work. Thread-safe. */
public interface SessionStore {

    void insert(SessionRow row);

    Optional<SessionRow> find(String tokenHash);

    /** Writes when the session was last seen and when it ends; false when it is no longer there. */
    boolean touch(SessionRow row);

    void delete(String tokenHash);

    /** Removes what has ended. */
    void deleteExpired(Instant now);

    /** Fingerprints of the tokens of a user's sessions, the newest first, at most 1000. */
    List<String> ofUser(String user);
}
