package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.tariff.BillRules;

/** What entitled customers get back: free kWh, an amount or a percentage, never more than was charged (F76, rules C.4). */
public final class SubsidyCharge implements Charge {

    /** Of a tariff that gives nothing back, so that an entitlement is a fault. */
    public static final SubsidyCharge NONE = new SubsidyCharge(List.of());

    private final Map<String, BillRules.Subsidy> subsidies = new HashMap<>();

    public SubsidyCharge(List<BillRules.Subsidy> subsidies) {
        subsidies.forEach(subsidy -> this.subsidies.put(subsidy.code(), subsidy));
    }

    @Override
    public String method() {
        return "SUBSIDY";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        for (String code : context.input().benefits()) {
            if (!subsidies.containsKey(code)) {
                faults.add("benefits", RatingErrors.BENEFIT_UNKNOWN, context.input().accountNo(), context.plan().key().code(), code);
            }
        }
    }

    @Override
    public void apply(RatingContext context) {
        for (String code : context.input().benefits()) {
            BillRules.Subsidy subsidy = subsidies.get(code);
            if (!context.input().goingOn() || subsidy.percent() != null) {
                apply(context, subsidy);
            }
        }
    }

    private static void apply(RatingContext context, BillRules.Subsidy subsidy) {
        BigDecimal months = BigDecimal.valueOf(context.input().monthsCovered());
        String currency = context.plan().currency().getCurrencyCode();
        BigDecimal left = context.total().max(BigDecimal.ZERO);
        RatedLine line;
        String kind;
        if (subsidy.kwhPerMonth() != null) {
            BigDecimal kwh = subsidy.kwhPerMonth().multiply(months).min(context.mainKwh());
            BigDecimal amount = kwh.multiply(subsidy.price()).min(left);
            kind = "kwh";
            line = context.add(Components.SUBSIDY, subsidy.code(), null, 0, kwh, "kWh", subsidy.price().negate(), amount.negate());
        } else if (subsidy.amountPerMonth() != null) {
            BigDecimal amount = subsidy.amountPerMonth().multiply(months).min(left);
            kind = "amount";
            line = context.add(Components.SUBSIDY, subsidy.code(), null, 0, months, "month", subsidy.amountPerMonth().negate(),
                    amount.negate());
        } else {
            BigDecimal base = BigDecimal.ZERO;
            for (RatedLine each : context.lines()) {
                base = subsidy.of().contains(each.component()) ? base.add(each.amount()) : base;
            }
            BigDecimal rate = subsidy.percent().movePointLeft(2);
            kind = "percent";
            line = context.add(Components.SUBSIDY, subsidy.code(), null, 0, base, currency, rate.negate(),
                    base.multiply(rate).min(left).negate());
        }
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.subsidy." + kind).with("nameZh", subsidy.name().zh()).with("nameEn", subsidy.name().en())
                    .with("quantity", line.quantity()).with("price", line.price()).with("percent", line.price().movePointRight(2))
                    .with("amount", line.amount()).build());
        }
    }
}
