package org.karawatt.run.spi;

import java.util.List;
import org.karawatt.kernel.error.ErrorCode;

/**
 * What became of a chunk.
 *
 * @param lastKey greatest key worked on; {@code toKey} of the chunk when nothing is left
 * @param done items finished
 * @param parked items that could not be done, with their causes
 */
public record ChunkResult(long lastKey, long done, List<Parked> parked) {

    public ChunkResult {
        parked = List.copyOf(parked);
    }

    /** An item that could not be done. {@code label} is what people call it, such as the account number. */
    public record Parked(long key, String label, ErrorCode code, List<Object> args) {
    }
}
