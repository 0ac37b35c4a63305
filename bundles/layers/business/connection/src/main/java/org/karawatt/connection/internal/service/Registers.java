package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.asset.api.Asset;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.workflow.spi.StepContext;

/** Values of registers as forms ask for them: one field for each register, such as {@code initialTotal} and {@code initialPeak}. */
final class Registers {

    private static final Map<String, RegisterKind> FIELDS = new LinkedHashMap<>();
    private static final int USUAL_INTEGER_DIGITS = 6;
    private static final int USUAL_DECIMAL_DIGITS = 2;

    static {
        FIELDS.put("Total", RegisterKind.AP_TOTAL);
        FIELDS.put("Sharp", RegisterKind.AP_SHARP);
        FIELDS.put("Peak", RegisterKind.AP_PEAK);
        FIELDS.put("Flat", RegisterKind.AP_FLAT);
        FIELDS.put("Valley", RegisterKind.AP_VALLEY);
        FIELDS.put("Deep", RegisterKind.AP_DEEP);
        FIELDS.put("Reactive", RegisterKind.RP_TOTAL);
        FIELDS.put("Demand", RegisterKind.MD);
    }

    private Registers() {
    }

    /** What was put into the fields that begin with a prefix. */
    static Map<RegisterKind, BigDecimal> values(StepContext step, String prefix) {
        Map<RegisterKind, BigDecimal> values = new LinkedHashMap<>();
        FIELDS.forEach((suffix, kind) -> {
            if (step.number(prefix + suffix) != null) {
                values.put(kind, step.number(prefix + suffix));
            }
        });
        return values;
    }

    /** The field of a fault that the metering domain has told. */
    static String field(String prefix, String fault) {
        for (Map.Entry<String, RegisterKind> entry : FIELDS.entrySet()) {
            if (fault.equals("values." + entry.getValue())) {
                return prefix + entry.getKey();
            }
        }
        return fault;
    }

    /** The registers of a new meter: those that have a value. Values that its display cannot show are faults. */
    static List<PointLoad.RegisterLoad> ofMeter(Faults faults, StepContext step, String prefix, Asset meter) {
        if (step.number(prefix + "Total") == null) {
            faults.add(prefix + "Total", KernelErrors.REQUIRED);
        }
        List<PointLoad.RegisterLoad> registers = new ArrayList<>();
        if (meter == null) {
            return registers;
        }
        int integers = meter.integerDigits() == null ? USUAL_INTEGER_DIGITS : meter.integerDigits();
        int decimals = meter.decimalDigits() == null ? USUAL_DECIMAL_DIGITS : meter.decimalDigits();
        FIELDS.forEach((suffix, kind) -> {
            BigDecimal value = step.number(prefix + suffix);
            if (value != null && (value.signum() < 0 || value.compareTo(BigDecimal.TEN.pow(integers)) >= 0
                    || value.stripTrailingZeros().scale() > decimals)) {
                faults.add(prefix + suffix, MeteringErrors.NOT_ON_DISPLAY, integers, decimals);
            } else if (value != null) {
                registers.add(new PointLoad.RegisterLoad(kind, integers, decimals, value));
            }
        });
        return registers;
    }
}
