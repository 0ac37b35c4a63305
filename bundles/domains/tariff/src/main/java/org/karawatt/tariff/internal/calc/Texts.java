package org.karawatt.tariff.internal.calc;

import java.util.Locale;
import java.util.stream.Collectors;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;

/** Errors as sentences that stand in a result instead of being thrown. */
public final class Texts {

    private static final int MAX_FAULTS = 20;

    private Texts() {
    }

    /** Code and message. */
    public static String of(ErrorCode code, Locale locale, Object... args) {
        return code.code() + ": " + code.message(locale, args);
    }

    /** Code, message and all faults; for what has no code its own text. */
    public static String of(RuntimeException thrown, Locale locale) {
        if (!(thrown instanceof KarawattException e)) {
            return thrown.toString();
        }
        if (e.faults().size() > 1) {
            return e.faults().stream().limit(MAX_FAULTS).map(fault -> fault.field() + ": " + of(fault.code(), locale, fault.args().toArray()))
                    .collect(Collectors.joining("; "));
        }
        String place = e.faults().isEmpty() || e.faults().get(0).field().isEmpty() ? "" : e.faults().get(0).field() + ": ";
        return place + of(e.code(), locale, e.args().toArray());
    }
}
