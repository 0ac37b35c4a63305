package org.karawatt.persistence.internal.service;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps changes as JSON, one row each. */
@Component
public final class DefaultHistory implements History {

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final Numbering numbering;
    private final BusinessClock clock;

    @Activate
    public DefaultHistory(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock) {
        this.work = work;
        this.bulk = bulk;
        this.numbering = numbering;
        this.clock = clock;
    }

    @Override
    public void record(CallContext context, String entity, long id, Map<String, ?> before, Map<String, ?> after) {
        bulk.update("INSERT INTO kernel_history (id, entity, entity_id, changed_at, changed_by, channel, reason, before_state, after_state)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Arrays.asList(numbering.nextId(), entity, id, clock.now(), context.user(), context.channel(),
                        Texts.cut(context.reason(), 400), Json.ofTexts(before), Json.ofTexts(after)));
    }

    @Override
    public List<Change> changes(String entity, long id) {
        return work.readOnly(() -> bulk.query("SELECT id, changed_at, changed_by, channel, reason, before_state, after_state"
                + " FROM kernel_history WHERE entity = ? AND entity_id = ? ORDER BY changed_at, id FETCH FIRST 500 ROWS ONLY",
                List.of(entity, id),
                row -> new Change(row.getLong(1), row.getInstant(2), row.getString(3), row.getString(4), row.getString(5),
                        Json.texts(row.getString(6)), Json.texts(row.getString(7)))));
    }
}
