package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.PowerFactor;
import org.karawatt.rating.PowerFactorStandard;
import org.karawatt.rating.PricedPart;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.tariff.FixedItem;
import org.karawatt.rating.tariff.PowerFactorRule;

/** The power-factor adjustment on the lines of the configured components (rules C.9). */
public final class PowerFactorCharge implements Charge {

    private static final int RATES = 101;

    /** Of a tariff without an adjustment, so that an assigned standard is a fault. */
    public static final PowerFactorCharge NONE = new PowerFactorCharge(null, List.of());

    private final boolean offered;
    private final Set<String> components = new HashSet<>();
    private final Set<String> items = new HashSet<>();
    private final Set<String> itemsOut = new HashSet<>();
    private final PowerFactorRule.Reactive reactive;
    private final BigDecimal[] ownRates;

    /** @param rule null when the tariff has no adjustment, so that an assigned standard is a fault */
    public PowerFactorCharge(PowerFactorRule rule, List<FixedItem> fixedItems) {
        this.offered = rule != null;
        this.reactive = rule == null ? PowerFactorRule.Reactive.BOTH : rule.reactive();
        for (String code : rule == null ? Set.<String>of() : rule.base()) {
            (code.indexOf(':') < 0 ? components : items).add(code);
        }
        for (FixedItem item : fixedItems) {
            if (item.adjusted() != null) {
                (item.adjusted() ? items : itemsOut).add(Components.FIXED_QUANTITY + ":" + item.code());
            }
        }
        if (rule == null || rule.steps().isEmpty()) {
            this.ownRates = null;
        } else {
            this.ownRates = new BigDecimal[RATES];
            for (PowerFactorRule.Step step : rule.steps()) {
                for (int i = step.from(); i <= step.to(); i++) {
                    ownRates[i] = step.percent().movePointLeft(2);
                }
            }
        }
    }

    @Override
    public String method() {
        return "POWER_FACTOR";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        RatingInput input = context.input();
        if (input.powerFactorStandard() == PowerFactorStandard.NONE) {
            return;
        }
        if (!offered) {
            faults.add("powerFactorStandard", RatingErrors.POWER_FACTOR_NOT_OFFERED, input.accountNo(), context.plan().key().code());
        } else if (context.totalKwh() != null && context.reactiveKvarh() == null
                && (input.reactiveKvarh() == null || input.reactiveKvarh().signum() >= 0)) {
            faults.add("reactiveKvarh", RatingErrors.REACTIVE_MISSING, input.accountNo());
        }
    }

    @Override
    public void apply(RatingContext context) {
        PowerFactorStandard standard = context.input().powerFactorStandard();
        if (standard == PowerFactorStandard.NONE) {
            return;
        }
        BigDecimal active = context.powerFactorKwh();
        BigDecimal counted = counted(context);
        if (active.signum() == 0 && counted.signum() == 0) {
            context.trace(TraceNode.of("rating.pf.none").build());
            return;
        }
        int hundredths = PowerFactor.hundredths(active, counted);
        BigDecimal actual = BigDecimal.valueOf(hundredths, 2);
        BigDecimal rate = ownRates == null ? PowerFactor.adjustment(standard, hundredths)
                : ownRates[hundredths] == null ? BigDecimal.ZERO : ownRates[hundredths];
        boolean withheld = rate.signum() < 0 && !context.input().powerFactorReward();
        if (withheld) {
            rate = BigDecimal.ZERO;
        }
        BigDecimal adjusted = BigDecimal.ZERO;
        List<RatedLine> lines = context.lines();
        for (int i = 0; i < lines.size(); i++) {
            RatedLine line = lines.get(i);
            if (inBase(context, line)) {
                adjusted = adjusted.add(line.amount());
            }
        }
        context.powerFactor(actual);
        RatedLine line = context.add(Components.POWER_FACTOR, Components.POWER_FACTOR, null, 0, adjusted,
                context.plan().currency().getCurrencyCode(), rate);
        if (context.tracing()) {
            String key = withheld ? "rating.pf.withheld" : rate.signum() > 0 ? "rating.pf.penalty" : rate.signum() < 0 ? "rating.pf.reward"
                    : "rating.pf.even";
            context.trace(TraceNode.of(key).with("active", active).with("reactive", counted).with("factor", actual)
                    .with("standard", standard.value()).with("percent", rate.movePointRight(2)).with("base", adjusted)
                    .with("amount", line.amount()).build());
        }
    }

    private BigDecimal counted(RatingContext context) {
        BigDecimal drawn = context.reactiveKvarh();
        BigDecimal back = context.reactiveBackKvarh();
        if (back == null || reactive == PowerFactorRule.Reactive.DRAWN) {
            return drawn;
        }
        return reactive == PowerFactorRule.Reactive.BOTH ? drawn.add(back) : drawn.subtract(back).abs();
    }

    private boolean inBase(RatingContext context, RatedLine line) {
        boolean whole = components.contains(line.component());
        if (items.isEmpty() && itemsOut.isEmpty() && !line.component().equals(Components.FIXED_QUANTITY)) {
            return whole;
        }
        String single = line.component() + ":" + line.item();
        return (whole && !itemsOut.contains(single) || items.contains(single))
                && !(line.component().equals(Components.FIXED_QUANTITY) && beside(context, line.item()));
    }

    /** Energy of a meter beside the main one takes part neither with its kWh nor with its charge. */
    private static boolean beside(RatingContext context, String item) {
        for (PricedPart part : context.parts()) {
            if (part.item().equals(item) && !part.inSeries()) {
                return true;
            }
        }
        return false;
    }
}
