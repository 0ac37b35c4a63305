package org.karawatt.decision.api;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * Applications for a connection (报装跟踪): what was applied for, connected and lost. An application is connected when it has led to a
 * supplied account, and lost when it ended without one. Capacities are in kVA; households apply by their load, whose kW count as kVA. A
 * capacity is null when no application behind it names one.
 *
 * @param months by month and process, oldest month first; months and processes without any are absent
 * @param inProgress what is neither connected nor lost, by process
 */
public record Applications(List<Flow> months, List<InProgress> inProgress) {

    public Applications {
        months = List.copyOf(months);
        inProgress = List.copyOf(inProgress);
    }

    /**
     * Applications of a process in a month.
     *
     * @param applied applications made in the month
     * @param appliedKva capacity that they ask for
     * @param connected applications connected in the month, whenever they were made
     * @param connectedKva capacity that was agreed for them
     * @param lost applications that ended in the month without a connection
     * @param lostKva capacity that they had asked for
     */
    public record Flow(BillingMonth month, String processKey, String nameZh, String nameEn, long applied, BigDecimal appliedKva,
            long connected, BigDecimal connectedKva, long lost, BigDecimal lostKva) {
    }

    /** Applications in progress and the capacity that they ask for. */
    public record InProgress(String processKey, String nameZh, String nameEn, long applications, BigDecimal kva) {
    }
}
