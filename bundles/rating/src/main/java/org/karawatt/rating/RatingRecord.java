package org.karawatt.rating;

import java.util.Objects;
import org.karawatt.kernel.error.KarawattException;

/**
 * What is stored with a bill so that it can be explained and computed again: what went in and what came out.
 *
 * @param input what the bill was computed from, never null
 * @param bill the bill with its tariff key and, when it was kept, its trace; never null
 */
public record RatingRecord(RatingInput input, RatedBill bill) {

    public RatingRecord {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(bill, "bill");
    }

    /**
     * Computes the bill again from the stored input.
     *
     * @param plan the very version that priced it, see {@link RatedBill#tariff()}
     * @return the bill of today; equals the stored one unless the engine or the tariff was changed
     * @throws KarawattException of kind INVALID when the plan is another version
     */
    public RatedBill replay(TariffPlan plan) {
        if (!plan.key().equals(bill.tariff())) {
            throw KarawattException.invalid(RatingErrors.REPLAY_TARIFF, bill.tariff(), plan.key());
        }
        return Rater.rate(plan, input, bill.trace() == null ? TraceMode.NONE : TraceMode.FULL);
    }
}
