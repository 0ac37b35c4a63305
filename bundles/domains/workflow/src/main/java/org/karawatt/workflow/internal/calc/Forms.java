package org.karawatt.workflow.internal.calc;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.karawatt.kernel.error.Faults;
import org.karawatt.workflow.api.FormField;
import org.karawatt.workflow.api.WorkflowErrors;

/** Checks what was put into a form and brings it to the types that a case keeps. Pure. */
public final class Forms {

    private static final int MAX_TEXT = 400;
    private static final int MAX_LONG_TEXT = 4000;
    private static final int MAX_DIGITS = 18;

    /** Says whether a code table has a code. */
    @FunctionalInterface
    public interface Codes {
        boolean has(String table, String code);
    }

    private Forms() {
    }

    /**
     * The values of a form.
     *
     * @param given values by key: text, numbers, booleans; blank text means nothing was put in
     * @throws org.karawatt.kernel.error.KarawattException INVALID with the faults of all fields
     */
    public static Map<String, Object> check(List<FormField> fields, Map<String, Object> given, Codes codes) {
        Faults faults = new Faults();
        Map<String, Object> values = new LinkedHashMap<>();
        given.keySet().stream().filter(key -> fields.stream().noneMatch(field -> field.key().equals(key) && !field.readOnly()))
                .forEach(key -> faults.add(key, WorkflowErrors.FIELD_UNKNOWN));
        for (FormField field : fields) {
            if (field.readOnly()) {
                continue;
            }
            String text = Objects.toString(given.get(field.key()), "").strip();
            if (text.isEmpty()) {
                if (field.required()) {
                    faults.add(field.key(), WorkflowErrors.FIELD_REQUIRED);
                }
                continue;
            }
            Object value = value(field, text, codes);
            if (value == null) {
                faults.add(field.key(), WorkflowErrors.FIELD_INVALID, text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
            } else {
                values.put(field.key(), value);
            }
        }
        faults.throwIfAny();
        return values;
    }

    /** The value in its type; null when it is not allowed. */
    private static Object value(FormField field, String text, Codes codes) {
        return switch (field.kind()) {
            case TEXT, ACCOUNT, TARIFF, FILE -> within(field, BigDecimal.valueOf(text.length())) && text.length() <= MAX_TEXT ? text : null;
            case LONG_TEXT -> within(field, BigDecimal.valueOf(text.length())) && text.length() <= MAX_LONG_TEXT ? text : null;
            case NUMBER -> number(field, text);
            case INTEGER -> {
                BigDecimal number = number(field, text);
                yield number != null && number.stripTrailingZeros().scale() <= 0 ? number.longValue() : null;
            }
            case DATE -> {
                try {
                    yield LocalDate.parse(text);
                } catch (DateTimeException e) {
                    yield null;
                }
            }
            case YES_NO -> "true".equals(text) ? Boolean.TRUE : "false".equals(text) ? Boolean.FALSE : null;
            case CHOICE -> field.options().stream().anyMatch(option -> option.value().equals(text)) ? text : null;
            case CODE -> codes.has(field.codeTable(), text) ? text : null;
        };
    }

    private static BigDecimal number(FormField field, String text) {
        try {
            BigDecimal number = text.length() > MAX_DIGITS + 2 ? null : new BigDecimal(text);
            boolean sound = number != null && number.precision() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS;
            return sound && within(field, number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean within(FormField field, BigDecimal number) {
        return (field.min() == null || number.compareTo(field.min()) >= 0) && (field.max() == null || number.compareTo(field.max()) <= 0);
    }
}
