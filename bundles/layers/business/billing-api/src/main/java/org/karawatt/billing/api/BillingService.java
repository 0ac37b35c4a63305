package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.run.api.Run;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Bills and the billing run. Reading needs {@code billing.read}, starting a run {@code billing.run.start}; limited to the caller's
 * offices. The run itself is of kind {@code billing} with the parameters {@code month} and {@code office}. Thread-safe.
 */
@ProviderType
public interface BillingService {

    /** Starts the billing run of a month for an office and below, or returns the one that is unfinished. */
    Run startRun(CallContext context, BillingMonth month, String officeCode);

    /** Bills, newest month first, without lines. */
    Page<Bill> bills(CallContext context, BillQuery query, PageRequest page);

    /** A bill with its lines by id; unknown or another office's is NOT_FOUND. */
    Bill bill(CallContext context, long billId);

    /** A bill with its lines by number or id text; unknown or another office's is NOT_FOUND. */
    Bill bill(CallContext context, String billNo);

    /** The stored trace told in the language. */
    BillExplanation explain(CallContext context, long billId, Locale locale);

    /** Computes the bill again from its stored inputs and tariff version and compares every line. */
    ReplayResult replay(CallContext context, long billId);

    /** What the bill of the month would be, by the same code as the run, without storing anything. */
    BillExplanation preview(CallContext context, String accountNo, BillingMonth month, Locale locale);

    /**
     * Sums over the issued bills of a month.
     *
     * @param officeCode this office and those below it; null means all that the caller may see
     */
    BillTotals totals(CallContext context, BillingMonth month, String officeCode);

    /**
     * Issued bills of a month of all accounts with {@code fromAccount <= id <= toAccount}, in account order, without lines, account number
     * and customer name; one query. For runs, which ask for some thousand accounts at a time: no scope check.
     */
    List<Bill> issued(long fromAccount, long toAccount, BillingMonth month);

    /** Bills of a month below an office path that were reversed. For statistics: no scope check. */
    Sum reversed(BillingMonth month, String officePath);

    /** Figures of the bills of a month below an office path, by one query. For statistics: no scope check. */
    MonthFigures figures(BillingMonth month, String officePath);

    /** Sum of billed energy of issued bills of the month below the office path, kWh. For proofs. */
    BigDecimal energyBilled(BillingMonth month, String officePath);

    /** Number and sum of issued bills of the month below the office path, and of recoveries booked in it. For proofs. */
    Sum amountBilled(BillingMonth month, String officePath);

    /** Amounts of issued bills of the month below the office path, and of recoveries booked in it, by component. For proofs. */
    Map<String, BigDecimal> componentsBilled(BillingMonth month, String officePath);

    /** Energy read of the month below the office path against energy billed. For proofs. */
    EnergyBalance energyBalance(BillingMonth month, String officePath);

    /**
     * Energy in kWh. It balances when {@code read + adjusted = billed + unbilled}.
     *
     * @param read accepted active energy of all registers, from the readings
     * @param adjusted what bills have added to what was read: losses, less what meters in series count twice and what is netted with
     *     energy fed in
     * @param billed energy of issued bills
     * @param unbilled accepted active energy of accounts that have no bill of the month, such as parked ones
     */
    record EnergyBalance(BigDecimal read, BigDecimal adjusted, BigDecimal billed, BigDecimal unbilled) {

        /** A balance whose bills have added nothing. */
        public EnergyBalance(BigDecimal read, BigDecimal billed, BigDecimal unbilled) {
            this(read, BigDecimal.ZERO, billed, unbilled);
        }

        public boolean holds() {
            return read.add(adjusted).compareTo(billed.add(unbilled)) == 0;
        }
    }

    /**
     * Figures of the bills of a month. A correction reverses a bill and puts another in its place: the bill is one that was sent out and
     * was wrong, and what stands in its place is no bill of its own.
     *
     * @param standing bills that stand, those in the place of others included
     * @param sent bills that were sent out, each once however often it was corrected
     * @param wrong of these, bills that were reversed later
     * @param energyKwh energy of the bills that stand, kWh
     * @param amount amount of the bills that stand, yuan
     */
    record MonthFigures(long standing, long sent, long wrong, BigDecimal energyKwh, BigDecimal amount) {
    }

    /** A count and a sum in yuan. */
    record Sum(long count, BigDecimal amount) {
    }
}
