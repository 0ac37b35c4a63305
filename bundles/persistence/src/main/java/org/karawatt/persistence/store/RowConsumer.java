package org.karawatt.persistence.store;

/** Takes the rows of a streamed result one by one. */
@FunctionalInterface
public interface RowConsumer {

    /** Takes one row. Must not keep it, and must not write through the store while the result is open. */
    void accept(Row row);
}
