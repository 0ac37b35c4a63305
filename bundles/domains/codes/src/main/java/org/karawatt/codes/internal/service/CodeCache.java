package org.karawatt.codes.internal.service;

import org.karawatt.codes.internal.calc.CodeSnapshot;
import org.karawatt.codes.internal.store.CodeStore;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.EntityStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * All code tables in memory. A change is seen by the first reader after its commit, who loads the tables anew; everybody else
 * reads an immutable snapshot. Thread-safe.
 */
@Component(service = CodeCache.class)
public final class CodeCache {

    private final UnitOfWork work;
    private final CodeStore store;
    private final Object lock = new Object();
    private volatile CodeSnapshot snapshot;

    @Activate
    public CodeCache(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EntityStore entities,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk) {
        this.work = work;
        this.store = new CodeStore(entities, bulk);
    }

    /** The present tables. */
    public CodeSnapshot snapshot() {
        CodeSnapshot present = snapshot;
        if (present != null) {
            return present;
        }
        synchronized (lock) {
            if (snapshot == null) {
                snapshot = work.readOnly(() -> new CodeSnapshot(store.tables(), store.codes()));
            }
            return snapshot;
        }
    }

    /** Must be called in the unit that changes codes: forgets the snapshot once that unit has committed. */
    void changed() {
        work.afterCommit(this::forget);
    }

    private void forget() {
        synchronized (lock) {
            snapshot = null;
        }
    }
}
