package org.karawatt.security.internal.service;

import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;

/** The place where names and passwords are known. */
@FunctionalInterface
interface Realm {

    /**
     * Checks a name and a password.
     *
     * @throws LoginException if they do not fit
     * @throws org.karawatt.kernel.error.KarawattException of kind UNAVAILABLE when there is no such realm
     */
    Subject login(String user, char[] password) throws LoginException;
}
