package org.karawatt.connection.api;

import java.time.LocalDate;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How the limits of new connections are kept. The cases themselves are worked on with the services of workflow. Needs
 * {@code connection.read}; limited to the caller's offices. Thread-safe.
 */
@ProviderType
public interface ConnectionService {

    /**
     * Figures over the cases archived in a period, at most ten years long.
     *
     * @param processKey process; null for all
     * @param officeCode this office and those below it; null for all that the caller may see
     * @param from first day
     * @param to day after the last
     */
    Compliance compliance(CallContext context, String processKey, String officeCode, LocalDate from, LocalDate to);

    /** The nodes behind {@link #compliance}, latest case first; {@code missedOnly} leaves out those that kept their limit. */
    Page<NodeResult> nodes(CallContext context, String processKey, String officeCode, LocalDate from, LocalDate to, boolean missedOnly,
            PageRequest page);
}
