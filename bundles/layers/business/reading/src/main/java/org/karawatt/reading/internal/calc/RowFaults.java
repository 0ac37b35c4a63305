package org.karawatt.reading.internal.calc;

import java.util.Arrays;
import java.util.Locale;
import org.karawatt.reading.api.ReadingErrors;
import org.karawatt.reading.api.RowFault;

/** Makes faults whose texts can be stored and shown whatever stood in the file. */
public final class RowFaults {

    private static final int MAX_VALUE = 64;

    private RowFaults() {
    }

    /** @param value what stood in the file; may be null */
    public static RowFault of(long line, String column, ReadingErrors code, String value, Object... args) {
        Object[] texts = Arrays.stream(args).map(arg -> harmless(String.valueOf(arg))).toArray();
        return new RowFault(line, column, code.code(), code.message(Locale.CHINESE, texts), code.message(Locale.ENGLISH, texts),
                value == null ? null : harmless(value));
    }

    /** At most 64 characters, none of them a control character, which terminals, logs and PostgreSQL do not bear. */
    static String harmless(String value) {
        StringBuilder text = new StringBuilder(Math.min(value.length(), MAX_VALUE));
        value.codePoints().limit(MAX_VALUE).map(c -> Character.isISOControl(c) ? '\uFFFD' : c).forEach(text::appendCodePoint);
        return text.toString();
    }
}
