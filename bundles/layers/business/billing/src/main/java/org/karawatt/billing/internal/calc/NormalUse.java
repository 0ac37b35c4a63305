package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;

/** What issued bills of normal months tell: so many kWh, of the period of an item where it has one, in so many days. */
public record NormalUse(BigDecimal kwh, int days) {
}
