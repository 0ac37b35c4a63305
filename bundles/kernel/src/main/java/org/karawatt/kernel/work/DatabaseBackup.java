package org.karawatt.kernel.work;

import java.nio.file.Path;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** Copies the embedded database while it is used. Thread-safe. */
@ProviderType
public interface DatabaseBackup {

    /**
     * Writes a consistent copy of the database into a folder, while others go on working; needs the permission {@code system.admin}.
     * A database that is not embedded refuses with a code: it has its own tools.
     *
     * @param folder folder that does not exist yet; the copy is a folder in it with the name of the database
     */
    void copyTo(CallContext context, Path folder);
}
