package org.karawatt.quality.api;

import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.workflow.api.Standing;
import org.karawatt.workflow.api.StatisticsQuery;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Supervision of work (工作监督). Reading needs {@code quality.read}, and {@code workflow.read} as the records need it; limited to the
 * caller's offices. Open pages are told of changes by the topic {@value #TOPIC}, some seconds apart at least. Thread-safe.
 */
@ProviderType
public interface SupervisionService {

    /** Topic of the news for open pages; what they carry is only how many things have changed. */
    String TOPIC = "supervision";

    /** Longest time that a board looks back, in days. */
    int MAX_DAYS = 366;

    /**
     * The board.
     *
     * @param officeCode office with those below it; null means all that the caller may see
     * @param days how far back it looks, 1 to {@link #MAX_DAYS}
     */
    Board board(CallContext context, String officeCode, int days);

    /** The tasks behind a figure, the longest waiting first. */
    Page<WorkTask> tasks(CallContext context, StatisticsQuery query, Standing standing, PageRequest page);

    /** The cases behind a figure, oldest first. */
    Page<WorkCase> cases(CallContext context, StatisticsQuery query, Standing standing, PageRequest page);
}
