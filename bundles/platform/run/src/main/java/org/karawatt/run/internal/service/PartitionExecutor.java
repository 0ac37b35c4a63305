package org.karawatt.run.internal.service;

/**
 * Where the partitions of runs are worked on. The partitions themselves are rows that workers claim, so an executor only has to see
 * to it that enough workers look for them, and that somebody settles the run when they find no more. Thread-safe.
 */
interface PartitionExecutor extends AutoCloseable {

    /** Makes workers work on a run; returns at once. A run that is being worked on is looked at again afterwards. */
    void execute(long runId);

    /** Stops claiming, waits for current chunks within bounds, leaves every run resumable. */
    @Override
    void close();
}
