package org.karawatt.tariff.internal.calc;

import java.util.List;
import java.util.Set;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffPackageInfo;

/**
 * A stored package that is active and whose bundle, if it has one, is running.
 *
 * @param origin symbolic name and version of the bundle, or {@link TariffPackageInfo#UPLOAD}
 * @param codes codes of its tariffs
 * @param tariffs all tariff versions of the package, compiled; empty while a charge method is missing
 * @param missing charge methods that are missing, as {@code GREEN_FEE@2}
 */
public record OfferedPackage(long id, String packageCode, String version, String origin, Set<String> codes, List<PricedTariff> tariffs,
        List<String> missing) {

    private static final String OURS = "karawatt-";

    public OfferedPackage {
        codes = Set.copyOf(codes);
        tariffs = List.copyOf(tariffs);
        missing = List.copyOf(missing);
    }

    /** Who goes first when two packages carry the same tariff: what people have approved, then a utility's bundle, then the product. */
    public int rank() {
        return TariffPackageInfo.UPLOAD.equals(origin) ? 0 : isProducts(origin) ? 2 : 1;
    }

    /** Whether a bundle belongs to the product. */
    public static boolean isProducts(String origin) {
        return origin.startsWith(OURS);
    }
}
