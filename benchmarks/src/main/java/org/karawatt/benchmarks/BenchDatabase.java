package org.karawatt.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database of a measurement: Derby inside the server, or a PostgreSQL server of our own on loopback. */
final class BenchDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    /** Whether this process, and not only a server, has opened a Derby database. */
    private boolean derbyHere;

    private BenchDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static BenchDatabase start(String name) throws IOException {
        return new BenchDatabase(name.equals("postgresql")
                ? EmbeddedPostgres.builder().setServerConfig("shared_buffers", "256MB").setServerConfig("max_wal_size", "2GB")
                        .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").start()
                : null);
    }

    boolean isPostgres() {
        return postgres != null;
    }

    String url() {
        return postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
    }

    /** A connection of our own; with Derby only after the server has stopped. */
    Connection connect(Path derbyFolder) throws SQLException {
        if (isPostgres()) {
            return DriverManager.getConnection(url());
        }
        derbyHere = true;
        return DriverManager.getConnection("jdbc:derby:" + derbyFolder);
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        } else if (derbyHere) {
            try {
                DriverManager.getConnection("jdbc:derby:;shutdown=true;deregister=false");
            } catch (SQLException e) {
                // the driver stays for the next database; Derby reports its orderly end as an exception (XJ015)
                if (!"XJ015".equals(e.getSQLState())) {
                    throw new IOException(e);
                }
            }
        }
    }
}
