package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.rating.Losses;
import org.karawatt.rating.Meter;
import org.karawatt.rating.MeterSection;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RegisterAdvance;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;

/**
 * The quantities of one stretch of a bill (rules C.2, C.3, C.6, C.7). An account whose points are plainly read gives their sums; one with
 * losses, sub-meters or an exchanged meter gives its readings, and rating works the quantities out and explains them. What was read over
 * a longer time than the stretch is shared out by days, to 0.01 kWh, so that the stretches add up to what was read.
 */
final class StretchQuantities {

    private static final Map<RegisterKind, TouPeriod> DRAWN = new EnumMap<>(Map.of(
            RegisterKind.AP_SHARP, TouPeriod.SHARP, RegisterKind.AP_PEAK, TouPeriod.PEAK, RegisterKind.AP_FLAT, TouPeriod.FLAT,
            RegisterKind.AP_VALLEY, TouPeriod.VALLEY, RegisterKind.AP_DEEP, TouPeriod.DEEP_VALLEY));
    private static final Map<RegisterKind, TouPeriod> FED = new EnumMap<>(Map.of(
            RegisterKind.BACK_SHARP, TouPeriod.SHARP, RegisterKind.BACK_PEAK, TouPeriod.PEAK, RegisterKind.BACK_FLAT, TouPeriod.FLAT,
            RegisterKind.BACK_VALLEY, TouPeriod.VALLEY, RegisterKind.BACK_DEEP, TouPeriod.DEEP_VALLEY));
    private static final Map<RegisterKind, TouPeriod> DEMAND = new EnumMap<>(Map.of(
            RegisterKind.MD_SHARP, TouPeriod.SHARP, RegisterKind.MD_PEAK, TouPeriod.PEAK, RegisterKind.MD_FLAT, TouPeriod.FLAT,
            RegisterKind.MD_VALLEY, TouPeriod.VALLEY, RegisterKind.MD_DEEP, TouPeriod.DEEP_VALLEY));
    /** Measured at some points only: reactive energy at the main ones, energy fed in where there is generation. */
    private static final Set<RegisterKind> NOT_EVERYWHERE = EnumSet.of(RegisterKind.RP_TOTAL, RegisterKind.RP_DRAWN, RegisterKind.RP_BACK,
            RegisterKind.BACK_TOTAL, RegisterKind.BACK_SHARP, RegisterKind.BACK_PEAK, RegisterKind.BACK_FLAT, RegisterKind.BACK_VALLEY,
            RegisterKind.BACK_DEEP);
    private static final int KWH_DECIMALS = 2;
    private static final int READING_DECIMALS = 6;
    private static final int ESTIMATED_DIGITS = 9;
    private static final String ESTIMATE = "ESTIMATE";
    private static final String PARALLEL = "PARALLEL";

    private final AccountFacts facts;
    private final Period bill;
    private final Period stretch;
    private final boolean isWhole;
    private final List<PointRule> rules;
    private final String fixedItem;

    /** @param rules rules in force during the stretch that say more than that a point is read */
    StretchQuantities(AccountFacts facts, Period stretch, List<PointRule> rules, String fixedItem) {
        this.facts = facts;
        this.bill = facts.readings().period();
        this.stretch = stretch;
        this.isWhole = stretch.equals(bill);
        this.rules = rules;
        this.fixedItem = fixedItem;
    }

    void into(RatingInput.Builder input, TariffPlan plan) {
        List<MeterReading> counted = counted();
        boolean shares = facts.hourly().shared().stream().anyMatch(one -> one.concerns(facts.terms().accountId(), bill));
        boolean hourly = shares || HourlyQuantities.needed(plan, facts.readings().energy());
        if (hourly) {
            requireCurves(counted);
        }
        boolean meters = !hourly && needsMeters(counted);
        if (meters) {
            meters(input, counted);
        } else {
            plain(input, counted);
            input.estimated(counted.stream().anyMatch(reading -> ESTIMATE.equals(reading.source())));
        }
        fixed(input, meters);
        if (hourly) {
            input.losses(ofCurves());
            HourlyQuantities.into(input, facts.hourly(), plan, stretch, facts.terms().accountId());
        } else {
            fed(input, plan, counted);
        }
        demand(input);
        boolean byDays = counted.stream().anyMatch(this::isShared);
        boolean byCurves = byDays && facts.hourly().shared().stream().anyMatch(one -> !one.agreed(facts.terms().accountId(), bill).isEmpty());
        if (byCurves) {
            input.activeKwh(byCurves());
        }
        input.byDays(byDays && !byCurves);
    }

