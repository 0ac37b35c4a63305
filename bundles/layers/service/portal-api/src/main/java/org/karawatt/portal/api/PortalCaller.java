package org.karawatt.portal.api;

import java.util.Objects;

/**
 * A logged-in customer, as {@link PortalLoginService#session} tells him. Immutable; to be made by that service only.
 *
 * @param loginId id of the login; the audit trail knows him as {@code portal:<id>}
 * @param email what he logs in with
 * @param visitor from where, and in which language
 */
public record PortalCaller(long loginId, String email, PortalVisitor visitor) {

    public PortalCaller {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(visitor, "visitor");
    }

    /** The name under which he stands in audit trail and cases. */
    public String user() {
        return "portal:" + loginId;
    }

    /** Leaves the address of the mail out, so that a caller may stand in a log. */
    @Override
    public String toString() {
        return user();
    }
}
