package org.karawatt.quality.api;

import java.time.Instant;
import java.util.List;
import org.karawatt.workflow.api.WorkFigures;

/**
 * The supervision board: what stands and how it goes.
 *
 * @param from beginning of the time in which work was opened or done
 * @param steps figures of tasks by process and step
 * @param processes figures of cases by process
 * @param offices figures of tasks by office
 * @param bottleneck the step with the greatest time waited and taken together; null when nothing waits
 */
public record Board(Instant asOf, Instant from, Instant to, List<WorkFigures> steps, List<WorkFigures> processes,
        List<WorkFigures> offices, WorkFigures bottleneck) {

    public Board {
        steps = List.copyOf(steps);
        processes = List.copyOf(processes);
        offices = List.copyOf(offices);
    }
}
