package org.karawatt.rating.internal;

import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;

/** The prices of a bill's month: most tariffs have one book for all months, some another one for a season (rules C.11). */
public final class SeasonalBook {

    private static final int MONTHS = 12;

    private final String tariffCode;
    private final PriceBook usual;
    private final PriceBook[] byMonth;

    /** @param seasons books by month, 1 to 12; a month that is absent has the usual one */
    public SeasonalBook(String tariffCode, PriceBook usual, Map<Integer, PriceBook> seasons) {
        this.tariffCode = tariffCode;
        this.usual = usual;
        if (seasons.isEmpty()) {
            this.byMonth = null;
        } else {
            this.byMonth = new PriceBook[MONTHS + 1];
            for (int month = 1; month <= MONTHS; month++) {
                byMonth[month] = seasons.getOrDefault(month, usual);
            }
        }
    }

    /** A bill over two seasons has to be rated as two stretches, since nothing tells how much was used in each. */
    void check(RatingContext context, Faults faults) {
        if (byMonth == null) {
            return;
        }
        RatingInput input = context.input();
        int month = input.billingMonth().month();
        PriceBook book = byMonth[month];
        for (int covered = 1; covered < Math.min(MONTHS, input.monthsCovered()); covered++) {
            month = month == 1 ? MONTHS : month - 1;
            if (byMonth[month] != book) {
                faults.add("monthsCovered", RatingErrors.SEASONS_DIFFER, input.accountNo(), tariffCode, input.monthsCovered());
                return;
            }
        }
    }

    PriceBook of(RatingContext context) {
        return byMonth == null ? usual : byMonth[context.input().billingMonth().month()];
    }
}
