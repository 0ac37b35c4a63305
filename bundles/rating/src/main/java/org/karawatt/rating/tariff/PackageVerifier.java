package org.karawatt.rating.tariff;

import java.util.List;

/** Runs the worked cases of a package. */
public final class PackageVerifier {

    private PackageVerifier() {
    }

    /** @return what did not come out; empty when every case did */
    public static List<CaseFailure> verify(TariffPackage tariffs, TariffPlans plans) {
        throw new UnsupportedOperationException();
    }
}
