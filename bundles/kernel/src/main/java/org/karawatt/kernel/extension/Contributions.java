package org.karawatt.kernel.extension;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What the extender has found in the running bundles. Thread-safe. */
@ProviderType
public interface Contributions {

    /** All contributions, by origin and kind. */
    List<Contribution> list();

    /**
     * Whether all that is there has been handed over: no bundle is still to start, and nothing waits for its handler. Work that needs
     * the contributions of others, such as a run that goes on after a restart, waits for it, within bounds: the handler of a kind may
     * not be deployed at all.
     */
    boolean settled();

    /**
     * The files of one kind in one bundle.
     *
     * @param fault message of the exception that refused them; null when they were taken in
     */
    record Contribution(String origin, String kind, List<String> files, String fault) {
    }
}
