package org.karawatt.tariff.api;

/**
 * How a worked case of a package came out.
 *
 * @param tariffCode tariff of the case, of its first stretch when it has several
 * @param source who worked it out and where
 * @param expected total that the case states, or the sum of its lines, or the code of the refusal that it states
 * @param computed total that came out, or the code of the refusal; null when nothing could be computed
 * @param detail what differs, or why it could not be computed; null when it passed
 */
public record CaseResult(String name, String tariffCode, String source, String expected, String computed, boolean passed,
        String detail) {
}
