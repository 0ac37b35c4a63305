package org.karawatt.notice.api;

/**
 * A value that a template needs. Values are handed over as text and formatted in the language of the notice.
 *
 * @param name letters and digits, beginning with a letter
 */
public record Placeholder(String name, Type type) {

    /** How a value is written. */
    public enum Type {
        /** One line of at most 500 characters. */
        TEXT,
        /** Yuan with at most two decimals, such as {@code 1234.50}. */
        MONEY,
        /** Kilowatt-hours with at most four decimals. */
        ENERGY,
        /** A number with at most four decimals. */
        NUMBER,
        /** A day such as {@code 2026-07-01}. */
        DATE,
        /** Local date and time such as {@code 2026-07-01T08:00}. */
        DATE_TIME
    }
}
