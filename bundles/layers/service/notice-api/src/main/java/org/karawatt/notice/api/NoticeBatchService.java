package org.karawatt.notice.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Notices to many: prepared and counted by one person, released by another, written by a run, sent as their channels allow. Reading needs
 * {@code notice.read}, preparing {@code notice.batch}, releasing and stopping {@code notice.release}; limited to the caller's offices.
 * Thread-safe.
 */
@ProviderType
public interface NoticeBatchService {

    /**
     * Counts the population and stores the notice as a draft. A line or an area needs to be in one of the caller's offices; who lives there
     * is told whatever office has him.
     */
    NoticeBatch prepare(CallContext context, BatchDraft draft);

    /** Newest first. */
    Page<NoticeBatch> batches(CallContext context, PageRequest page);

    /** Unknown or another office's is NOT_FOUND. */
    NoticeBatch batch(CallContext context, long batchId);

    /** How the first accounts' notices would look; at most 20. Names are masked unless the caller may see them. */
    List<NoticePreview> sample(CallContext context, long batchId, int accounts);

    /**
     * Has the notices written and sent. The author cannot release his own.
     *
     * @param confirmedAccounts the number of accounts, when they are unusually many; may be null otherwise
     */
    NoticeBatch release(CallContext context, long batchId, Long confirmedAccounts);

    /** Takes back a draft. */
    NoticeBatch cancel(CallContext context, long batchId);

    /** Halts writing and sending; what a channel has taken over is gone. */
    NoticeBatch stop(CallContext context, long batchId);

    /** Goes on; nobody gets it twice. Later than it had to be sent is a CONFLICT, as it is for a release. */
    NoticeBatch resume(CallContext context, long batchId);
}
