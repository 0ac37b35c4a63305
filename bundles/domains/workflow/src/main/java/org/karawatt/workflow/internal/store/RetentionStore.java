package org.karawatt.workflow.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;

/** SQL on values of cases that have ended: ours, and the engine's, which has no verb for it. Runs in the caller's unit of work. */
public final class RetentionStore {

    private final BulkStore store;

    public RetentionStore(BulkStore store) {
        this.store = store;
    }

    /** Cases that ended before an instant, were refused, withdrawn, terminated or led to no account, and still have their values. */
    public List<Long> ended(Instant before, int limit) {
        return store.query("SELECT id FROM workflow_case WHERE watch = ? AND closed_at < ? AND (account_id IS NULL OR status = 'TERMINATED'"
                + " OR outcome IN ('refused', 'withdrawn')) ORDER BY id FETCH FIRST ? ROWS ONLY", List.of(Watch.OVER, before, limit),
                row -> row.getLong(1));
    }

    /** Marks a case as one whose personal values are deleted; {@code false} when it is already. */
    public boolean mark(long caseId) {
        return store.update("UPDATE workflow_case SET watch = ?, version = version + 1 WHERE id = ? AND watch = ?",
                List.of(Watch.FORGOTTEN, caseId, Watch.OVER)) == 1;
    }

    /** Deletes values that the engine keeps of an instance, the long ones with their bytes. */
    public void deleteValues(String instanceId, Collection<String> keys) {
        for (List<String> part : InList.parts(keys)) {
            List<Object> which = new ArrayList<>(List.of(instanceId));
            which.addAll(part);
            String where = " WHERE PROC_INST_ID_ = ? AND NAME_ IN " + InList.marks(part);
            List<String> bytes = store.query("SELECT BYTEARRAY_ID_ FROM ACT_HI_VARINST" + where + " AND BYTEARRAY_ID_ IS NOT NULL", which,
                    row -> row.getString(1));
            store.update("DELETE FROM ACT_HI_VARINST" + where, which);
            for (String id : bytes) {
                store.update("DELETE FROM ACT_GE_BYTEARRAY WHERE ID_ = ?", List.of(id));
            }
        }
    }

    /** The forms of the tasks of a case, by task; absent where nothing was filled in. */
    public Map<Long, String> forms(long caseId) {
        Map<Long, String> forms = new LinkedHashMap<>();
        store.stream("SELECT id, form FROM workflow_task WHERE case_id = ? AND form IS NOT NULL ORDER BY id", List.of(caseId),
                row -> forms.put(row.getLong(1), row.getString(2)));
        return forms;
    }

    public void form(long taskId, String form) {
        store.update("UPDATE workflow_task SET form = ?, version = version + 1 WHERE id = ?", List.of(form, taskId));
    }
}
