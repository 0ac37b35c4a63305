package org.karawatt.service.rest.internal.notice;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.rest.api.Parameters;

/** Query parameters as values; a wrong one is a fault with the name of the parameter. */
final class Values extends Parameters {

    private Values() {
    }

    static LocalDateTime time(String name, String value) {
        return optionalDateTime(name, value);
    }

    static LocalDate day(String name, String value) {
        return optionalDate(name, value);
    }

    static NoticeStatus status(String value) {
        return oneOf("status", NoticeStatus.class, value);
    }

    /** An empty parameter is none. */
    static String text(String value) {
        return optionalText(value);
    }
}
