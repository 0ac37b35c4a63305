package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A part of a recovery. Which values a kind takes is told by {@link RecoveryDraft}; a value that the kind does not take is a fault.
 *
 * @param from first day; null where the kind has no days
 * @param to day after the last day
 * @param tou time-of-use period such as {@code PEAK}; needed for recorded energy on a tariff with periods, FLAT when absent elsewhere
 * @param kwh energy that was recorded, or that was used without being recorded
 * @param kw power of the equipment, which tells the energy together with days and hours; of a blown fuse the average load
 * @param hoursADay hours of use a day; null for those of the rule when the time cannot be found
 * @param days days of use; null for those of the rule when the time cannot be found; of a temporary supply the days after which it ended
 * @param tariffCode tariff that should have priced this energy
 * @param kva capacity used without contract
 * @param normalKwh what normal use of these days comes to; null where it is taken from the bills of normal months
 * @param failureHours hours in which a fuse had blown
 */
public record RecoveryItem(LocalDate from, LocalDate to, String tou, BigDecimal kwh, BigDecimal kw, BigDecimal hoursADay, Integer days,
        String tariffCode, BigDecimal kva, BigDecimal normalKwh, BigDecimal failureHours) {

    /** An item of a kind that needs neither normal use nor a time of failure. */
    public RecoveryItem(LocalDate from, LocalDate to, String tou, BigDecimal kwh, BigDecimal kw, BigDecimal hoursADay, Integer days,
            String tariffCode, BigDecimal kva) {
        this(from, to, tou, kwh, kw, hoursADay, days, tariffCode, kva, null, null);
    }
}
