package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.rating.Correction;

/** By how much recorded energy is put right, for the kinds that are about it. */
public final class PutRight {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DECIMALS = 4;

    private PutRight() {
    }

    /**
     * kWh to be recovered, or below zero to be refunded.
     *
     * @param normal null unless the draft names normal months
     */
    public static BigDecimal kwh(RecoveryDraft draft, RecoveryItem item, NormalUse normal, Map<String, RecoveryRule> rules) {
        return isByNormalUse(draft.kind()) ? due(draft, item, normal).subtract(item.kwh()) : correction(draft, rules).of(item.kwh());
    }

    /** Whether the energy is that of normal use less the record, and not the record times a rate. */
    static boolean isByNormalUse(RecoveryKind kind) {
        return kind == RecoveryKind.METERING_FAULT || kind == RecoveryKind.BLOWN_FUSE;
    }

    /** The rate by which a record is put right. */
    static Correction correction(RecoveryDraft draft, Map<String, RecoveryRule> rules) {
        return switch (draft.kind()) {
            case METER_ERROR -> Correction.ofMeterError(draft.percent()).forShare(rules.get(RecoveryValue.METER_ERROR_SHARE.name()).value());
            case WRONG_WIRING -> Correction.ofPercent(draft.percent());
            // with the drop d the record is (100 - d) %, with the permitted drop p it would have been (100 - p) %
            case VOLTAGE_DROP -> new Correction(draft.percent().subtract(draft.permittedPercent()), HUNDRED.subtract(draft.percent()),
                    BigDecimal.ONE, false);
            case WRONG_MULTIPLIER -> Correction.ofMultiplier(draft.usedMultiplier(), draft.rightMultiplier());
            default -> throw new IllegalArgumentException(draft.kind() + " has no rate");
        };
    }

    /** kWh that normal use comes to in the days of an item, or in the hours of the failure. */
    static BigDecimal due(RecoveryDraft draft, RecoveryItem item, NormalUse normal) {
        if (draft.kind() == RecoveryKind.BLOWN_FUSE) {
            return item.kw().multiply(item.failureHours()).setScale(DECIMALS, RoundingMode.HALF_UP);
        }
        if (normal == null) {
            return item.normalKwh();
        }
        return normal.kwh().multiply(BigDecimal.valueOf(ChronoUnit.DAYS.between(item.from(), item.to())))
                .divide(BigDecimal.valueOf(normal.days()), DECIMALS, RoundingMode.HALF_UP);
    }
}
