package org.karawatt.kernel.error;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One thing that is wrong with an input: where, and what.
 *
 * @param field path of the field such as {@code lines[3].amount}; empty when the input as a whole is meant, never null
 * @param code what is wrong, never null
 * @param args arguments of the message, never null
 */
public record Fault(String field, ErrorCode code, List<Object> args) {

    public static Fault of(String field, ErrorCode code, Object... args) {
        return new Fault(field, code, List.copyOf(Arrays.asList(args)));
    }

    public String message(Locale locale) {
        return code.message(locale, args.toArray());
    }
}
