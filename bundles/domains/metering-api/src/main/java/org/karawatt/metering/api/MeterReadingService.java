package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The readings. Bulk methods work inside the current unit of work and without scope check: the layer above them checks the
 * caller. Thread-safe.
 */
@ProviderType
public interface MeterReadingService {

    /**
     * States of all registers of up to 2,000 meters, keyed by meter number; unknown meters are absent. One set-based
     * query, and a second one for registers that were not read in the two months before.
     */
    Map<String, List<RegisterState>> states(Collection<String> meterNos, BillingMonth month);

    /**
     * Locks up to 2,100 meters until the current unit of work ends; unknown ones are passed over. Whoever reads meters calls it before he
     * looks at their states: who reads one of them at the same moment waits and then sees this reading.
     */
    void lock(Collection<String> meterNos);

    /** Streams the register states of a route in reading order. */
    void statesOfRoute(long routeId, BillingMonth month, Consumer<RegisterState> consumer);

    /** How far the reading of up to 500 routes has come; routes without any reading of the month are absent. */
    Map<Long, RouteProgress> progress(Collection<Long> routeIds, BillingMonth month);

    /** Number of registers by route for routes below an office path. */
    Map<Long, Integer> registersByRoute(String officePath);

    /** Appends readings in bulk; ids are assigned by the caller. The same reading a second time is a duplicate key. */
    void append(List<MeterReading> readings);

    /**
     * Accepted readings of the month for accounts in the id range, in account, point and register order, each register's
     * in the order they were read; one query.
     */
    List<MeterReading> accepted(long fromAccount, long toAccount, BillingMonth month);

    /** Accounts in the id range that have a held reading for the month, in id order. */
    List<Long> heldAccounts(long fromAccount, long toAccount, BillingMonth month);

    /** Readings of one account, newest month first, at most 500. Needs {@code reading.read}. */
    List<MeterReading> history(CallContext context, long accountId, int months);

    /** Sets the status of a held reading; {@code false} when it is not held any more. */
    boolean decide(long readingId, String status);

    /**
     * Puts an accepted reading right: a revision with the value takes its place, and one with the value before takes that of the reading
     * of the register that follows it, when there is one.
     *
     * @return the new revisions, that of the reading first
     * @throws org.karawatt.kernel.error.KarawattException CONFLICT when it is not accepted any more, the one that follows waits for
     *         a decision, or a quantity would be below zero
     */
    List<MeterReading> correct(long readingId, BigDecimal value);

    /** Registers of the meters that hang at points of an account, each with its latest accepted reading of any month, by meter number. */
    List<RegisterState> latest(long accountId);

    /** Sum of the accepted active energy (AP_TOTAL) of the month below the office path, kWh. */
    BigDecimal energyRead(BillingMonth month, String officePath);

    /**
     * Regular readings of a route in a month.
     *
     * @param read registers that have a first reading, accepted or held
     * @param held readings that wait for a decision
     */
    record RouteProgress(long read, long held) {
    }

    /**
     * Figures of the readings of a month below an office path, counted by registers. For statistics: no scope check.
     */
    ReadingFigures figures(BillingMonth month, String officePath);

    /**
     * Regular readings of a month.
     *
     * @param registers registers of meters that are installed now
     * @param read registers with a first reading, accepted or held
     * @param accepted of these, accepted
     * @param held of these, waiting for a decision
     * @param estimated of the accepted, estimated and not read
     */
    record ReadingFigures(long registers, long read, long accepted, long held, long estimated) {
    }
}
