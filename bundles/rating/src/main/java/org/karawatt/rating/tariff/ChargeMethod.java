package org.karawatt.rating.tariff;

import org.karawatt.rating.Charge;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of charge that tariff data names: makes a step of a plan from the data. Immutable and thread-safe. Two versions of a method can
 * stand side by side; the tariff names the one that prices it, and with the tariff version every bill does.
 */
@ConsumerType
public interface ChargeMethod {

    /** Name that tariff data uses, such as {@code GREEN_FEE}; never null. */
    String name();

    /** Version of the rule, counted from 1; raised when the same data would price otherwise. */
    int version();

    /**
     * Compiles the step.
     *
     * @param settings the method's own fields; what is wrong with them is told to {@link ChargeSettings#faults()}
     * @return the step; null only when faults were told
     */
    Charge compile(ChargeSettings settings);
}
