package org.karawatt.billing.spi;

/**
 * A reversal as it is handed to booking.
 *
 * @param reversal the reversal, whose amounts are those of the original with the other sign
 * @param originalId bill that it takes back
 */
public record ReversedBill(IssuedBill reversal, long originalId) {
}
