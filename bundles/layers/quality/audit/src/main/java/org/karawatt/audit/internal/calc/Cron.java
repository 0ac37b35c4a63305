package org.karawatt.audit.internal.calc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Optional;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.quality.api.QualityErrors;

/**
 * When something is to be done: {@code minute hour day-of-month month day-of-week}, each {@code *}, a number, a list, a range or a step
 * such as {@code *}{@code /15}; days of the week count from Monday 1 to Sunday 7. Pure and immutable.
 */
public final class Cron {

    private static final int MAX_LENGTH = 60;
    private static final int YEAR = 366;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;

    private Cron(String[] fields) {
        minutes = field(fields[0], 0, 59);
        hours = field(fields[1], 0, 23);
        days = field(fields[2], 1, 31);
        months = field(fields[3], 1, 12);
        weekdays = field(fields[4], 1, 7);
    }

    /** @throws KarawattException INVALID when it is none */
    public static Cron parse(String text) {
        String[] fields = text.length() > MAX_LENGTH ? new String[0] : text.strip().split("\\s+");
        if (fields.length != 5) {
            throw KarawattException.invalid(QualityErrors.SCHEDULE, text);
        }
        try {
            return new Cron(fields);
        } catch (NumberFormatException | DateTimeException e) {
            throw KarawattException.invalid(QualityErrors.SCHEDULE, text);
        }
    }

    private static BitSet field(String text, int least, int most) {
        BitSet set = new BitSet(most + 1);
        for (String part : text.split(",", -1)) {
            int slash = part.indexOf('/');
            int step = slash < 0 ? 1 : number(part.substring(slash + 1), 1, most);
            String range = slash < 0 ? part : part.substring(0, slash);
            int dash = range.indexOf('-');
            int from = "*".equals(range) ? least : number(dash < 0 ? range : range.substring(0, dash), least, most);
            int to = "*".equals(range) ? most : dash < 0 ? from : number(range.substring(dash + 1), from, most);
            for (int i = from; i <= to; i += step) {
                set.set(i);
            }
        }
        return set;
    }

    private static int number(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new DateTimeException(text);
        }
        return number;
    }

    /** The last time at or before an instant; empty when there is none within a year. */
    public Optional<ZonedDateTime> lastAt(ZonedDateTime at) {
        LocalDate day = at.toLocalDate();
        for (int back = 0; back <= YEAR; back++, day = day.minusDays(1)) {
            if (months.get(day.getMonthValue()) && days.get(day.getDayOfMonth()) && weekdays.get(day.getDayOfWeek().getValue())) {
                LocalTime until = back == 0 ? at.toLocalTime() : LocalTime.MAX;
                for (int hour = hours.previousSetBit(until.getHour()); hour >= 0; hour = hours.previousSetBit(hour - 1)) {
                    int minute = minutes.previousSetBit(hour == until.getHour() ? until.getMinute() : 59);
                    if (minute >= 0) {
                        return Optional.of(day.atTime(hour, minute).atZone(at.getZone()));
                    }
                    if (hour == 0) {
                        break;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
