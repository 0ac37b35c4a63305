package org.karawatt.run.api;

import java.time.Duration;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Starts and watches mass runs. Starting needs the permission that the handler names, stopping and resuming too; reading needs
 * {@code run.read}. The partition table in the database is the truth: what a killed server had committed stays, the rest is done
 * again after a resume. Thread-safe.
 */
@ProviderType
public interface RunService {

    /**
     * Starts a run, or returns the unfinished run with the same kind and key. Returns at once; the work goes on in the background.
     *
     * @param kind name of a registered handler; unknown is NOT_FOUND
     */
    Run start(CallContext context, String kind, Map<String, String> params);

    /** Asks a run to stop after its current chunks; stopping a finished run is a CONFLICT. */
    Run stop(CallContext context, long runId);

    /** Goes on with a stopped or failed run. Parked items are tried again. */
    Run resume(CallContext context, long runId);

    /** Unknown is NOT_FOUND. */
    Run run(CallContext context, long runId);

    /** Runs, newest first; {@code kind} null means all. */
    Page<Run> runs(CallContext context, String kind, PageRequest page);

    Page<ParkedItem> parked(CallContext context, long runId, PageRequest page);

    /**
     * Waits until the run is DONE, FAILED or STOPPED, or the time is over.
     *
     * @return the run as it then is
     */
    Run await(CallContext context, long runId, Duration atMost);
}
