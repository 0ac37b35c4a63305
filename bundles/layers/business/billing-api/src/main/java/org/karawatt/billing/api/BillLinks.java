package org.karawatt.billing.api;

/**
 * What ties a bill to others; every part may be null.
 *
 * @param originNo bill that a reversal takes back or a corrected bill stands for
 * @param reversalNo reversal that takes this bill back
 * @param correctedNo bill in the place of this one
 * @param openCorrection correction that waits for a decision
 */
public record BillLinks(String originNo, String reversalNo, String correctedNo, Long openCorrection) {
}
