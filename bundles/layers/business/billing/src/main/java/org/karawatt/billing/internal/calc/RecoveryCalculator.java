package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryLine;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Components;
import org.karawatt.rating.Correction;
import org.karawatt.rating.RoundingPolicy;
import org.karawatt.rating.Settlement;
import org.karawatt.rating.Settlement.PriceDifference;
import org.karawatt.rating.TemporarySupply;

/**
 * From the inputs of a recovery to its lines and their explanation. Preview, proposal and approval all come through here, so they cannot
 * differ. Lives for one recovery, on one thread.
 */
public final class RecoveryCalculator {

    /** Component of penalties (违约使用电费). */
    public static final String PENALTY = "PENALTY";

    private static final String KWH = "kWh";
    private static final String KVA = "kVA";

    private final RecoveryInputs inputs;
    private final RecoveryDraft draft;
    private final List<RecoveryLine> lines = new ArrayList<>();
    private final TraceNode.Builder trace;
    private BigDecimal kwh = BigDecimal.ZERO;

    private RecoveryCalculator(RecoveryInputs inputs) {
        this.inputs = inputs;
        this.draft = inputs.draft();
        this.trace = TraceNode.of(RecoveryTexts.TITLE + draft.kind()).with("account", draft.accountNo()).with("day", draft.onDay())
                .with("reason", draft.reason());
    }

    /** What a recovery comes to. */
    public record Computed(List<RecoveryLine> lines, BigDecimal kwh, TraceNode trace) {

        public BigDecimal amount() {
            return lines.stream().map(RecoveryLine::amount).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        }

        /** Sums by component in the order of the lines. */
        public Map<String, BigDecimal> amounts() {
            Map<String, BigDecimal> sums = new LinkedHashMap<>();
            lines.forEach(line -> sums.merge(line.component(), line.amount(), BigDecimal::add));
            return sums;
        }
    }

    /** Computes a recovery whose inputs are complete. */
    public static Computed compute(RecoveryInputs inputs) {
        RecoveryCalculator calculator = new RecoveryCalculator(inputs);
        calculator.run();
        BigDecimal amount = calculator.lines.stream().map(RecoveryLine::amount).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        calculator.trace.child(TraceNode.of(RecoveryTexts.TOTAL).with("total", amount).build());
        return new Computed(List.copyOf(calculator.lines), calculator.kwh, calculator.trace.build());
    }

    private void run() {
        switch (draft.kind()) {
            case METER_ERROR -> {
                rule(RecoveryValue.METER_ERROR_SHARE);
                energy();
            }
            case WRONG_WIRING, WRONG_MULTIPLIER, METERING_FAULT, BLOWN_FUSE -> {
                source();
                energy();
            }
            case VOLTAGE_DROP -> {
                source();
                trace.child(TraceNode.of(RecoveryTexts.DROP).with("measured", draft.percent()).with("permitted", draft.permittedPercent()).build());
                energy();
            }
            case THEFT -> theft();
            case LOWER_PRICE -> lowerPrice();
            case OVER_CAPACITY -> capacity(RecoveryValue.OVER_CAPACITY_MULTIPLE, RecoveryValue.OVER_CAPACITY_EACH);
            case SEALED_EQUIPMENT -> capacity(RecoveryValue.SEALED_MULTIPLE, RecoveryValue.SEALED_EACH);
            case METER_TAMPERING -> each(BigDecimal.ONE, "times",
                    inputs.residential() ? RecoveryValue.TAMPERING_RESIDENTIAL : RecoveryValue.TAMPERING_OTHERS);
            case TEMPORARY_SUPPLY -> temporary();
        }
    }

    /** Where the rule stands that the code itself follows. */
    private void source() {
        trace.child(TraceNode.of(RecoveryTexts.SOURCE + draft.kind()).build());
    }

