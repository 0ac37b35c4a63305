package org.karawatt.metering.api;

import java.math.BigDecimal;

/** A register of an installed meter. {@code initialValue} is what it showed when the meter was installed. */
public record Register(long id, RegisterKind kind, int integerDigits, int decimalDigits, BigDecimal initialValue) {
}
