package org.karawatt.security.internal.service;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the entry used longest ago when it is full. Not thread-safe. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int max;

    Bounded(int max) {
        super(16, 0.75f, true);
        this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
    }
}
