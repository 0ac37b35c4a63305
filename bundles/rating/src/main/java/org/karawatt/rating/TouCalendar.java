package org.karawatt.rating;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Which period is in force in each quarter of an hour: by month and kind of day. Immutable and thread-safe; made from the tariff's data
 * and checked to cover every day without hole or overlap.
 */
public final class TouCalendar {

    /** Quarters of an hour of a day. */
    public static final int QUARTERS = 96;

    /** Kinds of day that a rule can tell apart. */
    public enum DayKind {
        /** Monday to Friday, and weekend days worked instead of a holiday. */
        WORKDAY,
        /** Saturday and Sunday. */
        WEEKEND,
        /** Public holidays as listed. */
        HOLIDAY
    }

    private final byte[][][] slots;
    private final long[] holidays;
    private final long[] workdays;
    private final int minutes;

    /**
     * @param slots ordinal of the {@link TouPeriod} by month (0 to 11), kind of day and quarter of an hour; taken over, not copied
     * @param holidays public holidays as epoch days
     * @param workdays weekend days that are worked, as epoch days
     */
    public TouCalendar(byte[][][] slots, long[] holidays, long[] workdays) {
        this.slots = slots;
        this.holidays = holidays.clone();
        this.workdays = workdays.clone();
        Arrays.sort(this.holidays);
        Arrays.sort(this.workdays);
        this.minutes = aligned(4) ? 60 : aligned(2) ? 30 : 15;
    }

    private boolean aligned(int quarters) {
        for (byte[][] month : slots) {
            for (byte[] day : month) {
                for (int i = 0; i < QUARTERS; i++) {
                    if (day[i] != day[i - i % quarters]) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Longest interval that never crosses a change of period: 15, 30 or 60 minutes. */
    public int minutes() {
        return minutes;
    }

    /** The kind of a day. */
    public DayKind kind(LocalDate day) {
        long epoch = day.toEpochDay();
        if (Arrays.binarySearch(holidays, epoch) >= 0) {
            return DayKind.HOLIDAY;
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return weekend && Arrays.binarySearch(workdays, epoch) < 0 ? DayKind.WEEKEND : DayKind.WORKDAY;
    }

    /** The period in force at a quarter of an hour, counted from 0 at midnight. */
    public TouPeriod at(LocalDate day, int quarter) {
        return TouPeriod.values()[row(day)[quarter]];
    }

    /** Ordinals of the day's periods, shared: must not be written to. */
    byte[] row(LocalDate day) {
        return slots[day.getMonthValue() - 1][kind(day).ordinal()];
    }
}
