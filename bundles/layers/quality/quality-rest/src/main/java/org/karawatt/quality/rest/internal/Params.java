package org.karawatt.quality.rest.internal;

import java.time.LocalDate;
import org.karawatt.rest.api.Parameters;

/** Query parameters as values; a wrong one is a fault with the name of the parameter. */
final class Params extends Parameters {

    private Params() {
    }

    /** A date; null when none is given. */
    public static LocalDate date(String name, String value) {
        return optionalDate(name, value);
    }

    /** A name of an enum; null when none is given. */
    static <E extends Enum<E>> E of(String name, Class<E> type, String value) {
        return oneOf(name, type, value);
    }
}
