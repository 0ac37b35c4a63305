package org.karawatt.workflow.api;

import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Cases. Reading needs {@code workflow.read}, opening {@code workflow.open}, steering (suspend, resume, terminate, roll back)
 * {@code workflow.steer}; all within the caller's offices. Opening and doing join the caller's unit of work. Thread-safe.
 */
@ProviderType
public interface CaseService {

    /** Most cases of one {@link #values}. */
    int MOST_VALUES = 1000;

    /** Opens a case and goes on until somebody has to do something. */
    WorkCase open(CallContext context, NewCase draft);

    /** Cases that match, newest first. */
    Page<WorkCase> cases(CallContext context, CaseQuery query, PageRequest page);

    /** A case by its id; unknown or another office's is NOT_FOUND. */
    CaseView view(CallContext context, long caseId);

    /**
     * Some of the values of many cases, for figures; a few questions for all. What forms call personal is left out.
     *
     * @param caseIds at most {@value #MOST_VALUES}; unknown ones and those of other offices are left out
     * @param keys keys of the values
     * @return by case id and key, as in {@link CaseView#values()}; a case without any of them may be absent
     */
    Map<Long, Map<String, Object>> values(CallContext context, Collection<Long> caseIds, Set<String> keys);

    /** A case by its number; unknown or another office's is NOT_FOUND. */
    WorkCase byNumber(CallContext context, String caseNo);

    /** Lets a case rest; its deadlines rest with it. */
    WorkCase suspend(CallContext context, long caseId, String reason);

    /** Lets a suspended case go on. */
    WorkCase resume(CallContext context, long caseId, String reason);

    /** Ends a case before its end. */
    WorkCase terminate(CallContext context, long caseId, String reason);

    /** Takes a case back from the step where it stands to one that it has come through. */
    WorkCase rollBack(CallContext context, long caseId, String fromStep, String toStep, String reason);

    /** Tries a parked step again at once. */
    WorkCase retry(CallContext context, long caseId);

    /** Says something about a case; for those who open, steer or work on cases. */
    void comment(CallContext context, long caseId, String text);

    /**
     * Adds a file of at most 10 MB, of a type that documents and pictures have; for those who open, steer or work on cases.
     *
     * @param taskId task that it belongs to; null for the case itself
     */
    Attachment attach(CallContext context, long caseId, Long taskId, String fileName, String mediaType, InputStream content);

    /** The content of a file. */
    byte[] content(CallContext context, long caseId, long attachmentId);
}
