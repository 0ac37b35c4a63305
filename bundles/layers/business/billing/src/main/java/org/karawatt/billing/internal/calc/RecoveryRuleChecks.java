package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryRuleChange;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;

/** What is wrong with a new value of a rule. */
public final class RecoveryRuleChecks {

    private static final int MOST_SOURCE = 200;
    private static final int DECIMALS = 4;
    private static final LocalDate LAST = LocalDate.of(2100, 12, 31);

    private RecoveryRuleChecks() {
    }

    /** @param newest first day of the newest value that there is; null without any */
    public static Faults of(RecoveryValue name, RecoveryRuleChange change, LocalDate newest, LocalDate today) {
        Faults faults = new Faults().required("value", change.value()).text("sourceZh", change.sourceZh(), MOST_SOURCE)
                .text("sourceEn", change.sourceEn(), MOST_SOURCE).required("validFrom", change.validFrom());
        value(faults, name.bounds(), change.value());
        if (Boolean.TRUE.equals(change.ceiling()) && name.bounds() != RecoveryValue.Bounds.MULTIPLE) {
            faults.add("ceiling", RecoveryErrors.NOT_OF_KIND);
        }
        LocalDate earliest = newest != null && !newest.isBefore(today) ? newest.plusDays(1) : today;
        if (change.validFrom() != null && (change.validFrom().isBefore(earliest) || change.validFrom().isAfter(LAST))) {
            faults.add("validFrom", KernelErrors.OUT_OF_RANGE, earliest, LAST);
        }
        return faults;
    }

    /** Asks for the scale first, because comparing a number of a huge exponent would take memory. */
    private static void value(Faults faults, RecoveryValue.Bounds bounds, BigDecimal value) {
        if (value == null) {
            return;
        }
        if (value.scale() > DECIMALS || value.scale() < -DECIMALS || value.compareTo(bounds.least) < 0 || value.compareTo(bounds.most) > 0) {
            faults.add("value", KernelErrors.OUT_OF_RANGE, bounds.least.toPlainString(), bounds.most.toPlainString());
        } else if (bounds.whole && value.stripTrailingZeros().scale() > 0) {
            faults.add("value", RecoveryErrors.WHOLE_NUMBER);
        }
    }
}
