package org.karawatt.workflow.api;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Time limits and the days on which offices work. Reading needs {@code workflow.read}, setting days and limits {@code workflow.deploy}; days
 * within the caller's offices. Monday to Friday are working days unless a day says otherwise. A day that is set counts for deadlines computed
 * from then on; those that run already stay as they were told. What is asked without a context is for rules of other modules, such as the notice
 * that a change must be given, and needs no permission. Thread-safe.
 */
@ProviderType
public interface LimitService {

    /** All versions of all limits, by code and oldest first. */
    List<TimeLimit> limits(CallContext context);

    /** Days of a year that differ from the week and count for an office, by day; what is set at an office above stands in it too. */
    List<WorkDay> days(CallContext context, String officeCode, int year);

    /** Says that a day is a working day or is not, for an office and those below it. */
    WorkDay setDay(CallContext context, WorkDay day);

    /** Takes back what was said about a day at an office; nothing happens when nothing was. */
    void clearDay(CallContext context, String officeCode, LocalDate day);

    /**
     * Changes a limit from a day on, as when a rule changes or a utility promises more than the rule. Times that have begun before keep the
     * version of their beginning. Unknown codes are NOT_FOUND.
     *
     * @return the new version
     */
    TimeLimit changeLimit(CallContext context, String code, LimitChange change);

    /** The limit in force on a day; unknown, or not in force then, is a CONFLICT. */
    TimeLimit inForce(String code, LocalDate on);

    /**
     * The last day of a time that begins on a day, which is not counted itself.
     *
     * @param code code of a limit in working days of the office, days or months that is in force on the day
     */
    LocalDate lastDay(String code, long officeId, LocalDate from);
}
