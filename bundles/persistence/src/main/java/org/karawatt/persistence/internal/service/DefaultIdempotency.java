package org.karawatt.persistence.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.Idempotency;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.config.PersistenceConfig;
import org.karawatt.persistence.internal.config.PersistenceErrors;
import org.karawatt.persistence.internal.event.SignalledWorker;
import org.karawatt.persistence.internal.work.LostRaceException;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The key is claimed before the work runs. A second caller waits in the database for the first, gets a duplicate key, and its unit of
 * work is repeated: then it finds the answer. Once a day keys that are older than the configured time are deleted; whoever repeats a
 * command after that gives it anew.
 */
@Component(service = Idempotency.class, configurationPid = PersistenceConfig.PID)
public final class DefaultIdempotency implements Idempotency {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 100;

    private static final int LOOKED_UP = 10_000;
    private static final int DELETED_AT_ONCE = 1_000;
    private static final Duration PAUSE = Duration.ofDays(1);

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final BusinessClock clock;
    private final Duration keep;
    private final SignalledWorker pruner;
    private volatile boolean closed;

    private record Stored(String requestHash, String answer) {
    }

    private record Old(String scope, String key) {
    }

    @Activate
    public DefaultIdempotency(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference BusinessClock clock,
            PersistenceConfig config) {
        this(work, bulk, clock, Duration.ofDays(Math.max(1, config.idempotency_keep_days())), true);
    }

    /** Without the thread that prunes once a day. */
    public DefaultIdempotency(UnitOfWork work, BulkStore bulk, BusinessClock clock, Duration keep) {
        this(work, bulk, clock, keep, false);
    }

    private DefaultIdempotency(UnitOfWork work, BulkStore bulk, BusinessClock clock, Duration keep, boolean prunes) {
        this.work = work;
        this.bulk = bulk;
        this.clock = clock;
        this.keep = keep;
        this.pruner = prunes ? new SignalledWorker("karawatt-idempotency", PAUSE, this::prune) : null;
    }

    @Deactivate
    public void close() {
        closed = true;
        if (pruner != null) {
            pruner.close();
        }
    }

    @Override
    public String once(String scope, String key, String request, Supplier<String> command) {
        if (key == null || key.length() < SHORTEST || key.length() > LONGEST) {
            throw KarawattException.invalid(List.of(Fault.of("idempotencyKey", PersistenceErrors.KEY_LENGTH, SHORTEST, LONGEST)));
        }
        String hash = Texts.sha256(request);
        return work.required(() -> {
            Optional<Stored> stored = bulk.queryOne(
                    "SELECT request_hash, answer FROM kernel_idempotency WHERE scope = ? AND idem_key = ?", List.of(scope, key),
                    row -> new Stored(row.getString(1), row.getString(2)));
            if (stored.isPresent()) {
                if (!stored.get().requestHash().equals(hash)) {
                    throw KarawattException.conflict(KernelErrors.IDEMPOTENCY_MISMATCH, key);
                }
                return stored.get().answer();
            }
            claim(scope, key, hash);
            String answer = command.get();
            bulk.update("UPDATE kernel_idempotency SET answer = ? WHERE scope = ? AND idem_key = ?", Arrays.asList(answer, scope, key));
            return answer;
        });
    }

    /** Deletes the keys that are too old, a thousand in a unit of work, so that nobody waits long for a lock. */
    public void prune() {
        Instant before = clock.now().minus(keep);
        List<Old> found;
        do {
            found = work.readOnly(() -> bulk.query("SELECT scope, idem_key FROM kernel_idempotency WHERE created_at < ? FETCH FIRST "
                    + LOOKED_UP + " ROWS ONLY", List.of(before), row -> new Old(row.getString(1), row.getString(2))));
            for (int from = 0; from < found.size() && !closed; from += DELETED_AT_ONCE) {
                List<Old> part = found.subList(from, Math.min(found.size(), from + DELETED_AT_ONCE));
                work.required(() -> bulk.updateBatch("DELETE FROM kernel_idempotency WHERE scope = ? AND idem_key = ?",
                        part.stream().map(old -> new Object[] {old.scope(), old.key()})::iterator));
            }
        } while (found.size() == LOOKED_UP && !closed);
    }

    private void claim(String scope, String key, String hash) {
        try {
            bulk.update("INSERT INTO kernel_idempotency (scope, idem_key, request_hash, created_at) VALUES (?, ?, ?, ?)",
                    List.of(scope, key, hash, clock.now()));
        } catch (DuplicateKeyException e) {
            throw new LostRaceException(e);
        }
    }
}
