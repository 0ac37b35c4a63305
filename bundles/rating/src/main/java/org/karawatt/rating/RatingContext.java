package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.trace.TraceNode;

/**
 * The bill in the making: what the steps of a plan read and write. One per rating, used by one thread. Steps can add lines, never change
 * or remove one.
 */
public final class RatingContext {

    private final TariffPlan plan;
    private final RatingInput input;
    private final BigDecimal totalKwh;
    private final BigDecimal mainKwh;
    private final Map<TouPeriod, BigDecimal> kwhByPeriod;
    private final boolean tracing;
    private final int digits;
    private final List<RatedLine> lines = new ArrayList<>(8);
    private final List<TraceNode> traces = new ArrayList<>();
    private List<TierUse> tiers = List.of();
    private BigDecimal powerFactor;

    RatingContext(TariffPlan plan, RatingInput input, BigDecimal totalKwh, BigDecimal mainKwh, Map<TouPeriod, BigDecimal> kwhByPeriod,
            boolean tracing) {
        this.plan = plan;
        this.input = input;
        this.totalKwh = totalKwh;
        this.mainKwh = mainKwh;
        this.kwhByPeriod = kwhByPeriod;
        this.tracing = tracing;
        this.digits = plan.currency().getDefaultFractionDigits();
    }

    public TariffPlan plan() {
        return plan;
    }

    public RatingInput input() {
        return input;
    }

    /** All active energy of the account in kWh, fixed quantities included. */
    public BigDecimal totalKwh() {
        return totalKwh;
    }

    /** Active energy in kWh that is left for the energy price after fixed quantities were taken out. */
    public BigDecimal mainKwh() {
        return mainKwh;
    }

    /** {@link #mainKwh()} by period, for every period of the plan; empty for a plan without time of use. */
    public Map<TouPeriod, BigDecimal> kwhByPeriod() {
        return kwhByPeriod;
    }

    /** True when an explanation is wanted; a step builds trace nodes only then. */
    public boolean tracing() {
        return tracing;
    }

    /** Adds a line for quantity times price and returns it with its rounded amount. */
    public RatedLine add(String component, String item, TouPeriod tou, int tier, BigDecimal quantity, String unit, BigDecimal price) {
        return add(component, item, tou, tier, quantity, unit, price, quantity.multiply(price));
    }

    /** Adds a line whose exact amount was worked out by the step, for example by days; it is rounded here and nowhere else. */
    public RatedLine add(String component, String item, TouPeriod tou, int tier, BigDecimal quantity, String unit, BigDecimal price,
            BigDecimal exactAmount) {
        RatedLine line = new RatedLine(component, item, tou, tier, quantity, unit, price, plan.rounding().round(exactAmount, digits));
        lines.add(line);
        return line;
    }

    /** Lines so far; a view that cannot be changed. */
    public List<RatedLine> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** Adds a step to the explanation; does nothing when none is wanted. */
    public void trace(TraceNode node) {
        if (tracing) {
            traces.add(node);
        }
    }

    /** Records how far the tiers are used. */
    public void tiers(List<TierUse> use) {
        this.tiers = List.copyOf(use);
    }

    /** Records the power factor that was found, two decimals. */
    public void powerFactor(BigDecimal value) {
        this.powerFactor = value;
    }

    RatedBill finish() {
        BigDecimal total = BigDecimal.ZERO.setScale(digits);
        for (RatedLine line : lines) {
            total = total.add(line.amount());
        }
        TraceNode root = null;
        if (tracing) {
            root = new TraceNode("rating.bill", valuesOf(total), traces);
        }
        return new RatedBill(input.accountNo(), input.billingMonth(), plan.key(), plan.currency(), lines, total, totalKwh, powerFactor, tiers,
                root);
    }

    private Map<String, Object> valuesOf(BigDecimal total) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("account", input.accountNo());
        values.put("month", input.billingMonth().toString());
        values.put("from", input.period().from());
        values.put("to", input.period().to().minusDays(1));
        values.put("tariff", plan.key().toString());
        values.put("nameZh", plan.name().zh());
        values.put("nameEn", plan.name().en());
        values.put("kwh", totalKwh);
        values.put("total", total);
        values.put("currency", plan.currency().getCurrencyCode());
        return values;
    }
}
