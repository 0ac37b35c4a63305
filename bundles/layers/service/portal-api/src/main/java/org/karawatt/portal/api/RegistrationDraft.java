package org.karawatt.portal.api;

/**
 * A login to be made.
 *
 * @param email what he will log in with; a code is sent there
 * @param password 10 to 200 characters
 * @param proof of his account; null for who has none yet and wants to apply for a connection
 */
public record RegistrationDraft(String email, String password, AccountProof proof) {

    /** Leaves address and password out. */
    @Override
    public String toString() {
        return "RegistrationDraft[" + proof + "]";
    }
}
