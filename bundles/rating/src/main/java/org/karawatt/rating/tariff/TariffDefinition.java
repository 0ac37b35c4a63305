package org.karawatt.rating.tariff;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.RoundingPolicy;

/**
 * One effective-dated version of a tariff. Immutable.
 *
 * @param code tariff code, never null
 * @param name printed name, never null
 * @param usageClass usage class code such as {@code RESIDENTIAL}, never null
 * @param voltages voltage level codes it applies to; empty means any; never null
 * @param validFrom first day, never null
 * @param validTo day after the last; null means open-ended
 * @param note assumptions about this tariff; empty when there are none; never null
 * @param rounding rounding of lines, never null
 * @param energy price of active energy, never null
 * @param funds funds collected for the government on every kWh, never null
 * @param capacity capacity part; null for a single-part tariff
 * @param powerFactor power-factor adjustment; null when the tariff has none
 * @param fixedItems classes of energy with their own price, never null
 * @param metering what the tariff says about quantities, never null
 * @param bill what the tariff says about the rest of the bill, never null
 */
public record TariffDefinition(String code, LocalText name, String usageClass, List<String> voltages, LocalDate validFrom,
        LocalDate validTo, String note, RoundingPolicy rounding, EnergyPrices energy, List<FundRate> funds, CapacityPrices capacity,
        PowerFactorRule powerFactor, List<FixedItem> fixedItems, MeteringRules metering, BillRules bill) {

    public TariffDefinition {
        voltages = List.copyOf(voltages);
        funds = List.copyOf(funds);
        fixedItems = List.copyOf(fixedItems);
    }
}
