package org.karawatt.kernel.work;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Hands out ids and business numbers. Numbers rise, are never given twice, and may have gaps: blocks are reserved in a separate
 * unit of work and what a stopped server had left of a block is lost. Thread-safe.
 */
@ProviderType
public interface Numbering {

    /** The sequence that all row ids come from. */
    String ID = "id";

    /** The next number of the sequence; sequences begin at 1 and exist once they are asked for. */
    long next(String sequence);

    /** Reserves {@code count} consecutive numbers and returns the first. */
    long block(String sequence, int count);

    /** The next row id. */
    default long nextId() {
        return next(ID);
    }
}
