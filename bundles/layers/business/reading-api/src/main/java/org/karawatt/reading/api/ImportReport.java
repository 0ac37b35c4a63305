package org.karawatt.reading.api;

import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * Outcome of an import. Good rows are in, bad rows are listed with line, column and reason.
 *
 * @param repeated whether the same file had been imported before; the earlier report is returned and nothing changed
 * @param held readings that wait for a decision
 * @param rowsBad rows that stayed out, named or not
 * @param faultsNotNamed faults behind the first 10,000, which are counted and not named
 * @param faults the first 100 faults; up to 10,000 by {@link ReadingService#faults}
 */
public record ImportReport(long id, String fileName, BillingMonth month, boolean repeated, long rowsTotal, long rowsOk,
        long rowsBad, long held, long faultsNotNamed, List<RowFault> faults) {
}
