package org.karawatt.notice.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Notices to single accounts, and what became of all. Reading needs {@code notice.read}, sending {@code notice.send}; limited to the
 * caller's offices. A notice is stored with the caller's unit of work and sent after its commit, at least once and under a name that stays
 * the same, so that a channel can tell a repeat. Thread-safe.
 */
@ProviderType
public interface NoticeService {

    /**
     * Stores a notice, one by each channel that the customer's preferences lead to. The same template, account and reference again give
     * the notices that are there.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID for a missing or wrong value, with all faults; nothing is stored then
     */
    List<Notice> send(CallContext context, NoticeDraft draft);

    /** Notices, newest first. */
    Page<Notice> notices(CallContext context, NoticeQuery query, PageRequest page);

    /** Unknown or another office's is NOT_FOUND. */
    NoticeProof proof(CallContext context, long noticeId);

    /** Sends a notice again that has failed or come back, from the beginning of its tries; another state is a CONFLICT. */
    Notice retry(CallContext context, long noticeId);

    /**
     * Records what became of notices that their channels have taken over, at most 1,000 at once. Needs {@code notice.receipt}. A receipt that
     * is there already is no fault, so that a gateway may repeat itself.
     *
     * @return the notices, in the order of the receipts
     * @throws org.karawatt.kernel.error.KarawattException INVALID for missing or wrong values, unknown notices, and notices that have not
     *         been sent or of which something else has been recorded; with all faults, and nothing is recorded then
     */
    List<Notice> receipts(CallContext context, List<ReceiptDraft> receipts);

    /** A notice as a letter, whatever its channel is; personal data, needs {@code customer.reveal}, too. Unknown is NOT_FOUND. */
    Letter letter(CallContext context, long noticeId);

    /** The channels that are configured. */
    List<ChannelState> channels(CallContext context);
}
