package org.karawatt.metering.api;

/** What a register counts. A name has at most 12 letters. */
public enum RegisterKind {
    /** Active energy, total, kWh. */
    AP_TOTAL,
    /** Active energy in the sharp period (尖). */
    AP_SHARP,
    /** Active energy in the peak period (峰). */
    AP_PEAK,
    /** Active energy in the flat period (平). */
    AP_FLAT,
    /** Active energy in the valley period (谷). */
    AP_VALLEY,
    /** Active energy in the deep valley period (深谷). */
    AP_DEEP,
    /** Reactive energy, total of both directions, kvarh. */
    RP_TOTAL,
    /** Maximum demand of the month over 15 minutes, kW; reset at each reading. */
    MD,
    /** Reactive energy drawn (正向无功), of a meter that counts the directions apart, kvarh. */
    RP_DRAWN,
    /** Reactive energy fed back (反向无功), beside {@link #RP_DRAWN}, kvarh. */
    RP_BACK,
    /** Active energy fed into the grid (反向有功), total, kWh. */
    BACK_TOTAL,
    /** Active energy fed in, in the sharp period. */
    BACK_SHARP,
    /** Active energy fed in, in the peak period. */
    BACK_PEAK,
    /** Active energy fed in, in the flat period. */
    BACK_FLAT,
    /** Active energy fed in, in the valley period. */
    BACK_VALLEY,
    /** Active energy fed in, in the deep valley period. */
    BACK_DEEP,
    /** Maximum demand in the sharp period, kW. */
    MD_SHARP,
    /** Maximum demand in the peak period, kW. */
    MD_PEAK,
    /** Maximum demand in the flat period, kW. */
    MD_FLAT,
    /** Maximum demand in the valley period, kW. */
    MD_VALLEY,
    /** Maximum demand in the deep valley period, kW. */
    MD_DEEP;

    /** Whether the register shows a highest value that is reset at each reading, and not a count. */
    public boolean isDemand() {
        return this == MD || name().startsWith("MD_");
    }
}
