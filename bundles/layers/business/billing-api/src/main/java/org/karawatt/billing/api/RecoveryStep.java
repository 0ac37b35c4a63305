package org.karawatt.billing.api;

/** One line of an explanation in both languages; {@code depth} 0 is the top. */
public record RecoveryStep(int depth, String zh, String en) {
}
