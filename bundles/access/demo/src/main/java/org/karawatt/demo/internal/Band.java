package org.karawatt.demo.internal;

import org.karawatt.metering.api.RegisterKind;

/** A band of the day with a register of its own. */
enum Band {
    SHARP(RegisterKind.AP_SHARP),
    PEAK(RegisterKind.AP_PEAK),
    FLAT(RegisterKind.AP_FLAT),
    VALLEY(RegisterKind.AP_VALLEY);

    private final RegisterKind register;

    Band(RegisterKind register) {
        this.register = register;
    }

    RegisterKind register() {
        return register;
    }

    /** The 24 hours from a text such as {@code "VVVVVVVVPPPP…"}, one letter an hour. */
    static Band[] day(String letters) {
        if (letters.length() != 24) {
            throw new IllegalArgumentException("a day has 24 hours: " + letters);
        }
        Band[] day = new Band[24];
        for (int hour = 0; hour < 24; hour++) {
            day[hour] = switch (letters.charAt(hour)) {
                case 'S' -> SHARP;
                case 'P' -> PEAK;
                case 'F' -> FLAT;
                case 'V' -> VALLEY;
                default -> throw new IllegalArgumentException("not a band: " + letters);
            };
        }
        return day;
    }
}
