package org.karawatt.kernel.work;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The state of the database schema. Registered only after the schema has been brought up to date. */
@ProviderType
public interface SchemaState {

    /** Product and version of the database. */
    String database();

    /** Applied change sets, oldest first. */
    List<Applied> applied();

    /** One applied change set. */
    record Applied(String id, String author, String file, Instant at) {
    }
}
