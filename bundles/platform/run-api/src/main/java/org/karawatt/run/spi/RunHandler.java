package org.karawatt.run.spi;

import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The work of one kind of run. Chosen by name. All methods are called inside a unit of work that also keeps the progress, so that
 * results and progress commit together or not at all. Implementations hold no state between calls.
 */
@ConsumerType
public interface RunHandler {

    /** Name of the kind such as {@code billing}. */
    String kind();

    /** Permission needed to start, stop and resume, such as {@code billing.run.start}. */
    String permission();

    /** Checks the parameters (all faults at once, office scope included) and returns the key of what the run covers. */
    String check(CallContext context, Map<String, String> params);

    /** Names the items to work on, in rising key order, with their weight. Called once, inside the planning unit of work. */
    void plan(Map<String, String> params, ItemSink items);

    /** Like {@link #plan(Map, ItemSink)} for a handler that keeps records of its own about the run; this is the one that is called. */
    default void plan(long runId, Map<String, String> params, ItemSink items) {
        plan(params, items);
    }

    /**
     * Works on the next items of a partition.
     *
     * @return how far it came; must be at least one item unless the range is exhausted
     */
    ChunkResult work(Chunk chunk);

    /** Called once when all partitions are done; returns small JSON for the operator or null. An exception fails the run. */
    String finish(long runId, Map<String, String> params);

    /** Receives planned items. */
    interface ItemSink {
        /** @param key item key, greater than the one before
         *  @param weight cost relative to other items, at least 1 */
        void item(long key, long weight);
    }
}
