package org.karawatt.rating.tariff;

/** Reads tariff package files. */
public final class TariffPackageReader {

    private TariffPackageReader() {
    }

    /**
     * @param json the file's bytes
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID with every fault
     */
    public static TariffPackage read(byte[] json) {
        throw new UnsupportedOperationException();
    }
}
