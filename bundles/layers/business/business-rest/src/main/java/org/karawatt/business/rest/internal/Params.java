package org.karawatt.business.rest.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;

/** Query parameters as values; a wrong one is a fault with the name of the parameter. */
final class Params {

    private Params() {
    }

    static String text(String name, String value) {
        if (value == null || value.isBlank()) {
            throw fault(name, KernelErrors.REQUIRED);
        }
        return value;
    }

    static <T> T required(String name, T value) {
        if (value == null) {
            throw fault(name, KernelErrors.REQUIRED);
        }
        return value;
    }

    static BillingMonth month(String name, String value) {
        try {
            return BillingMonth.parse(text(name, value));
        } catch (DateTimeException e) {
            throw fault(name, KernelErrors.NOT_A_MONTH, value);
        }
    }

    static LocalDate date(String name, String value) {
        try {
            return LocalDate.parse(text(name, value));
        } catch (DateTimeException e) {
            throw fault(name, KernelErrors.NOT_A_DATE, value);
        }
    }

    /** The language asked for by {@code lang}, else the caller's. */
    static Locale language(String lang, Locale caller) {
        return lang == null ? caller : Locale.forLanguageTag(lang);
    }

    static Response attachment(Object body, String fileName) {
        return Response.ok(body).header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"").build();
    }

    private static KarawattException fault(String name, KernelErrors code, Object... args) {
        return KarawattException.invalid(List.of(Fault.of(name, code, args)));
    }
}
