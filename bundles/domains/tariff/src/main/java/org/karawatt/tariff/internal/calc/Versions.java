package org.karawatt.tariff.internal.calc;

import java.util.Comparator;

/** Orders package versions such as {@code 1.9.0} and {@code 1.10.0} by their numbers. */
public final class Versions {

    /** The lower version first. Parts that are not numbers are compared as text and come before numbers, as in 1.0.rc1 and 1.0.1. */
    public static final Comparator<String> ORDER = Versions::compare;

    private Versions() {
    }

    private static int compare(String a, String b) {
        String[] left = a.split("[.-]");
        String[] right = b.split("[.-]");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = part(i < left.length ? left[i] : "0", i < right.length ? right[i] : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String a, String b) {
        boolean aNumber = a.matches("\\d{1,9}");
        boolean bNumber = b.matches("\\d{1,9}");
        if (aNumber && bNumber) {
            return Integer.compare(Integer.parseInt(a), Integer.parseInt(b));
        }
        return aNumber ? 1 : bNumber ? -1 : a.compareTo(b);
    }
}
