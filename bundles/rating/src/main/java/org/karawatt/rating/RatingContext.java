package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.trace.TraceNode;

/**
 * The bill in the making: what the steps of a plan read and write. One per rating, used by one thread. Steps can add lines, never change
 * or remove one.
 */
public final class RatingContext {

    /** More lines than any bill has; a contributed step that adds without end is stopped. */
    private static final int MAX_LINES = 2000;
    /** Lines beside those of the periods that hardly a bill exceeds. */
    private static final int USUAL_LINES = 6;
    /** Digits before the point of an amount or a quantity: a hundred million million. */
    private static final int MAX_WHOLE_DIGITS = 14;

    private final TariffPlan plan;
    private final RatingInput input;
    private final boolean tracing;
    private final int digits;
    private final List<RatedLine> lines;
    private final List<TraceNode> traces;
    private BigDecimal totalKwh;
    private BigDecimal mainKwh;
    private BigDecimal sharedKwh;
    private BigDecimal powerFactorKwh;
    private BigDecimal reactiveKvarh;
    private BigDecimal reactiveBackKvarh;
    private BigDecimal maxDemandKw;
    private BigDecimal[] kwhByPeriod;
    private List<PricedPart> parts = List.of();
    private List<TierUse> tiers = List.of();
    private BigDecimal powerFactor;
    private BigDecimal tax;
    private BigDecimal[] fedByPeriod;
    private BigDecimal billingDemandKw;
    private BigDecimal billedKwh;
    private TraceNode rounded;
    private Map<String, BigDecimal> carried = Map.of();

    RatingContext(TariffPlan plan, RatingInput input, boolean tracing) {
        this.plan = plan;
        this.input = input;
        this.tracing = tracing;
        this.lines = new ArrayList<>(USUAL_LINES + plan.periodCount());
        this.traces = tracing ? new ArrayList<>(plan.basis()) : List.of();
        this.digits = plan.digits();
    }

    void quantities(BigDecimal total, BigDecimal main, BigDecimal inFactor, Energy energy, List<PricedPart> priced, BigDecimal demand) {
        this.totalKwh = total;
        this.mainKwh = main;
        this.powerFactorKwh = inFactor;
        this.reactiveKvarh = energy.reactive;
        this.reactiveBackKvarh = energy.reactiveBack;
        this.kwhByPeriod = energy.byPeriod;
        this.parts = priced;
        this.maxDemandKw = demand;
    }

    public TariffPlan plan() {
        return plan;
    }

    public RatingInput input() {
        return input;
    }

    /** All active energy of the account in kWh, sub-meters and fixed quantities included; null while checking when it has faults. */
    public BigDecimal totalKwh() {
        return totalKwh;
    }

    /** Active energy in kWh that is left for the energy price after sub-meters and fixed quantities were taken out. */
    public BigDecimal mainKwh() {
        return mainKwh;
    }

    void shared(BigDecimal kwh) {
        this.sharedKwh = kwh;
    }

    /** Energy in kWh from a production shared with others, within {@link #totalKwh()} and outside {@link #mainKwh()}; null without a group. */
    public BigDecimal sharedKwh() {
        return sharedKwh;
    }

    /** {@link #mainKwh()} in a period; null when the plan has no price for it. */
    public BigDecimal kwh(TouPeriod period) {
        TouPeriod[] periods = plan.periodArray();
        for (int i = 0; i < periods.length; i++) {
            if (periods[i] == period) {
                return kwhAt(i);
            }
        }
        return null;
    }

    /** {@link #mainKwh()} in the period at an index of the plan's periods, for steps that go through all of them. */
    public BigDecimal kwhAt(int index) {
        return kwhByPeriod == null ? null : kwhByPeriod[index];
    }

    /** Active energy in kWh that the power factor is made of: all that the main meters count. */
    public BigDecimal powerFactorKwh() {
        return powerFactorKwh;
    }

    /** Reactive energy drawn in kvarh with its losses; null when it was not measured. */
    public BigDecimal reactiveKvarh() {
        return reactiveKvarh;
    }

    /** Reactive energy fed back in kvarh; null when it was not measured. */
    public BigDecimal reactiveBackKvarh() {
        return reactiveBackKvarh;
    }

    /** Highest demand in kW over all lines; null when it was not measured. */
    public BigDecimal maxDemandKw() {
        return maxDemandKw;
    }

