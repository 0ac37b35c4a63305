package org.karawatt.quality.spi;

import java.time.LocalDate;
import org.karawatt.kernel.time.BillingMonth;

/**
 * The time that an audit looks at.
 *
 * @param on day as of which records are taken
 * @param month month whose readings and bills are looked at
 */
public record AuditWindow(LocalDate on, BillingMonth month) {
}
