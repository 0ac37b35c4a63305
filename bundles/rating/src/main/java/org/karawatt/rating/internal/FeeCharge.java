package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.tariff.BillRules;

/** Amounts for each month, day or bill, whatever is used (F62). */
public final class FeeCharge implements Charge {

    private final List<BillRules.Fee> fees;

    public FeeCharge(List<BillRules.Fee> fees) {
        this.fees = List.copyOf(fees);
    }

    @Override
    public String method() {
        return "FEE";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        // needs nothing but the period
    }

    @Override
    public void apply(RatingContext context) {
        for (BillRules.Fee fee : fees) {
            if (context.input().goingOn() && fee.per() != BillRules.Fee.Per.DAY) {
                continue;
            }
            BigDecimal count = switch (fee.per()) {
                case MONTH -> BigDecimal.valueOf(context.input().monthsCovered());
                case DAY -> BigDecimal.valueOf(context.input().period().days());
                case BILL -> BigDecimal.ONE;
            };
            String unit = switch (fee.per()) {
                case MONTH -> "month";
                case DAY -> "day";
                case BILL -> "bill";
            };
            RatedLine line = context.add(Components.FIXED_CHARGE, fee.code(), null, 0, count, unit, fee.amount());
            if (context.tracing()) {
                context.trace(TraceNode.of("rating.fee." + fee.per()).with("nameZh", fee.name().zh()).with("nameEn", fee.name().en())
                        .with("count", count).with("price", fee.amount()).with("amount", line.amount()).build());
            }
        }
    }
}
