package org.karawatt.kernel.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one source of time. Services never ask the system clock, so that tests and simulations can run whole cycles at any date.
 * Thread-safe.
 */
@ProviderType
public interface BusinessClock {

    /** The present instant. */
    Instant now();

    /** The zone in which days begin and end for this utility. */
    ZoneId zone();

    /** The business date: the day whose work is being done; differs from the calendar day when an admin has set it. */
    LocalDate today();
}
