package org.karawatt.kernel.page;

/**
 * Which part of a result is wanted. Bounded so that no caller can ask for everything.
 *
 * @param offset rows to skip, 0 or more
 * @param limit most rows to return, 1 to {@link #MAX_LIMIT}
 */
public record PageRequest(long offset, int limit) {

    public static final int MAX_LIMIT = 500;

    public PageRequest {
        offset = Math.max(0, offset);
        limit = Math.max(1, Math.min(MAX_LIMIT, limit));
    }

    public static PageRequest first(int limit) {
        return new PageRequest(0, limit);
    }
}
