package org.karawatt.run.api;

import java.time.Instant;
import java.util.Map;

/**
 * A run and how far it has come.
 *
 * @param kind name of its handler such as {@code billing}
 * @param key what it covers; two unfinished runs never have the same kind and key
 * @param params parameters as given
 * @param itemsTotal items planned; null while planning
 * @param message why it failed or stopped; null otherwise
 * @param result what the finish step returned, as small JSON; null before
 * @param startedAt null before it started; {@code finishedAt} null before it ended
 */
public record Run(long id, String kind, String key, Map<String, String> params, RunStatus status, String requestedBy,
        Instant createdAt, Instant startedAt, Instant finishedAt, Long itemsTotal, long itemsDone, long itemsParked,
        String message, String result) {
}
