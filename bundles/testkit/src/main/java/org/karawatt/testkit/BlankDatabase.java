package org.karawatt.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.karawatt.persistence.internal.schema.SchemaMigrator;
import org.karawatt.persistence.store.Dialect;
import org.ops4j.pax.transx.jdbc.ManagedDataSourceBuilder;
import org.postgresql.xa.PGXADataSource;

/**
 * A database of its own, in memory (Derby) or on the one embedded PostgreSQL server of the process, with a transactional pool as in the
 * distribution. Migrated ones are copies of a template that is migrated once per process.
 */
public final class BlankDatabase implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int POOL = 32;
    private static EmbeddedPostgres postgres;
    private static String postgresTemplate;
    private static Path derbyTemplate;

    static {
        // read when the engine boots: a dead-lock is noticed after one second instead of twenty, a row lock never becomes a table lock
        System.setProperty("derby.locks.deadlockTimeout", "1");
        System.setProperty("derby.locks.waitTimeout", "20");
        System.setProperty("derby.locks.escalationThreshold", "1000000");
    }

    private final Dialect dialect;
    private final String name;
    private final boolean kept;
    private DataSource dataSource;

    private BlankDatabase(Dialect dialect, String name, boolean kept) {
        this.dialect = dialect;
        this.name = name;
        this.kept = kept;
    }

    /** An empty database without any table. */
    public static BlankDatabase create(Dialect dialect) {
        BlankDatabase database = new BlankDatabase(dialect, newName(dialect), false);
        if (dialect == Dialect.DERBY) {
            derby(database.name, ";create=true");
        } else {
            postgres("CREATE DATABASE " + database.name);
        }
        return database;
    }

    /** A Derby database in a directory, created when it is not there; closing leaves it there. */
    public static BlankDatabase derbyIn(Path directory) {
        derby(directory.toString(), ";create=true");
        return new BlankDatabase(Dialect.DERBY, directory.toString(), true);
    }

    /** A database with the schema of this software. */
    static synchronized BlankDatabase migrated(Dialect dialect) {
        BlankDatabase database = new BlankDatabase(dialect, newName(dialect), false);
        if (dialect == Dialect.DERBY) {
            if (derbyTemplate == null) {
                derbyTemplate = makeDerbyTemplate();
            }
            derby(database.name, ";createFrom=" + derbyTemplate);
        } else {
            if (postgresTemplate == null) {
                postgresTemplate = makePostgresTemplate();
            }
            postgres("CREATE DATABASE " + database.name + " TEMPLATE " + postgresTemplate);
        }
        return database;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The pool; it takes part in the transactions of {@link TestTransactions#manager()}. */
    public synchronized DataSource dataSource() {
        if (dataSource == null) {
            dataSource = pool(source());
        }
        return dataSource;
    }

    /** Closes the connections and removes the database, unless it is one in a directory. */
    @Override
    public synchronized void close() {
        closePool();
        if (kept) {
            expectShutdown("jdbc:derby:" + name + ";shutdown=true");
        } else if (dialect == Dialect.DERBY) {
            expectShutdown("jdbc:derby:" + name + ";drop=true");
        } else {
            postgres("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }

    private void closePool() {
        if (dataSource instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("pool cannot be closed", e);
            }
        }
        dataSource = null;
    }

    private CommonDataSource source() {
        if (dialect == Dialect.DERBY) {
            EmbeddedXADataSource derby = new EmbeddedXADataSource();
            derby.setDatabaseName(name);
            return derby;
        }
        PGXADataSource source = new PGXADataSource();
        source.setUrl(server().getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true");
        return source;
    }

    private static DataSource pool(CommonDataSource source) {
        try {
            return ManagedDataSourceBuilder.builder().name("karawatt").dataSource(source).maxPoolSize(POOL)
                    .transactionManager(TestTransactions.forPool()).build();
        } catch (Exception e) {
            throw new IllegalStateException("pool cannot be built", e);
        }
    }

    private static Path makeDerbyTemplate() {
        try (BlankDatabase template = create(Dialect.DERBY)) {
            SchemaMigrator.migrate(template.dataSource(), SchemaMigrator.CHANGELOG);
            Path folder = Files.createTempDirectory("karawatt-derby");
            try (Connection connection = template.dataSource().getConnection();
                    var backup = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
                backup.setString(1, folder.toString());
                backup.execute();
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder.resolve(template.name.substring(template.name.indexOf(':') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("no template of Derby", e);
        }
    }

    private static String makePostgresTemplate() {
        BlankDatabase template = create(Dialect.POSTGRESQL);
        SchemaMigrator.migrate(template.dataSource(), SchemaMigrator.CHANGELOG);
        // PostgreSQL copies only a database that nobody is connected to
        template.closePool();
        postgres("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + template.name + "'");
        return template.name;
    }

    private static String newName(Dialect dialect) {
        return (dialect == Dialect.DERBY ? "memory:" : "") + "kw_" + COUNT.incrementAndGet();
    }

    private static void derby(String name, String attributes) {
        try (Connection connection = DriverManager.getConnection("jdbc:derby:" + name + attributes)) {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("Derby " + name, e);
        }
    }

    private static void expectShutdown(String url) {
        try {
            DriverManager.getConnection(url).close();
            throw new IllegalStateException("still there: " + url);
        } catch (SQLException e) {
            // Derby reports a successful shutdown or drop of one database as 08006
            if (!"08006".equals(e.getSQLState())) {
                throw new IllegalStateException(url, e);
            }
        }
    }

    private static void postgres(String sql) {
        try (Connection connection = server().getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static synchronized EmbeddedPostgres server() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("shared_buffers", "256MB")
                        .setLocaleConfig("locale", "C.UTF-8")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            EmbeddedPostgres started = postgres;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
        }
        return postgres;
    }

    private static void stop(EmbeddedPostgres started) {
        try {
            started.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
