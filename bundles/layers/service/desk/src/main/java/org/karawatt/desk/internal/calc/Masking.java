package org.karawatt.desk.internal.calc;

/** How a telephone number looks to those who may not see it. Every mask has one length. */
public final class Masking {

    private static final String MASK = "****";
    private static final int SHOWN = 4;

    private Masking() {
    }

    /** A telephone number with its last four digits only; null stays null. */
    public static String maskedPhone(String phone) {
        return phone == null ? null : phone.length() <= SHOWN ? MASK : MASK + phone.substring(phone.length() - SHOWN);
    }
}
