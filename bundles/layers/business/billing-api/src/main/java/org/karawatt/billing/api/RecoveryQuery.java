package org.karawatt.billing.api;

/** Filter of recoveries; every filter may be null. {@code status} is PROPOSED, APPROVED or REJECTED. */
public record RecoveryQuery(String status, RecoveryKind kind, String accountNo) {
}