    private void energy() {
        for (int i = 0; i < draft.items().size(); i++) {
            RecoveryItem item = draft.items().get(i);
            PricedEnergy priced = inputs.used().get(i);
            BigDecimal corrected = PutRight.kwh(draft, item, inputs.normal(i), inputs.rules());
            if (corrected.abs().compareTo(priced.quantity()) != 0) {
                throw new IllegalStateException("item " + i + ": " + corrected + " kWh, priced " + priced.quantity());
            }
            kwh = kwh.add(corrected);
            TraceNode.Builder node = (PutRight.isByNormalUse(draft.kind()) ? byNormalUse(item, inputs.normal(i)) : byRate())
                    .with("from", item.from()).with("to", item.to().minusDays(1)).with("recorded", item.kwh()).with("kwh", corrected);
            for (PricedEnergy.Price price : priced.lines()) {
                node.child(line(priced, price, corrected.signum() < 0 ? price.quantity().negate() : price.quantity()));
            }
            trace.child(node.child(basis(priced)).build());
        }
    }

    private TraceNode.Builder byRate() {
        Correction correction = PutRight.correction(draft, inputs.rules());
        return TraceNode.of(RecoveryTexts.ENERGY).with("numerator", correction.numerator()).with("denominator", correction.denominator())
                .with("share", correction.share());
    }

    private TraceNode.Builder byNormalUse(RecoveryItem item, NormalUse normal) {
        BigDecimal due = PutRight.due(draft, item, normal);
        if (draft.kind() == RecoveryKind.BLOWN_FUSE) {
            return TraceNode.of(RecoveryTexts.FAILURE).with("kw", item.kw()).with("hours", item.failureHours()).with("due", due);
        }
        TraceNode.Builder node = TraceNode.of(RecoveryTexts.NORMAL).with("due", due);
        if (normal != null) {
            node.child(TraceNode.of(RecoveryTexts.NORMAL_MONTHS).with("months", draft.normalMonths().stream().map(BillingMonth::toString)
                    .collect(Collectors.joining(", "))).with("billed", normal.kwh()).with("days", normal.days())
                    .with("itemDays", ChronoUnit.DAYS.between(item.from(), item.to())).with("due", due).build());
        }
        return node;
    }

    /** Adds a line of recorded energy that is put right. */
    private TraceNode line(PricedEnergy priced, PricedEnergy.Price price, BigDecimal quantity) {
        RoundingPolicy rounding = RoundingPolicy.valueOf(price.rounding());
        BigDecimal exact = quantity.multiply(price.price());
        BigDecimal amount = rounding.round(exact, priced.digits());
        add(price, quantity, price.price(), amount);
        return TraceNode.of(RecoveryTexts.LINE).with("nameZh", price.nameZh()).with("nameEn", price.nameEn()).with("quantity", quantity)
                .with("price", price.price()).with("amount", amount).child(TraceNode.of("rating.rounding." + rounding).build()).build();
    }

    private void add(PricedEnergy.Price price, BigDecimal quantity, BigDecimal at, BigDecimal amount) {
        lines.add(new RecoveryLine(lines.size() + 1, price.component(), price.item(), price.nameZh(), price.nameEn(), price.tou(),
                price.tier() == 0 ? null : price.tier(), quantity, price.unit(), at, BigDecimal.ONE, amount));
    }

    private void theft() {
        BigDecimal multiple = penalty(RecoveryValue.THEFT_MULTIPLE);
        for (int i = 0; i < draft.items().size(); i++) {
            RecoveryItem item = draft.items().get(i);
            PricedEnergy priced = inputs.used().get(i);
            Settlement settled = item.kwh() != null ? Settlement.theft(item.kwh(), priced.unitPrice(), multiple)
                    : Settlement.theft(item.kw(), days(item, RecoveryValue.THEFT_DAYS), hours(item), priced.unitPrice(), multiple);
            kwh = kwh.add(settled.kwh());
            recovered(priced, settled.kwh(), settled.recovered());
            penalty(settled.kwh().multiply(priced.unitPrice()), multiple, settled.penalty());
            trace.child(settled.trace()).child(prices(priced));
        }
    }

