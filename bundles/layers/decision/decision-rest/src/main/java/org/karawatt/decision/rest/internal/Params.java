package org.karawatt.decision.rest.internal;

import java.util.Arrays;
import java.util.Locale;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.karawatt.decision.api.BoardQuery;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rest.api.Parameters;

/** Query parameters as values; a wrong one is a fault with the name of the parameter. */
final class Params extends Parameters {

    private Params() {
    }

    /** A month; null and nothing give null. */
    public static BillingMonth month(String name, String value) {
        return optionalMonth(name, value);
    }

    static String text(String value) {
        return optionalText(value);
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
}
