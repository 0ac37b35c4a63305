package org.karawatt.rest.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;

/**
 * Query and path parameters as values; whatever cannot be read is INVALID under its name. A parameter that is blank is none. A module extends
 * this class to have parameters of its own beside these. Static and thread-safe.
 */
public class Parameters {

    protected Parameters() {
    }

    /** A text that has to be given. */
    public static String text(String name, String value) {
        if (value == null || value.isBlank()) {
            throw fault(name, KernelErrors.REQUIRED);
        }
        return value;
    }

    /** Anything that has to be given. */
    public static <T> T required(String name, T value) {
        if (value == null) {
            throw fault(name, KernelErrors.REQUIRED);
        }
        return value;
    }

    /** A text; null when none is given. */
    public static String optionalText(String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** A month such as {@code 2026-06} that has to be given. */
    public static BillingMonth month(String name, String value) {
        return read(name, text(name, value), BillingMonth::parse, KernelErrors.NOT_A_MONTH);
    }

    /** A month; null when none is given. */
    public static BillingMonth optionalMonth(String name, String value) {
        return optionalText(value) == null ? null : month(name, value);
    }

    /** An ISO date that has to be given. */
    public static LocalDate date(String name, String value) {
        return read(name, text(name, value), LocalDate::parse, KernelErrors.NOT_A_DATE);
    }

    /** An ISO date; null when none is given. */
    public static LocalDate optionalDate(String name, String value) {
        return optionalText(value) == null ? null : date(name, value);
    }

    /** An ISO date with its time of day; null when none is given. */
    public static LocalDateTime optionalDateTime(String name, String value) {
        return optionalText(value) == null ? null : read(name, value, LocalDateTime::parse, KernelErrors.NOT_A_DATE);
    }

    /** An ISO instant that has to be given. */
    public static Instant instant(String name, String value) {
        return read(name, text(name, value), Instant::parse, KernelErrors.NOT_A_DATE);
    }

    /** A constant by its name; null when none is given. */
    public static <E extends Enum<E>> E oneOf(String name, Class<E> type, String value) {
        return optionalText(value) == null ? null : Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equals(value))
                .findFirst().orElseThrow(() -> fault(name, KernelErrors.UNKNOWN_CODE, name, value));
    }

    private static <T> T read(String name, String value, Function<String, T> reader, KernelErrors otherwise) {
        try {
            return reader.apply(value);
        } catch (DateTimeException e) {
            throw fault(name, otherwise, value);
        }
    }

    /** What is wrong with a parameter, to be thrown. */
    protected static KarawattException fault(String name, ErrorCode code, Object... args) {
        return KarawattException.invalid(List.of(Fault.of(name, code, args)));
    }
}
