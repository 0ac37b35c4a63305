package org.karawatt.kernel.extension;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What the extender has found in the running bundles. Thread-safe. */
@ProviderType
public interface Contributions {

    /** All contributions, by origin and kind. */
    List<Contribution> list();

    /**
     * The files of one kind in one bundle.
     *
     * @param fault message of the exception that refused them; null when they were taken in
     */
    record Contribution(String origin, String kind, List<String> files, String fault) {
    }
}
