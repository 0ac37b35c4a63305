package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.PricedPart;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.tariff.FundRate;

/** Funds collected for the government on every kWh, whatever its time of day; some classes are exempt from some (rules C.10). */
public final class FundCharge implements Charge {

    private final FundRate[] funds;

    public FundCharge(List<FundRate> funds) {
        this.funds = funds.toArray(FundRate[]::new);
    }

    @Override
    public String method() {
        return "FUND";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        // needs nothing but the energy, which was checked when it was resolved
    }

    @Override
    public void apply(RatingContext context) {
        if (context.totalKwh().signum() == 0) {
            return;
        }
        for (FundRate fund : funds) {
            BigDecimal kwh = context.totalKwh();
            if (!fund.exemptItems().isEmpty()) {
                for (PricedPart part : context.parts()) {
                    kwh = fund.exemptItems().contains(part.item()) ? kwh.subtract(part.kwh()) : kwh;
                }
            }
            RatedLine line = context.add(Components.FUND, fund.code(), null, 0, kwh, "kWh", fund.price());
            if (context.tracing()) {
                context.trace(TraceNode.of("rating.fund").with("nameZh", fund.name().zh()).with("nameEn", fund.name().en())
                        .with("quantity", line.quantity()).with("price", line.price()).with("amount", line.amount()).build());
            }
        }
    }
}
