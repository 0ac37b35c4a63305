package org.karawatt.billing.api;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Money recovered or refunded beside the regular bill (退补电费, rules C.12, C.15, C.16) by four eyes. Prices come from the account's tariff
 * on the days concerned; penalties, terms and times from rules that are in force on the day of the case. What is owed is booked as a
 * receivable that is paid like a bill, a refund as an advance that pays the next bills. Reading needs {@code billing.read}, proposing
 * {@code billing.recover}, deciding {@code billing.recover.approve}; limited to the caller's offices. Changing rules, which hold for all
 * offices, needs {@code billing.recover.rules}. Every method joins the caller's unit of work. Thread-safe.
 */
@ProviderType
public interface RecoveryService {

    /**
     * Computes a recovery and stores nothing. Needs {@code billing.read}.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults; NOT_FOUND for an unknown account or another office's;
     *     CONFLICT when no rule is in force on the day or nothing is to be recovered; an item that the tariff cannot price is a fault
     */
    Recovery preview(CallContext context, RecoveryDraft draft);

    /**
     * Proposes a recovery with the very inputs and prices that it was computed from. Nothing is booked. Audited.
     *
     * @param idempotencyKey a repeat with the same key and content returns the first answer
     * @throws org.karawatt.kernel.error.KarawattException as {@link #preview}
     */
    Recovery propose(CallContext context, RecoveryDraft draft, String idempotencyKey);

    /**
     * Approves a proposed recovery and books it, once. Audited.
     *
     * @param note why, at most 200 characters; may be null
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown one or another office's; CONFLICT for whoever has
     *     proposed it, when it has been decided, and when the stored inputs do not come to the stored amount
     */
    Recovery approve(CallContext context, long recoveryId, String note);

    /** Rejects a proposed recovery, which also who has proposed it may do; {@code note} at most 200 characters. Audited. */
    Recovery reject(CallContext context, long recoveryId, String note);

    /**
     * Proposes to reverse an approved recovery that turned out to be wrong. Nothing is booked. Audited.
     *
     * @param reason at most 200 characters
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown one or another office's; CONFLICT unless it is approved
     *     and no reversal waits
     */
    Recovery proposeReversal(CallContext context, long recoveryId, String reason);

    /**
     * Approves the reversal and books the very opposite of the recovery, once: what was owed is owed no longer, what was paid on it is an
     * advance again, and a refund is owed back. It counts for the month of the recovery. Audited.
     *
     * @param note why, at most 200 characters; may be null
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown one or another office's; CONFLICT for whoever has
     *     proposed the reversal, and when none waits
     */
    Recovery approveReversal(CallContext context, long recoveryId, String note);

    /** Rejects the reversal, which also who has proposed it may do; the recovery stands. {@code note} at most 200 characters. Audited. */
    Recovery rejectReversal(CallContext context, long recoveryId, String note);

    /** A recovery with its lines and explanation; unknown or another office's is NOT_FOUND. */
    Recovery recovery(CallContext context, long recoveryId);

    /** Recoveries of the caller's offices, newest first, without lines. */
    Page<Recovery> recoveries(CallContext context, RecoveryQuery query, PageRequest page);

    /** The values of the rules in force on a day, by name. */
    List<RecoveryRule> rules(CallContext context, LocalDate day);

    /** All values that the rules have ever had or will have, by name and oldest first. */
    List<RecoveryRule> allRules(CallContext context);

    /**
     * Gives a rule another value from a day on. Cases of earlier days follow the values before. Audited.
     *
     * @param name such as {@code THEFT_MULTIPLE}
     * @return the new value
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown name; INVALID with all faults
     */
    RecoveryRule changeRule(CallContext context, String name, RecoveryRuleChange change);
}
