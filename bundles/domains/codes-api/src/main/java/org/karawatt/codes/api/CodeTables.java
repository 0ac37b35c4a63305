package org.karawatt.codes.api;


/** Names of the code tables that the product itself relies on. */
public final class CodeTables {

    /** RESIDENTIAL, AGRICULTURE, COMMERCIAL: the tariff classes since the third regulatory period of 2023. */
    public static final String USAGE_CLASS = "usage-class";
    /** AC00061 (6 kV), AC00101 (10 kV) and so on, AC00002 (220 V), AC00003 (380 V). */
    public static final String VOLTAGE = "voltage";
    /** GB/T 4754-2017 sections and below. */
    public static final String INDUSTRY = "industry";
    /** HH, HL, LL: high or low supply, high or low metering. */
    public static final String METERING_MODE = "metering-mode";
    /** 0 none, 1 monthly, 2 odd months, 3 even months, 4 several a month, 5 irregular. */
    public static final String READING_CYCLE = "reading-cycle";
    /** Ways a payment can come in. */
    public static final String PAYMENT_CHANNEL = "payment-channel";
    /** Kinds of identity documents. */
    public static final String ID_KIND = "id-kind";

    private CodeTables() {
    }
}
