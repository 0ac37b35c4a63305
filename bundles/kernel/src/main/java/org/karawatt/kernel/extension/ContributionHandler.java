package org.karawatt.kernel.extension;

import java.net.URL;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes in the declarative files that bundles carry below {@code KARAWATT-INF/<kind>/}. The extender calls {@link #add} when a
 * bundle starts or when the handler arrives later, and {@link #remove} when the bundle stops. A bad file is an exception here, a
 * report in health and log there, and never stops the bundle. Calls come from one thread at a time.
 */
@ConsumerType
public interface ContributionHandler {

    /** Folder below {@code KARAWATT-INF} such as {@code codes} or {@code tariff}. */
    String kind();

    /**
     * Loads the files of one bundle.
     *
     * @param origin symbolic name and version of the bundle
     * @param files all files of this kind in the bundle, sorted by path
     */
    void add(String origin, List<URL> files);

    /** The bundle has stopped: what it brought is no longer offered. Running work keeps the version it began with. */
    void remove(String origin);
}
