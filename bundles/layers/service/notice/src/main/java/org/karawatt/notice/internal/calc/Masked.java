package org.karawatt.notice.internal.calc;

/** Addresses as they may be shown and kept. */
public final class Masked {

    private static final String REST = "***";

    private Masked() {
    }

    /** {@code a***@example.org} of an e-mail address, the last four characters of everything else that is long enough. */
    public static String address(String address) {
        int at = address.lastIndexOf('@');
        if (at > 0) {
            return cut(address.substring(0, address.offsetByCodePoints(0, 1)) + REST + address.substring(at));
        }
        return address.length() > 7 ? REST + address.substring(address.length() - 4) : REST;
    }

    private static String cut(String text) {
        return text.length() > 120 ? text.substring(0, 120) : text;
    }
}
