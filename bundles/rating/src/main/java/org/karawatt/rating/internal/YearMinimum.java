package org.karawatt.rating.internal;

import java.math.BigDecimal;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;

/** Least amount of a year: the bill of the settling month is lifted by what the bills of the year fall short. */
public final class YearMinimum implements Charge {

    /** Name of the method in tariff data. */
    public static final String METHOD = "YEAR_MINIMUM";

    private final BigDecimal amount;
    private final int month;

    /**
     * @param amount least amount of a year
     * @param month month that settles, 1 to 12
     */
    public YearMinimum(BigDecimal amount, int month) {
        this.amount = amount;
        this.month = month;
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        Carried.wholeBill(context, METHOD, faults);
        Carried.need(context, Carried.YEAR_CHARGED, faults);
    }

    @Override
    public void apply(RatingContext context) {
        // what the yearly settlement of energy pays back is not a lower charge
        BigDecimal charged = Carried.value(context, Carried.YEAR_CHARGED);
        for (RatedLine line : context.lines()) {
            charged = line.item().equals("TRUE_UP") ? charged : charged.add(line.amount());
        }
        boolean settles = context.input().billingMonth().month() == month;
        if (settles && charged.compareTo(amount) < 0) {
            BigDecimal difference = amount.subtract(charged);
            RatedLine line = context.add(Components.BILL_BOUND, METHOD, null, 0, difference, context.plan().currency().getCurrencyCode(),
                    BigDecimal.ONE);
            if (context.tracing()) {
                context.trace(TraceNode.of("rating.bound.YEAR").with("total", charged).with("bound", amount).with("amount", line.amount())
                        .build());
            }
        }
        context.carry(Carried.YEAR_CHARGED, settles ? BigDecimal.ZERO : charged);
    }
}
