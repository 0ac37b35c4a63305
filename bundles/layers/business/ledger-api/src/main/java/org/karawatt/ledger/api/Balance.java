package org.karawatt.ledger.api;

import java.math.BigDecimal;

/** Balance of a ledger account: sums of debits and credits. */
public record Balance(String code, String nameZh, String nameEn, BigDecimal debit, BigDecimal credit) {
}
