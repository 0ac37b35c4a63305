package org.karawatt.rating.internal;

import java.math.BigDecimal;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.tariff.Prices;

/** What customers pay who have left the market: the purchase part of the price several times (rules C.11). */
public final class PurchaseFactorCharge implements Charge {

    /** Of a tariff that allows no factor, so that a customer who has one is a fault. */
    public static final PurchaseFactorCharge NONE = new PurchaseFactorCharge(null, BigDecimal.ONE);

    private final Prices purchase;
    private final BigDecimal largest;

    /**
     * @param purchase the part of the price that is multiplied, with its coefficient by period; null when the tariff allows no factor
     * @param largest largest factor allowed
     */
    public PurchaseFactorCharge(Prices purchase, BigDecimal largest) {
        this.purchase = purchase;
        this.largest = largest;
    }

    @Override
    public String method() {
        return "PURCHASE_FACTOR";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        BigDecimal factor = context.input().market().purchaseFactor();
        if (factor != null && (purchase == null || factor.compareTo(BigDecimal.ONE) < 0 || factor.compareTo(largest) > 0)) {
            faults.add("purchaseFactor", RatingErrors.PURCHASE_FACTOR, context.input().accountNo(), context.plan().key().code(),
                    factor);
        }
    }

    @Override
    public void apply(RatingContext context) {
        BigDecimal factor = context.input().market().purchaseFactor();
        if (factor == null || factor.compareTo(BigDecimal.ONE) == 0) {
            return;
        }
        BigDecimal over = factor.subtract(BigDecimal.ONE);
        if (purchase.always() != null) {
            line(context, null, context.mainKwh(), purchase.always().multiply(over), factor);
            return;
        }
        for (int i = 0; i < context.plan().periodCount(); i++) {
            TouPeriod period = context.plan().periodAt(i);
            line(context, period, context.kwhAt(i), purchase.at(period).multiply(over), factor);
        }
    }

    private static void line(RatingContext context, TouPeriod period, BigDecimal kwh, BigDecimal price, BigDecimal factor) {
        RatedLine line = context.add(Components.PURCHASE_FACTOR, Components.PURCHASE_FACTOR, period, 0, kwh, "kWh",
                price.stripTrailingZeros());
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.purchase" + (period == null ? "" : "." + period)).with("factor", factor).with("quantity", kwh)
                    .with("price", line.price()).with("amount", line.amount()).build());
        }
    }
}
