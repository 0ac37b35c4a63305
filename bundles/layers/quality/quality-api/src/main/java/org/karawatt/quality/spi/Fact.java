package org.karawatt.quality.spi;

import java.util.Map;

/**
 * What is known of one thing of an account. Values are {@link java.math.BigDecimal}, {@link String}, {@link java.time.LocalDate} or
 * {@link Boolean} as the source has declared; what is not there is missing. No personal data: values are shown with hits.
 *
 * @param object what it is, such as {@code account} or {@code point 0001}; unique within the account and the source
 */
public record Fact(long accountId, String accountNo, long officeId, String object, Map<String, Object> values) {
}
