package org.karawatt.rating;

/** Codes of the components that a bill is made of. Open: a utility's own charge method may add its own. */
public final class Components {

    /** Active energy (电度电费); all kWh of the account but the fixed quantities. */
    public static final String ENERGY = "ENERGY";
    /** Agreed kWh of another class, taken out of the total and priced on their own (定量). */
    public static final String FIXED_QUANTITY = "FIXED_QUANTITY";
    /** Capacity part by transformer capacity (容量电费). */
    public static final String CAPACITY = "CAPACITY";
    /** Capacity part by demand (需量电费). */
    public static final String DEMAND = "DEMAND";
    /** Power-factor adjustment (功率因数调整电费). */
    public static final String POWER_FACTOR = "POWER_FACTOR";
    /** Government funds and surcharges, collected on behalf of the state (代征基金及附加). */
    public static final String FUND = "FUND";

    /** Item of an energy line that carries kWh. */
    public static final String ITEM_ENERGY = "ENERGY";
    /** Item of an energy line that adds a tier's surcharge to kWh that another line carries already. */
    public static final String ITEM_SURCHARGE = "SURCHARGE";

    private Components() {
    }
}
