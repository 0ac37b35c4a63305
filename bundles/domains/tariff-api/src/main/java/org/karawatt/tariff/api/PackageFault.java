package org.karawatt.tariff.api;

/**
 * One thing that is wrong with a package file.
 *
 * @param line line in the file that was given; null when the fault has none
 * @param field path of the field; empty when the file as a whole is meant
 * @param code error code
 * @param message what is wrong, in the caller's language
 */
public record PackageFault(Integer line, String field, String code, String message) {
}
