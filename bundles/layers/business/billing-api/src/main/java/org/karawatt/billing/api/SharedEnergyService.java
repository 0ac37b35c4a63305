package org.karawatt.billing.api;

import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/** What groups have shared (F75), by the same code as the bills of their members. Needs {@code metering.read}. Thread-safe. */
@ProviderType
public interface SharedEnergyService {

    /**
     * What a group has shared in a calendar month, up to the last day that is over.
     *
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown group or another office's; CONFLICT when a load curve is
     *     missing or has a hole
     */
    SharedMonth shared(CallContext context, String groupNo, BillingMonth month);
}
