package org.karawatt.service.rest.internal.notice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.notice.api.NoticeStatus;

/** Query parameters as values; a wrong one is a fault with the name of the parameter. */
final class Values {

    private Values() {
    }

    static LocalDateTime time(String name, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(value);
        } catch (DateTimeException e) {
            throw KarawattException.invalid(List.of(Fault.of(name, KernelErrors.NOT_A_DATE, value)));
        }
    }

    static LocalDate day(String name, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw KarawattException.invalid(List.of(Fault.of(name, KernelErrors.NOT_A_DATE, value)));
        }
    }

    static NoticeStatus status(String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return Arrays.stream(NoticeStatus.values()).filter(each -> each.name().equals(value)).findFirst()
                .orElseThrow(() -> KarawattException.invalid(List.of(Fault.of("status", KernelErrors.UNKNOWN_CODE, "status", value))));
    }

    /** An empty parameter is none. */
    static String text(String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
