package org.karawatt.ledger.api;

import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Pays advances out to customers (退费) by four eyes, such as what a refund or a reversal has left. At most the advances of an account less what
 * is open of its receivables can be paid out. Reading needs {@code payment.read}, proposing {@code payment.payout}, deciding
 * {@code payment.payout.approve}; limited to the caller's offices. Thread-safe.
 */
@ProviderType
public interface PayoutService {

    /**
     * Proposes to pay out an advance. Nothing is booked. Audited.
     *
     * @param idempotencyKey a repeat with the same key and content returns the first answer
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults; NOT_FOUND for an unknown account or another office's;
     *     CONFLICT when less can be paid out
     */
    Payout propose(CallContext context, PayoutDraft draft, String idempotencyKey);

    /**
     * Approves a payout and books it as paid today, of the oldest advances first, once. Audited.
     *
     * @param note why, at most 200 characters; may be null
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown one or another office's; CONFLICT for whoever has
     *     proposed it, when it has been decided, and when less can be paid out by now
     */
    Payout approve(CallContext context, long payoutId, String note);

    /** Rejects a payout, which also who has proposed it may do; {@code note} at most 200 characters. Audited. */
    Payout reject(CallContext context, long payoutId, String note);

    /** Payouts of the caller's offices, newest first; account number and status may be null. */
    Page<Payout> payouts(CallContext context, String accountNo, String status, PageRequest page);
}
