package org.karawatt.persistence.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.karawatt.persistence.internal.work.DefaultUnitOfWork;
import org.karawatt.persistence.internal.work.Failures;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Dialect;
import org.karawatt.persistence.store.RowConsumer;
import org.karawatt.persistence.store.RowMapper;
import org.karawatt.persistence.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** SQL on the connection of the current unit of work. */
@Component
public final class DefaultBulkStore implements BulkStore {

    private static final int FETCH = 1000;
    private static final int BATCH = 1000;

    private final DefaultUnitOfWork units;
    private volatile Dialect dialect;

    @Activate
    public DefaultBulkStore(@Reference DefaultUnitOfWork units) {
        this.units = units;
    }

    @Override
    public <T> List<T> query(String sql, List<?> params, RowMapper<T> mapper) {
        List<T> rows = new ArrayList<>();
        select(sql, params, row -> {
            if (rows.size() == MAX_ROWS) {
                throw new IllegalStateException("more than " + MAX_ROWS + " rows: " + sql);
            }
            rows.add(mapper.map(row));
        });
        return rows;
    }

    @Override
    public <T> Optional<T> queryOne(String sql, List<?> params, RowMapper<T> mapper) {
        List<T> rows = new ArrayList<>(1);
        select(sql, params, row -> {
            if (!rows.isEmpty()) {
                throw new IllegalStateException("more than one row: " + sql);
            }
            rows.add(mapper.map(row));
        });
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0));
    }

    @Override
    public void stream(String sql, List<?> params, RowConsumer consumer) {
        select(sql, params, consumer);
    }

    @Override
    public int update(String sql, List<?> params) {
        return run(sql, () -> {
            try (PreparedStatement statement = units.connection().prepareStatement(sql)) {
                new Values().set(statement, params);
                units.countStatement();
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public long updateBatch(String sql, Iterable<Object[]> rows) {
        return run(sql, () -> batch(sql, rows));
    }

    @Override
    public long insert(String table, List<String> columns, Iterable<Object[]> rows) {
        requireName(table);
        columns.forEach(DefaultBulkStore::requireName);
        String names = String.join(", ", columns);
        if (dialect() == Dialect.POSTGRESQL) {
            String copy = "COPY " + table + " (" + names + ") FROM STDIN";
            return run(copy, () -> copy(copy, columns.size(), rows));
        }
        String insert = "INSERT INTO " + table + " (" + names + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        return run(insert, () -> batch(insert, rows));
    }

    @Override
    public Dialect dialect() {
        Dialect known = dialect;
        if (known == null) {
            known = run("product name", () -> of(units.connection()));
            dialect = known;
        }
        return known;
    }

    @Override
    public long statements() {
        return units.statements();
    }

    private void select(String sql, List<?> params, RowConsumer consumer) {
        run(sql, () -> {
            try (PreparedStatement statement = units.connection().prepareStatement(sql)) {
                statement.setFetchSize(FETCH);
                new Values().set(statement, params);
                units.countStatement();
                try (ResultSet result = statement.executeQuery()) {
                    ResultRow row = new ResultRow(result);
                    while (result.next()) {
                        consumer.accept(row);
                    }
                }
            }
            return null;
        });
    }

    private long batch(String sql, Iterable<Object[]> rows) throws SQLException {
        long touched = 0;
        int pending = 0;
        try (PreparedStatement statement = units.connection().prepareStatement(sql)) {
            Values values = new Values();
            for (Object[] row : rows) {
                values.set(statement, row);
                statement.addBatch();
                if (++pending == BATCH) {
                    touched += execute(statement, pending);
                    pending = 0;
                }
            }
            if (pending > 0) {
                touched += execute(statement, pending);
            }
        }
        return touched;
    }

    private long execute(PreparedStatement statement, int pending) throws SQLException {
        units.countStatement();
        long touched = 0;
        int[] counts = statement.executeBatch();
        for (int count : counts) {
            // a driver that rewrites batches of inserts reports "succeeded, count unknown": one row each
            touched += count >= 0 ? count : 1;
        }
        if (counts.length != pending) {
            throw new IllegalStateException("batch of " + pending + " ran " + counts.length);
        }
        return touched;
    }

    private long copy(String sql, int width, Iterable<Object[]> rows) throws SQLException {
        CopyIn copy = units.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        units.countStatement();
        try {
            CopyWriter writer = new CopyWriter(copy);
            for (Object[] row : rows) {
                if (row.length != width) {
                    throw new IllegalArgumentException(row.length + " values for " + width + " columns");
                }
                writer.row(row);
            }
            writer.flush();
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Names are put into the text of the statement, so nothing but a plain name may pass. */
    private static void requireName(String name) {
        boolean plain = !name.isEmpty() && name.length() <= 60;
        for (int i = 0; plain && i < name.length(); i++) {
            char c = name.charAt(i);
            plain = c >= 'a' && c <= 'z' || c == '_' || i > 0 && c >= '0' && c <= '9';
        }
        if (!plain) {
            throw new IllegalArgumentException("not a plain lower-case name: " + name);
        }
    }

    private static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "Apache Derby" -> Dialect.DERBY;
            case "PostgreSQL" -> Dialect.POSTGRESQL;
            default -> throw new IllegalStateException("not a database that Karawatt runs on: " + product);
        };
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    /** Every failure poisons the unit: after it PostgreSQL refuses all further statements, and Derby must not behave otherwise. */
    private <T> T run(String what, Work<T> work) {
        units.flush();
        try {
            return work.run();
        } catch (SQLException e) {
            StoreException failure = Failures.of(what, e);
            units.poison(failure);
            throw failure;
        } catch (RuntimeException e) {
            units.poison(e);
            throw e;
        }
    }
}
