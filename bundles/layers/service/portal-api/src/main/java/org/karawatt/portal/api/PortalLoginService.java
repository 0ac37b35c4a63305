package org.karawatt.portal.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Logins of customers: registration with proof, codes by mail, sessions in the database. They are apart from the users of the login realm;
 * no permission comes of them. Tries are counted by address, by account number and by e-mail address, and end in
 * an {@code AuthenticationFailedException} of the security api (too many attempts) when there were too many lately. Thread-safe.
 */
@ProviderType
public interface PortalLoginService {

    /**
     * Checks the proof, if there is one, and sends a code to the e-mail address. The login is there once {@link #confirm} has been given
     * the code. The answer is the same when the address has a login already; its owner is told by mail.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults; a wrong proof is the one fault
     *     {@link PortalErrors#PROOF_WRONG}, whichever part of it was wrong; UNAVAILABLE while no mail can be sent
     */
    PendingCode register(PortalVisitor visitor, RegistrationDraft draft);

    /**
     * Makes the login and opens a session.
     *
     * @param token of {@link #register}
     * @throws org.karawatt.kernel.error.KarawattException INVALID ({@link PortalErrors#CODE_WRONG}) for a wrong, used or outdated code, or
     *     one that was tried too often
     */
    PortalSession confirm(PortalVisitor visitor, String token, String code);

    /**
     * Opens a session.
     *
     * @throws org.karawatt.kernel.error.KarawattException DENIED when e-mail or password is wrong, or was too often
     */
    PortalSession login(PortalVisitor visitor, String email, String password);

    /** The session of this token, prolonged by this call; empty when there is none, or it has ended. */
    Optional<PortalSession> session(PortalVisitor visitor, String token);

    /** Ends the session; nothing happens when it has ended already. */
    void logout(PortalVisitor visitor, String token);

    /** Sends a code to set another password with, if the address has a login; the answer is the same if not. */
    PendingCode forgot(PortalVisitor visitor, String email);

    /**
     * Sets another password and ends all sessions of the login.
     *
     * @param token of {@link #forgot}
     * @throws org.karawatt.kernel.error.KarawattException INVALID for a bad password, or {@link PortalErrors#CODE_WRONG}
     */
    void reset(PortalVisitor visitor, String token, String code, String password);
}
