package org.karawatt.customer.api;

import java.time.LocalDate;

/**
 * Another classification of an account (改类, change of voltage or industry) from a day on. All three codes are those that hold from then
 * on, whether they change or not; industryCode may be null.
 */
public record Reclassification(LocalDate from, String usageClass, String industryCode, String voltageCode) {
}
