package org.karawatt.tariff.internal.calc;

import java.util.List;
import org.karawatt.tariff.api.PricedTariff;

/**
 * A stored package whose bundle is running.
 *
 * @param origin symbolic name and version of the bundle
 * @param tariffs all tariff versions of the package, compiled
 */
public record OfferedPackage(long id, String packageCode, String version, String origin, List<PricedTariff> tariffs) {

    private static final String OURS = "karawatt-";

    public OfferedPackage {
        tariffs = List.copyOf(tariffs);
    }

    /** Whether a utility ships it rather than the product. */
    public boolean isUtilitys() {
        return !origin.startsWith(OURS);
    }
}
