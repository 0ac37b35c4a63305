package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * A recovery to be computed or proposed. Prices are never part of it: they are those of the account's tariff.
 *
 * <ul>
 * <li>METER_ERROR: {@code percent}, and for each item days and recorded kWh;
 * <li>WRONG_WIRING: {@code percent}, the correction rate, and items as above;
 * <li>WRONG_MULTIPLIER: both multipliers, and items as above;
 * <li>VOLTAGE_DROP: {@code percent}, the drop that was measured, {@code permittedPercent}, and items as above;
 * <li>METERING_FAULT: items as above, which may have recorded nothing, each with {@code normalKwh}; or {@code normalMonths}, whose issued
 * bills tell the use of a day;
 * <li>BLOWN_FUSE: items as above, which may have recorded nothing, each with the average load as {@code kw} and {@code failureHours};
 * <li>THEFT: items with kWh, or with kW and, where known, days and hours; {@code multiple};
 * <li>LOWER_PRICE: items as for THEFT, each with the tariff that should have priced it; {@code multiple};
 * <li>OVER_CAPACITY and SEALED_EQUIPMENT: items with kVA, and for a two-part customer with the days of use; {@code multiple} for a
 * two-part customer;
 * <li>METER_TAMPERING: no items;
 * <li>TEMPORARY_SUPPLY: one item with kW, hours a day, the agreed days as from and to, and in {@code days} after how many it ended;
 * {@code prepaid}.
 * </ul>
 *
 * @param kind why, never null
 * @param accountNo account
 * @param onDay day on which it was found or put right; decides the rule and, where an item has no days, the price
 * @param reason in words, at most 200 characters
 * @param items at most 100
 * @param percent error of the meter in percent of the truth, -10 for 10 % slow; or the correction rate, +200; above -100; or the measured
 *     voltage drop, above the permitted one and below 100
 * @param usedMultiplier multiplier that was used, above zero
 * @param rightMultiplier multiplier that is right, above zero
 * @param multiple penalty as a multiple, a decision up to the ceiling of the rule of the day; null where that rule fixes it
 * @param prepaid what has been paid in advance, yuan; null for nothing
 * @param permittedPercent voltage drop that is permitted, from 0 on
 * @param normalMonths at most 12 different months with issued bills; null for none
 */
public record RecoveryDraft(RecoveryKind kind, String accountNo, LocalDate onDay, String reason, List<RecoveryItem> items,
        BigDecimal percent, BigDecimal usedMultiplier, BigDecimal rightMultiplier, BigDecimal multiple, BigDecimal prepaid,
        BigDecimal permittedPercent, List<BillingMonth> normalMonths) {

    public RecoveryDraft {
        items = items == null ? List.of() : List.copyOf(items);
        normalMonths = normalMonths == null ? List.of() : List.copyOf(normalMonths);
    }

    /** A draft of a kind that needs neither a permitted drop nor normal months. */
    public RecoveryDraft(RecoveryKind kind, String accountNo, LocalDate onDay, String reason, List<RecoveryItem> items, BigDecimal percent,
            BigDecimal usedMultiplier, BigDecimal rightMultiplier, BigDecimal multiple, BigDecimal prepaid) {
        this(kind, accountNo, onDay, reason, items, percent, usedMultiplier, rightMultiplier, multiple, prepaid, null, null);
    }
}
