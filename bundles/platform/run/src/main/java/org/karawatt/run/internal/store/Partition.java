package org.karawatt.run.internal.store;

import java.util.List;

/**
 * A claimed partition.
 *
 * @param toKey last key that belongs to it
 * @param position keys up to this one are done; the first key to work on is greater
 * @param retry whether only its parked items are to be worked on again
 * @param cuts keys at which chunks end
 */
public record Partition(long id, long runId, int partNo, long toKey, long position, boolean retry, List<Long> cuts) {

    /** Where the chunk that begins after the position ends. */
    public long chunkEnd(long after) {
        for (long cut : cuts) {
            if (cut > after) {
                return cut;
            }
        }
        return toKey;
    }
}
