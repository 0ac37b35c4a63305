package org.karawatt.reading.api;

import java.time.LocalDate;
import org.karawatt.kernel.time.BillingMonth;

/** The plan of one route for a month (抄表计划). Status is PLANNED, READING or COMPLETE. */
public record ReadingPlan(long id, long routeId, String routeNo, String routeName, long officeId, BillingMonth month,
        LocalDate plannedOn, String status, int registers, long read, long held, int version) {
}
