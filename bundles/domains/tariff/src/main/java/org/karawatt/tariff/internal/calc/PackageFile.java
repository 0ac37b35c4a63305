package org.karawatt.tariff.internal.calc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rating.tariff.CaseFailure;
import org.karawatt.rating.tariff.PackageVerifier;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffPackage;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.rating.tariff.TariffPlans;
import org.karawatt.tariff.api.TariffErrors;

/**
 * A package file that has been read, compiled and proven by its own cases.
 *
 * @param definitions the JSON of each tariff, in the order of the file
 * @param hash SHA-256 of the content
 */
public record PackageFile(TariffPackage content, TariffPlans plans, List<String> definitions, String json, String hash) {

    /**
     * Reads and proves a file.
     *
     * @param name name for messages
     * @throws KarawattException BAD_FILE when it cannot be read or makes no sense, CASE_FAILED with every case that does not come out
     */
    public static PackageFile proven(String name, byte[] bytes) {
        PackageFile file = read(name, bytes);
        Faults faults = new Faults();
        for (CaseFailure failure : PackageVerifier.verify(file.content, file.plans)) {
            faults.add("cases." + failure.caseName(), TariffErrors.CASE_FAILED, file.content.code(), failure.caseName(),
                    failure.where() + ": " + failure.expected() + " <> " + failure.actual());
        }
        faults.throwIfAny();
        return file;
    }

    /** Reads a file without running its cases: for what was proven when it was loaded. */
    public static PackageFile read(String name, byte[] bytes) {
        try {
            TariffPackage content = TariffPackageReader.read(bytes);
            TariffPlans plans = TariffCompiler.compile(content);
            return new PackageFile(content, plans, TariffPackageReader.definitions(bytes), new String(bytes, StandardCharsets.UTF_8), hash(bytes));
        } catch (KarawattException e) {
            throw KarawattException.invalid(TariffErrors.BAD_FILE, name, TariffPackageReader.located(bytes, e).getMessage());
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
