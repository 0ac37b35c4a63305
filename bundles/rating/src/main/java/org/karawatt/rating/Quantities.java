package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;

/**
 * From measured registers to the quantities that are priced (rules C.2 and C.7): the flat register is the total less the others when it
 * was not read; agreed quantities come out of the flat period, or out of the total when the time of day does not matter.
 */
final class Quantities {

    /** Registers may differ from the total by 0.2 %, the usual limit of review, but by 1 kWh a register in any case (display digits). */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.002");

    private Quantities() {
    }

    /** @return null when a fault stands in the way */
    static RatingContext resolve(TariffPlan plan, RatingInput input, boolean tracing, Faults faults) {
        String account = input.accountNo();
        List<TraceNode> notes = new ArrayList<>(2);
        int before = faults.list().size();
        notNegative(account, "activeKwh", input.activeKwh(), faults);
        BigDecimal fixed = BigDecimal.ZERO;
        for (FixedQuantity quantity : input.fixed()) {
            notNegative(account, "fixed." + quantity.item(), quantity.kwh(), faults);
            fixed = fixed.add(quantity.kwh());
        }
        BigDecimal total;
        Map<TouPeriod, BigDecimal> byPeriod = new EnumMap<>(TouPeriod.class);
        BigDecimal fixedFrom;
        if (plan.touPeriods().isEmpty()) {
            total = input.activeKwh();
            fixedFrom = total;
            if (total == null) {
                faults.add("activeKwh", RatingErrors.ACTIVE_ENERGY_MISSING, account);
            }
        } else {
            total = registers(plan, input, byPeriod, notes, faults);
            fixedFrom = byPeriod.get(TouPeriod.FLAT);
        }
        if (faults.list().size() > before) {
            return null;
        }
        if (fixed.signum() > 0) {
            if (fixedFrom == null || fixed.compareTo(fixedFrom) > 0) {
                faults.add("fixed", RatingErrors.FIXED_EXCEEDS, account, fixed, fixedFrom == null ? BigDecimal.ZERO : fixedFrom);
                return null;
            }
            byPeriod.computeIfPresent(TouPeriod.FLAT, (period, kwh) -> kwh.subtract(sumOf(input.fixed())));
        }
        RatingContext context = new RatingContext(plan, input, total, total.subtract(fixed), byPeriod, tracing);
        notes.forEach(context::trace);
        return context;
    }

    private static BigDecimal sumOf(List<FixedQuantity> fixed) {
        return fixed.stream().map(FixedQuantity::kwh).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal registers(TariffPlan plan, RatingInput input, Map<TouPeriod, BigDecimal> byPeriod, List<TraceNode> notes,
            Faults faults) {
        String account = input.accountNo();
        Set<TouPeriod> priced = plan.touPeriods();
        BigDecimal total = input.activeKwh();
        BigDecimal sum = BigDecimal.ZERO;
        boolean complete = true;
        for (Map.Entry<TouPeriod, BigDecimal> register : input.touKwh().entrySet()) {
            notNegative(account, "touKwh." + register.getKey(), register.getValue(), faults);
            if (priced.contains(register.getKey())) {
                byPeriod.put(register.getKey(), register.getValue());
                sum = sum.add(register.getValue());
            } else if (register.getValue().signum() != 0) {
                faults.add("touKwh." + register.getKey(), RatingErrors.PERIOD_NOT_PRICED, account, register.getKey(), register.getValue(),
                        plan.key().code());
            }
        }
        for (TouPeriod period : priced) {
            if (!byPeriod.containsKey(period) && !(period == TouPeriod.FLAT && total != null)) {
                faults.add("touKwh." + period, RatingErrors.TOU_REGISTER_MISSING, account, period);
                complete = false;
            }
        }
        if (!complete || total == null) {
            return sum;
        }
        BigDecimal rest = total.subtract(sum);
        if (priced.contains(TouPeriod.FLAT) && !byPeriod.containsKey(TouPeriod.FLAT)) {
            if (rest.signum() < 0) {
                faults.add("touKwh", RatingErrors.TOU_SUM_MISMATCH, account, sum, total);
            }
            byPeriod.put(TouPeriod.FLAT, rest);
            notes.add(TraceNode.of("rating.quantity.flat").with("total", total).with("others", sum).with("flat", rest).build());
        } else if (rest.signum() != 0) {
            BigDecimal allowed = total.multiply(TOLERANCE).max(BigDecimal.valueOf(byPeriod.size()));
            TouPeriod balancing = balancing(byPeriod);
            BigDecimal balanced = byPeriod.get(balancing).add(rest);
            if (rest.abs().compareTo(allowed) > 0 || balanced.signum() < 0) {
                faults.add("touKwh", RatingErrors.TOU_SUM_MISMATCH, account, sum, total);
            }
            byPeriod.put(balancing, balanced);
            notes.add(TraceNode.of("rating.quantity.balanced." + balancing).with("total", total).with("sum", sum)
                    .with("difference", rest).build());
        }
        return total;
    }

    /** The total register is the truth; a small difference goes to the flat period, or to the largest when there is no flat one. */
    private static TouPeriod balancing(Map<TouPeriod, BigDecimal> byPeriod) {
        if (byPeriod.containsKey(TouPeriod.FLAT)) {
            return TouPeriod.FLAT;
        }
        TouPeriod largest = null;
        for (Map.Entry<TouPeriod, BigDecimal> entry : byPeriod.entrySet()) {
            if (largest == null || entry.getValue().compareTo(byPeriod.get(largest)) > 0) {
                largest = entry.getKey();
            }
        }
        return largest;
    }

    private static void notNegative(String account, String field, BigDecimal value, Faults faults) {
        if (value != null && value.signum() < 0) {
            faults.add(field, RatingErrors.NEGATIVE_QUANTITY, account, field, value);
        }
    }
}
