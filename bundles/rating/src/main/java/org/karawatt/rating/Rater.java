package org.karawatt.rating;

import java.util.Objects;
import java.util.Set;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.internal.PeakCharge;
import org.karawatt.rating.internal.YearMinimum;

/**
 * Rates one account: pure, deterministic, thread-safe. The same plan and the same input always give the same bill, which is what preview,
 * trial run, billing and replay rely on: they all come through here.
 */
public final class Rater {

    /** What an intermediate bill of a month leaves to the last one (rules C.14). */
    private static final Set<String> OF_THE_MONTH = Set.of("CAPACITY", "POWER_FACTOR", "FEE", "SUBSIDY", "BOUNDS", PeakCharge.METHOD,
            YearMinimum.METHOD);

    private Rater() {
    }

    /**
     * Computes the bill.
     *
     * @param plan the compiled tariff in force, never null
     * @param input quantities and facts of the account, never null
     * @param mode whether the bill carries its explanation
     * @return the bill, never null
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID with every fault of the input, codes RATING-031 and up; of kind
     *     CONFLICT (RATING-087) when a contributed charge method fails
     */
    public static RatedBill rate(TariffPlan plan, RatingInput input, TraceMode mode) {
        Objects.requireNonNull(mode, "mode");
        Faults faults = new Faults();
        if (!plan.validity().overlaps(input.period())) {
            faults.add("period", RatingErrors.NOT_IN_FORCE, input.accountNo(), plan.key(), input.period());
        }
        RatingContext context = new RatingContext(plan, input, mode == TraceMode.FULL);
        Quantities.resolve(context, faults);
        Charge[] charges = plan.chargeArray();
        boolean intermediate = input.instalment().intermediate();
        for (Charge charge : charges) {
            if (!intermediate || !OF_THE_MONTH.contains(charge.method())) {
                charge.check(context, faults);
            }
        }
        SharedMath.checkSold(context, faults);
        faults.throwIfAny();
        SharedMath.line(context);
        for (Charge charge : charges) {
            if (!intermediate || !OF_THE_MONTH.contains(charge.method())) {
                charge.apply(context);
            }
        }
        SharedMath.sold(context);
        if (intermediate && context.tracing()) {
            context.trace(TraceNode.of("rating.instalment.intermediate").build());
        }
        return context.finish();
    }
}
