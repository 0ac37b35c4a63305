package org.karawatt.billing.api;

import java.math.BigDecimal;
import org.karawatt.metering.api.RegisterKind;

/** What a register shows on the day of a final bill. */
public record FinalReading(String meterNo, RegisterKind register, BigDecimal value) {
}
