package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Issued bills as figures, for those who add them up elsewhere, such as marts. Reading needs {@code billing.read} and is limited to the
 * caller's offices. Rows are handed over one by one inside one read-only unit of work and are fetched by the thousand, so that a month of
 * any size takes no more memory than one of them; the consumer must not wait for anything. Thread-safe.
 */
@ProviderType
public interface BillFigureService {

    /** Months that have issued bills, oldest first. */
    List<BillingMonth> months(CallContext context);

    /** The issued bills of a month, by account and then by id. */
    void bills(CallContext context, BillingMonth month, Consumer<BillFigure> consumer);

    /** Sums of the issued bills of a month by office and usage class. */
    List<BillSum> sums(CallContext context, BillingMonth month);

    /** Amounts of the issued bills of a month by office, usage class and component. */
    List<ComponentSum> components(CallContext context, BillingMonth month);

    /** What a study has found, by account, without accounts that failed or have nothing to be compared with; unknown is NOT_FOUND. */
    void study(CallContext context, long runId, Consumer<StudyFigure> consumer);

    /**
     * An issued bill.
     *
     * @param runId run that has made it; null when none did
     * @param energyKwh billed energy, kWh
     * @param amount total, yuan
     */
    record BillFigure(long billId, long accountId, BillingMonth month, long officeId, String usageClass, String tariffCode,
            BigDecimal energyKwh, BigDecimal amount, Long runId) {
    }

    /** Number, energy in kWh and amount in yuan of bills. */
    record BillSum(long officeId, String usageClass, long bills, BigDecimal energyKwh, BigDecimal amount) {
    }

    /** Amount in yuan of a component of bills. */
    record ComponentSum(long officeId, String usageClass, String component, BigDecimal amount) {
    }

    /**
     * An account of a study.
     *
     * @param energyKwh billed energy, kWh
     * @param before what it paid, yuan
     * @param after what it would pay, yuan
     */
    record StudyFigure(long accountId, long officeId, String usageClass, BigDecimal energyKwh, BigDecimal before, BigDecimal after) {
    }
}
