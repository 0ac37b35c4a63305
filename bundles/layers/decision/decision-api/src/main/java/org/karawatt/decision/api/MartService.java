package org.karawatt.decision.api;

import org.karawatt.kernel.context.CallContext;
import org.karawatt.run.api.Run;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The mart (数据集市): figures of bills, receivables, payments and cases in an analytical store of their own. A finished run of billing
 * brings its month; what has changed otherwise is found by comparing sums from time to time. Nothing waits for the mart. Reading needs
 * {@code decision.read}, bringing in {@code decision.rebuild}. Thread-safe.
 */
@ProviderType
public interface MartService {

    /** How the mart stands; answers when there is none, too. */
    MartStatus status(CallContext context);

    /** Brings everything in anew, as a run of kind {@code mart} that can be watched, stopped and resumed; an unfinished one is returned. */
    Run rebuild(CallContext context);

    /**
     * Brings in what has changed since the last time and returns when that is done.
     *
     * @return months that were brought in
     */
    int refresh(CallContext context);

    /** Compares number, energy and amount by month, office and usage class with the operational records, for the caller's offices. */
    MartProof prove(CallContext context);
}
