package org.karawatt.kernel.work;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** Before and after of every change to a master record: who, when, why. Written in the caller's unit of work. Thread-safe. */
@ProviderType
public interface History {

    /**
     * Records a change.
     *
     * @param entity kind of record such as {@code customer.account}
     * @param id id of the record
     * @param before field values before; empty when the record is new
     * @param after field values after; empty when the record was removed
     */
    void record(CallContext context, String entity, long id, Map<String, ?> before, Map<String, ?> after);

    /** The changes of one record, oldest first, at most 500. */
    List<Change> changes(String entity, long id);

    /** One change; values are rendered as text. */
    record Change(long id, Instant at, String user, String channel, String reason, Map<String, String> before,
            Map<String, String> after) {
    }
}
