package org.karawatt.persistence.store;

import javax.persistence.EntityManager;
import org.osgi.annotation.versioning.ProviderType;

/** The door to JPA. Thread-safe; what it returns is not and belongs to the calling thread until its unit of work ends. */
@ProviderType
public interface EntityStore {

    /**
     * The EntityManager of the current unit of work. It is flushed and closed by the unit; do not close it.
     *
     * @throws IllegalStateException outside a unit of work
     */
    EntityManager em();
}
