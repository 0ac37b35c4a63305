package org.karawatt.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/**
 * The bare speed of the database: the very rows of the bills of the month, already in memory, written into tables of the same shape with
 * the same keys and indexes, a thousand bills a commit, by as many streams as the server has workers. Nothing is read or calculated.
 */
final class BareWrites {

    private static final int CHUNK = 1000;

    /** A table of a bill, the column that leads to the bill, and its keys. */
    private record Target(String table, String billColumn, List<String> keys) {
        String copy() {
            return "bare_" + table;
        }
    }

    private static final List<Target> TARGETS = List.of(
            new Target("billing_bill", "id", List.of("UNIQUE (account_id, billing_month, kind, seq)", "PRIMARY KEY (id)")),
            new Target("billing_line", "bill_id", List.of("PRIMARY KEY (bill_id, line_no)")),
            new Target("ledger_receivable", "id", List.of("PRIMARY KEY (id)")),
            new Target("ledger_transfer", "ref_id", List.of("PRIMARY KEY (id)")));
    private static final List<String> INDEXES = List.of("bare_billing_bill (billing_month, office_id)",
            "bare_ledger_receivable (account_id, due_on)", "bare_ledger_receivable (billing_month, office_id)", "bare_ledger_transfer (ref_id)",
            "bare_ledger_transfer (billing_month, office_id)");

    private BareWrites() {
    }

    /**
     * @param copy by COPY, which only PostgreSQL has; otherwise by batches of the JDBC driver
     * @return bills whose rows were written a second
     */
    static double run(BenchDatabase database, Path derbyFolder, int streams, boolean copy) throws Exception {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = database.connect(derbyFolder); Statement statement = connection.createStatement()) {
            for (Target target : TARGETS) {
                drop(connection, target.copy());
                statement.execute("CREATE TABLE " + target.copy() + " AS SELECT * FROM " + target.table() + " WITH NO DATA");
                for (String key : target.keys()) {
                    statement.execute("ALTER TABLE " + target.copy() + " ADD " + key);
                }
            }
            for (int i = 0; i < INDEXES.size(); i++) {
                statement.execute("CREATE INDEX bare_i" + i + " ON " + INDEXES.get(i));
            }
            try (ResultSet rows = statement.executeQuery("SELECT id FROM billing_bill ORDER BY id")) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(streams);
        try {
            List<Future<Long>> parts = new ArrayList<>();
            for (int stream = 0; stream < streams; stream++) {
                List<Long> mine = ids.subList(ids.size() * stream / streams, ids.size() * (stream + 1) / streams);
                parts.add(threads.submit(() -> write(database, derbyFolder, mine, copy)));
            }
            long longest = 0;
            for (Future<Long> part : parts) {
                longest = Math.max(longest, part.get());
            }
            return ids.size() * 1e9 / longest;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void drop(Connection connection, String table) throws SQLException {
        try (ResultSet found = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (found.next()) {
                if (found.getString("TABLE_NAME").equalsIgnoreCase(table)) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("DROP TABLE " + table);
                    }
                }
            }
        }
    }

    /** Nanoseconds spent in writing and committing; reading the rows to write is not counted. */
    private static long write(BenchDatabase database, Path derbyFolder, List<Long> ids, boolean copy) throws SQLException, IOException {
        long nanos = 0;
        try (Connection from = database.connect(derbyFolder); Connection to = database.connect(derbyFolder)) {
            to.setAutoCommit(false);
            for (int at = 0; at < ids.size(); at += CHUNK) {
                long first = ids.get(at);
                long last = ids.get(Math.min(ids.size(), at + CHUNK) - 1);
                List<List<Object[]>> rows = new ArrayList<>();
                for (Target target : TARGETS) {
                    rows.add(read(from, target, first, last));
                }
                List<byte[]> texts = copy ? rows.stream().map(BareWrites::text).toList() : List.of();
                long began = System.nanoTime();
                for (int i = 0; i < TARGETS.size(); i++) {
                    if (copy) {
                        to.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + TARGETS.get(i).copy() + " FROM STDIN",
                                new ByteArrayInputStream(texts.get(i)));
                    } else {
                        batch(to, TARGETS.get(i), rows.get(i));
                    }
                }
                to.commit();
                nanos += System.nanoTime() - began;
            }
        }
        return nanos;
    }

    private static List<Object[]> read(Connection connection, Target target, long first, long last) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + target.table() + " WHERE " + target.billColumn()
                + " BETWEEN ? AND ?" + (target.table().equals("ledger_transfer") ? " AND kind = 'BILL'" : ""))) {
            statement.setLong(1, first);
            statement.setLong(2, last);
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    Object[] row = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        Object value = result.getObject(i + 1);
                        row[i] = value instanceof java.sql.Blob blob ? blob.getBytes(1, (int) blob.length()) : value;
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static void batch(Connection connection, Target target, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String marks = "?" + ", ?".repeat(rows.get(0).length - 1);
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + target.copy() + " VALUES (" + marks + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static byte[] text(List<Object[]> rows) {
        StringBuilder text = new StringBuilder(rows.size() * 200);
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                text.append(i == 0 ? "" : "\t").append(row[i] == null ? "\\N"
                        : row[i] instanceof byte[] bytes ? "\\\\x" + HexFormat.of().formatHex(bytes) : row[i].toString());
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
