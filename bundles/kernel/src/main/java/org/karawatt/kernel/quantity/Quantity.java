package org.karawatt.kernel.quantity;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A physical quantity with its unit. Immutable. Arithmetic is exact and only between equal units.
 *
 * @param value the decimal value, never null
 * @param unit the unit, never null
 */
public record Quantity(BigDecimal value, Unit unit) implements Comparable<Quantity> {

    public Quantity {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(unit, "unit");
    }

    /** @param kwh active energy in kWh */
    public static Quantity energy(BigDecimal kwh) {
        return new Quantity(kwh, Unit.KWH);
    }

    /** @param kvarh reactive energy in kvarh */
    public static Quantity reactiveEnergy(BigDecimal kvarh) {
        return new Quantity(kvarh, Unit.KVARH);
    }

    /** @param kw active power, such as a maximum demand, in kW */
    public static Quantity power(BigDecimal kw) {
        return new Quantity(kw, Unit.KW);
    }

    /** @param kva transformer capacity in kVA */
    public static Quantity capacity(BigDecimal kva) {
        return new Quantity(kva, Unit.KVA);
    }

    public Quantity plus(Quantity other) {
        return new Quantity(value.add(same(other).value), unit);
    }

    public Quantity minus(Quantity other) {
        return new Quantity(value.subtract(same(other).value), unit);
    }

    public Quantity times(BigDecimal factor) {
        return new Quantity(value.multiply(factor), unit);
    }

    private Quantity same(Quantity other) {
        if (unit != other.unit) {
            throw new IllegalArgumentException("units differ: " + unit + " and " + other.unit);
        }
        return other;
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(same(other).value);
    }

    /** Equal when the unit is the same and the values are numerically equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity that && unit == that.unit && value.compareTo(that.value) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * value.stripTrailingZeros().hashCode() + unit.hashCode();
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + unit.symbol();
    }
}
