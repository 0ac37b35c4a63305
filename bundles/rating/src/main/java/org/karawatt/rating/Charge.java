package org.karawatt.rating;

import org.karawatt.kernel.error.Faults;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One step of a compiled tariff: adds lines to a bill. Immutable and thread-safe, without I/O and without a clock: the same input must
 * always give the same lines. Steps run in the order of the plan; a step sees the lines of the steps before it.
 */
@ConsumerType
public interface Charge {

    /** Name of the method as the tariff file gives it, such as {@code TIER}. */
    String method();

    /** Adds a fault for everything that this step needs and the input does not have, or has in a senseless form. */
    void check(RatingInput input, Faults faults);

    /** Adds the lines of this step; called only when no step has found a fault. */
    void apply(RatingContext context);
}
