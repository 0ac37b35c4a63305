package org.karawatt.tariff.api;

/**
 * How a worked case of a package came out.
 *
 * @param detail what differs, or why it could not be computed; null when it passed
 */
public record CaseResult(String name, boolean passed, String detail) {
}
