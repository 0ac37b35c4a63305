package org.karawatt.security.api;

import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Checks who somebody is, against the JAAS realm {@code karaf}, and says what they may do. Roles become permissions by
 * configuration; roles of the form {@code office:/33/3301/} become the offices. Who has no office role and not every permission
 * sees no office at all. Failed logins are counted per user and per address, and slow down further attempts. Sessions are kept in
 * the database, so that an update of a bundle logs nobody out. Thread-safe.
 */
@ProviderType
public interface SecurityService {

    /**
     * Checks a name and a password for one request. A right answer is remembered for a minute because a JAAS login is slow.
     *
     * @throws AuthenticationFailedException if they are wrong, or too many attempts have failed lately
     */
    CallContext authenticate(String user, String password, Door door);

    /**
     * Checks a name and a password and opens a session.
     *
     * @throws AuthenticationFailedException if they are wrong, or too many attempts have failed lately
     */
    Session login(String user, String password, Door door);

    /** The session of this token, prolonged by this call; empty when there is none, or it has ended. */
    Optional<Session> session(String token, Door door);

    /** Whether the session still runs. Does not prolong it. */
    boolean alive(String token);

    /** Ends the session; nothing happens when it has ended already. */
    void logout(String token, Door door);

    /** The caller behind a subject that has been authenticated elsewhere, such as the user of a shell. */
    CallContext contextOf(Subject subject, Door door);

    /** Roles of a subject, without the office roles. */
    Set<String> rolesOf(Subject subject);
}
