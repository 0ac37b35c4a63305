package org.karawatt.billing.api;

import java.io.OutputStream;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.run.api.Run;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Studies (测算): mass computations that issue nothing, and what one account would pay on other tariffs. Reading needs
 * {@code billing.read}, starting {@code billing.study}; limited to the caller's offices: of a study that covers more he sees the
 * accounts and the sums of his own. The run is of kind {@code study}. The newest studies are kept, as many as configured. Thread-safe.
 */
@ProviderType
public interface StudyService {

    /** Most months of {@link #tariffOptions}. */
    int MAX_MONTHS = 12;

    /** Starts a study, or returns the unfinished one that covers the same. */
    Run start(CallContext context, StudyRequest request);

    /** Studies that are kept, newest first, without reports; {@code kind} null means all. */
    Page<Study> studies(CallContext context, StudyKind kind, PageRequest page);

    /** A study with its report; unknown, no longer kept, or of other offices is NOT_FOUND. */
    Study study(CallContext context, long runId);

    /** Accounts of a study. */
    Page<StudyAccount> accounts(CallContext context, long runId, StudyQuery query, PageRequest page);

    /** Writes all accounts of a study as CSV in UTF-8, by account; the stream stays open. */
    void export(CallContext context, long runId, OutputStream out);

    /**
     * The stored inputs of an account's last bills, priced on each tariff open to it: those offered for its usage class, and for its
     * voltage where the tariff names one. The account is taken as if it had been on that tariff for all of these months.
     *
     * @param months most bills to look at, 1 to {@link #MAX_MONTHS}
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown account, CONFLICT when it has no bill
     */
    TariffOptions tariffOptions(CallContext context, String accountNo, int months);
}
