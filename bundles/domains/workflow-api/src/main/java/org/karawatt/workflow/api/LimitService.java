package org.karawatt.workflow.api;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Time limits and the days on which offices work. Reading needs {@code workflow.read}, setting days {@code workflow.deploy}; days within
 * the caller's offices. Monday to Friday are working days unless a day says otherwise. A day that is set counts for deadlines computed
 * from then on; those that run already stay as they were told. Thread-safe.
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
}
