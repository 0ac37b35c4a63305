package org.karawatt.connection.api;

import java.util.List;

/** Keys of the processes of this module, as cases are opened with them. */
public final class ConnectionProcesses {

    /** Low-voltage connection of a household (居民新装). */
    public static final String RESIDENTIAL = "new-connection-residential";
    /** Low-voltage connection of a shop, an office, a workshop (低压非居民新装). */
    public static final String LOW_VOLTAGE = "new-connection-low-voltage";
    /** Connection at high voltage (高压新装). */
    public static final String HIGH_VOLTAGE = "new-connection-high-voltage";
    /** Exchange of a meter (换表). */
    public static final String METER_EXCHANGE = "meter-exchange";
    /** Suspension, reduction and their end (暂停, 减容, 恢复). */
    public static final String CAPACITY_CHANGE = "capacity-change";
    /** More capacity (增容). */
    public static final String CAPACITY_INCREASE = "capacity-increase";
    /** A larger transformer for a time (暂换). */
    public static final String TEMPORARY_REPLACEMENT = "temporary-replacement";
    /** Transfer to another customer (过户). */
    public static final String TRANSFER = "transfer";

    /** Those that change an account that is there; one at a time is worked on for an account. */
    public static final List<String> CHANGES = List.of(METER_EXCHANGE, CAPACITY_CHANGE, CAPACITY_INCREASE,
            TEMPORARY_REPLACEMENT, TRANSFER);

    /** Those whose nodes have limits that compliance is judged by (rules B.1). */
    public static final List<String> JUDGED = List.of(RESIDENTIAL, LOW_VOLTAGE, HIGH_VOLTAGE, CAPACITY_INCREASE);

    private ConnectionProcesses() {
    }
}
