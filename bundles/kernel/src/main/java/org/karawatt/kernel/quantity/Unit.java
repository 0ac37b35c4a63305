package org.karawatt.kernel.quantity;

/** Units of measure used on meters, contracts and bills. */
public enum Unit {
    /** Active energy. */
    KWH("kWh"),
    /** Reactive energy. */
    KVARH("kvarh"),
    /** Active power, such as a maximum demand. */
    KW("kW"),
    /** Apparent power, such as transformer capacity. */
    KVA("kVA");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** The printed symbol. */
    public String symbol() {
        return symbol;
    }
}
