package org.acme.charge;

import java.math.BigDecimal;
import org.karawatt.rating.tariff.ChargeMethod;
import org.karawatt.rating.tariff.ChargeSettings;
import org.osgi.service.component.annotations.Component;

/** The first kWh of a month, as many as the tariff says, pay nothing. */
@Component(service = ChargeMethod.class)
public final class GreenFeeV2 extends GreenFee {

    @Override
    public int version() {
        return 2;
    }

    @Override
    BigDecimal freeKwh(ChargeSettings settings) {
        return settings.decimal("freeKwh");
    }
}
