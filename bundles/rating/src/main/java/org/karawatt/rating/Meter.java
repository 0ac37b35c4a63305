package org.karawatt.rating;

import java.util.List;
import java.util.Objects;

/**
 * A meter of the account with what it has counted in the period (rules C.2, C.3 and C.7). Immutable.
 *
 * @param id name of the meter within the account, never null
 * @param parent the meter behind which this one is wired in series (套表), whose energy contains this one's; null for a meter directly on
 *     the supply
 * @param item the tariff's fixed item that prices this meter's energy; null when it belongs to the account's main energy, or, for a meter
 *     with a parent, when it is billed elsewhere
 * @param sections one for each stretch of the period with the same meter and transformers, never null
 */
public record Meter(String id, String parent, String item, List<MeterSection> sections) {

    public Meter {
        Objects.requireNonNull(id, "id");
        sections = List.copyOf(sections);
    }
}
