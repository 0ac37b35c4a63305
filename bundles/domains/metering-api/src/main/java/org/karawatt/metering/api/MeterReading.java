package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;

/**
 * A reading of a register that counts for a billing month, with what it was compared with. Never changed but for its status: a
 * correction is a new revision, and at most one revision of a reading is accepted or held. A register that is read several times a
 * month (rules C.14) has several readings, each of a later day than the one before.
 *
 * @param quantity (value - previous) times the multiplier, or value times the multiplier for a demand register
 * @param reason REGULAR, REMOVAL, INSTALLATION or FINAL
 * @param seq number of the reading among those of the register, month and reason; 0 for the first and mostly only one
 * @param source FILE, MANUAL, REMOTE or ESTIMATE
 * @param status ACCEPTED, HELD (waits for a decision), REJECTED, or REPLACED by a later revision
 * @param importId import that brought it; null otherwise
 */
public record MeterReading(long id, long registerId, long accountId, long pointId, BillingMonth month, RegisterKind kind,
        LocalDate readOn, BigDecimal value, LocalDate previousOn, BigDecimal previousValue, BigDecimal multiplier,
        BigDecimal quantity, String reason, int seq, String source, String status, int revision, Long importId) {

    /**
     * The revision that follows with another value or with another value before; the quantity moves with them, and what a rollover has
     * added stays.
     *
     * @throws KarawattException CONFLICT when the quantity would be below zero
     */
    public MeterReading revised(long newId, BigDecimal newValue, BigDecimal newPrevious) {
        BigDecimal moved = newValue.subtract(value);
        if (!kind.isDemand()) {
            moved = moved.subtract(newPrevious.subtract(previousValue));
        }
        BigDecimal newQuantity = quantity.add(moved.multiply(multiplier)).setScale(quantity.scale(), RoundingMode.HALF_UP);
        if (newQuantity.signum() < 0) {
            throw KarawattException.conflict(MeteringErrors.BELOW_PREVIOUS, kind, newValue.toPlainString(), newPrevious.toPlainString());
        }
        return new MeterReading(newId, registerId, accountId, pointId, month, kind, readOn, newValue, previousOn, newPrevious, multiplier,
                newQuantity, reason, seq, "MANUAL", "ACCEPTED", revision + 1, null);
    }
}
