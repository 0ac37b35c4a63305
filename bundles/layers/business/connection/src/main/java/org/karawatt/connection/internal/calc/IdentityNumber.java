package org.karawatt.connection.internal.calc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Numbers of identity documents that can be checked: the resident identity card (GB 11643-1999) and the social credit code (GB 32100-2015). */
public final class IdentityNumber {

    private static final String RESIDENT = "01";
    private static final String CREDIT_CODE = "USCC";
    private static final int[] CARD_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CARD_CHECKS = "10X98765432";
    /** Digits and letters without I, O, S, V and Z. */
    private static final String CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CREDIT_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final DateTimeFormatter BIRTH = DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private IdentityNumber() {
    }

    /** Whether a number can be one of that kind; numbers of other kinds are not known well enough to be refused. */
    public static boolean isValid(String kind, String number) {
        return switch (kind) {
            case RESIDENT -> isCard(number);
            case CREDIT_CODE -> isCreditCode(number);
            default -> true;
        };
    }

    private static boolean isCard(String number) {
        if (!number.matches("[1-9]\\d{16}[\\dX]")) {
            return false;
        }
        try {
            LocalDate.parse(number.substring(6, 14), BIRTH);
        } catch (DateTimeException e) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < CARD_WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * CARD_WEIGHTS[i];
        }
        return number.charAt(17) == CARD_CHECKS.charAt(sum % 11);
    }

    private static boolean isCreditCode(String number) {
        if (number.length() != 18 || number.chars().anyMatch(c -> CREDIT_DIGITS.indexOf(c) < 0)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < CREDIT_WEIGHTS.length; i++) {
            sum += CREDIT_DIGITS.indexOf(number.charAt(i)) * CREDIT_WEIGHTS[i];
        }
        return CREDIT_DIGITS.indexOf(number.charAt(17)) == (31 - sum % 31) % 31;
    }
}
