package org.karawatt.persistence.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Lists of parameters for {@code IN}. The lists come in few lengths, filled up with their last value, so that the databases meet
 * few different statements and can keep them compiled.
 */
public final class InList {

    private static final int[] LENGTHS = {1, 8, 64, 500, 2_000};

    private InList() {
    }

    /** The values in lists of at most 2,000. */
    public static <T> List<List<T>> parts(Collection<T> values) {
        List<T> all = List.copyOf(values);
        List<List<T>> parts = new ArrayList<>();
        int most = LENGTHS[LENGTHS.length - 1];
        for (int from = 0; from < all.size(); from += most) {
            parts.add(filled(all.subList(from, Math.min(all.size(), from + most))));
        }
        return parts;
    }

    private static <T> List<T> filled(List<T> values) {
        int length = 0;
        for (int i = 0; length < values.size(); i++) {
            length = LENGTHS[i];
        }
        List<T> filled = new ArrayList<>(values);
        while (filled.size() < length) {
            filled.add(values.get(values.size() - 1));
        }
        return filled;
    }

    /** As many question marks as there are values, in brackets. */
    public static String marks(Collection<?> values) {
        return "(" + "?, ".repeat(values.size() - 1) + "?)";
    }
}
