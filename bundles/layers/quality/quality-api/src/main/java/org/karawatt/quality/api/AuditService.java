package org.karawatt.quality.api;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.run.api.Run;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Marketing audit (营销稽查): rules over the records, runs that look, hits that become cases. Reading needs {@code quality.read}, running,
 * trying and deciding {@code quality.manage}; limited to the caller's offices. A run is of kind {@code quality-audit}. Thread-safe.
 */
@ProviderType
public interface AuditService {

    /** All rules, by theme and code. */
    List<AuditRuleInfo> rules(CallContext context);

    /** Starts a run, or returns the unfinished one that covers the same. */
    Run start(CallContext context, AuditRequest request);

    /** What the rules of a run have found so far, by rule; a run that is no audit run is NOT_FOUND. */
    List<AuditResult> results(CallContext context, long runId);

    /** Hits, newest first. */
    Page<AuditHit> hits(CallContext context, HitQuery query, PageRequest page);

    /** A hit; unknown or another office's is NOT_FOUND. */
    AuditHit hit(CallContext context, long hitId);

    /**
     * Ends a hit that no case is at work on as no fault, and leaves its object out of the rule until a day.
     *
     * @param until day from which the rule looks again; null excludes nothing
     */
    AuditHit dismiss(CallContext context, long hitId, String reason, LocalDate until);

    /** Opens the case of a hit that has none. */
    AuditHit dispatch(CallContext context, long hitId);

    /** Objects that are left out today, by end. */
    Page<Exclusion> exclusions(CallContext context, PageRequest page);

    /** How the hits of each rule stand; {@code from} and {@code to} are the first and the last month; the office may be null. */
    List<AuditFigures> figures(CallContext context, BillingMonth from, BillingMonth to, String officeCode);
}
