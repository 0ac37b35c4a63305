package org.karawatt.persistence.internal.service;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.work.LostRaceException;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands numbers out of blocks of 1000 that it reserves in the database in units of work of their own. */
@Component
public final class DefaultNumbering implements Numbering {

    private static final int BLOCK = 1000;

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    /** What is left of the last block; guarded by itself. */
    private static final class Pool {
        private long next;
        private long end;
    }

    @Activate
    public DefaultNumbering(@Reference UnitOfWork work, @Reference BulkStore bulk) {
        this.work = work;
        this.bulk = bulk;
    }

    @Override
    public long next(String sequence) {
        return block(sequence, 1);
    }

    @Override
    public long block(String sequence, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be positive: " + count);
        }
        if (sequence.isBlank() || sequence.length() > 60) {
            throw new IllegalArgumentException("name of a sequence has 1 to 60 characters: " + sequence);
        }
        Pool pool = pools.computeIfAbsent(sequence, name -> new Pool());
        synchronized (pool) {
            if (pool.end - pool.next < count) {
                // the rest of the old block is dropped: numbers rise and may have gaps
                int reserve = Math.max(count, BLOCK);
                pool.next = work.separate(() -> reserve(sequence, reserve));
                pool.end = pool.next + reserve;
            }
            long first = pool.next;
            pool.next += count;
            return first;
        }
    }

    private long reserve(String sequence, int count) {
        if (bulk.update("UPDATE kernel_number SET next_value = next_value + ? WHERE name = ?", List.of((long) count, sequence)) == 1) {
            return bulk.queryOne("SELECT next_value FROM kernel_number WHERE name = ?", List.of(sequence), row -> row.getLong(1))
                    .orElseThrow() - count;
        }
        try {
            bulk.update("INSERT INTO kernel_number (name, next_value) VALUES (?, ?)", List.of(sequence, 1L + count));
            return 1;
        } catch (DuplicateKeyException e) {
            throw new LostRaceException(e);
        }
    }
}
