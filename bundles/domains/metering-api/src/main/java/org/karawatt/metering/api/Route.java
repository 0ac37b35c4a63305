package org.karawatt.metering.api;

import java.time.LocalDate;
import org.karawatt.kernel.time.BillingMonth;

/** A reading route (抄表段). {@code readingDay} is the day of the month of the regular reading, 1 to 28. */
public record Route(long id, String routeNo, String name, long officeId, String readingCycle, int readingDay, String reader,
        int version) {

    private static final int MONTHS_OF_A_CYCLE = 3;

    /** Whether it is read in a month (rules A.3 2D): cycles 1 and 4 always, 2 in odd and 3 in even months, 0 and 5 never. */
    public boolean isDue(BillingMonth month) {
        return switch (readingCycle) {
            case "1", "4" -> true;
            case "2" -> month.month() % 2 == 1;
            case "3" -> month.month() % 2 == 0;
            default -> false;
        };
    }

    /** Day of the regular reading. A reading on the 1st closes the month before it, so it falls on the 1st of the next one. */
    public LocalDate plannedOn(BillingMonth month) {
        return readingDay == 1 ? month.next().firstDay() : month.firstDay().withDayOfMonth(readingDay);
    }

    /** The month whose regular reading is the next on or after a day; of a route without regular readings the month of the day. */
    public BillingMonth monthOf(LocalDate day) {
        BillingMonth month = BillingMonth.of(day).previous();
        for (int i = 0; i <= MONTHS_OF_A_CYCLE; i++, month = month.next()) {
            if (isDue(month) && !plannedOn(month).isBefore(day)) {
                return month;
            }
        }
        return BillingMonth.of(day);
    }

    /** The month that is read after a month; of a route without regular readings the next one. */
    public BillingMonth monthAfter(BillingMonth month) {
        BillingMonth next = month.next();
        return isDue(next) || !isDue(next.next()) ? next : next.next();
    }
}
