package org.karawatt.quality.rest.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;

/** Query parameters as values; a wrong one is a fault with the name of the parameter. */
final class Params {

    private Params() {
    }

    static BillingMonth month(String name, String value) {
        if (value == null || value.isBlank()) {
            throw fault(name, KernelErrors.REQUIRED);
        }
        try {
            return BillingMonth.parse(value);
        } catch (DateTimeException e) {
            throw fault(name, KernelErrors.NOT_A_MONTH, value);
        }
    }

    /** A date; null when none is given. */
    static LocalDate date(String name, String value) {
        try {
            return value == null || value.isBlank() ? null : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw fault(name, KernelErrors.NOT_A_DATE, value);
        }
    }

    static Instant instant(String name, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw fault(name, KernelErrors.NOT_A_DATE, value);
        }
    }

    /** A name of an enum; null when none is given. */
    static <E extends Enum<E>> E of(String name, Class<E> type, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equals(value)).findFirst()
                .orElseThrow(() -> fault(name, KernelErrors.UNKNOWN_CODE, name, value));
    }

    private static KarawattException fault(String name, KernelErrors code, Object... args) {
        return KarawattException.invalid(List.of(Fault.of(name, code, args)));
    }
}