    /** Energy with prices of its own: sub-meters, agreed quantities, ratios. */
    public List<PricedPart> parts() {
        return parts;
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
        if (lines.size() == MAX_LINES) {
            throw new IllegalStateException("more than " + MAX_LINES + " lines");
        }
        RatedLine line = new RatedLine(component, item, tou, tier, quantity, unit, price,
                plan.rounding(component).round(exactAmount, digits));
        bounded(component, line.quantity());
        bounded(component, line.amount());
        lines.add(line);
        if (tracing) {
            explainRounding(exactAmount, line.amount());
        }
        return line;
    }

    /** What rounding has done to a line stands below the step that explains the line; mostly that step follows at once. */
    private void explainRounding(BigDecimal exact, BigDecimal amount) {
        tellRounding();
        if (exact.compareTo(amount) != 0) {
            rounded = TraceNode.of("rating.rounded").with("exact", exact).build();
        }
    }

    private void tellRounding() {
        if (rounded != null) {
            traces.add(rounded);
            rounded = null;
        }
    }

    /** What no ledger could hold is refused here and not somewhere behind. */
    private void bounded(String field, BigDecimal value) {
        if (value.precision() - value.scale() > MAX_WHOLE_DIGITS) {
            throw KarawattException.invalid(RatingErrors.OVERFLOW, input.accountNo(), field);
        }
    }

    /** Lines so far; a view that cannot be changed. */
    public List<RatedLine> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** Sum of the lines so far. */
    public BigDecimal total() {
        BigDecimal total = BigDecimal.ZERO.setScale(digits);
        for (int i = 0; i < lines.size(); i++) {
            total = total.add(lines.get(i).amount());
        }
        return total;
    }

    /** Adds a step to the explanation; does nothing when none is wanted. */
    public void trace(TraceNode node) {
        if (tracing) {
            traces.add(node);
            tellRounding();
        }
    }

    /** Records how far the tiers are used. */
    public void tiers(List<TierUse> use) {
        this.tiers = use;
    }

    /** Records the power factor that was found, two decimals. */
    public void powerFactor(BigDecimal value) {
        this.powerFactor = value;
    }

    void fed(BigDecimal[] byPeriod) {
        this.fedByPeriod = byPeriod;
    }

    /**
     * Energy fed in at an index of the plan's periods in kWh, or all of it at 0 for a plan without periods; null for a customer who feeds
     * nothing in, and while checking when it has faults.
     */
    public BigDecimal fedAt(int index) {
        return fedByPeriod == null ? null : fedByPeriod[index];
    }

    /** The demand that is charged, when a step has found it to be another than the highest of this bill; null otherwise. */
    public BigDecimal billingDemandKw() {
        return billingDemandKw;
    }

    /** Records the demand that is charged. */
    public void billingDemandKw(BigDecimal kw) {
        this.billingDemandKw = kw;
    }

    /** Records that energy fed in has left this much of {@link #mainKwh()} to be billed. */
    public void netKwh(BigDecimal kwh) {
        this.billedKwh = totalKwh.subtract(mainKwh).add(kwh);
    }

    private BigDecimal billedKwh() {
        return billedKwh == null ? totalKwh : billedKwh;
    }

    /** Records what the next bill needs to know. */
    public void carry(String name, BigDecimal value) {
        bounded(name, value);
        if (carried.isEmpty()) {
            carried = new TreeMap<>();
        }
        carried.put(name, value);
    }

    /** Records the tax that the lines so far contain. */
    public void tax(BigDecimal amount) {
        this.tax = amount;
    }

    RatedBill finish() {
        BigDecimal total = total();
        bounded("total", total);
        return new RatedBill(input.accountNo(), input.billingMonth(), plan.key(), plan.currency(), lines, total, billedKwh(), powerFactor, tiers,
                tax, estimated(), carried, tracing ? explanation(total) : null);
    }

    private boolean estimated() {
        boolean estimated = input.metered().estimated();
        for (Meter meter : input.metered().meters()) {
            for (MeterSection section : meter.sections()) {
                estimated |= section.estimated();
            }
        }
        return estimated;
    }

    private TraceNode explanation(BigDecimal total) {
        return TraceNode.of("rating.bill").with("account", input.accountNo()).with("month", month(input.billingMonth().value()))
                .with("from", input.period().from()).with("to", input.period().to().minusDays(1)).with("tariff", plan.keyText())
                .with("nameZh", plan.name().zh()).with("nameEn", plan.name().en()).with("kwh", billedKwh()).with("total", total)
                .with("currency", plan.currency().getCurrencyCode()).children(traces).build();
    }

    private static String month(int value) {
        int month = value % 100;
        return value / 100 + (month < 10 ? "-0" : "-") + month;
    }
}
