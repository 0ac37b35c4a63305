package org.karawatt.notice.api;

import java.time.LocalDate;

/** A preference to be recorded; {@code kind} may be {@code *}. */
public record PreferenceDraft(String kind, String channel, boolean wanted, String source, LocalDate validFrom) {
}
