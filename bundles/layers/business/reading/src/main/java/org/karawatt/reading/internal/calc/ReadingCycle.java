package org.karawatt.reading.internal.calc;

import java.time.LocalDate;
import org.karawatt.kernel.time.BillingMonth;

/** When a route is read: codes of the table reading-cycle (rules A.3 2D). */
public final class ReadingCycle {

    private ReadingCycle() {
    }

    /** Whether a route of this cycle is planned for the month: 1 and 4 always, 2 in odd and 3 in even months, 0 and 5 never. */
    public static boolean isDue(String cycle, BillingMonth month) {
        return switch (cycle) {
            case "1", "4" -> true;
            case "2" -> month.month() % 2 == 1;
            case "3" -> month.month() % 2 == 0;
            default -> false;
        };
    }

    /** Day of the regular reading. A reading on the 1st closes the month before it, so it falls on the 1st of the next one. */
    public static LocalDate plannedOn(BillingMonth month, int readingDay) {
        return readingDay == 1 ? month.next().firstDay() : month.firstDay().withDayOfMonth(readingDay);
    }
}
