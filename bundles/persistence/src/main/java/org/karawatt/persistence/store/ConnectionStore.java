package org.karawatt.persistence.store;

import java.sql.Connection;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The door for libraries that speak JDBC by themselves, such as a process engine, so that their rows commit together with ours. Our own
 * SQL goes through {@link BulkStore}. Thread-safe; what it returns is not and belongs to the calling thread until its unit of work ends.
 */
@ProviderType
public interface ConnectionStore {

    /**
     * The connection of the current unit of work. It belongs to the unit: never close, commit or roll back.
     *
     * @throws IllegalStateException outside a unit of work
     */
    Connection connection();

    /** Marks the current unit as failed, so that it rolls back whatever becomes of the exception. */
    void poison(Throwable failure);

    /** Whether a unit of work is under way on this thread. */
    boolean isActive();
}
