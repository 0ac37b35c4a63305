package org.karawatt.workflow.api;

import java.time.LocalDate;

/**
 * A day that differs from the week (节假日与调休): a holiday on a weekday, or a working day on a weekend.
 *
 * @param officeCode office where it was set; it counts there and below, and the nearest office counts
 * @param name what it is, such as 春节
 */
public record WorkDay(String officeCode, LocalDate day, boolean working, String name) {
}
