package org.karawatt.tariff.api;

import java.time.LocalDate;

/**
 * A package file that a person imports.
 *
 * @param format form of the file, never null
 * @param name name of the file for messages, never null
 * @param content its bytes, at most 4 MB; never null
 * @param packageCode code of the package to be made of URDB rates; null derives it from the name; not used for other forms
 * @param version version of the package to be made of URDB rates; null means 1.0.0; not used for other forms
 * @param validFrom first day of URDB rates that do not tell theirs; null when that is an error; not used for other forms
 */
public record PackageUpload(Format format, String name, byte[] content, String packageCode, String version, LocalDate validFrom) {

    /** Forms of package files. */
    public enum Format {
        /** The form of {@code docs/tariffs.md}. */
        KARAWATT,
        /** Rates of the OpenEI utility rate database, JSON of version 7 or 8. */
        URDB
    }

    /** A file of our own form. */
    public PackageUpload(String name, byte[] content) {
        this(Format.KARAWATT, name, content, null, null, null);
    }
}
