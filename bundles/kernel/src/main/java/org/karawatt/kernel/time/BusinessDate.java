package org.karawatt.kernel.time;

import java.time.LocalDate;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** Sets the business date that {@link BusinessClock#today()} answers. Kept in the database and audited. Thread-safe. */
@ProviderType
public interface BusinessDate {

    /**
     * Sets the business date; needs the permission {@code system.admin}.
     *
     * @param day the day whose work is being done; null follows the calendar again
     */
    void set(CallContext context, LocalDate day);
}
