package org.karawatt.decision.rest.internal;

import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.karawatt.decision.api.BoardQuery;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;

/** Query parameters as values; a wrong one is a fault with the name of the parameter. */
final class Params {

    private Params() {
    }

    static <T> T required(String name, T value) {
        if (value == null) {
            throw fault(name, KernelErrors.REQUIRED);
        }
        return value;
    }

    /** A month; null and nothing give null. */
    static BillingMonth month(String name, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return BillingMonth.parse(value);
        } catch (DateTimeException e) {
            throw fault(name, KernelErrors.NOT_A_MONTH, value);
        }
    }

    static String text(String value) {
        return value == null || value.isBlank() ? null : value;
    }

    static BoardQuery board(String month, String compareWith, String office, String usageClass) {
        return new BoardQuery(month("month", month), month("compareWith", compareWith), text(office), text(usageClass));
    }

    /** A constant by its name in any case. */
    static <E extends Enum<E>> E constant(String name, Class<E> type, String value, ErrorCode unknown) {
        String wanted = required(name, value);
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equalsIgnoreCase(wanted)).findFirst()
                .orElseThrow(() -> fault(name, unknown, wanted));
    }

    static ExportFormat format(String value) {
        return constant("format", ExportFormat.class, value, DecisionErrors.FORMAT_UNKNOWN);
    }

    /** A file as the answer. */
    static Response file(Object body, String name, ExportFormat format) {
        String type = switch (format) {
            case CSV -> "text/csv; charset=utf-8";
            case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case PARQUET -> "application/vnd.apache.parquet";
        };
        return Response.ok(body, type).header(HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + name + "." + format.name().toLowerCase(Locale.ROOT) + "\"").build();
    }

    private static KarawattException fault(String name, ErrorCode code, Object... args) {
        return KarawattException.invalid(List.of(Fault.of(name, code, args)));
    }
}
