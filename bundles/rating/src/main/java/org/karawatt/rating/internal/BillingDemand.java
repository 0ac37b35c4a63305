package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;

/**
 * The demand that is charged when earlier months count too (a ratchet): the highest of a least demand, a percentage of the highest demand
 * of each of the last months and of this one, and in some months this month's highest demand in full.
 */
public final class BillingDemand implements Charge {

    /** Name of the method in tariff data. */
    public static final String METHOD = "BILLING_DEMAND";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BigDecimal minimum;
    private final int lookBack;
    private final List<BigDecimal> percents;
    private final Set<Integer> inFull;
    private final int minutes;

    /**
     * @param minimum least demand in kW
     * @param lookBack months before this one that count, 0 to 12
     * @param percents percentage of the demand of January to December, twelve
     * @param inFull months of the year whose own demand counts in full
     * @param minutes window of demand
     */
    public BillingDemand(BigDecimal minimum, int lookBack, List<BigDecimal> percents, List<Integer> inFull, int minutes) {
        this.minimum = minimum;
        this.lookBack = lookBack;
        this.percents = List.copyOf(percents);
        this.inFull = Set.copyOf(inFull);
        this.minutes = minutes;
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        Carried.wholeBill(context, METHOD, faults);
        Demands.need(context, METHOD, minutes, faults);
        BillingMonth month = context.input().billingMonth();
        for (int i = 0; i < lookBack; i++) {
            month = month.previous();
            if (supplied(context, month) && !context.input().twoWay().carried().containsKey(Carried.peak(month))) {
                faults.add("carried", RatingErrors.CARRIED_MISSING, context.input().accountNo(), Carried.peak(month));
            }
        }
    }

    private static boolean supplied(RatingContext context, BillingMonth month) {
        var began = context.input().tierTerms().supplyBegan();
        return began == null || BillingMonth.of(began).compareTo(month) <= 0;
    }

    @Override
    public void apply(RatingContext context) {
        BillingMonth month = context.input().billingMonth();
        BigDecimal highest = Demands.highest(context, minutes);
        BigDecimal charged = minimum.max(part(month, highest));
        if (inFull.contains(month.month())) {
            charged = charged.max(highest);
        }
        BillingMonth from = month;
        BillingMonth earlier = month;
        for (int i = 0; i < lookBack; i++) {
            earlier = earlier.previous();
            BigDecimal peak = Carried.value(context, Carried.peak(earlier));
            if (part(earlier, peak).compareTo(charged) > 0) {
                charged = part(earlier, peak);
                from = earlier;
            }
            if (i + 1 < lookBack && context.input().twoWay().carried().containsKey(Carried.peak(earlier))) {
                context.carry(Carried.peak(earlier), peak);
            }
        }
        context.carry(Carried.peak(month), highest);
        context.billingDemandKw(charged);
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.demand.billing").with("highest", highest).with("minimum", minimum).with("charged", charged)
                    .with("from", from.toString()).build());
        }
    }

    private BigDecimal part(BillingMonth month, BigDecimal peak) {
        return peak.multiply(percents.get(month.month() - 1)).divide(HUNDRED);
    }
}
