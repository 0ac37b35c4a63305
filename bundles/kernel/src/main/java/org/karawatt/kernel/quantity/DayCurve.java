package org.karawatt.kernel.quantity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Values of one day at even intervals: energy of each quarter of an hour, or a price of each hour. The first begins at midnight; a day has
 * 24 hours (metering time). Immutable and thread-safe.
 *
 * @param values 24, 48 or 96 values; null where nothing was measured; never null itself
 */
public record DayCurve(List<BigDecimal> values) {

    private static final int DAY_MINUTES = 24 * 60;
    private static final char BETWEEN = ';';

    public DayCurve {
        if (!fits(values.size())) {
            throw new IllegalArgumentException("a day has 24, 48 or 96 values, not " + values.size());
        }
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Whether so many values make a day. */
    public static boolean fits(int size) {
        return size == 24 || size == 48 || size == 96;
    }

    /** Length of an interval: 60, 30 or 15. */
    public int minutes() {
        return DAY_MINUTES / values.size();
    }

    /** Number of values that were not measured. */
    public int missing() {
        return (int) values.stream().filter(value -> value == null).count();
    }

    /** Most decimals of a value. */
    public int scale() {
        return values.stream().mapToInt(value -> value == null ? 0 : Math.max(0, value.stripTrailingZeros().scale())).max().orElse(0);
    }

    /** The values with a semicolon between them and nothing where nothing was measured. */
    public String text() {
        StringBuilder text = new StringBuilder(values.size() * 6);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(BETWEEN);
            }
            if (values.get(i) != null) {
                text.append(values.get(i).stripTrailingZeros().toPlainString());
            }
        }
        return text.toString();
    }

    /**
     * The curve that {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static DayCurve parse(String text) {
        List<BigDecimal> values = new ArrayList<>(96);
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf(BETWEEN, from);
            to = to < 0 ? text.length() : to;
            values.add(to == from ? null : new BigDecimal(text.substring(from, to)));
            from = to + 1;
        }
        return new DayCurve(values);
    }
}
