package org.karawatt.outage.api;

import java.time.LocalDate;

/**
 * How long before an outage whom to tell.
 *
 * @param recipients ALL or IMPORTANT customers
 * @param shortNotice whether less time is allowed with a reason
 * @param source law or promise that says so
 */
public record OutageRule(String kind, int noticeHours, String recipients, boolean shortNotice, String source, LocalDate validFrom,
        LocalDate validTo) {
}
