package org.karawatt.outage.api;

import java.time.LocalDateTime;
import java.util.List;

/**
 * An outage to be announced. Times are those of the utility's zone.
 *
 * @param kind PLANNED, TEMPORARY, FAULT or OVERLOAD, or any other with a rule
 * @param areaNos transformer areas of the line; empty for all
 * @param shortNoticeReason why it cannot wait for the period of notice; null when it can. Only kinds whose rule allows it
 */
public record OutageDraft(String kind, String lineNo, List<String> areaNos, LocalDateTime from, LocalDateTime to, String reason,
        String shortNoticeReason) {

    public OutageDraft {
        areaNos = areaNos == null ? List.of() : List.copyOf(areaNos);
    }
}
