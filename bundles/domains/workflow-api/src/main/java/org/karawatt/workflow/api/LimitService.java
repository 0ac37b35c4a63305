package org.karawatt.workflow.api;

import java.time.LocalDate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Limits as data, for rules that are no deadline of a task, such as the notice that a change must be given. Needs no permission.
 * Thread-safe.
 */
@ProviderType
public interface LimitService {

    /** The limit in force on a day; unknown, or not in force then, is a CONFLICT. */
    TimeLimit inForce(String code, LocalDate on);

    /**
     * The last day of a time that begins on a day, which is not counted itself.
     *
     * @param code code of a limit in working days of the office, days or months that is in force on the day
     */
    LocalDate lastDay(String code, long officeId, LocalDate from);
}
