package org.karawatt.metering.api;


/** A reading route (抄表段). {@code readingDay} is the day of the month of the regular reading, 1 to 28. */
public record Route(long id, String routeNo, String name, long officeId, String readingCycle, int readingDay, String reader,
        int version) {
}
