package org.karawatt.metering.api;


/** What a register counts. */
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
    MD
}
