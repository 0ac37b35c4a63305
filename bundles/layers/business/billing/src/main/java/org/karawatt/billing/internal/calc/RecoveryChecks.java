package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rating.TouPeriod;

/** What can be told of a draft without looking anything up: each kind takes its own values, and they have bounds. */
public final class RecoveryChecks {

    private static final int MOST_TEXT = 200;
    private static final int MOST_ITEMS = 100;
    /** Twelve months either way are a correction of bills; more than six years are time-barred or a mistake. */
    private static final int MOST_DAYS = 2200;
    private static final BigDecimal MOST = new BigDecimal("999999999");
    private static final BigDecimal LEAST_PERCENT = new BigDecimal("-100");
    private static final BigDecimal MOST_PERCENT = new BigDecimal("10000");
    private static final BigDecimal MOST_DROP = new BigDecimal("100");
    private static final int MOST_MONTHS = 12;
    private static final BigDecimal DAY = new BigDecimal("24");

    private final RecoveryDraft draft;
    private final LocalDate today;
    private final Faults faults = new Faults();

    private RecoveryChecks(RecoveryDraft draft, LocalDate today) {
        this.draft = draft;
        this.today = today;
    }

    /** All faults of a draft. */
    public static Faults of(RecoveryDraft draft, LocalDate today) {
        RecoveryChecks checks = new RecoveryChecks(draft, today);
        checks.run();
        return checks.faults;
    }

    private void run() {
        faults.required("kind", draft.kind()).text("accountNo", draft.accountNo(), 20).required("onDay", draft.onDay())
                .text("reason", draft.reason(), MOST_TEXT);
        if (draft.onDay() != null && draft.onDay().isAfter(today)) {
            faults.add("onDay", RecoveryErrors.FUTURE, draft.onDay());
        }
        if (draft.kind() == null) {
            return;
        }
        head(draft.kind());
        int most = draft.kind() == RecoveryKind.METER_TAMPERING ? 0 : draft.kind() == RecoveryKind.TEMPORARY_SUPPLY ? 1 : MOST_ITEMS;
        if (draft.items().size() > most || draft.items().isEmpty() && most > 0) {
            faults.add("items", KernelErrors.OUT_OF_RANGE, Math.min(1, most), most);
        }
        for (int i = 0; i < draft.items().size() && i < most; i++) {
            item("items[" + i + "].", draft.items().get(i), draft.kind());
        }
    }

    private void head(RecoveryKind kind) {
        boolean drop = kind == RecoveryKind.VOLTAGE_DROP;
        boolean percent = kind == RecoveryKind.METER_ERROR || kind == RecoveryKind.WRONG_WIRING;
        taken("percent", draft.percent(), percent || drop, true);
        taken("permittedPercent", draft.permittedPercent(), drop, true);
        if (drop) {
            drop();
        }
        normalMonths(kind == RecoveryKind.METERING_FAULT);
        if (percent && draft.percent() != null && (!fits(draft.percent()) || draft.percent().compareTo(LEAST_PERCENT) <= 0
                || draft.percent().compareTo(MOST_PERCENT) > 0)) {
            faults.add("percent", KernelErrors.OUT_OF_RANGE, LEAST_PERCENT, MOST_PERCENT);
        }
        boolean multiplier = kind == RecoveryKind.WRONG_MULTIPLIER;
        positive("usedMultiplier", draft.usedMultiplier(), multiplier, true);
        positive("rightMultiplier", draft.rightMultiplier(), multiplier, true);
        boolean penalty = kind == RecoveryKind.THEFT || kind == RecoveryKind.LOWER_PRICE || kind == RecoveryKind.OVER_CAPACITY
                || kind == RecoveryKind.SEALED_EQUIPMENT;
        taken("multiple", draft.multiple(), penalty, false);
        notNegative("multiple", draft.multiple(), penalty);
        taken("prepaid", draft.prepaid(), kind == RecoveryKind.TEMPORARY_SUPPLY, false);
        notNegative("prepaid", draft.prepaid(), kind == RecoveryKind.TEMPORARY_SUPPLY);
    }

