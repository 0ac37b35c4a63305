package org.karawatt.desk.api;

import java.time.Instant;
import java.util.List;

/**
 * A shift handed over (交接班).
 *
 * @param note what the next must know
 * @param waiting numbers that waited
 * @param openContacts contacts of the office that were open
 * @param caseNos the most urgent of them, at most 50
 * @param acceptedBy null until somebody has accepted it
 */
public record HandOver(long id, long officeId, String givenBy, Instant givenAt, String note, int waiting, int openContacts,
        List<String> caseNos, String acceptedBy, Instant acceptedAt) {

    public HandOver {
        caseNos = List.copyOf(caseNos);
    }
}
