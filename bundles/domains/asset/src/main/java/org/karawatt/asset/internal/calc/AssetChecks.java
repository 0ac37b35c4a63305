package org.karawatt.asset.internal.calc;

import java.math.BigDecimal;
import java.util.Set;
import org.karawatt.asset.api.AssetDraft;
import org.karawatt.asset.api.AssetErrors;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;

/** Checks of a draft that need no row of this domain. Lengths are those of the table {@code asset_item}. */
public final class AssetChecks {

    private static final Set<String> KINDS = Set.of("METER", "CT", "PT", "TERMINAL", "SEAL");
    private static final Set<String> RATIO_KINDS = Set.of("CT", "PT");
    private static final int MAX_INTEGER_DIGITS = 9;
    private static final int MAX_DECIMAL_DIGITS = 6;
    private static final int RATIO_SCALE = 4;
    private static final BigDecimal MAX_RATIO = new BigDecimal("9999999999.9999");

    private AssetChecks() {
    }

    /**
     * Checks one draft.
     *
     * @param at what comes before the names of fields
     * @param office the office of the draft; null when it is unknown or out of scope
     */
    public static void check(Faults faults, String at, AssetDraft draft, Office office) {
        faults.text(at + "assetNo", draft.assetNo(), 32).text(at + "model", draft.model(), 60)
                .optionalText(at + "serialNo", draft.serialNo(), 40).optionalText(at + "accuracy", draft.accuracy(), 12)
                .required(at + "kind", draft.kind());
        if (draft.kind() != null && !KINDS.contains(draft.kind())) {
            faults.add(at + "kind", AssetErrors.BAD_VALUE, draft.kind());
        } else if (draft.kind() != null) {
            boolean meter = draft.kind().equals("METER");
            boolean ratio = RATIO_KINDS.contains(draft.kind());
            digits(faults, at + "integerDigits", draft.integerDigits(), meter, 1, MAX_INTEGER_DIGITS);
            digits(faults, at + "decimalDigits", draft.decimalDigits(), meter, 0, MAX_DECIMAL_DIGITS);
            ratio(faults, at + "ratioPrimary", draft.ratioPrimary(), ratio);
            ratio(faults, at + "ratioSecondary", draft.ratioSecondary(), ratio);
        }
        if (draft.officeCode() == null) {
            faults.add(at + "officeCode", KernelErrors.REQUIRED);
        } else if (office == null) {
            faults.add(at + "officeCode", CodesErrors.OFFICE_UNKNOWN, draft.officeCode());
        }
    }

    private static void digits(Faults faults, String field, Integer value, boolean wanted, int min, int max) {
        if (value == null) {
            if (wanted) {
                faults.add(field, KernelErrors.REQUIRED);
            }
        } else if (!wanted) {
            faults.add(field, AssetErrors.BAD_VALUE, value);
        } else if (value < min || value > max) {
            faults.add(field, KernelErrors.OUT_OF_RANGE, min, max);
        }
    }

    private static void ratio(Faults faults, String field, BigDecimal value, boolean wanted) {
        if (value == null) {
            if (wanted) {
                faults.add(field, KernelErrors.REQUIRED);
            }
        } else if (!wanted || value.signum() <= 0 || value.compareTo(MAX_RATIO) > 0
                || value.stripTrailingZeros().scale() > RATIO_SCALE) {
            faults.add(field, AssetErrors.BAD_VALUE, value.toPlainString());
        }
    }
}
