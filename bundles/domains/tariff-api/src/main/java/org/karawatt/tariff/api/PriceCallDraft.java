package org.karawatt.tariff.api;

import java.time.LocalDateTime;

/** A call to be made; the parts are those of {@link PriceCall}. */
public record PriceCallDraft(String tariffCode, LocalDateTime from, LocalDateTime to, String period) {
}
