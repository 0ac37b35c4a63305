package org.karawatt.billing.api;

import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Bills that the guard holds. A billing run parks an account whose bill passes a configured limit; once released, the next run issues
 * the bill if it still comes to the same amount and energy, and holds it anew otherwise. Reading needs {@code billing.read}, releasing
 * {@code billing.release}; limited to the caller's offices. Thread-safe.
 */
@ProviderType
public interface BillGuardService {

    /**
     * Held bills, newest first; every filter may be null.
     *
     * @param status HELD, RELEASED or BILLED
     */
    Page<BillHold> holds(CallContext context, BillingMonth month, String officeCode, String status, PageRequest page);

    /**
     * Lets a held bill be issued by the next run. Audited with the reason.
     *
     * @param reason why, at most 200 characters
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown one or another office's, CONFLICT when it has been
     *     released or billed already
     */
    BillHold release(CallContext context, long holdId, String reason);
}
