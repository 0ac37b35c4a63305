package org.karawatt.billing.api;

/** Filter of recoveries; every filter may be null. {@code status} is one of {@link Recovery}. */
public record RecoveryQuery(String status, RecoveryKind kind, String accountNo) {
}
