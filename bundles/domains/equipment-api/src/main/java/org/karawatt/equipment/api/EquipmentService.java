package org.karawatt.equipment.api;

import java.math.BigDecimal;
import java.util.List;
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
}