    /**
     * What the total register has counted in this stretch, as far as the curves tell it: nobody looked at the register on a day of change.
     * The last stretch takes what is left of the register; null, which rating refuses, where the curves do not tell.
     */
    private BigDecimal byCurves() {
        BigDecimal total = facts.readings().energy().get(RegisterKind.AP_TOTAL);
        BigDecimal before = stretch.from().equals(bill.from()) ? BigDecimal.ZERO
                : HourlyQuantities.drawnKwh(facts.hourly(), new Period(bill.from(), stretch.from()));
        if (stretch.to().equals(bill.to())) {
            return total == null || before == null ? null : total.subtract(before);
        }
        return HourlyQuantities.drawnKwh(facts.hourly(), stretch);
    }

    /** The readings that cover days of the stretch; one without days belongs to the day on which it was taken. */
    private List<MeterReading> counted() {
        if (isWhole) {
            return facts.readings().readings();
        }
        List<MeterReading> counted = new ArrayList<>();
        for (MeterReading reading : facts.readings().readings()) {
            boolean last = reading.readOn().equals(bill.to()) && stretch.to().equals(bill.to());
            boolean covers = reading.previousOn().equals(reading.readOn()) ? last || stretch.contains(reading.readOn())
                    : reading.previousOn().isBefore(stretch.to()) && reading.readOn().isAfter(stretch.from());
            if (covers) {
                counted.add(reading);
            }
        }
        return counted;
    }

    private boolean isShared(MeterReading reading) {
        return !reading.kind().isDemand() && reading.previousOn().isBefore(reading.readOn())
                && (reading.previousOn().isBefore(stretch.from()) || reading.readOn().isAfter(stretch.to()));
    }

    /** Days of a reading that lie in the stretch. */
    private Period days(MeterReading reading) {
        return new Period(reading.previousOn().isAfter(stretch.from()) ? reading.previousOn() : stretch.from(),
                reading.readOn().isBefore(stretch.to()) ? reading.readOn() : stretch.to());
    }

    /** What of a whole falls on the days up to one of them; all of it on the last, so that shares add up. */
    private static BigDecimal until(BigDecimal whole, LocalDate from, LocalDate to, LocalDate day, int decimals) {
        if (!day.isBefore(to)) {
            return whole;
        }
        if (!day.isAfter(from)) {
            return BigDecimal.ZERO;
        }
        return whole.multiply(BigDecimal.valueOf(new Period(from, day).days()))
                .divide(BigDecimal.valueOf(new Period(from, to).days()), decimals, RoundingMode.HALF_UP);
    }

    private BigDecimal share(BigDecimal whole, LocalDate from, LocalDate to) {
        return until(whole, from, to, stretch.to(), KWH_DECIMALS).subtract(until(whole, from, to, stretch.from(), KWH_DECIMALS));
    }

    private BigDecimal quantity(MeterReading reading) {
        return isShared(reading) ? share(reading.quantity(), reading.previousOn(), reading.readOn()) : reading.quantity();
    }

    /** Whether a rule says that a point is not simply added to the others. */
    private boolean isApart(PointRule rule) {
        boolean within = rule.parentId() != null && (!rule.isAgreed() || PARALLEL.equals(rule.connection()) || isSub(rule.parentId()));
        return !rule.loss().isNone() || within || !rule.isAgreed() && rule.priceItem() != null;
    }

    /** The curves of all points are added, so that only an account's one point may bear losses, and none may be a sub-meter. */
    private void requireCurves(List<MeterReading> counted) {
        for (PointRule rule : rules) {
            boolean plain = !rule.isAgreed() && rule.parentId() == null && rule.priceItem() == null
                    && counted.stream().allMatch(reading -> reading.pointId() == rule.pointId());
            if (isApart(rule) && !plain) {
                throw KarawattException.conflict(BillingErrors.SHARING_RULE, facts.terms().accountNo(), name(rule.pointId()));
            }
        }
    }

    /** Losses of the point whose curves are billed, of all that they tell; null when it bears none. */
    private Losses ofCurves() {
        PointRule bearing = rules.stream().filter(rule -> !rule.loss().isNone()).findFirst().orElse(null);
        return losses(bearing, stretch.from(), stretch.to());
    }

