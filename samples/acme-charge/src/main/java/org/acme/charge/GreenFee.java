package org.acme.charge;

import java.math.BigDecimal;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.tariff.ChargeMethod;
import org.karawatt.rating.tariff.ChargeSettings;

/** A fee per kWh. What differs from version to version is what is free. Immutable and thread-safe. */
abstract class GreenFee implements ChargeMethod {

    static final String NAME = "ACME_GREEN_FEE";

    @Override
    public String name() {
        return NAME;
    }

    /** kWh of a month that cost nothing; null when faults were told. */
    abstract BigDecimal freeKwh(ChargeSettings settings);

    @Override
    public Charge compile(ChargeSettings settings) {
        BigDecimal price = settings.decimal("price");
        BigDecimal free = freeKwh(settings);
        if (price != null && price.signum() < 0) {
            settings.faults().add(settings.where("price"), RatingErrors.NEGATIVE_PRICE, price);
        }
        return price == null || free == null ? null : new Step(price, free);
    }

    private record Step(BigDecimal price, BigDecimal free) implements Charge {

        @Override
        public String method() {
            return NAME;
        }

        @Override
        public void check(RatingContext context, Faults faults) {
            // energy is all it needs, and rating asks for that itself
        }

        @Override
        public void apply(RatingContext context) {
            BigDecimal kwh = context.totalKwh().subtract(free).max(BigDecimal.ZERO);
            RatedLine line = context.add("ACME_GREEN", "ACME_GREEN", null, 0, kwh, "kWh", price);
            if (context.tracing()) {
                context.trace(TraceNode.of("acme.green").with("quantity", kwh).with("price", price).with("amount", line.amount()).build());
            }
        }
    }
}