    private void drop() {
        boolean measured = isDrop("percent", draft.percent());
        boolean permitted = isDrop("permittedPercent", draft.permittedPercent());
        if (measured && permitted && draft.percent().compareTo(draft.permittedPercent()) <= 0) {
            faults.add("percent", RecoveryErrors.DROP_PERMITTED, draft.percent().toPlainString(), draft.permittedPercent().toPlainString());
        }
    }

    /** Whether a voltage drop is given and may be one; that it is missing has been told. */
    private boolean isDrop(String field, BigDecimal percent) {
        boolean out = percent != null && (!fits(percent) || percent.signum() < 0 || percent.compareTo(MOST_DROP) >= 0);
        if (out) {
            faults.add(field, KernelErrors.OUT_OF_RANGE, 0, MOST_DROP);
        }
        return percent != null && !out;
    }

    private void normalMonths(boolean takes) {
        List<BillingMonth> months = draft.normalMonths();
        taken("normalMonths", months.isEmpty() ? null : months, takes, false);
        if (!takes) {
            return;
        }
        if (months.size() > MOST_MONTHS) {
            faults.add("normalMonths", KernelErrors.OUT_OF_RANGE, 1, MOST_MONTHS);
        }
        if (months.stream().distinct().count() < months.size()) {
            faults.add("normalMonths", RecoveryErrors.SAME_MONTHS);
        }
    }

    private void item(String at, RecoveryItem item, RecoveryKind kind) {
        boolean energy = kind.isOfEnergy();
        boolean used = kind == RecoveryKind.THEFT || kind == RecoveryKind.LOWER_PRICE;
        boolean temporary = kind == RecoveryKind.TEMPORARY_SUPPLY;
        boolean kva = kind == RecoveryKind.OVER_CAPACITY || kind == RecoveryKind.SEALED_EQUIPMENT;
        // a two-part customer needs the days, which is known later
        period(at, item, energy || temporary, kva, temporary);
        taken(at + "tou", item.tou(), !kva, false);
        if (item.tou() != null && !kva && !isPeriod(item.tou())) {
            faults.add(at + "tou", RecoveryErrors.PERIOD_NEEDED, "", String.join(", ", periods()));
        }
        boolean fuse = kind == RecoveryKind.BLOWN_FUSE;
        if (PutRight.isByNormalUse(kind)) {
            // a meter that has failed may have recorded nothing
            taken(at + "kwh", item.kwh(), true, true);
            notNegative(at + "kwh", item.kwh(), true);
        } else {
            positive(at + "kwh", item.kwh(), energy || used, energy);
        }
        positive(at + "kw", item.kw(), used || temporary || fuse, temporary || fuse);
        positive(at + "failureHours", item.failureHours(), fuse, fuse);
        if (fuse) {
            failure(at, item);
        }
        normalUse(at, item, kind == RecoveryKind.METERING_FAULT);
        if (used && (item.kwh() == null) == (item.kw() == null)) {
            faults.add(at + "kwh", RecoveryErrors.KWH_OR_KW);
        }
        boolean byPower = used && item.kwh() == null || temporary;
        taken(at + "hoursADay", item.hoursADay(), byPower, temporary);
        if (byPower && item.hoursADay() != null && (!fits(item.hoursADay()) || item.hoursADay().signum() <= 0
                || item.hoursADay().compareTo(DAY) > 0 || used && item.hoursADay().stripTrailingZeros().scale() > 0)) {
            faults.add(at + "hoursADay", RecoveryErrors.WHOLE_HOURS);
        }
        taken(at + "days", item.days(), byPower, temporary);
        if (byPower && item.days() != null && (item.days() < 1 || item.days() > MOST_DAYS)) {
            faults.add(at + "days", KernelErrors.OUT_OF_RANGE, 1, MOST_DAYS);
        }
        taken(at + "tariffCode", item.tariffCode(), kind == RecoveryKind.LOWER_PRICE, true);
        if (kind == RecoveryKind.LOWER_PRICE) {
            faults.optionalText(at + "tariffCode", item.tariffCode(), 60);
        }
        positive(at + "kva", item.kva(), kva, true);
    }

