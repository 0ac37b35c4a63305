package org.karawatt.kernel.extension;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What is deployed: modules, the services they provide, and what keeps a part of them from running. Thread-safe. */
@ProviderType
public interface Modules {

    /** All modules, by floor and name. */
    List<Module> list();

    /**
     * One bundle of the house.
     *
     * @param floor {@code kernel}, {@code persistence}, {@code platform}, {@code domain}, {@code business}, {@code access} ...; a
     *     bundle of a utility names its own in the manifest header {@code Karawatt-Floor}, otherwise {@code extension}
     * @param name symbolic name
     * @param title name for people, may be null
     * @param state {@code ACTIVE}, {@code RESOLVED} ...
     * @param missing what its components wait for
     */
    record Module(String floor, String name, String title, String version, String state, List<Provided> services,
            List<Missing> missing) {
    }

    /**
     * A service that a module provides.
     *
     * @param ranking the higher one is used when several modules provide the same
     * @param used whether this is the one that is used
     */
    record Provided(String service, int ranking, boolean used) {
    }

    /**
     * A component that does not run.
     *
     * @param component class of the component
     * @param needs the service, or configuration, that it waits for
     */
    record Missing(String component, String needs) {
    }
}
