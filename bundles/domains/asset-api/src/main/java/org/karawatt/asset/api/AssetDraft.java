package org.karawatt.asset.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/** An instrument to be taken into stock. Fields that do not fit the kind are null. */
public record AssetDraft(String assetNo, String kind, String model, String serialNo, String accuracy, Integer integerDigits,
        Integer decimalDigits, BigDecimal ratioPrimary, BigDecimal ratioSecondary, String officeCode, LocalDate verifiedUntil) {
}
