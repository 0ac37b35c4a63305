package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.rating.LocalText;

/**
 * A fund or surcharge collected for the government on every kWh; outside time of use and outside the power-factor base.
 *
 * @param code code such as {@code RENEWABLE}, never null
 * @param name printed name, never null
 * @param price rate per kWh, never null
 * @param exemptItems fixed items whose kWh do not pay it, such as agriculture; never null
 */
public record FundRate(String code, LocalText name, BigDecimal price, List<String> exemptItems) {

    public FundRate {
        exemptItems = List.copyOf(exemptItems);
    }
}
