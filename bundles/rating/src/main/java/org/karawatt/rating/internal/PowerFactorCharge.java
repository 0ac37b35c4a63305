package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.Set;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.PowerFactor;
import org.karawatt.rating.PowerFactorStandard;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;

/** The power-factor adjustment on the lines of the configured components (rules C.9). */
public final class PowerFactorCharge implements Charge {

    private final String tariffCode;
    private final Set<String> base;

    /** @param base components that are adjusted; null when the tariff has no adjustment, so that an assigned standard is a fault */
    public PowerFactorCharge(String tariffCode, Set<String> base) {
        this.tariffCode = tariffCode;
        this.base = base == null ? null : Set.copyOf(base);
    }

    @Override
    public String method() {
        return "POWER_FACTOR";
    }

    @Override
    public void check(RatingInput input, Faults faults) {
        if (input.powerFactorStandard() == PowerFactorStandard.NONE) {
            return;
        }
        if (base == null) {
            faults.add("powerFactorStandard", RatingErrors.POWER_FACTOR_NOT_OFFERED, input.accountNo(), tariffCode);
        } else if (input.reactiveKvarh() == null) {
            faults.add("reactiveKvarh", RatingErrors.REACTIVE_MISSING, input.accountNo());
        } else if (input.reactiveKvarh().signum() < 0) {
            faults.add("reactiveKvarh", RatingErrors.NEGATIVE_QUANTITY, input.accountNo(), "reactiveKvarh", input.reactiveKvarh());
        }
    }

    @Override
    public void apply(RatingContext context) {
        PowerFactorStandard standard = context.input().powerFactorStandard();
        if (standard == PowerFactorStandard.NONE) {
            return;
        }
        BigDecimal active = context.totalKwh();
        BigDecimal reactive = context.input().reactiveKvarh();
        if (active.signum() == 0 && reactive.signum() == 0) {
            context.trace(TraceNode.of("rating.pf.none").build());
            return;
        }
        int hundredths = PowerFactor.hundredths(active, reactive);
        BigDecimal actual = BigDecimal.valueOf(hundredths, 2);
        BigDecimal rate = PowerFactor.adjustment(standard, hundredths);
        BigDecimal adjusted = BigDecimal.ZERO;
        for (RatedLine line : context.lines()) {
            if (base.contains(line.component())) {
                adjusted = adjusted.add(line.amount());
            }
        }
        context.powerFactor(actual);
        RatedLine line = context.add(Components.POWER_FACTOR, Components.POWER_FACTOR, null, 0, adjusted,
                context.plan().currency().getCurrencyCode(), rate);
        if (context.tracing()) {
            context.trace(TraceNode.of(rate.signum() > 0 ? "rating.pf.penalty" : rate.signum() < 0 ? "rating.pf.reward" : "rating.pf.even")
                    .with("active", active).with("reactive", reactive).with("factor", actual).with("standard", standard.value())
                    .with("percent", rate.movePointRight(2)).with("base", adjusted).with("amount", line.amount()).build());
        }
    }
}
