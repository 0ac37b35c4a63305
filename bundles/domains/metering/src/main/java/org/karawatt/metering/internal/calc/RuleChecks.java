package org.karawatt.metering.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.PointRuleDraft;

/** Checks of a rule that need no row. Lengths and digits are those of the table {@code metering_point_rule}. */
public final class RuleChecks {

    private static final Set<String> CALCULATIONS = Set.of("METERED", "FIXED", "RATIO");
    private static final Set<String> CONNECTIONS = Set.of("SERIES", "PARALLEL");
    private static final Set<String> METHODS = Set.of("NONE", "GIVEN", "TABLE", "FORMULA");
    private static final Set<String> LINE_BASES = Set.of("READ", "READ_AND_TRANSFORMER");
    private static final Set<String> SPREADS = Set.of("PROPORTIONAL", "FLAT");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MOST = new BigDecimal("99999999999999.9999");
    private static final int SCALE = 4;

    private RuleChecks() {
    }

    /** What is wrong with a draft; empty when nothing is. */
    public static Faults check(PointRuleDraft draft) {
        Faults faults = new Faults().text("pointNo", draft.pointNo(), 24).required("validFrom", draft.validFrom())
                .optionalText("priceItem", draft.priceItem(), 40).optionalText("parentNo", draft.parentNo(), 24)
                .optionalText("standbyGroup", draft.standbyGroup(), 40);
        if (draft.parentNo() != null || !"METERED".equals(draft.calculation())) {
            absent(faults, "standbyGroup", draft.standbyGroup());
        }
        oneOf(faults, "calculation", draft.calculation(), CALCULATIONS);
        present(faults, "fixedKwh", draft.fixedKwh(), "FIXED".equals(draft.calculation()), MOST);
        present(faults, "ratioPct", draft.ratioPct(), "RATIO".equals(draft.calculation()), HUNDRED);
        if (draft.parentNo() == null) {
            absent(faults, "connection", draft.connection());
        } else {
            oneOf(faults, "connection", draft.connection(), CONNECTIONS);
            if ("RATIO".equals(draft.calculation()) && "PARALLEL".equals(draft.connection())) {
                // a ratio of what the parent counts is in what the parent counts
                faults.add("connection", MeteringErrors.BAD_VALUE, draft.connection());
            }
        }
        if (draft.loss() != null) {
            loss(faults, draft.loss());
        }
        return faults;
    }

    /**
     * Whether a rule would make a point a part of itself, on any day on which it holds.
     *
     * @param rules all rules of the account
     */
    public static boolean isCircular(PointRule added, List<PointRule> rules) {
        TreeSet<LocalDate> days = new TreeSet<>(List.of(added.validFrom()));
        rules.stream().map(PointRule::validFrom).filter(day -> day.isAfter(added.validFrom())).forEach(days::add);
        for (LocalDate day : days) {
            Set<Long> above = new HashSet<>(Set.of(added.pointId()));
            for (Long parent = added.parentId(); parent != null; parent = parent(parent, rules, day)) {
                if (!above.add(parent)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Long parent(long pointId, List<PointRule> rules, LocalDate day) {
        return rules.stream().filter(rule -> rule.pointId() == pointId && rule.validity().contains(day)).findFirst()
                .map(PointRule::parentId).orElse(null);
    }

    private static void loss(Faults faults, PointLoss loss) {
        oneOf(faults, "loss.method", loss.method(), METHODS);
        faults.optionalText("loss.table", loss.table(), 40);
        if ("TABLE".equals(loss.method())) {
            faults.required("loss.table", loss.table());
        } else {
            absent(faults, "loss.table", loss.table());
        }
        present(faults, "loss.kwh", loss.kwh(), "GIVEN".equals(loss.method()), MOST);
        optional(faults, "loss.kvarh", loss.kvarh(), MOST);
        optional(faults, "loss.copperPct", loss.copperPct(), HUNDRED);
        optional(faults, "loss.sharePct", loss.sharePct(), HUNDRED);
        optional(faults, "loss.linePct", loss.linePct(), HUNDRED);
        if (loss.linePct() == null) {
            absent(faults, "loss.lineBase", loss.lineBase());
        } else {
            oneOf(faults, "loss.lineBase", loss.lineBase(), LINE_BASES);
        }
        if (loss.spread() != null) {
            oneOf(faults, "loss.spread", loss.spread(), SPREADS);
        }
        if (loss.decimals() != null && (loss.decimals() < 0 || loss.decimals() > SCALE)) {
            faults.add("loss.decimals", KernelErrors.OUT_OF_RANGE, 0, SCALE);
        }
    }

    private static void oneOf(Faults faults, String field, String value, Set<String> allowed) {
        if (value == null || !allowed.contains(value)) {
            faults.add(field, MeteringErrors.BAD_VALUE, String.valueOf(value));
        }
    }

    private static void absent(Faults faults, String field, Object value) {
        if (value != null) {
            faults.add(field, MeteringErrors.BAD_VALUE, value);
        }
    }

    private static void present(Faults faults, String field, BigDecimal value, boolean needed, BigDecimal most) {
        if (!needed) {
            absent(faults, field, value);
        } else if (value == null) {
            faults.add(field, KernelErrors.REQUIRED);
        } else {
            optional(faults, field, value, most);
        }
    }

    private static void optional(Faults faults, String field, BigDecimal value, BigDecimal most) {
        if (value != null && (value.signum() < 0 || value.compareTo(most) > 0 || value.stripTrailingZeros().scale() > SCALE)) {
            faults.add(field, MeteringErrors.BAD_VALUE, value.toPlainString());
        }
    }
}
