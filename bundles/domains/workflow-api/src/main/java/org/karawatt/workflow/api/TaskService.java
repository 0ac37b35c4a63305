package org.karawatt.workflow.api;

import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tasks. A task is for whoever has the permission {@code task.<role>} and its office in his scope; dispatching to another needs
 * {@code workflow.steer}. Thread-safe.
 */
@ProviderType
public interface TaskService {

    /** Tasks to be done, the most urgent first: by deadline, then by priority. */
    Page<WorkTask> workList(CallContext context, TaskQuery query, PageRequest page);

    /** A task; unknown or out of reach is NOT_FOUND. */
    WorkTask task(CallContext context, long taskId);

    /** What a task asks for. */
    TaskForm form(CallContext context, long taskId);

    /** Takes a task; somebody else's is a CONFLICT. */
    WorkTask claim(CallContext context, long taskId);

    /** Gives a task back to its role. */
    WorkTask release(CallContext context, long taskId, String reason);

    /** Has a task done by somebody else; it comes back to the caller when he has done it. */
    WorkTask delegate(CallContext context, long taskId, String user, String reason);

    /** Gives a task to somebody else for good; of another's task this is dispatching. */
    WorkTask handOver(CallContext context, long taskId, String user, String reason);

    /**
     * Does a task with the values of its form and goes on until somebody has to do something; all of it commits together or not at
     * all. A task that nobody has claimed is the caller's by doing it.
     */
    WorkTask complete(CallContext context, long taskId, Map<String, Object> values);
}
