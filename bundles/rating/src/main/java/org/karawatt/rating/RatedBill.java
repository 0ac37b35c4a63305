package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.trace.TraceNode;

/**
 * The result of rating one account for one period. Immutable.
 *
 * @param accountNo account that was rated, never null
 * @param billingMonth month that the bill counts for, never null
 * @param tariff tariff and version that priced it, never null
 * @param currency currency of all amounts, never null
 * @param lines lines in the order of printing, never null
 * @param total sum of the lines' amounts, never null
 * @param energyKwh active energy billed in kWh, fixed quantities included, less energy fed in where that is netted; never null
 * @param powerFactor power factor with two decimals; null when it was not needed
 * @param tiers use of the tiers; empty when the tariff has none or the customer is outside them
 * @param tax tax contained in the total; null when the tariff does not tell it
 * @param estimated true when a quantity was estimated and has to be settled by a later reading
 * @param carried what the next bill needs to know of this one, such as credits and peaks, by name; empty for most tariffs; never null
 * @param trace explanation; null when it was not asked for
 */
public record RatedBill(String accountNo, BillingMonth billingMonth, TariffKey tariff, Currency currency, List<RatedLine> lines,
        BigDecimal total, BigDecimal energyKwh, BigDecimal powerFactor, List<TierUse> tiers,
        BigDecimal tax, boolean estimated, Map<String, BigDecimal> carried, TraceNode trace) {

    /** A bill that tells no tax and rests on measured quantities. */
    public RatedBill(String accountNo, BillingMonth billingMonth, TariffKey tariff, Currency currency, List<RatedLine> lines, BigDecimal total,
            BigDecimal energyKwh, BigDecimal powerFactor, List<TierUse> tiers, TraceNode trace) {
        this(accountNo, billingMonth, tariff, currency, lines, total, energyKwh, powerFactor, tiers, null, false, Map.of(), trace);
    }

    public RatedBill {
        Objects.requireNonNull(accountNo, "accountNo");
        Objects.requireNonNull(billingMonth, "billingMonth");
        Objects.requireNonNull(tariff, "tariff");
        Objects.requireNonNull(currency, "currency");
        lines = List.copyOf(lines);
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(energyKwh, "energyKwh");
        tiers = List.copyOf(tiers);
        carried = carried.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(carried));
    }

    /** Sum of the lines of one component; zero when the bill has none. */
    public BigDecimal amountOf(String component) {
        BigDecimal sum = BigDecimal.ZERO;
        for (RatedLine line : lines) {
            if (line.component().equals(component)) {
                sum = sum.add(line.amount());
            }
        }
        return sum;
    }

    /** The same bill without its explanation, for comparison and for storing it lean. */
    public RatedBill withoutTrace() {
        return trace == null ? this
                : new RatedBill(accountNo, billingMonth, tariff, currency, lines, total, energyKwh, powerFactor, tiers, tax,
                        estimated, carried, null);
    }
}
