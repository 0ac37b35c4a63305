package org.karawatt.persistence.internal.schema;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Says whether the database answers and, when there is no data source at all, why. */
@Component(service = HealthCheck.class, immediate = true, property = {"hc.name=database", "hc.tags=karawatt"})
public final class DatabaseHealth implements HealthCheck {

    private final SchemaHook schema;
    private final UnitOfWork work;
    private final BulkStore bulk;

    @Activate
    public DatabaseHealth(@Reference SchemaHook schema,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk) {
        this.schema = schema;
        this.work = work;
        this.bulk = bulk;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        if (schema.fault() != null) {
            log.critical("{}", schema.fault());
        } else if (work == null || bulk == null) {
            log.critical("There is no data source named karawatt");
        } else {
            try {
                long settings = work.readOnly(() -> bulk.queryOne("SELECT COUNT(*) FROM kernel_setting", List.of(), row -> row.getLong(1)))
                        .orElseThrow();
                log.info("The database answers, {} settings", settings);
            } catch (RuntimeException e) {
                log.critical("The database does not answer: {}", e.getMessage());
            }
        }
        return new Result(log);
    }
}
