package org.karawatt.rating.tariff;

import org.karawatt.rating.TariffPlan;

/** Turns tariff data into plans that price bills. */
public final class TariffCompiler {

    private TariffCompiler() {
    }

    /** Compiles all tariffs of a package and checks their dates against each other. */
    public static TariffPlans compile(TariffPackage tariffs) {
        throw new UnsupportedOperationException();
    }

    /** Compiles one tariff. */
    public static TariffPlan compile(TariffPackage owner, TariffDefinition tariff) {
        throw new UnsupportedOperationException();
    }
}
