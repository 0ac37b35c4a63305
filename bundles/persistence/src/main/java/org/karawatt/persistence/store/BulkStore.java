package org.karawatt.persistence.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * SQL for sets of rows, inside the current unit of work and in the same transaction as JPA. The EntityManager of the unit is
 * flushed before each call, so SQL sees what JPA has written; entities that SQL has changed must be refreshed by the caller.
 *
 * <p>Parameters and row values may be null, {@link String}, {@link Integer}, {@link Long}, {@link Short}, {@link Boolean},
 * {@link java.math.BigDecimal}, {@link java.time.LocalDate}, {@link java.time.Instant} (kept as UTC, cut to microseconds),
 * {@link java.time.LocalDateTime} (kept as it is) and {@code byte[]}. Every other type is refused.
 *
 * <p>Every method throws {@link IllegalStateException} outside a unit of work, {@link DuplicateKeyException} for a key that
 * exists and {@link StoreException} for every other failure of the database. Thread-safe.
 */
@ProviderType
public interface BulkStore {

    /** Most rows that {@link #query} returns. */
    int MAX_ROWS = 100_000;

    /**
     * All rows of a result.
     *
     * @throws IllegalStateException when there are more than {@link #MAX_ROWS}
     */
    <T> List<T> query(String sql, List<?> params, RowMapper<T> mapper);

    /**
     * The only row of a result, or empty when there is none or it maps to null.
     *
     * @throws IllegalStateException when there is more than one row
     */
    <T> Optional<T> queryOne(String sql, List<?> params, RowMapper<T> mapper);

    /** Hands over the rows of a result one by one, fetched by 1000, however many there are. */
    void stream(String sql, List<?> params, RowConsumer consumer);

    /** Runs one statement and returns the number of rows it touched. */
    int update(String sql, List<?> params);

    /**
     * Runs one statement for many rows of parameters, by batches of 1000.
     *
     * @return rows touched in total
     */
    long updateBatch(String sql, Iterable<Object[]> rows);

    /**
     * Inserts rows in the fastest way that the database has (PostgreSQL COPY, Derby batches of 1000).
     *
     * @param rows values in the order of the columns; consumed once, an array may be used again for the next row
     * @return rows inserted
     */
    long insert(String table, List<String> columns, Iterable<Object[]> rows);

    Dialect dialect();

    /**
     * Round trips to the database that this thread has caused since its unit of work began: a COPY counts as one, and so does each
     * batch. Statements of JPA count where the unit is set up with the counting listener, as the testkit does.
     */
    long statements();
}
