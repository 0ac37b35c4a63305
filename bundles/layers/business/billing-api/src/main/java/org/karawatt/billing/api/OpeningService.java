package org.karawatt.billing.api;

import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What accounts bring from the system that billed them before (期初). Reading needs {@code billing.read}, recording
 * {@code billing.opening}; limited to the caller's offices. Thread-safe.
 */
@ProviderType
public interface OpeningService {

    /**
     * The opening balance of an account.
     *
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown account or another office's, and for one without an
     *     opening balance
     */
    Opening opening(CallContext context, String accountNo);

    /**
     * Records or exchanges the opening balance of an account that has not been billed here. Audited.
     *
     * @return what is stored, with the version for the next change
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults, NOT_FOUND for an unknown account or another office's,
     *     CONFLICT when the account has an issued bill, or when somebody else has changed the balance meanwhile
     */
    Opening record(CallContext context, String accountNo, OpeningDraft draft);
}
