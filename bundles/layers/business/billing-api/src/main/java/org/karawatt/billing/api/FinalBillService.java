package org.karawatt.billing.api;

import java.util.Locale;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Bills of one account outside the monthly run (rules 2E): the final bill of an account that is closed or taken over, and a bill on
 * request. Needs {@code billing.final}, a preview {@code billing.read}; limited to the caller's offices. Thread-safe.
 */
@ProviderType
public interface FinalBillService {

    /**
     * Bills an account up to a day by the calculation of the monthly run and books it. The run later bills only what comes after that
     * day. Joins the caller's unit of work. Audited.
     *
     * @param idempotencyKey a repeat with the same key and content returns the first bill
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults; NOT_FOUND for an unknown account or another office's;
     *     CONFLICT when the days are billed already, when days before wait for their bill, or with the cause when the account cannot be
     *     billed
     */
    Bill bill(CallContext context, String accountNo, FinalBillDraft draft, String idempotencyKey);

    /** What {@link #bill} would issue, by doing it and taking it back. */
    BillExplanation preview(CallContext context, String accountNo, FinalBillDraft draft, Locale locale);
}
