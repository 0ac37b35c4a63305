package org.karawatt.portal.api;

import java.time.Instant;
import java.util.List;

/**
 * A login of a customer as staff sees it.
 *
 * @param id the audit trail and cases know the customer as {@code portal:<id>}
 * @param email masked for callers without {@code customer.reveal}
 * @param lastLoginAt null when he has never logged in since this is kept
 * @param lockedAt null while the login may be used
 * @param lockedBy who has locked it; null while it is not locked
 * @param lockReason null while it is not locked
 * @param sessions open sessions
 * @param links accounts of the reader's offices, by number
 * @param linksElsewhere how many accounts of other offices are linked besides
 */
public record PortalLogin(long id, String email, Instant createdAt, Instant lastLoginAt, Instant lockedAt, String lockedBy,
        String lockReason, int sessions, List<Link> links, int linksElsewhere) {

    public PortalLogin {
        links = List.copyOf(links);
    }

    /**
     * An account that is linked to the login.
     *
     * @param valid whether the link counts: the account is still with the customer who was proved
     */
    public record Link(String accountNo, Instant linkedAt, boolean valid) {
    }

    /** Leaves the address of the mail out. */
    @Override
    public String toString() {
        return "PortalLogin[" + id + "]";
    }
}
