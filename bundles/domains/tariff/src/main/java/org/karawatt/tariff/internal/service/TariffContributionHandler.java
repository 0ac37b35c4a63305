package org.karawatt.tariff.internal.service;

import java.net.URL;
import java.util.List;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.extension.ContributedFile;
import org.karawatt.kernel.extension.ContributionHandler;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.internal.calc.PackageFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes in the tariff packages of bundles. Every file is read, compiled and proven by its own worked cases before anything is
 * stored, and one bad file refuses all files of its bundle. A package that names a charge method which is not there waits for it.
 */
@Component
public final class TariffContributionHandler implements ContributionHandler {

    private final TariffCatalog catalog;

    @Activate
    public TariffContributionHandler(@Reference TariffCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String kind() {
        return "tariff";
    }

    @Override
    public void add(String origin, List<URL> files) {
        catalog.add(origin, files.stream().map(this::sound).toList());
    }

    /** What can be said against a file without running its cases is said with the name of the file. */
    private PackageFile sound(URL url) {
        ContributedFile contributed = ContributedFile.read(url, TariffPackageReader.MAX_BYTES,
                (name, reason) -> KarawattException.invalid(TariffErrors.BAD_FILE, name, reason));
        try {
            PackageFile file = PackageFile.read(contributed.content());
            if (file.missing(catalog.methods()).isEmpty()) {
                file.compile(catalog.methods());
            }
            return file;
        } catch (KarawattException e) {
            throw PackageFile.named(contributed.name(), e);
        }
    }

    @Override
    public void remove(String origin) {
        catalog.remove(origin);
    }
}
