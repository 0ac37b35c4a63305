package org.karawatt.rating.internal;

import org.karawatt.kernel.error.Faults;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatingContext;

/** Energy at one price or at a price for each period, without tiers. */
public final class PlainEnergy implements Charge {

    private final String method;
    private final SeasonalBook book;

    public PlainEnergy(String method, SeasonalBook book) {
        this.method = method;
        this.book = book;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        book.check(context, faults);
    }

    @Override
    public void apply(RatingContext context) {
        book.of(context).bill(context, Components.ITEM_ENERGY, 0, "rating.energy");
    }
}
