package org.karawatt.shell.api;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A table with aligned columns. Chinese characters count as two columns of the terminal, as terminals draw them.
 *
 * @param <T> type of a row
 */
public final class Table<T> {

    private record Column<T>(String title, boolean right, Function<? super T, ?> value) {
    }

    private final List<Column<T>> columns = new ArrayList<>();

    /** Adds a column of text. A null value is printed as nothing. */
    public Table<T> column(String title, Function<? super T, ?> value) {
        columns.add(new Column<>(title, false, value));
        return this;
    }

    /** Adds a column of numbers, aligned to the right. */
    public Table<T> right(String title, Function<? super T, ?> value) {
        columns.add(new Column<>(title, true, value));
        return this;
    }

    /** Prints the titles, a line and the rows; nothing but the titles when there are no rows. */
    public void print(PrintStream out, List<? extends T> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::title).toList());
        for (T row : rows) {
            lines.add(columns.stream().map(c -> text(c.value().apply(row))).toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        for (int n = 0; n < lines.size(); n++) {
            out.println(line(lines.get(n), widths));
            if (n == 0) {
                out.println(rule(widths));
            }
        }
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String gap = " ".repeat(widths[i] - width(cells.get(i)));
            line.append(i == 0 ? "" : "  ");
            line.append(columns.get(i).right() ? gap + cells.get(i) : cells.get(i) + gap);
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.append(rule.isEmpty() ? "" : "  ").append("-".repeat(width));
        }
        return rule.toString();
    }

    /** Control characters would let a stored text move the cursor of the reader. */
    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** Columns of a terminal that a text takes. */
    static int width(String text) {
        return text.codePoints().map(Table::width).sum();
    }

    private static int width(int c) {
        boolean wide = c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : Character.getType(c) == Character.NON_SPACING_MARK ? 0 : 1;
    }
}
