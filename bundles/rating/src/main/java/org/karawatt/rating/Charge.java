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

    /**
     * Adds a fault for everything that this step needs and does not find, or finds in a senseless form. The quantities of the context may
     * be null here; when they could not be worked out, there is a fault for it already.
     */
    void check(RatingContext context, Faults faults);

    /** Adds the lines of this step; called only when no step has found a fault. */
    void apply(RatingContext context);
}
