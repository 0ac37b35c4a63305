package org.karawatt.persistence.internal.schema;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.karawatt.kernel.error.KarawattException;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs before Pax JDBC publishes the data source ({@code ops4j.preHook = karawatt-schema}). When it fails there is no data source, so
 * nothing can run on a schema that does not fit; the reason is logged and shown by the health check.
 */
@Component(service = {PreHook.class, SchemaHook.class}, property = "name=karawatt-schema")
public final class SchemaHook implements PreHook {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaHook.class);

    private volatile String fault;

    @Override
    public void prepare(DataSource dataSource) throws SQLException {
        try {
            SchemaMigrator.migrate(dataSource, SchemaMigrator.CHANGELOG);
            fault = null;
        } catch (KarawattException e) {
            fault = e.getMessage();
            LOG.error("no data source: {}", e.getMessage(), e);
            throw new SQLException(e.getMessage(), e);
        }
    }

    /** Why the schema could not be brought up to date; null when it was, or when nobody has tried yet. */
    String fault() {
        return fault;
    }
}
