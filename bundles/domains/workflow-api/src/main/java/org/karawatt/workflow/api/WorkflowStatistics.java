package org.karawatt.workflow.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Figures of cases and tasks: what stands, how it stands against its deadline, how long it takes. Each figure is counted from the records
 * by one question to the database, and the lists give the records behind it. Reading needs {@code workflow.read}, within the caller's
 * offices. Thread-safe.
 */
@ProviderType
public interface WorkflowStatistics {

    /** What figures are counted by. */
    enum Group {
        /** One row for each process. */
        PROCESS,
        /** One row for each step of each process; of tasks only. */
        STEP,
        /** One row for each office that something lies with. */
        OFFICE
    }

    /** Figures of tasks, at most 2,000 rows; groups without a task are absent. */
    List<WorkFigures> tasks(CallContext context, StatisticsQuery query, Group group);

    /** Figures of cases, at most 2,000 rows; groups without a case are absent. {@code query.stepKey()} is not looked at. */
    List<WorkFigures> cases(CallContext context, StatisticsQuery query, Group group);

    /** The tasks behind a figure, the longest waiting first. */
    Page<WorkTask> tasksBehind(CallContext context, StatisticsQuery query, Standing standing, PageRequest page);

    /** The cases behind a figure, oldest first. */
    Page<WorkCase> casesBehind(CallContext context, StatisticsQuery query, Standing standing, PageRequest page);
}
