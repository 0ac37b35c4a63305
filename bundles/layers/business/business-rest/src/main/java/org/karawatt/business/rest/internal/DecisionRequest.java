package org.karawatt.business.rest.internal;

/**
 * The decision about what somebody else has proposed.
 *
 * @param note why it is approved or rejected; may be null where it is approved
 */
public record DecisionRequest(String note) {
}
