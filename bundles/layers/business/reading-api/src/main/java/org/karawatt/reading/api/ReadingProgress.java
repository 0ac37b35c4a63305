package org.karawatt.reading.api;


/** Told while an import runs. */
@FunctionalInterface
public interface ReadingProgress {

    ReadingProgress SILENT = (rows, total) -> { };

    /** @param rows rows worked on
     *  @param total rows expected; -1 when unknown */
    void rows(long rows, long total);
}
