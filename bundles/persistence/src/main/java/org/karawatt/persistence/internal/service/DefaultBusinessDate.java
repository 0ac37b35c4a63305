package org.karawatt.persistence.internal.service;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BusinessDate;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the business date in {@code kernel_setting}. Apart from the clock, because the audit trail needs the clock. */
@Component
public final class DefaultBusinessDate implements BusinessDate {

    private static final String PERMISSION = "system.admin";

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final AuditTrail audit;
    private final DefaultBusinessClock clock;

    @Activate
    public DefaultBusinessDate(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference AuditTrail audit,
            @Reference DefaultBusinessClock clock) {
        this.work = work;
        this.bulk = bulk;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void set(CallContext context, LocalDate day) {
        context.require(PERMISSION);
        work.required(() -> {
            bulk.update("DELETE FROM kernel_setting WHERE name = ?", List.of(DefaultBusinessClock.SETTING));
            if (day != null) {
                bulk.update("INSERT INTO kernel_setting (name, text_value) VALUES (?, ?)",
                        List.of(DefaultBusinessClock.SETTING, day.toString()));
            }
            audit.record(context, "business-date.set", "setting", DefaultBusinessClock.SETTING, day == null ? "calendar" : day.toString());
        });
        clock.forget();
    }
}