    private void lowerPrice() {
        BigDecimal multiple = penalty(RecoveryValue.LOWER_PRICE_MULTIPLE);
        List<PriceDifference> differences = new ArrayList<>();
        for (int i = 0; i < draft.items().size(); i++) {
            RecoveryItem item = draft.items().get(i);
            BigDecimal used = inputs.used().get(i).unitPrice();
            BigDecimal right = inputs.right().get(i).unitPrice();
            differences.add(item.kwh() != null ? new PriceDifference(item.kwh(), used, right)
                    : PriceDifference.of(item.kw(), days(item, RecoveryValue.LOWER_PRICE_DAYS), hours(item), used, right));
        }
        Settlement settled = Settlement.lowerPrice(differences, multiple);
        // the recovered amount is rounded once; what the lines miss of it by their own rounding stands in the last one
        BigDecimal left = settled.recovered();
        BigDecimal exact = BigDecimal.ZERO;
        for (int i = 0; i < differences.size(); i++) {
            PriceDifference difference = differences.get(i);
            PricedEnergy right = inputs.right().get(i);
            BigDecimal part = difference.kwh().multiply(difference.rightPrice().subtract(difference.usedPrice()));
            BigDecimal amount = i == differences.size() - 1 ? left : right.round(part);
            left = left.subtract(amount);
            exact = exact.add(part);
            difference(inputs.used().get(i), right, difference.kwh(), amount);
            trace.child(prices(inputs.used().get(i))).child(prices(right));
        }
        penalty(exact, multiple, settled.penalty());
        trace.child(settled.trace());
    }

    /** The energy is billed already and does not count again; only its price was too low. */
    private void difference(PricedEnergy used, PricedEnergy right, BigDecimal quantity, BigDecimal amount) {
        BigDecimal fund = right.fundPrice().subtract(used.fundPrice());
        BigDecimal funds = right.round(quantity.multiply(fund));
        lines.add(energyLine(Components.ENERGY, "DIFFERENCE", "电价差额：" + right.tariff(), "Difference of prices: " + right.tariff(), quantity,
                right.ownPrice().subtract(used.ownPrice()), amount.subtract(funds)));
        if (funds.signum() != 0) {
            lines.add(energyLine(Components.FUND, "DIFFERENCE", "代征差额", "Difference of government funds", quantity, fund, funds));
        }
    }

    private RecoveryLine energyLine(String component, String item, String zh, String en, BigDecimal quantity, BigDecimal price,
            BigDecimal amount) {
        return new RecoveryLine(lines.size() + 1, component, item, zh, en, null, null, quantity, KWH, price, BigDecimal.ONE, amount);
    }

    private void capacity(RecoveryValue multipleRule, RecoveryValue eachRule) {
        if (!inputs.twoPart()) {
            for (RecoveryItem item : draft.items()) {
                each(item.kva(), KVA, eachRule);
            }
            return;
        }
        BigDecimal multiple = penalty(multipleRule);
        rule(RecoveryValue.MONTH_DAYS);
        for (int i = 0; i < draft.items().size(); i++) {
            RecoveryItem item = draft.items().get(i);
            PricedEnergy priced = inputs.used().get(i);
            PricedEnergy.Price price = priced.lines().get(0);
            Settlement.Months months = months(item.from(), item.to());
            Settlement settled = Settlement.capacity(item.kva(), price.price(), months, multiple);
            BigDecimal factor = BigDecimal.valueOf(months.whole()).add(BigDecimal.valueOf(months.days())
                    .divide(BigDecimal.valueOf(months.daysOfMonth()), 10, RoundingMode.HALF_UP));
            lines.add(new RecoveryLine(lines.size() + 1, price.component(), price.item(), price.nameZh(), price.nameEn(), null, null, item.kva(),
                    KVA, price.price(), factor, settled.recovered()));
            penalty(settled.recovered(), multiple, settled.penalty());
            trace.child(settled.trace()).child(basis(priced));
        }
    }

    /** Whole months from the first day on, and the days beyond them. */
    private Settlement.Months months(LocalDate from, LocalDate to) {
        int whole = (int) ChronoUnit.MONTHS.between(from, to);
        LocalDate rest = from.plusMonths(whole);
        int fixed = inputs.value(RecoveryValue.MONTH_DAYS).intValueExact();
        return new Settlement.Months(whole, (int) ChronoUnit.DAYS.between(rest, to), fixed == 0 ? rest.lengthOfMonth() : fixed);
    }

    private void each(BigDecimal count, String unit, RecoveryValue name) {
        rule(name);
        Settlement settled = Settlement.each(count, inputs.value(name));
        lines.add(new RecoveryLine(lines.size() + 1, PENALTY, PENALTY, RecoveryTexts.PENALTY_ZH, RecoveryTexts.PENALTY_EN, null, null, count,
                unit, inputs.value(name), BigDecimal.ONE, settled.penalty()));
        trace.child(settled.trace());
    }

