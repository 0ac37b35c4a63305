package org.karawatt.decision.api;

import java.io.OutputStream;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The board of the management (经营分析): sales, revenue, average price, arrears and pipeline, from the mart. Needs {@code decision.read};
 * every figure is that of the caller's offices. UNAVAILABLE while there is no mart. Thread-safe.
 */
@ProviderType
public interface BoardService {

    /** Months that the mart has bills of, newest first. */
    List<BillingMonth> months(CallContext context);

    /** The board of a month. */
    Board board(CallContext context, BoardQuery query);

    /** Sales of a month by one dimension, those that sell most first; at most 500. */
    List<Slice> slices(CallContext context, BoardQuery query, Dimension dimension);

    /** Writes the sales of a month by all dimensions as a file, one row for each combination that has bills; the stream stays open. */
    void export(CallContext context, BoardQuery query, ExportFormat format, OutputStream out);

    /**
     * Applications of the twelve months up to one, and those in progress now.
     *
     * @param month last month; null means the one that runs
     * @param officeCode this office and those below it; null means all that the caller may see
     */
    Applications applications(CallContext context, BillingMonth month, String officeCode);

    /** Writes the applications of these months as a file, one row for each; the stream stays open. */
    void exportApplications(CallContext context, BillingMonth month, String officeCode, ExportFormat format, OutputStream out);

    /** Monthly sales below an office, oldest first, without gaps filled: for forecasts. */
    List<MonthSales> series(CallContext context, String officeCode, String usageClass);
}
