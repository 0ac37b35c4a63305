package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * What an account would have paid on each tariff that is open to it.
 *
 * @param months months of the bills that were priced, oldest first
 * @param billed what these bills came to
 * @param options cheapest first, those with a problem last
 */
public record TariffOptions(String accountNo, List<BillingMonth> months, BigDecimal billed, List<Option> options) {

    public TariffOptions {
        months = List.copyOf(months);
        options = List.copyOf(options);
    }

    /**
     * One tariff.
     *
     * @param tariffId version that holds in the last of the months, null when none does
     * @param current true for the tariff of the last bill
     * @param total sum of the months; null when one of them cannot be priced
     * @param difference total less what was billed; null with the total
     * @param byMonth empty with a problem
     * @param problem why this tariff cannot price the account, in the caller's language; null when it can
     */
    public record Option(Long tariffId, String tariffCode, String nameZh, String nameEn, boolean current, BigDecimal total,
            BigDecimal difference, List<MonthTotal> byMonth, String problem) {

        public Option {
            byMonth = List.copyOf(byMonth);
        }
    }

    /** What one month would have come to. */
    public record MonthTotal(BillingMonth month, BigDecimal total) {
    }
}
