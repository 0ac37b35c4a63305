package org.karawatt.metering.api;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.Period;
import org.osgi.annotation.versioning.ProviderType;

/** Routes, points and installed meters. Reading needs {@code metering.read}, writing {@code metering.write}. Thread-safe. */
@ProviderType
public interface MeteringService {

    /** Routes of the caller's offices, by number. */
    Page<Route> routes(CallContext context, PageRequest page);

    /** All routes of the offices at or below the path, in number order, at most 100,000. For runs. */
    List<Route> routesBelow(String officePath);

    Route createRoute(CallContext context, String routeNo, String name, String officeCode, String readingCycle, int readingDay,
            String reader);

    /** The route with this number; unknown or another office's is NOT_FOUND. */
    Route route(CallContext context, String routeNo);

    /** The place in reading order behind all points of a route. */
    int nextPlace(long routeId);

    /** Points of an account with their meters, at most 500. */
    List<MeteringPoint> points(CallContext context, long accountId);

    /**
     * Points of all accounts with {@code fromAccount <= id <= toAccount} that are in force, with their meters and the rule of a day, in
     * account and point order; one query. For runs, which ask for some hundred accounts at a time: no scope check.
     */
    List<MeteringPoint> points(long fromAccount, long toAccount, LocalDate on);

    /**
     * Accounts at which a meter is installed, by the number on it, at most 50; those of other offices are left out. Empty when nobody has
     * it, and in this default, which fits a metering that keeps no such index.
     *
     * @param meterNo the whole number
     */
    default List<Long> accountsByMeter(CallContext context, String meterNo) {
        return List.of();
    }

    /**
     * Reads the meter of a point outside the plan because the account changes hands: accepted readings of reason FINAL, which count for
     * the next month that is read and from which the next reading goes on. A point with a reading that waits for a decision is a CONFLICT.
     *
     * @return the readings by register
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults: registers without a value, values that are smaller than
     *     the last ones or do not fit the display, a day before the last reading or in the future
     */
    List<MeterReading> readFinally(CallContext context, LastReading reading);

    /**
     * Takes the meter of a point away: reads it as {@link #readFinally} does, with reason REMOVAL, and ends its installation. The
     * instrument itself is moved by the asset domain. Recorded in the history.
     */
    List<MeterReading> removeMeter(CallContext context, LastReading reading);

    /** Mounts a meter on a point that has none; a meter that is installed somewhere is a CONFLICT. Recorded in the history. */
    MeteringPoint installMeter(CallContext context, MeterMount mount);

    /**
     * Exchanges the meter of a point on one day: {@link #removeMeter} and {@link #installMeter} as one change, so that the readings follow
     * each other without a gap.
     */
    MeteringPoint exchangeMeter(CallContext context, LastReading old, MeterMount fresh);

    /** Creates points with meters and registers in bulk inside the current unit of work; at most 5,000. */
    void load(CallContext context, List<PointLoad> batch);

    /**
     * Streams the accounts that have metering points below the office path, in id order, with their weight for balancing work:
     * the number of their registers. For runs: no scope check.
     */
    void weights(String officePath, AccountWeight consumer);

    /**
     * Streams the accounts that have metering points in force in any of the transformer areas, each once and in id order; at most 5,000
     * areas. For runs: no scope check.
     */
    void accountsInAreas(Collection<Long> areaIds, LongConsumer consumer);

    /**
     * Streams the accounts that have metering points in force on the reading route, each once and in id order; an unknown route has none.
     * For runs: no scope check.
     */
    void accountsOnRoute(long routeId, LongConsumer consumer);

    /**
     * Gives a point another rule from a day on; the one in force ends the day before. A day that is not later than the one on which the
     * latest rule began is a CONFLICT. Recorded in the history.
     */
    PointRule setRule(CallContext context, PointRuleDraft draft);

    /** Rules of the points of an account, by point and day. */
    List<PointRule> rules(CallContext context, long accountId);

    /**
     * Rules in force on any day of the period for accounts in the id range, in account, point and day order; one query. Plain points
     * have none. For runs: no scope check.
     */
    List<PointRule> rules(long fromAccount, long toAccount, Period period);

    /** Numbers of points by id, at most 5,000; one query for 500. For runs: no scope check. */
    Map<Long, String> pointNumbers(Collection<Long> pointIds);

    /** Receives one account. */
    @FunctionalInterface
    interface AccountWeight {
        void accept(long accountId, long weight);
    }
}
