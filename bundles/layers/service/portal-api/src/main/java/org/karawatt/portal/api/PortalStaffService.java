package org.karawatt.portal.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What staff sees of customers' logins and does about them. Everything needs {@code portal.admin}. A login is within reach when one of its
 * accounts or applications is with the caller's offices; one that has neither, only of whoever has all offices. Everything else is NOT_FOUND. Every
 * change is audited. Thread-safe.
 */
@ProviderType
public interface PortalStaffService {

    /**
     * Logins with this e-mail address, or linked to the account with this number; at most 50, the newest first. What is out of reach is left
     * out.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID when nothing or too much is given
     */
    List<PortalLogin> find(CallContext context, String emailOrAccountNo);

    /** A login by its id. */
    PortalLogin login(CallContext context, long loginId);

    /**
     * Keeps a login from being used and ends its sessions. Another password does not open it again. One that is locked already keeps its
     * first reason.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID without a reason of at most 200 characters
     */
    PortalLogin lock(CallContext context, long loginId, String reason);

    /** Lets a login be used again; nothing happens when it is not locked. */
    PortalLogin unlock(CallContext context, long loginId);

    /** Ends all sessions of a login, which may log in again. */
    PortalLogin endSessions(CallContext context, long loginId);

    /** Takes the link between a login and an account of the caller's offices away; the customer may link it again by proof. */
    PortalLogin unlink(CallContext context, long loginId, String accountNo);
}
