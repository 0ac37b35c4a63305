package org.karawatt.rating;

/** How a customer has chosen to pay the capacity part of a two-part tariff (基本电费计收方式). */
public enum DemandMethod {
    /** Single-part customer: no capacity part. */
    NONE,
    /** By transformer capacity in kVA. */
    CAPACITY,
    /** By the contracted demand in kW; what exceeds 105 % of it costs more. */
    CONTRACT_DEMAND,
    /** By the highest demand of the month in kW. */
    ACTUAL_DEMAND
}
