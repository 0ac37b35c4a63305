package org.karawatt.portal.internal.calc;

import java.util.Locale;

/** What a customer knows of his records besides his bills. */
public final class PersonalSecret {

    private static final int LAST = 4;
    private static final int LEAST_PHONE = 7;

    private PersonalSecret() {
    }

    /**
     * Whether this is the end of the identity number or the telephone number. What is not recorded is matched by nothing.
     *
     * @param idNumber may be null
     * @param phone may be null
     */
    public static boolean matches(String given, String idNumber, String phone) {
        String text = given.strip().toUpperCase(Locale.ROOT);
        boolean byIdentity = idNumber != null && idNumber.strip().length() > LAST && text.length() == LAST
                && idNumber.strip().toUpperCase(Locale.ROOT).endsWith(text);
        String recorded = digits(phone);
        boolean byPhone = recorded.length() >= LEAST_PHONE && recorded.equals(digits(text));
        return byIdentity || byPhone;
    }

    private static String digits(String text) {
        return text == null ? "" : text.replaceAll("\\D", "");
    }
}
