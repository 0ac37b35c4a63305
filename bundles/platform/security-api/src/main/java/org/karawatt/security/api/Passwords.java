package org.karawatt.security.api;

import org.karawatt.kernel.error.Faults;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Passwords of people who are no users of the login realm and whose digests a module keeps itself, such as customers of a portal. A digest
 * is salted and slow (PBKDF2 of the JDK) and names its own parameters, so that they can be raised later. Thread-safe; a digest takes some
 * tenths of a second on purpose.
 */
@ProviderType
public interface Passwords {

    /** Fewest characters of a password. */
    int LEAST = 10;

    /** Most characters of a password. */
    int MOST = 200;

    /** Adds a fault for the field when the password is missing, too short or too long. */
    void check(String field, String password, Faults faults);

    /** The digest to be kept, at most 200 characters; another one at every call. */
    String digest(String password);

    /**
     * Whether the password is the one of the digest.
     *
     * @param digest null where there is nobody to compare with: the answer is no, and takes as long as any other
     */
    boolean matches(String password, String digest);
}
