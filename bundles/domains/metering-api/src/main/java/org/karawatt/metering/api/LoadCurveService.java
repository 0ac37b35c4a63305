package org.karawatt.metering.api;

import java.util.Collection;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.Period;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Energy by interval, for tariffs that price hours (F52, F65 to F67). Reading needs {@code metering.read}, taking in
 * {@code reading.import}; limited to the caller's offices. Thread-safe.
 */
@ProviderType
public interface LoadCurveService {

    /** Most curves of one call. */
    int MAX_BATCH = 5_000;

    /**
     * Takes in curves, all or none. What is the same as the latest revision changes nothing; anything else of the day is a new revision.
     *
     * @return how many were new
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults
     */
    int take(CallContext context, List<LoadCurveDraft> batch);

    /** The latest curves of the points of an account in a period of at most 400 days, by day, point and channel. */
    List<LoadCurve> curves(CallContext context, long accountId, Period period);

    /**
     * The latest curves of accounts with {@code fromAccount <= id <= toAccount} in a period, by account, point, channel and day; one
     * query. For runs: no scope check.
     */
    List<LoadCurve> curves(long fromAccount, long toAccount, Period period);

    /** The latest curves of some accounts in a period, in the same order. For runs: no scope check. */
    List<LoadCurve> curves(Collection<Long> accountIds, Period period);
}
