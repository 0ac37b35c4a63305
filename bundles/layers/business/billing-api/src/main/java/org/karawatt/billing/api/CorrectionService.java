package org.karawatt.billing.api;

import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Corrects issued bills by four eyes: a reversal takes the bill back line by line, and a new bill from the readings and terms as they are
 * now stands in its place. Readings are put right by a new revision in the same step. What was paid becomes free and pays the new bill.
 * Reading needs {@code billing.read}, proposing {@code billing.correct} (with readings also {@code reading.correct}), deciding
 * {@code billing.correct.approve}; limited to the caller's offices. Every method joins the caller's unit of work. Thread-safe.
 */
@ProviderType
public interface CorrectionService {

    /**
     * Proposes a correction and computes what it comes to. Nothing of the bill changes. Audited.
     *
     * @param idempotencyKey a repeat with the same key and content returns the first answer
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults; NOT_FOUND for an unknown bill or another office's;
     *     CONFLICT when the bill is reversed, when another correction of it waits, when nothing would change, or with the cause when the
     *     account cannot be billed
     */
    Correction propose(CallContext context, String billNo, CorrectionDraft draft, String idempotencyKey);

    /**
     * Applies a proposed correction as a whole. Audited.
     *
     * @param note why, at most 200 characters; may be null
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown one or another office's; CONFLICT for whoever has
     *     proposed it, when it has been decided, and when it would come out otherwise than proposed
     */
    Correction approve(CallContext context, long correctionId, String note);

    /** Rejects a proposed correction, which also who has proposed it may do; {@code note} at most 200 characters. Audited. */
    Correction reject(CallContext context, long correctionId, String note);

    /** A correction; unknown or another office's is NOT_FOUND. */
    Correction correction(CallContext context, long correctionId);

    /** Corrections of the caller's offices, newest first; both filters may be null. */
    Page<Correction> corrections(CallContext context, String status, String billNo, PageRequest page);

    /** What ties a bill to others; unknown or another office's is NOT_FOUND. */
    BillLinks links(CallContext context, String billNo);
}
