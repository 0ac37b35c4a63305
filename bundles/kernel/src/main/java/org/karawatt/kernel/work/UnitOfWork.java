package org.karawatt.kernel.work;

import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The only door to a transaction. Re-entrant by thread: an inner call joins the outer one. A failure inside poisons the whole
 * unit, so that a caller who swallows the exception cannot commit half of the work. The outermost level repeats the work when
 * the database reports a dead-lock or a lost race, or when the connection is lost before the commit; therefore the work must be safe to run
 * again. Thread-safe.
 */
@ProviderType
public interface UnitOfWork {

    /** Runs in the surrounding unit, or in a new one. */
    <T> T required(Supplier<T> work);

    /** Like {@link #required(Supplier)} for work without a result. */
    default void required(Runnable work) {
        required(() -> {
            work.run();
            return null;
        });
    }

    /** Reads only; nothing written inside is kept. Joins a surrounding unit. */
    <T> T readOnly(Supplier<T> work);

    /** Runs in a unit of its own that commits even when the surrounding one fails later. */
    <T> T separate(Supplier<T> work);

    /**
     * Runs the action once after the current unit has committed, on the thread that ran it; nothing runs after a rollback. Made
     * for short work in memory, such as forgetting a cached value. Outside a unit the action runs at once, and so it does in
     * this default, which fits units that commit nothing.
     */
    default void afterCommit(Runnable action) {
        action.run();
    }
}
