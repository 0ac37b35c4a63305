package org.karawatt.persistence.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.DerbyDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import liquibase.util.NetUtil;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.persistence.internal.config.PersistenceErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date. One server migrates at a time: on PostgreSQL an advisory lock, which ends with its session, is held
 * around the whole of it; the embedded Derby belongs to this process alone. So whoever gets here and still finds Liquibase's own lock
 * taken by a Karawatt server knows that this server has died.
 */
public final class SchemaMigrator {

    /** The change log of the platform and its domains. */
    public static final String CHANGELOG = "db/changelog.xml";

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrator.class);
    /** Folder of our own change sets; what extensions have applied from elsewhere is no business of this check. */
    private static final String OWN_FILES = "db/";
    private static final long ADVISORY_LOCK = 0x4B61726177617474L;
    private static final int FOREIGN_LOCK_MINUTES = 5;
    private static final Object IN_THIS_PROCESS = new Object();
    /** Liquibase tells its makers over the Internet what it has been used for, unless this is false. */
    private static final String ANALYTICS = "liquibase.analytics.enabled";

    private SchemaMigrator() {
    }

    /**
     * Applies what is missing.
     *
     * @throws KarawattException SCHEMA_NEWER when the database knows change sets that this software does not, SCHEMA_FAILED for the rest
     */
    public static void migrate(DataSource dataSource, String changelog) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        synchronized (IN_THIS_PROCESS) {
            // Liquibase finds its parts through the context class loader
            thread.setContextClassLoader(Liquibase.class.getClassLoader());
            try (Connection connection = dataSource.getConnection()) {
                boolean autoCommit = connection.getAutoCommit();
                boolean postgres = "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
                if (postgres) {
                    advisory(connection, "SELECT pg_advisory_lock(?)");
                }
                try {
                    releaseStaleLock(connection, postgres);
                    // without a service for its output Liquibase writes its progress to the standard output
                    Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService(), ANALYTICS, false), () -> update(connection, changelog));
                } finally {
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                    }
                    if (postgres) {
                        advisory(connection, "SELECT pg_advisory_unlock(?)");
                    }
                    connection.setAutoCommit(autoCommit);
                }
            } catch (KarawattException e) {
                throw e;
            } catch (Exception e) {
                KarawattException failure = KarawattException.unavailable(PersistenceErrors.SCHEMA_FAILED, e.getMessage());
                failure.addSuppressed(e);
                throw failure;
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private static void update(Connection connection, String changelog) throws LiquibaseException {
        long start = System.nanoTime();
        Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        if (database instanceof DerbyDatabase derby) {
            // else closing it would stop the engine for everybody in this process
            derby.setShutdownEmbeddedDerby(false);
        }
        // Not closed: that would close the connection, which belongs to the caller, and on Derby more than that.
        @SuppressWarnings("resource")
        Liquibase liquibase = new Liquibase(changelog, new ClassLoaderResourceAccessor(SchemaMigrator.class.getClassLoader()), database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
        refuseNewer(liquibase);
        liquibase.update(new Contexts(), new LabelExpression());
        LOG.info("schema ready on {} {} in {} ms", database.getDatabaseProductName(), database.getDatabaseProductVersion(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private static void refuseNewer(Liquibase liquibase) throws LiquibaseException {
        List<String> unknown = liquibase.listUnexpectedChangeSets(new Contexts(), new LabelExpression()).stream()
                .filter(set -> set.getChangeLog().startsWith(OWN_FILES))
                .map(RanChangeSet::getId).sorted().limit(20).toList();
        if (!unknown.isEmpty()) {
            throw KarawattException.unavailable(PersistenceErrors.SCHEMA_NEWER, String.join(", ", unknown));
        }
    }

    private static void advisory(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, ADVISORY_LOCK);
            statement.execute();
        }
    }

    private static void releaseStaleLock(Connection connection, boolean postgres) throws SQLException {
        if (!lockTableExists(connection)) {
            return;
        }
        String isForeign = "SELECT lockedby FROM databasechangeloglock WHERE locked = TRUE"
                + (postgres ? " AND lockedby NOT LIKE ? AND lockgranted > LOCALTIMESTAMP - INTERVAL '" + FOREIGN_LOCK_MINUTES + " minutes'"
                        : " AND 1 = 0 AND lockedby NOT LIKE ?");
        // somebody else's tool on another machine may be at work: it gets its time
        for (String holder = holder(connection, isForeign); holder != null; holder = holder(connection, isForeign)) {
            LOG.info("schema is locked by {}; waiting", holder);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            if (Thread.currentThread().isInterrupted()) {
                throw new SQLException("interrupted while waiting for the lock of " + holder);
            }
        }
        String holder = holder(connection, "SELECT lockedby FROM databasechangeloglock WHERE locked = TRUE AND lockedby LIKE ?", "%");
        if (holder != null) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE databasechangeloglock SET locked = FALSE, lockgranted = NULL, lockedby = NULL");
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            LOG.warn("released the schema lock that a stopped server has left behind: {}", holder);
        }
    }

    private static String holder(Connection connection, String sql) throws SQLException {
        return holder(connection, sql, NetUtil.getLocalHostName() + "%");
    }

    private static String holder(Connection connection, String sql, String pattern) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, pattern);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    private static boolean lockTableExists(Connection connection) throws SQLException {
        for (String name : List.of("databasechangeloglock", "databasechangeloglock".toUpperCase(Locale.ROOT))) {
            try (ResultSet tables = connection.getMetaData().getTables(null, null, name, new String[] {"TABLE"})) {
                if (tables.next()) {
                    return true;
                }
            }
        }
        return false;
    }
}
