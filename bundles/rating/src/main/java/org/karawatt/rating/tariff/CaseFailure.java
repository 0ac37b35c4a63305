package org.karawatt.rating.tariff;

/**
 * A worked case that did not come out.
 *
 * @param caseName name of the case
 * @param where the line or figure, such as {@code ENERGY/ENERGY/PEAK} or {@code total}
 * @param expected what the case says; empty when the figure should not be there
 * @param actual what came out; empty when it is missing
 */
public record CaseFailure(String caseName, String where, String expected, String actual) {
}
