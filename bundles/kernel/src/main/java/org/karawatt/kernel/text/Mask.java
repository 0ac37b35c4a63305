package org.karawatt.kernel.text;

/**
 * How personal data looks to those who may not see it: the first character, and a mask of one length, so that it does not tell the length of
 * the value. Static and thread-safe.
 */
public final class Mask {

    private Mask() {
    }

    /** Any value, such as {@code 3***} of a number of a document; null and empty stay as they are. */
    public static String value(String value) {
        return first(value, "***");
    }

    /** A name as it is usual in a text, such as {@code 王**}; null and empty stay as they are. */
    public static String name(String name) {
        return first(name, "**");
    }

    private static String first(String value, String mask) {
        return value == null || value.isEmpty() ? value : value.substring(0, value.offsetByCodePoints(0, 1)) + mask;
    }
}
