package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;

/** From readings to energy: multipliers, exchanged meters, corrections, losses and sub-meters (rules C.2, C.3, C.6, C.7 and C.12). */
final class MeterMath {

    private MeterMath() {
    }

    /**
     * The energy of all meters directly on the supply less what the meters behind them count; energy of meters with an item of their own
     * is added to {@code parts}.
     *
     * @return null when there are faults
     */
    static Energy read(RatingContext context, List<PricedPart> parts, Faults faults) {
        RatingInput input = context.input();
        int before = faults.list().size();
        Map<String, Meter> meters = tree(input, faults);
        if (faults.list().size() > before) {
            return null;
        }
        Map<String, Energy> net = new HashMap<>();
        for (Meter meter : meters.values()) {
            net.put(meter.id(), own(context, meter, faults));
        }
        if (faults.list().size() > before) {
            return null;
        }
        Map<String, BigDecimal> counted = new HashMap<>();
        net.forEach((id, energy) -> counted.put(id, energy.total));
        for (Meter meter : meters.values()) {
            if (meter.parent() != null) {
                subtract(context, meter, counted, net, faults);
            }
        }
        Energy main = new Energy(context.plan().periodArray());
        for (Meter meter : meters.values()) {
            Energy energy = net.get(meter.id());
            if (meter.item() != null) {
                parts.add(new PricedPart(meter.item(), energy.total, meter.parent() != null));
            } else if (meter.parent() == null) {
                main.add(energy);
            }
            if (meter.parent() == null && meter.item() == null) {
                main.demand = Energy.sum(main.demand, energy.demand);
            }
        }
        if (main.total == null) {
            faults.add("meters", RatingErrors.ACTIVE_ENERGY_MISSING, input.accountNo());
        }
        return faults.list().size() > before ? null : main;
    }

    private static Map<String, Meter> tree(RatingInput input, Faults faults) {
        Map<String, Meter> meters = new LinkedHashMap<>();
        for (Meter meter : input.metered().meters()) {
            if (meters.put(meter.id(), meter) != null) {
                faults.add("meters." + meter.id(), RatingErrors.METER_TWICE, input.accountNo(), meter.id());
            }
        }
        for (Meter meter : meters.values()) {
            if (meter.parent() != null && !meters.containsKey(meter.parent())) {
                faults.add("meters." + meter.id(), RatingErrors.METER_PARENT, input.accountNo(), meter.id(), meter.parent());
            } else {
                int steps = 0;
                for (Meter up = meter; up != null && up.parent() != null; up = meters.get(up.parent())) {
                    if (++steps > meters.size()) {
                        faults.add("meters." + meter.id(), RatingErrors.METER_CIRCLE, input.accountNo(), meter.id());
                        break;
                    }
                }
            }
        }
        return meters;
    }

    /** What one meter has counted, all its sections together. */
    private static Energy own(RatingContext context, Meter meter, Faults faults) {
        Energy sum = new Energy(context.plan().periodArray());
        boolean main = meter.parent() == null && meter.item() == null;
        for (MeterSection section : meter.sections()) {
            Energy energy = section(context, meter, section, main, faults);
            if (energy != null) {
                BigDecimal demand = sum.demand == null ? energy.demand : energy.demand == null ? sum.demand : sum.demand.max(energy.demand);
                sum.add(energy);
                sum.demand = demand;
            }
        }
        if (sum.total == null) {
            faults.add("meters." + meter.id(), RatingErrors.ACTIVE_ENERGY_MISSING, context.input().accountNo());
        }
        return sum;
    }

    private static Energy section(RatingContext context, Meter meter, MeterSection section, boolean main, Faults faults) {
        String field = "meters." + meter.id();
        if (section.multiplier().signum() <= 0) {
            faults.add(field, RatingErrors.MULTIPLIER, section.multiplier());
            return null;
        }
        int before = faults.list().size();
        Energy energy = new Energy(context.plan().periodArray());
        boolean byPeriod = false;
        for (RegisterAdvance register : section.registers()) {
            BigDecimal quantity = quantity(context, meter, section, register, faults);
            if (quantity == null) {
                continue;
            }
            switch (register.register()) {
                case REACTIVE -> energy.reactive = Energy.sum(energy.reactive, quantity);
                case REACTIVE_BACK -> energy.reactiveBack = Energy.sum(energy.reactiveBack, quantity);
                case DEMAND -> energy.demand = energy.demand == null ? quantity : energy.demand.max(quantity);
                default -> {
                    if (register.tou() == null) {
                        energy.total = Energy.sum(energy.total, quantity);
                    } else {
                        int index = energy.indexOf(register.tou());
                        byPeriod |= index >= 0;
                        if (index >= 0) {
                            energy.byPeriod[index] = Energy.sum(energy.byPeriod[index], quantity);
                        } else if (main && energy.periods.length > 0 && quantity.signum() != 0) {
                            faults.add(field, RatingErrors.PERIOD_NOT_PRICED, context.input().accountNo(), register.tou(), quantity,
                                    context.plan().key().code());
                        }
                    }
                }
            }
        }
        if (faults.list().size() > before) {
            return null;
        }
        if (main || byPeriod) {
            if (!Quantities.complete(context, energy, faults)) {
                return null;
            }
        } else if (energy.total == null) {
            faults.add(field, RatingErrors.ACTIVE_ENERGY_MISSING, context.input().accountNo());
            return null;
        }
        if (section.correction() != null) {
            correct(context, energy, section.correction());
        }
        if (section.losses() != null) {
            LossMath.apply(context, energy, section.losses(), faults);
        }
        if (section.estimated() && context.tracing()) {
            context.trace(TraceNode.of("rating.meter.estimated").with("meter", meter.id()).with("kwh", energy.total).build());
        }
        return energy;
    }