    private void temporary() {
        rule(RecoveryValue.TEMPORARY_HALF_TERM);
        RecoveryItem item = draft.items().get(0);
        PricedEnergy priced = inputs.used().get(0);
        int agreed = (int) ChronoUnit.DAYS.between(item.from(), item.to());
        TemporarySupply supply = TemporarySupply.settle(item.kw(), item.hoursADay(), agreed, item.days(), priced.unitPrice(),
                draft.prepaid() == null ? BigDecimal.ZERO : draft.prepaid(), inputs.value(RecoveryValue.TEMPORARY_HALF_TERM).signum() > 0
                        ? TemporarySupply.EarlyEnd.HALF_TERM : TemporarySupply.EarlyEnd.AGREED_TERM);
        BigDecimal days = (BigDecimal) supply.trace().values().get("days");
        kwh = item.kw().multiply(item.hoursADay()).multiply(days);
        recovered(priced, kwh, supply.charge());
        trace.child(supply.trace()).child(prices(priced));
    }

    /** Energy at a price of a unit: the amount is rounded once, and the funds in it stand on lines of their own. */
    private void recovered(PricedEnergy priced, BigDecimal quantity, BigDecimal amount) {
        List<PricedEnergy.Price> own = priced.lines().stream().filter(price -> !price.isFund()).toList();
        List<PricedEnergy.Price> funds = priced.lines().stream().filter(PricedEnergy.Price::isFund).toList();
        BigDecimal left = amount;
        for (PricedEnergy.Price fund : funds) {
            left = left.subtract(priced.round(quantity.multiply(fund.price())));
        }
        add(own.get(0), quantity, priced.ownPrice(), left);
        funds.forEach(fund -> add(fund, quantity, fund.price(), priced.round(quantity.multiply(fund.price()))));
    }

    private BigDecimal penalty(RecoveryValue name) {
        rule(name);
        return inputs.multiple(name);
    }

    private void penalty(BigDecimal exact, BigDecimal multiple, BigDecimal amount) {
        lines.add(new RecoveryLine(lines.size() + 1, PENALTY, PENALTY, RecoveryTexts.PENALTY_ZH, RecoveryTexts.PENALTY_EN, null, null, exact,
                inputs.currency(), BigDecimal.ONE, multiple, amount));
    }

    private int days(RecoveryItem item, RecoveryValue unknown) {
        if (item.days() != null) {
            return item.days();
        }
        rule(unknown);
        return inputs.value(unknown).intValueExact();
    }

    private int hours(RecoveryItem item) {
        if (item.hoursADay() != null) {
            return item.hoursADay().intValueExact();
        }
        RecoveryValue unknown = inputs.residential() ? RecoveryValue.LIGHTING_HOURS : RecoveryValue.POWER_HOURS;
        rule(unknown);
        return inputs.value(unknown).intValueExact();
    }

    private void rule(RecoveryValue name) {
        RecoveryRule rule = inputs.rules().get(name.name());
        trace.child(TraceNode.of(rule.ceiling() ? RecoveryTexts.CEILING : RecoveryTexts.RULE).with("nameZh", name.zh()).with("nameEn", name.en())
                .with("value", rule.value()).with("sourceZh", rule.sourceZh()).with("sourceEn", rule.sourceEn())
                .with("since", rule.validFrom()).build());
    }

    private static TraceNode prices(PricedEnergy priced) {
        TraceNode.Builder node = TraceNode.of(RecoveryTexts.PRICE).with("tariff", priced.tariff()).with("price", priced.unitPrice());
        priced.lines().forEach(price -> node.child(TraceNode.of(RecoveryTexts.PRICE_PART).with("nameZh", price.nameZh())
                .with("nameEn", price.nameEn()).with("price", price.price()).build()));
        return node.child(basis(priced)).build();
    }

    private static TraceNode basis(PricedEnergy priced) {
        return TraceNode.of(priced.source() == null ? "rating.basis" : "rating.basis.source").with("package", priced.packageCode())
                .with("version", priced.packageVersion()).with("from", priced.validFrom())
                .with("source", priced.source() == null ? "" : priced.source()).build();
    }
}
