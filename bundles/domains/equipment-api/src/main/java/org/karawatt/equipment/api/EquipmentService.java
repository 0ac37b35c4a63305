package org.karawatt.equipment.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.Period;
import org.osgi.annotation.versioning.ProviderType;

/** Lines, areas and customers' equipment. Reading needs {@code equipment.read}, writing {@code equipment.write}. Thread-safe. */
@ProviderType
public interface EquipmentService {

    /** Lines of the caller's offices, by number. */
    Page<Line> lines(CallContext context, PageRequest page);

    /** Areas of the caller's offices, by number; {@code lineId} null means all lines. */
    Page<Area> areas(CallContext context, Long lineId, PageRequest page);

    /** The area with this id; unknown or another office's is NOT_FOUND. */
    Area area(CallContext context, long areaId);

    /** The area with this number; unknown or another office's is NOT_FOUND. */
    Area area(CallContext context, String areaNo);

    /** The line with this number; unknown or another office's is NOT_FOUND. */
    Line line(CallContext context, String lineNo);

    /** Equipment of an account with its state today, at most 500. */
    List<Transformer> transformers(CallContext context, long accountId);

    Line createLine(CallContext context, String lineNo, String name, String voltageCode, String officeCode);

    Area createArea(CallContext context, String areaNo, String name, String lineNo, String officeCode, BigDecimal capacityKva,
            boolean publicArea);

    /** Creates transformers in bulk inside the current unit of work; at most 5,000. */
    void load(CallContext context, List<TransformerDraft> batch);

    /**
     * Running capacity of all accounts with {@code fromAccount <= id <= toAccount} inside the period, cut at every change, in
     * account and date order; one set-based query. Accounts without equipment are absent. For runs: no scope check.
     */
    List<CapacitySegment> capacity(long fromAccount, long toAccount, Period period);

    /**
     * Installed capacity and what of it was sealed, of all accounts with {@code fromAccount <= id <= toAccount}, as far as it concerns the
     * period; in account order, one set-based query. Accounts without equipment are absent. For runs: no scope check.
     */
    List<CapacityHistory> capacityHistory(long fromAccount, long toAccount, Period period);

    /** What losses of transformers are found by, by id, at most 5,000; unknown ids are absent. For runs: no scope check. */
    Map<Long, LossParameters> lossParameters(Collection<Long> transformerIds);

    /**
     * Gives a transformer or motor another state from a day on: reduction and suspension seal it (SUSPENDED), opening makes it run again
     * (RUNNING). A day that is not later than the one on which its latest state began, or the state that it is in, is a CONFLICT.
     * Recorded in the history. How long a seal must last to count is a rule of the tariff.
     *
     * @param state RUNNING, STANDBY, SUSPENDED or REMOVED
     * @return the transformer with its state today
     */
    Transformer setState(CallContext context, String transformerNo, String state, LocalDate from);
}
