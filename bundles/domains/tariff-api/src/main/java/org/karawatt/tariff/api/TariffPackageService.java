package org.karawatt.tariff.api;

import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The life of tariff packages that people import: proven and PROPOSED by one, approved or rejected by another, withdrawn when they are
 * not to price any more. Reading needs {@code tariff.read}, importing {@code tariff.write}, deciding {@code tariff.approve}. Every step
 * is kept with the package and in the audit trail. Bills keep the tariff version that priced them, whatever happens here. Thread-safe.
 */
@ProviderType
public interface TariffPackageService {

    /** Longest note of a decision. */
    int MAX_NOTE = 500;

    /** Reads, compiles and proves a file like {@link #importPackage} and stores nothing. Faults are told in the result. */
    PackageImport dryRun(CallContext context, PackageUpload upload);

    /**
     * Takes in a file as a proposal. The same content that was rejected or withdrawn before is proposed again.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID with every fault of the file; nothing is stored then
     */
    PackageImport importPackage(CallContext context, PackageUpload upload);

    /** One package; unknown is NOT_FOUND (TARIFF-010). */
    TariffPackageDetail tariffPackage(CallContext context, long packageId);

    /**
     * Approves a proposal; its tariffs are offered from now on. The importer cannot do it (TARIFF-012), and of two at once one gets
     * TARIFF-011. A note is required (TARIFF-014) when days before today would be priced otherwise.
     */
    TariffPackageDetail approve(CallContext context, long packageId, String note);

    /** Rejects a proposal with a note. The importer may do it too, which takes the proposal back. */
    TariffPackageDetail reject(CallContext context, long packageId, String note);

    /**
     * Takes an imported package out of the offer; an older active version or another package with the same tariffs takes its place. A note
     * is required, and the result tells how many accounts were left without an offered tariff. What a bundle brought is refused
     * (TARIFF-016): it goes with its bundle.
     */
    TariffPackageDetail withdraw(CallContext context, long packageId, String note);
}
