package org.karawatt.persistence.internal.schema;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import org.karawatt.kernel.work.SchemaState;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.work.DefaultUnitOfWork;
import org.karawatt.persistence.internal.work.Failures;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads Liquibase's own table. Its data source, and with it this service, appears only after the migration. */
@Component(service = SchemaState.class)
public final class DefaultSchemaState implements SchemaState {

    private final UnitOfWork work;
    private final DefaultUnitOfWork units;
    private final BulkStore bulk;

    @Activate
    public DefaultSchemaState(@Reference DefaultUnitOfWork units, @Reference BulkStore bulk) {
        this.work = units;
        this.units = units;
        this.bulk = bulk;
    }

    @Override
    public String database() {
        return work.readOnly(() -> {
            try {
                DatabaseMetaData data = units.connection().getMetaData();
                return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
            } catch (SQLException e) {
                throw Failures.of("no metadata", e);
            }
        });
    }

    @Override
    public List<Applied> applied() {
        // Liquibase writes the local time of the server; it is shown as it stands
        return work.readOnly(() -> bulk.query(
                "SELECT id, author, filename, dateexecuted FROM databasechangelog ORDER BY orderexecuted", List.of(),
                row -> new Applied(row.getString(1), row.getString(2), row.getString(3), row.getInstant(4))));
    }
}
