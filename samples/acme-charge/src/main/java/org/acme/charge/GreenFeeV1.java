package org.acme.charge;

import java.math.BigDecimal;
import org.karawatt.rating.tariff.ChargeMethod;
import org.karawatt.rating.tariff.ChargeSettings;
import org.osgi.service.component.annotations.Component;

/** Every kWh pays. */
@Component(service = ChargeMethod.class)
public final class GreenFeeV1 extends GreenFee {

    @Override
    public int version() {
        return 1;
    }

    @Override
    BigDecimal freeKwh(ChargeSettings settings) {
        return BigDecimal.ZERO;
    }
}
