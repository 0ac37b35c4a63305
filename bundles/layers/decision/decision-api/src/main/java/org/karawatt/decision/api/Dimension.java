package org.karawatt.decision.api;

/** What sales are split by. */
public enum Dimension {
    /** Usage class (用电类别). */
    CLASS,
    /** Industry (行业). */
    INDUSTRY,
    /** Voltage (电压等级). */
    VOLTAGE,
    /** Tariff (电价). */
    TARIFF,
    /** Office (供电单位): those directly below the one asked for, each with what lies below it. */
    OFFICE
}
