package org.karawatt.reading.internal.calc;

import static org.karawatt.reading.internal.calc.Candidate.plain;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.reading.api.ReadingErrors;

/**
 * Holds the active registers of a meter when those by time of use do not add up to the total (rules C.2: 0.2 %). A meter without a
 * flat register has its flat quantity as what is left of the total, so there only a sum above the total is wrong. One last digit of
 * each register is allowed besides, because registers show cut values. Checked when the total and all of them came together.
 */
public final class SumRule implements ReadingRule {

    private static final List<RegisterKind> BY_TIME = List.of(RegisterKind.AP_SHARP, RegisterKind.AP_PEAK, RegisterKind.AP_FLAT,
            RegisterKind.AP_VALLEY, RegisterKind.AP_DEEP);

    private final BigDecimal tolerance;
    private final Map<String, List<RegisterState>> states;

    /** @param states all registers by meter number */
    public SumRule(BigDecimal tolerance, Map<String, List<RegisterState>> states) {
        this.tolerance = tolerance;
        this.states = states;
    }

    @Override
    public void apply(List<Candidate> meter) {
        Map<RegisterKind, Candidate> byKind = new EnumMap<>(RegisterKind.class);
        meter.stream().filter(reading -> !reading.isHeld()).forEach(reading -> byKind.put(reading.state().kind(), reading));
        Candidate total = byKind.get(RegisterKind.AP_TOTAL);
        if (total == null) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        int registers = 0;
        for (RegisterState register : states.get(total.state().meterNo())) {
            if (BY_TIME.contains(register.kind())) {
                Candidate reading = byKind.get(register.kind());
                if (reading == null) {
                    return;
                }
                sum = sum.add(reading.quantity());
                registers++;
            }
        }
        BigDecimal difference = sum.subtract(total.quantity());
        if (registers == 0 || !byKind.containsKey(RegisterKind.AP_FLAT) && difference.signum() <= 0) {
            return;
        }
        BigDecimal lastDigits = total.state().multiplier().movePointLeft(total.state().decimalDigits())
                .multiply(BigDecimal.valueOf(registers + 1L));
        if (difference.abs().compareTo(total.quantity().multiply(tolerance).max(lastDigits)) > 0) {
            String figures = plain(sum) + " <> " + plain(total.quantity());
            total.hold(ReadingErrors.HELD_SUM, figures);
            BY_TIME.stream().map(byKind::get).filter(reading -> reading != null)
                    .forEach(reading -> reading.hold(ReadingErrors.HELD_SUM, figures, total));
        }
    }
}
