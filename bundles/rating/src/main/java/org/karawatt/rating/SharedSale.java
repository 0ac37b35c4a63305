package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Energy of a producer's own production that a member of the group has got (共享自用), and for which he is credited with what that member
 * pays. Immutable.
 *
 * @param member account number of the member, for the explanation; never null
 * @param kwh energy in kWh, zero or more; never null
 * @param price price per kWh that the group has agreed on with the member, zero or more; never null
 */
public record SharedSale(String member, BigDecimal kwh, BigDecimal price) {

    public SharedSale {
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(kwh, "kwh");
        Objects.requireNonNull(price, "price");
    }
}
