package org.karawatt.asset.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A serialised instrument (计量资产).
 *
 * @param kind METER, CT, PT, TERMINAL or SEAL
 * @param integerDigits digits before the point of a meter's display; null for other kinds
 * @param ratioPrimary primary value of an instrument transformer; null for other kinds
 * @param status IN_STOCK, INSTALLED, REMOVED or SCRAPPED
 */
public record Asset(long id, String assetNo, String kind, String model, String serialNo, String accuracy, Integer integerDigits,
        Integer decimalDigits, BigDecimal ratioPrimary, BigDecimal ratioSecondary, String status, long officeId, String location,
        LocalDate verifiedUntil, int version) {
}