    private boolean needsMeters(List<MeterReading> counted) {
        for (PointRule rule : rules) {
            if (isApart(rule)) {
                return true;
            }
        }
        // the readings of a point lie side by side: another reason is another meter, unless a register was read for both
        for (int i = 1; i < counted.size(); i++) {
            MeterReading reading = counted.get(i);
            if (reading.pointId() == counted.get(i - 1).pointId() && !reading.reason().equals(counted.get(i - 1).reason())
                    && counted.stream().noneMatch(r -> r.registerId() == reading.registerId() && !r.reason().equals(reading.reason()))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSub(long pointId) {
        PointRule rule = read(pointId);
        return rule != null && (rule.parentId() != null || rule.priceItem() != null);
    }

    /** The rule of a point that is read; null for a plain one. */
    private PointRule read(long pointId) {
        for (PointRule rule : rules) {
            if (rule.pointId() == pointId && !rule.isAgreed()) {
                return rule;
            }
        }
        return null;
    }

    private void plain(RatingInput.Builder input, List<MeterReading> counted) {
        requireSameRegisters(counted);
        Map<RegisterKind, BigDecimal> energy = isWhole ? facts.readings().energy() : energy(counted);
        input.activeKwh(energy.get(RegisterKind.AP_TOTAL));
        BigDecimal drawn = energy.get(RegisterKind.RP_DRAWN);
        BigDecimal reactive = energy.get(RegisterKind.RP_TOTAL);
        input.reactiveKvarh(reactive == null ? drawn : drawn == null ? reactive : reactive.add(drawn));
        input.reactiveBackKvarh(drawn == null ? null : energy.get(RegisterKind.RP_BACK));
        DRAWN.forEach((register, period) -> input.touKwh(period, energy.get(register)));
    }

    private Map<RegisterKind, BigDecimal> energy(List<MeterReading> counted) {
        Map<RegisterKind, BigDecimal> energy = new EnumMap<>(RegisterKind.class);
        for (MeterReading reading : counted) {
            if (!reading.kind().isDemand()) {
                energy.merge(reading.kind(), quantity(reading), BigDecimal::add);
            }
        }
        return energy;
    }

    /** A register that only some points have would silently count as zero for the others. */
    private void requireSameRegisters(List<MeterReading> counted) {
        if (counted.isEmpty() || counted.get(0).pointId() == counted.get(counted.size() - 1).pointId()) {
            return;
        }
        Map<Long, Set<RegisterKind>> kindsOfPoint = new LinkedHashMap<>();
        Set<RegisterKind> all = EnumSet.noneOf(RegisterKind.class);
        for (MeterReading reading : counted) {
            if (!reading.kind().isDemand() && !NOT_EVERYWHERE.contains(reading.kind())) {
                kindsOfPoint.computeIfAbsent(reading.pointId(), point -> EnumSet.noneOf(RegisterKind.class)).add(reading.kind());
                all.add(reading.kind());
            }
        }
        for (Set<RegisterKind> kinds : kindsOfPoint.values()) {
            for (RegisterKind kind : all) {
                if (!kinds.contains(kind)) {
                    throw KarawattException.conflict(BillingErrors.REGISTER_MISSING, facts.terms().accountNo(), kind);
                }
            }
        }
    }

    /** One meter for each point, with a section for each meter that hung there. */
    private void meters(RatingInput.Builder input, List<MeterReading> counted) {
        Map<Long, List<MeterReading>> byPoint = new TreeMap<>();
        counted.stream().filter(reading -> !reading.kind().isDemand() && !FED.containsKey(reading.kind())
                && reading.kind() != RegisterKind.BACK_TOTAL)
                .forEach(reading -> byPoint.computeIfAbsent(reading.pointId(), id -> new ArrayList<>()).add(reading));
        for (PointRule rule : rules) {
            if (!rule.isAgreed() && !byPoint.containsKey(rule.pointId())) {
                throw KarawattException.conflict(BillingErrors.POINT_NOT_READ, facts.terms().accountNo(), name(rule.pointId()), stretch.from());
            }
        }
        byPoint.forEach((point, readings) -> {
            PointRule rule = read(point);
            boolean sub = rule != null && rule.parentId() != null;
            String parent = sub && !PARALLEL.equals(rule.connection()) ? name(rule.parentId()) : null;
            String item = rule == null ? null : sub ? item(rule) : rule.priceItem();
            Map<String, List<MeterReading>> byMeter = new LinkedHashMap<>();
            readings.forEach(reading -> byMeter.computeIfAbsent(reading.reason() + reading.seq(), key -> new ArrayList<>()).add(reading));
            input.meter(new Meter(name(point), parent, item, byMeter.values().stream().map(one -> section(rule, one)).toList()));
        });
    }

    private String name(long pointId) {
        return facts.points().getOrDefault(pointId, String.valueOf(pointId));
    }

    private String item(PointRule rule) {
        return rule.priceItem() == null ? fixedItem : rule.priceItem();
    }

    private MeterSection section(PointRule rule, List<MeterReading> readings) {
        BigDecimal multiplier = readings.get(0).multiplier();
        List<RegisterAdvance> registers = new ArrayList<>(readings.size());
        LocalDate from = null;
        LocalDate to = null;
        for (MeterReading reading : readings) {
            if (reading.multiplier().compareTo(multiplier) != 0) {
                throw KarawattException.conflict(BillingErrors.CALCULATION_FAILED, facts.terms().accountNo(),
                        name(reading.pointId()) + " " + multiplier + " <> " + reading.multiplier());
            }
            from = from == null || reading.previousOn().isBefore(from) ? reading.previousOn() : from;
            to = to == null || reading.readOn().isAfter(to) ? reading.readOn() : to;
            registers.add(advance(reading));
        }
        return new MeterSection(multiplier, registers, losses(rule, from, to), null,
                readings.stream().anyMatch(reading -> ESTIMATE.equals(reading.source())));
    }

    private Losses losses(PointRule rule, LocalDate from, LocalDate to) {
        LocalDate begin = from.isAfter(stretch.from()) ? from : stretch.from();
        LocalDate end = to.isBefore(stretch.to()) ? to : stretch.to();
        if (rule == null || !end.isAfter(begin)) {
            return null;
        }
        PointLoss loss = rule.loss();
        return PointLosses.of(loss, loss.transformerId() == null ? null : facts.transformers().get(loss.transformerId()),
                new Period(begin, end), bill, facts.readings().monthsCovered());
    }

    /** What a register has shown at the ends of its days in the stretch; by days where nobody looked. */
    private RegisterAdvance advance(MeterReading reading) {
        RegisterAdvance.Register register = switch (reading.kind()) {
            case RP_TOTAL, RP_DRAWN -> RegisterAdvance.Register.REACTIVE;
            case RP_BACK -> RegisterAdvance.Register.REACTIVE_BACK;
            default -> RegisterAdvance.Register.ACTIVE;
        };
        TouPeriod tou = DRAWN.get(reading.kind());
        BigDecimal last = reading.previousValue();
        boolean forward = reading.value().subtract(last).multiply(reading.multiplier()).compareTo(reading.quantity()) == 0;
        if (forward && !isShared(reading)) {
            return new RegisterAdvance(register, tou, last, reading.value(), ESTIMATED_DIGITS, false);
        }
        BigDecimal advance = forward ? reading.value().subtract(last)
                : reading.quantity().divide(reading.multiplier(), READING_DECIMALS, RoundingMode.HALF_UP);
        if (!isShared(reading)) {
            int digits = rollover(advance.subtract(reading.value().subtract(last)));
            return digits > 0 ? new RegisterAdvance(register, tou, last, reading.value(), digits, true)
                    : new RegisterAdvance(register, tou, last, last.add(advance), ESTIMATED_DIGITS, false);
        }
        BigDecimal begin = until(advance, reading.previousOn(), reading.readOn(), stretch.from(), READING_DECIMALS);
        BigDecimal end = until(advance, reading.previousOn(), reading.readOn(), stretch.to(), READING_DECIMALS);
        return new RegisterAdvance(register, tou, last.add(begin), last.add(end), ESTIMATED_DIGITS, false);
    }

    /** The digits of a register whose rollover explains a difference; 0 when none does. */
    private static int rollover(BigDecimal difference) {
        for (int digits = 1; digits <= ESTIMATED_DIGITS; digits++) {
            if (difference.compareTo(BigDecimal.TEN.pow(digits)) == 0) {
                return digits;
            }
        }
        return 0;
    }

    /**
     * Agreed kWh for the months covered, one sum for each price item, and ratios of what they leave (rules C.7). An agreed quantity beside
     * the meters, or behind one that has a price of its own, stands for a meter.
     */
    private void fixed(RatingInput.Builder input, boolean meters) {
        BigDecimal months = BigDecimal.valueOf(facts.readings().monthsCovered());
        Map<String, BigDecimal> agreed = new LinkedHashMap<>();
        for (PointRule rule : rules) {
            if (rule.fixedKwh() != null && rule.fixedKwh().signum() != 0) {
                BigDecimal kwh = share(ofPart(rule.fixedKwh().multiply(months)), bill.from(), bill.to());
                boolean beside = PARALLEL.equals(rule.connection());
                if (meters && rule.parentId() != null && (beside || isSub(rule.parentId()))) {
                    input.meter(new Meter(name(rule.pointId()), beside ? null : name(rule.parentId()), item(rule),
                            List.of(new MeterSection(BigDecimal.ONE, List.of(new RegisterAdvance(RegisterAdvance.Register.ACTIVE, null,
                                    BigDecimal.ZERO, kwh, ESTIMATED_DIGITS, false)), null, null, false))));
                } else {
                    agreed.merge(item(rule), kwh, BigDecimal::add);
                }
            }
            if (rule.ratioPct() != null && rule.ratioPct().signum() != 0) {
                if (PARALLEL.equals(rule.connection())) {
                    throw KarawattException.conflict(BillingErrors.RULE_NOT_BILLED, facts.terms().accountNo(), name(rule.pointId()));
                }
                input.ratio(item(rule), rule.ratioPct());
            }
        }
        agreed.forEach(input::fixed);
    }

    /** What a bill of a part of a month bears of what is agreed for the month. */
    private BigDecimal ofPart(BigDecimal ofMonth) {
        return facts.partOf() == null ? ofMonth : ofMonth.multiply(BigDecimal.valueOf(bill.days()))
                .divide(BigDecimal.valueOf(facts.partOf()), KWH_DECIMALS, RoundingMode.HALF_UP);
    }

    /**
     * The highest demand is that of the whole bill in each stretch; of one point the greatest reading, of several points their sum, but of
     * points that stand by for each other the highest (rules C.8).
     */
    private void demand(RatingInput.Builder input) {
        Map<Long, BigDecimal> highest = new TreeMap<>();
        Map<TouPeriod, Map<Long, BigDecimal>> byPeriod = new EnumMap<>(TouPeriod.class);
        for (MeterReading reading : facts.readings().readings()) {
            if (!reading.kind().isDemand() || isSub(reading.pointId())) {
                continue;
            }
            Map<Long, BigDecimal> ofPoint = reading.kind() == RegisterKind.MD ? highest
                    : byPeriod.computeIfAbsent(DEMAND.get(reading.kind()), period -> new TreeMap<>());
            ofPoint.merge(reading.pointId(), reading.quantity(), BigDecimal::max);
        }
        if (highest.size() == 1) {
            input.maxDemandKw(highest.values().iterator().next());
        } else {
            highest.forEach((point, kw) -> input.demandLine(kw, standbyGroup(point)));
        }
        byPeriod.forEach((period, ofPoint) -> input.demandKw(period, added(ofPoint)));
    }

    private String standbyGroup(long pointId) {
        PointRule rule = read(pointId);
        return rule == null ? null : rule.standbyGroup();
    }

    private BigDecimal added(Map<Long, BigDecimal> ofPoint) {
        Map<String, BigDecimal> ofGroup = new LinkedHashMap<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Long, BigDecimal> one : ofPoint.entrySet()) {
            String group = standbyGroup(one.getKey());
            if (group == null) {
                sum = sum.add(one.getValue());
            } else {
                ofGroup.merge(group, one.getValue(), BigDecimal::max);
            }
        }
        return sum.add(sum(ofGroup.values()));
    }

    private static BigDecimal sum(Collection<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Energy fed in; the flat register is the total less the others when it is not read. */
    private void fed(RatingInput.Builder input, TariffPlan plan, List<MeterReading> counted) {
        BigDecimal total = null;
        Map<TouPeriod, BigDecimal> byPeriod = new EnumMap<>(TouPeriod.class);
        for (MeterReading reading : counted) {
            if (reading.kind() == RegisterKind.BACK_TOTAL) {
                total = total == null ? quantity(reading) : total.add(quantity(reading));
            } else if (FED.containsKey(reading.kind())) {
                byPeriod.merge(FED.get(reading.kind()), quantity(reading), BigDecimal::add);
            }
        }
        if (total == null && byPeriod.isEmpty()) {
            return;
        }
        input.feeds(true);
        if (plan.touPeriods().isEmpty()) {
            input.fedKwh(TouPeriod.FLAT, total == null ? sum(byPeriod.values()) : total);
            return;
        }
        if (total != null && !byPeriod.isEmpty() && !byPeriod.containsKey(TouPeriod.FLAT) && plan.touPeriods().contains(TouPeriod.FLAT)) {
            byPeriod.put(TouPeriod.FLAT, total.subtract(sum(byPeriod.values())));
        }
        byPeriod.forEach(input::fedKwh);
    }
}