    /** The failure fits into its days, and the average use of it is more than what was recorded. */
    private void failure(String at, RecoveryItem item) {
        BigDecimal hours = item.failureHours();
        if (hours == null || !fits(hours) || item.from() == null || item.to() == null) {
            return;
        }
        BigDecimal most = DAY.multiply(BigDecimal.valueOf(Math.max(0, ChronoUnit.DAYS.between(item.from(), item.to()))));
        if (hours.compareTo(most) > 0) {
            faults.add(at + "failureHours", KernelErrors.OUT_OF_RANGE, "0.0001", most);
        } else if (item.kw() != null && item.kwh() != null && fits(item.kw()) && fits(item.kwh())
                && item.kw().multiply(hours).compareTo(item.kwh()) <= 0) {
            faults.add(at + "kw", RecoveryErrors.NOT_ABOVE_RECORDED, item.kw().multiply(hours).stripTrailingZeros().toPlainString(),
                    item.kwh().toPlainString());
        }
    }

    private void normalUse(String at, RecoveryItem item, boolean takes) {
        taken(at + "normalKwh", item.normalKwh(), takes, false);
        if (!takes) {
            return;
        }
        notNegative(at + "normalKwh", item.normalKwh(), true);
        if ((item.normalKwh() == null) == draft.normalMonths().isEmpty()) {
            faults.add(at + "normalKwh", RecoveryErrors.NORMAL_OR_MONTHS);
        }
    }

    private void period(String at, RecoveryItem item, boolean needed, boolean allowed, boolean mayEndLater) {
        taken(at + "from", item.from(), needed || allowed, needed);
        taken(at + "to", item.to(), needed || allowed, needed);
        if (!needed && !allowed || item.from() == null && item.to() == null) {
            return;
        }
        if (item.from() == null || item.to() == null) {
            if (!needed) {
                faults.add(at + (item.from() == null ? "from" : "to"), KernelErrors.REQUIRED);
            }
        } else if (!item.to().isAfter(item.from()) || ChronoUnit.DAYS.between(item.from(), item.to()) > MOST_DAYS) {
            faults.add(at + "to", RecoveryErrors.BAD_DAYS, item.from(), item.to());
        } else if (!mayEndLater && item.to().isAfter(today.plusDays(1))) {
            faults.add(at + "to", RecoveryErrors.FUTURE, item.to());
        }
    }

    private void taken(String field, Object value, boolean takes, boolean needs) {
        if (value != null && !takes) {
            faults.add(field, RecoveryErrors.NOT_OF_KIND);
        } else if (value == null && takes && needs) {
            faults.add(field, KernelErrors.REQUIRED);
        }
    }

    private void positive(String field, BigDecimal value, boolean takes, boolean needs) {
        taken(field, value, takes, needs);
        if (takes && value != null && (!fits(value) || value.signum() <= 0)) {
            faults.add(field, KernelErrors.OUT_OF_RANGE, "0.0001", MOST);
        }
    }

    private void notNegative(String field, BigDecimal value, boolean takes) {
        if (takes && value != null && (!fits(value) || value.signum() < 0)) {
            faults.add(field, KernelErrors.OUT_OF_RANGE, 0, MOST);
        }
    }

    /** Asks for the scale first, because comparing or printing a number of a huge exponent would take memory. */
    private static boolean fits(BigDecimal value) {
        return value.scale() <= 4 && value.scale() >= -9 && value.abs().compareTo(MOST) <= 0;
    }

    private static boolean isPeriod(String text) {
        return periods().contains(text);
    }

    private static List<String> periods() {
        return Arrays.stream(TouPeriod.values()).map(Enum::name).toList();
    }
}
