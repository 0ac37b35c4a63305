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

    /** Tries a failed notice again from the beginning of its tries; another state is a CONFLICT. */
    Notice retry(CallContext context, long noticeId);

    /** The channels that are configured. */
    List<ChannelState> channels(CallContext context);
}
