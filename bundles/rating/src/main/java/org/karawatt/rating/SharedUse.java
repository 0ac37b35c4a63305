package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Energy that a customer has from a production shared with others (共享自用) and therefore does not buy from the grid. {@link EnergySharing}
 * finds it. Immutable.
 *
 * @param energy kWh by interval, as long as the intervals of the use and over the same days, in none more than was used; never null
 * @param price price per kWh that the group has agreed on, zero or more; never null
 */
public record SharedUse(Intervals energy, BigDecimal price) {

    public SharedUse {
        Objects.requireNonNull(energy, "energy");
        Objects.requireNonNull(price, "price");
    }
}
