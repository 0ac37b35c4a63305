package org.karawatt.notice.internal.calc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;

/** First and last day of a filter as instants of the utility's zone; null where a side is open. */
public final class Days {

    private static final int LAST_YEAR = 9_998;

    private Days() {
    }

    /** Adds a fault for a day that no database could compare with. */
    public static void check(Faults faults, LocalDate from, LocalDate to) {
        check(faults, "from", from);
        check(faults, "to", to);
    }

    private static void check(Faults faults, String field, LocalDate day) {
        if (day != null && (day.getYear() < 1 || day.getYear() > LAST_YEAR)) {
            faults.add(field, KernelErrors.NOT_A_DATE, day);
        }
    }

    /** Begin of the first day. */
    public static Instant begin(LocalDate from, ZoneId zone) {
        return from == null ? null : from.atStartOfDay(zone).toInstant();
    }

    /** End of the last day, which is no longer part of it. */
    public static Instant end(LocalDate to, ZoneId zone) {
        return to == null ? null : begin(to.plusDays(1), zone);
    }
}
