package org.karawatt.billing.internal.calc;

import java.util.ArrayList;
import java.util.List;
import org.karawatt.rating.RatedLine;

/** Compares the lines of a bill with those of the same bill computed again. */
public final class LineDifferences {

    private LineDifferences() {
    }

    /** What differs, line by line with its number; empty when every line is the same to the cent. */
    public static List<String> of(List<RatedLine> billed, CalculatedBill again) {
        List<RatedLine> replayed = new ArrayList<>(again.rated().lines());
        replayed.addAll(again.contributed());
        List<String> differences = new ArrayList<>(0);
        for (int i = 0; i < Math.max(billed.size(), replayed.size()); i++) {
            RatedLine before = i < billed.size() ? billed.get(i) : null;
            RatedLine after = i < replayed.size() ? replayed.get(i) : null;
            if (before == null || after == null || !same(before, after)) {
                differences.add((i + 1) + ": " + text(before) + " <> " + text(after));
            }
        }
        return differences;
    }

    private static boolean same(RatedLine one, RatedLine other) {
        return one.component().equals(other.component()) && one.item().equals(other.item()) && one.tou() == other.tou()
                && one.tier() == other.tier() && one.amount().compareTo(other.amount()) == 0;
    }

    private static String text(RatedLine line) {
        return line == null ? "-" : line.component() + "/" + line.item() + " " + line.amount().toPlainString();
    }
}
