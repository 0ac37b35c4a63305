package org.karawatt.kernel.trace;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The values of a node: a handful of names in the order in which they were given. An array that is searched, since a month has millions of
 * nodes and a hash table for each would cost most of the time and memory of an explanation. Immutable.
 */
final class TraceValues extends AbstractMap<String, Object> {

    private static final TraceValues NONE = new TraceValues(new Object[0]);

    /** Names and values in turn. */
    private final Object[] pairs;

    private TraceValues(Object[] pairs) {
        this.pairs = pairs;
    }

    /** @param length how many elements of the array are used; what it holds is copied */
    static TraceValues of(Object[] pairs, int length) {
        return length == 0 ? NONE : new TraceValues(Arrays.copyOf(pairs, length));
    }

    /** The values of any map, or the map itself when it is of this kind. */
    static TraceValues of(Map<String, Object> values) {
        if (values instanceof TraceValues same) {
            return same;
        }
        Object[] pairs = new Object[2 * values.size()];
        int at = 0;
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            pairs[at++] = entry.getKey();
            pairs[at++] = entry.getValue();
        }
        return of(pairs, at);
    }

    /** Where a name stands among pairs, -1 when it is not there. */
    static int indexOf(Object name, Object[] pairs, int length) {
        for (int i = 0; i < length; i += 2) {
            if (pairs[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Object get(Object name) {
        int at = indexOf(name, pairs, pairs.length);
        return at < 0 ? null : pairs[at + 1];
    }

    @Override
    public boolean containsKey(Object name) {
        return indexOf(name, pairs, pairs.length) >= 0;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Entries(pairs);
            }

            @Override
            public int size() {
                return pairs.length / 2;
            }
        };
    }

    private static final class Entries implements Iterator<Entry<String, Object>> {
        private final Object[] pairs;
        private int at;

        Entries(Object[] pairs) {
            this.pairs = pairs;
        }

        @Override
        public boolean hasNext() {
            return at < pairs.length;
        }

        @Override
        public Entry<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            at += 2;
            return new SimpleImmutableEntry<>((String) pairs[at - 2], pairs[at - 1]);
        }
    }
}
