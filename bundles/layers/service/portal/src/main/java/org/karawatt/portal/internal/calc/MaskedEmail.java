package org.karawatt.portal.internal.calc;

/** E-mail addresses for those who may not see personal data. */
public final class MaskedEmail {

    private MaskedEmail() {
    }

    /** The first character and where the address is: {@code w***@example.org}. */
    public static String of(String email) {
        int at = email.indexOf('@');
        return email.substring(0, email.offsetByCodePoints(0, 1)) + "***" + email.substring(at);
    }
}
