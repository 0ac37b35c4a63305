package org.karawatt.notice.api;

import java.math.BigDecimal;
import java.util.List;

/**
 * Whom a notice to many goes to: where they are, narrowed by what they are. One of office, route, line and areas is required; areas are
 * taken before the line, the line before the route, and the route before the office.
 *
 * @param officeCode accounts of the office and those below; null where the place says it
 * @param areaNos transformer areas; may be empty
 * @param usageClass null for all
 * @param importance NORMAL, IMPORTANT or VULNERABLE; null for all
 * @param arrearsAtLeast yuan that are overdue today; null for whoever owes nothing too
 */
public record Population(String officeCode, String routeNo, String lineNo, List<String> areaNos, String usageClass, String importance,
        BigDecimal arrearsAtLeast) {

    public Population {
        areaNos = areaNos == null ? List.of() : List.copyOf(areaNos);
    }
}
