package org.karawatt.rating.tariff;

import java.util.Set;

/**
 * The power-factor adjustment of a tariff, by the national table.
 *
 * @param base components whose amounts are adjusted, see {@link org.karawatt.rating.Components}; by default energy, capacity and demand,
 *     without funds; never null
 */
public record PowerFactorRule(Set<String> base) {

    public PowerFactorRule {
        base = Set.copyOf(base);
    }
}