    private static BigDecimal quantity(RatingContext context, Meter meter, MeterSection section, RegisterAdvance register, Faults faults) {
        if (register.register() == RegisterAdvance.Register.DEMAND) {
            return register.now().multiply(section.multiplier());
        }
        BigDecimal advance = register.now().subtract(register.last());
        if (register.rolledOver()) {
            advance = advance.add(BigDecimal.TEN.pow(register.digits()));
        }
        if (advance.signum() < 0) {
            faults.add("meters." + meter.id(), RatingErrors.READING_BACKWARDS, register.now(), register.last());
            return null;
        }
        BigDecimal quantity = advance.multiply(section.multiplier()).stripTrailingZeros();
        if (quantity.scale() < 0) {
            quantity = quantity.setScale(0);
        }
        if (context.tracing()) {
            String kind = register.tou() != null ? register.tou().name() : register.register().name();
            TraceNode.Builder node = TraceNode.of("rating.reading." + kind).with("meter", meter.id()).with("last", register.last())
                    .with("now", register.now()).with("multiplier", section.multiplier()).with("quantity", quantity);
            context.trace(register.rolledOver()
                    ? node.child(TraceNode.of("rating.reading.rollover").with("digits", register.digits()).build()).build() : node.build());
        }
        return quantity;
    }

    /** Reactive energy and demand are left as recorded: the rate is one of active energy. */
    private static void correct(RatingContext context, Energy energy, Correction correction) {
        BigDecimal recorded = energy.total;
        energy.total = correction.apply(recorded);
        if (energy.hasPeriods() && energy.periods.length > 0) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < energy.byPeriod.length; i++) {
                energy.byPeriod[i] = correction.apply(energy.byPeriod[i]);
                sum = sum.add(energy.byPeriod[i]);
            }
            energy.total = sum;
        }
        if (context.tracing()) {
            context.trace(TraceNode.of(correction.only() ? "rating.correction.only" : "rating.correction").with("recorded", recorded)
                    .with("numerator", correction.numerator()).with("denominator", correction.denominator())
                    .with("share", correction.share()).with("billed", energy.total).build());
        }
    }

    private static void subtract(RatingContext context, Meter meter, Map<String, BigDecimal> counted, Map<String, Energy> net,
            Faults faults) {
        Energy sub = net.get(meter.id());
        Energy above = net.get(meter.parent());
        BigDecimal kwh = counted.get(meter.id());
        boolean exceeds;
        if (sub.periods.length > 0 && sub.hasPeriods() && above.hasPeriods()) {
            exceeds = false;
            above.total = above.total.subtract(kwh);
            for (int i = 0; i < above.byPeriod.length; i++) {
                above.byPeriod[i] = above.byPeriod[i].subtract(sub.byPeriod[i]);
                exceeds |= above.byPeriod[i].signum() < 0;
            }
        } else if (above.hasPeriods()) {
            exceeds = above.change(kwh.negate(), context.plan().takenInProportion()) != null;
        } else {
            above.total = above.total.subtract(kwh);
            exceeds = false;
        }
        if (exceeds || above.total.signum() < 0) {
            faults.add("meters." + meter.parent(), RatingErrors.SUB_METERS_EXCEED, context.input().accountNo(), meter.parent(), kwh,
                    counted.get(meter.parent()));
        }
        if (meter.item() == null && sub.reactive != null && above.reactive != null) {
            above.reactive = above.reactive.subtract(sub.reactive).max(BigDecimal.ZERO);
        }
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.meter.sub").with("meter", meter.parent()).with("sub", meter.id()).with("kwh", kwh)
                    .with("left", above.total).build());
        }
    }
}
