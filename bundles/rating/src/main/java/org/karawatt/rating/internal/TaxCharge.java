package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.tariff.BillRules;

/** Value-added tax: told when the prices contain it, a line of its own when they do not. */
public final class TaxCharge implements Charge {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BillRules.Tax tax;

    public TaxCharge(BillRules.Tax tax) {
        this.tax = tax;
    }

    @Override
    public String method() {
        return "TAX";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        // needs nothing but the lines
    }

    @Override
    public void apply(RatingContext context) {
        BigDecimal base = BigDecimal.ZERO;
        for (RatedLine line : context.lines()) {
            base = tax.exempt().contains(line.component()) ? base : base.add(line.amount());
        }
        int digits = context.plan().currency().getDefaultFractionDigits();
        BigDecimal amount;
        if (tax.included()) {
            amount = base.multiply(tax.percent()).divide(HUNDRED.add(tax.percent()), digits, RoundingMode.HALF_UP);
        } else {
            amount = context.add(Components.TAX, Components.TAX, null, 0, base, context.plan().currency().getCurrencyCode(),
                    tax.percent().movePointLeft(2)).amount();
        }
        context.tax(amount);
        if (context.tracing()) {
            context.trace(TraceNode.of(tax.included() ? "rating.tax.included" : "rating.tax.added").with("base", base)
                    .with("percent", tax.percent()).with("amount", amount).build());
        }
    }
}
