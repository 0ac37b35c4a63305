package org.karawatt.workflow.api;

/**
 * Which tasks that are still to be done; every null means any.
 *
 * @param mine true for those that the caller has claimed, false for those that he could claim
 */
public record TaskQuery(Boolean mine, String role, String processKey, String officeCode) {
}
