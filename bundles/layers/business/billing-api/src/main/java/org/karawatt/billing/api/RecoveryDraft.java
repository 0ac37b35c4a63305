package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A recovery to be computed or proposed. Prices are never part of it: they are those of the account's tariff.
 *
 * <ul>
 * <li>METER_ERROR: {@code percent}, and for each item days and recorded kWh;
 * <li>WRONG_WIRING: {@code percent}, the correction rate, and items as above;
 * <li>WRONG_MULTIPLIER: both multipliers, and items as above;
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
 * @param percent error of the meter in percent of the truth, -10 for 10 % slow; or the correction rate, +200; above -100
 * @param usedMultiplier multiplier that was used, above zero
 * @param rightMultiplier multiplier that is right, above zero
 * @param multiple penalty as a multiple, a decision up to the ceiling of the rule of the day; null where that rule fixes it
 * @param prepaid what has been paid in advance, yuan; null for nothing
 */
public record RecoveryDraft(RecoveryKind kind, String accountNo, LocalDate onDay, String reason, List<RecoveryItem> items,
        BigDecimal percent, BigDecimal usedMultiplier, BigDecimal rightMultiplier, BigDecimal multiple, BigDecimal prepaid) {

    public RecoveryDraft {
        items = items == null ? List.of() : List.copyOf(items);
    }
}
