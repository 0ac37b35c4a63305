package org.karawatt.rating;

/** Codes of the components that a bill is made of. Open: a utility's own charge method may add its own. */
public final class Components {

    /** Active energy (电度电费); all kWh of the account but the fixed quantities. */
    public static final String ENERGY = "ENERGY";
    /** Energy from a production shared with others, which is not bought from the grid (共享自用). */
    public static final String SHARED = "SHARED";
    /** What the producer is credited with for energy that a group has shared; negative, and no part of what the tariff charges. */
    public static final String SHARED_SOLD = "SHARED_SOLD";
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

    /** A part of the price per kWh on a line of its own, such as transmission or system operation. */
    public static final String PRICE_PART = "PRICE_PART";
    /** What a customer who has left the market pays over the agency's purchase price (1.5 倍代理购电价格). */
    public static final String PURCHASE_FACTOR = "PURCHASE_FACTOR";
    /** An amount for each month, day or bill. */
    public static final String FIXED_CHARGE = "FIXED_CHARGE";
    /** What is given back to entitled customers; negative. */
    public static final String SUBSIDY = "SUBSIDY";
    /** What lifts a bill to the least or lowers it to the highest amount. */
    public static final String BILL_BOUND = "BILL_BOUND";
    /** Tax that is not contained in the prices. */
    public static final String TAX = "TAX";

    /** What the customer is paid or credited for energy fed in; negative (上网电费). */
    public static final String FEED_IN = "FEED_IN";

    /** Item of an energy line that carries kWh. */
    public static final String ITEM_ENERGY = "ENERGY";
    /** Item of an energy line that adds a tier's surcharge to kWh that another line carries already. */
    public static final String ITEM_SURCHARGE = "SURCHARGE";

    private Components() {
    }
}
