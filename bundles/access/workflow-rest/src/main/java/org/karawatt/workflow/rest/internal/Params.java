package org.karawatt.workflow.rest.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import javax.ws.rs.core.HttpHeaders;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.rest.api.Etag;

/** Parameters and headers as values; a wrong one is a fault with its name. */
final class Params {

    private Params() {
    }

    static String text(String name, String value) {
        if (value == null || value.isBlank()) {
            throw fault(name, KernelErrors.REQUIRED);
        }
        return value;
    }

    static LocalDate date(String name, String value) {
        try {
            return LocalDate.parse(text(name, value));
        } catch (DateTimeException e) {
            throw fault(name, KernelErrors.NOT_A_DATE, value);
        }
    }

    /** One of the names of an enum; null stays null. */
    static <E extends Enum<E>> E oneOf(String name, Class<E> type, String value) {
        return value == null ? null : Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equals(value)).findFirst()
                .orElseThrow(() -> fault(name, KernelErrors.UNKNOWN_CODE, name, value));
    }

    /** Whoever names the version that he has seen is refused when it has changed since; nobody has to. */
    static void unchanged(HttpHeaders headers, int version) {
        if (headers.getHeaderString(HttpHeaders.IF_MATCH) != null) {
            Etag.ifMatch(headers, version);
        }
    }

    private static KarawattException fault(String name, KernelErrors code, Object... args) {
        return KarawattException.invalid(List.of(Fault.of(name, code, args)));
    }
}
