package org.karawatt.persistence.internal.service;

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
import org.karawatt.persistence.internal.config.PersistenceErrors;
import org.karawatt.persistence.internal.work.LostRaceException;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The key is claimed before the work runs. A second caller waits in the database for the first, gets a duplicate key, and its unit of
 * work is repeated: then it finds the answer.
 */
@Component
public final class DefaultIdempotency implements Idempotency {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 100;

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final BusinessClock clock;

    private record Stored(String requestHash, String answer) {
    }

    @Activate
    public DefaultIdempotency(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference BusinessClock clock) {
        this.work = work;
        this.bulk = bulk;
        this.clock = clock;
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

    private void claim(String scope, String key, String hash) {
        try {
            bulk.update("INSERT INTO kernel_idempotency (scope, idem_key, request_hash, created_at) VALUES (?, ?, ?, ?)",
                    List.of(scope, key, hash, clock.now()));
        } catch (DuplicateKeyException e) {
            throw new LostRaceException(e);
        }
    }
}
