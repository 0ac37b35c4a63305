package org.karawatt.billing.api;

import java.util.List;

/**
 * A correction to be proposed.
 *
 * @param reasonCode code of table {@code correction-reason}
 * @param reason in words, at most 200 characters
 * @param readings readings that were wrong, at most 100; empty when tariff, terms or equipment have been put right meanwhile
 */
public record CorrectionDraft(String reasonCode, String reason, List<CorrectedReading> readings) {

    public CorrectionDraft {
        readings = readings == null ? List.of() : List.copyOf(readings);
    }
}
