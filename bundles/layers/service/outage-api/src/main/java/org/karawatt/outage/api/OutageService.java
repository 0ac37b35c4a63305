package org.karawatt.outage.api;

import java.time.LocalDateTime;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Outages that are known beforehand. Reading needs {@code outage.read}, writing {@code outage.write}; limited to lines of the caller's
 * offices. An outage prepares its notice as a draft, which a second person releases before its time. Thread-safe.
 */
@ProviderType
public interface OutageService {

    /**
     * Announces an outage and prepares its notice to who is fed by its areas. Too little time is refused, or needs a reason, as the rule of
     * its kind says. An outage whose notice cannot be prepared is announced all the same, without a batch; see {@link #prepareNotice}.
     * So it is with {@link #change} and {@link #cancel}.
     */
    Outage plan(CallContext context, OutageDraft draft);

    /** Outages, the next one first. */
    Page<Outage> outages(CallContext context, OutageQuery query, PageRequest page);

    /** Unknown or another office's is NOT_FOUND. */
    Outage outage(CallContext context, long outageId);

    /** Outages of the areas that feed an account, from now on, at most 100. Needs {@code customer.read} as well. */
    List<Outage> affecting(CallContext context, String accountNo);

    /** Moves an outage; who was told is told again, who was not is told the new times. A stale version is a CONFLICT. */
    Outage change(CallContext context, long outageId, int version, OutageChange change);

    /** Calls an outage off; who was told is told so. A stale version is a CONFLICT. */
    Outage cancel(CallContext context, long outageId, int version, String reason);

    /**
     * Ends an outage that is under way before its time; who was told is told that supply is back. A stale version is a CONFLICT.
     *
     * @param at when supply was back: after the outage began, before its announced end, and not in the future
     * @param reason what customers are told
     */
    Outage restore(CallContext context, long outageId, int version, LocalDateTime at, String reason);

    /**
     * Prepares the notice anew where there is none, as after an interruption, or refuses for the reason why it could not be prepared.
     * Who was told gets a correction, with the reason that was given for the last change.
     */
    Outage prepareNotice(CallContext context, long outageId);

    /** The rules of notice in force today. */
    List<OutageRule> rules(CallContext context);
}
