package org.karawatt.security.internal.service;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Passwords that the realm has confirmed a moment ago, as keyed fingerprints. Bounded. Thread-safe.
 */
final class CredentialCache {

    static final int MAX_USERS = 1000;

    private record Entry(byte[] fingerprint, Set<String> roles, Instant until) {
    }

    private final Map<String, Entry> entries = new Bounded<>(MAX_USERS);
    private final Secrets secrets;
    private final Duration lifetime;

    CredentialCache(Secrets secrets, Duration lifetime) {
        this.secrets = secrets;
        this.lifetime = lifetime;
    }

    /** The roles of the user if this very password was confirmed lately. */
    Optional<Set<String>> roles(String user, String password, Instant now) {
        byte[] asked = secrets.keyed(password);
        synchronized (this) {
            Entry entry = entries.get(user);
            return entry != null && now.isBefore(entry.until()) && MessageDigest.isEqual(entry.fingerprint(), asked)
                    ? Optional.of(entry.roles()) : Optional.empty();
        }
    }

    /** Remembers a confirmed password; tells whether the same one had been remembered before. */
    boolean put(String user, String password, Set<String> roles, Instant now) {
        byte[] fingerprint = secrets.keyed(password);
        synchronized (this) {
            Entry before = entries.put(user, new Entry(fingerprint, roles, now.plus(lifetime)));
            return before != null && MessageDigest.isEqual(before.fingerprint(), fingerprint);
        }
    }

    synchronized void remove(String user) {
        entries.remove(user);
    }
}
