package org.karawatt.persistence.internal.service;

import java.nio.file.Path;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.DatabaseBackup;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.config.PersistenceErrors;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Dialect;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Derby's own online backup. */
@Component
public final class DerbyBackup implements DatabaseBackup {

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final AuditTrail audit;

    @Activate
    public DerbyBackup(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference AuditTrail audit) {
        this.work = work;
        this.bulk = bulk;
        this.audit = audit;
    }

    @Override
    public void copyTo(CallContext context, Path folder) {
        context.require("system.admin");
        work.required(() -> {
            if (bulk.dialect() != Dialect.DERBY) {
                throw KarawattException.unavailable(PersistenceErrors.BACKUP_NOT_EMBEDDED);
            }
            bulk.update("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)", List.of(folder.toString()));
            audit.record(context, "database.backup", "database", null, null);
        });
    }
}
