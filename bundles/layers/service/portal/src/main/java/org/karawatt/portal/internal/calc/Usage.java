package org.karawatt.portal.internal.calc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.karawatt.billing.api.Bill;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.portal.api.MonthUsage;

/** Usage by month from issued bills. */
public final class Usage {

    private static final int MONTHS = 24;

    private Usage() {
    }

    /** The months up to that of the newest bill, oldest first; a month without a bill has no figure. */
    public static List<MonthUsage> of(List<Bill> bills) {
        BillingMonth last = bills.stream().map(Bill::month).max(Comparator.naturalOrder()).orElse(null);
        if (last == null) {
            return List.of();
        }
        List<MonthUsage> months = new ArrayList<>();
        BillingMonth month = BillingMonth.of(last.firstDay().minusMonths(MONTHS - 1L));
        for (int i = 0; i < MONTHS; i++, month = month.next()) {
            BillingMonth now = month;
            List<Bill> ofMonth = bills.stream().filter(bill -> bill.month().equals(now)).toList();
            months.add(new MonthUsage(now, sum(ofMonth.stream().map(Bill::energyKwh).toList()),
                    sum(ofMonth.stream().map(Bill::amount).toList())));
        }
        // before the first bill there is nothing to show
        while (months.get(0).amount() == null) {
            months.remove(0);
        }
        return months;
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().filter(Objects::nonNull).reduce(BigDecimal::add).orElse(null);
    }
}
