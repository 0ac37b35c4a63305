package org.karawatt.run.spi;

import java.util.Map;

/**
 * A piece of work: items with {@code afterKey < key <= toKey}, at most {@code limit} of them.
 *
 * @param runId the run
 * @param params parameters of the run
 */
public record Chunk(long runId, Map<String, String> params, long afterKey, long toKey, int limit) {
}
