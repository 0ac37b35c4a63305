package org.karawatt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.Entity;
import org.apache.openjpa.enhance.PersistenceCapable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.work.SchemaState;
import org.karawatt.persistence.entity.codes.OfficeEntity;
import org.karawatt.persistence.internal.config.PersistenceErrors;
import org.karawatt.persistence.internal.schema.SchemaMigrator;
import org.karawatt.persistence.store.Dialect;

class SchemaTest {

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void anOlderSchemaIsBroughtUpToDateAndKeepsItsRows(Dialect dialect) throws SQLException {
        BlankDatabase blank = BlankDatabase.create(dialect);
        SchemaMigrator.migrate(blank.dataSource(), "test-changelog/older.xml");
        execute(blank, "INSERT INTO kernel_setting (name, text_value) VALUES ('kept', 'yes')");
        assertThrows(SQLException.class, () -> execute(blank, "SELECT * FROM ledger_entry"));
        try (TestDatabase db = TestDatabase.on(blank)) {
            assertEquals("yes", db.unitOfWork().readOnly(() -> db.bulk().queryOne(
                    "SELECT text_value FROM kernel_setting WHERE name = 'kept'", List.of(), row -> row.getString(1))).orElseThrow());
            List<String> ids = db.schema().applied().stream().map(SchemaState.Applied::id).toList();
            assertTrue(ids.containsAll(List.of("kernel-1", "codes-1", "ledger-1")), ids.toString());
            assertTrue(db.schema().database().startsWith(dialect == Dialect.DERBY ? "Apache Derby 10.16" : "PostgreSQL"));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aNewerSchemaIsRefusedAndLeftAlone(Dialect dialect) throws SQLException {
        try (BlankDatabase blank = BlankDatabase.create(dialect)) {
            SchemaMigrator.migrate(blank.dataSource(), "test-changelog/newer.xml");
            KarawattException refused = assertThrows(KarawattException.class,
                    () -> SchemaMigrator.migrate(blank.dataSource(), "test-changelog/older.xml"));
            assertEquals(PersistenceErrors.SCHEMA_NEWER, refused.code());
            assertEquals(List.of("future-1"), refused.args());
            SchemaMigrator.migrate(blank.dataSource(), "test-changelog/newer.xml");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void changeSetsOfExtensionsAreNoReasonToRefuse(Dialect dialect) throws SQLException {
        try (BlankDatabase blank = BlankDatabase.create(dialect)) {
            SchemaMigrator.migrate(blank.dataSource(), "test-changelog/extension.xml");
            SchemaMigrator.migrate(blank.dataSource(), "test-changelog/older.xml");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aBadChangeSetIsOneClearError(Dialect dialect) {
        try (BlankDatabase blank = BlankDatabase.create(dialect)) {
            KarawattException failed = assertThrows(KarawattException.class,
                    () -> SchemaMigrator.migrate(blank.dataSource(), "test-changelog/broken.xml"));
            assertEquals(PersistenceErrors.SCHEMA_FAILED, failed.code());
            SchemaMigrator.migrate(blank.dataSource(), "test-changelog/older.xml");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theLockOfAStoppedServerIsReleased(Dialect dialect) throws SQLException {
        BlankDatabase blank = BlankDatabase.create(dialect);
        SchemaMigrator.migrate(blank.dataSource(), "test-changelog/older.xml");
        execute(blank, "UPDATE databasechangeloglock SET locked = TRUE, lockgranted = " + (dialect == Dialect.DERBY
                ? "CURRENT_TIMESTAMP" : "LOCALTIMESTAMP - INTERVAL '6 minutes'") + ", lockedby = 'gone (10.0.0.1)'");
        try (TestDatabase db = TestDatabase.on(blank)) {
            assertFalse(db.schema().applied().isEmpty());
        }
    }

    /** Two servers that start on one PostgreSQL: the second waits until the session of the first lets go, and finds the work done. */
    @Test
    void aServerWaitsWhileAnotherOneMigrates() throws Exception {
        ExecutorService second = Executors.newSingleThreadExecutor();
        try (BlankDatabase blank = BlankDatabase.create(Dialect.POSTGRESQL); Connection first = blank.dataSource().getConnection();
                Statement session = first.createStatement()) {
            first.setAutoCommit(true);
            session.execute("SELECT pg_advisory_lock(" + 0x4B61726177617474L + ")");
            Future<?> migration = second.submit(() -> SchemaMigrator.migrate(blank.dataSource(), "test-changelog/older.xml"));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!isTrue(session, "SELECT COUNT(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")) {
                assertTrue(System.nanoTime() - end < 0 && !migration.isDone(), "nobody waits for the lock");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            assertFalse(isTrue(session, "SELECT to_regclass('kernel_setting') IS NOT NULL"), "nothing is made before the lock is free");
            session.execute("SELECT pg_advisory_unlock(" + 0x4B61726177617474L + ")");
            migration.get(60, TimeUnit.SECONDS);
            assertTrue(isTrue(session, "SELECT to_regclass('kernel_setting') IS NOT NULL"));
        } finally {
            second.shutdownNow();
        }
    }

    private static boolean isTrue(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.next() && result.getBoolean(1);
        }
    }

    @Test
    void aDerbyDirectoryOutlivesTheProcess(@TempDir Path folder) {
        Path directory = folder.resolve("db");
        try (TestDatabase db = TestDatabase.derbyIn(directory)) {
            db.unitOfWork().required(() -> db.bulk().update("INSERT INTO kernel_setting (name, text_value) VALUES ('a', '1')", List.of()));
        }
        try (TestDatabase db = TestDatabase.derbyIn(directory)) {
            assertEquals("1", db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT text_value FROM kernel_setting WHERE name = 'a'",
                    List.of(), row -> row.getString(1))).orElseThrow());
        }
    }

    @OnEachDatabase
    void everyEntityFitsItsTable(TestDatabase db) {
        for (String name : TestUnit.listedClasses()) {
            String simple = name.substring(name.lastIndexOf('.') + 1);
            db.unitOfWork().readOnly(() -> db.entities().em().createQuery("select e from " + simple + " e").setMaxResults(1)
                    .getResultList());
        }
    }

    @Test
    void everyEntityIsListedAndEnhanced() throws Exception {
        Set<String> found = entityClasses();
        assertEquals(found, new TreeSet<>(TestUnit.listedClasses()));
        for (String name : found) {
            assertTrue(PersistenceCapable.class.isAssignableFrom(Class.forName(name)), name + " is not enhanced");
        }
    }

    /** Every class with @Entity below the package of entities, wherever the class path has it: in a jar or in a folder. */
    private static Set<String> entityClasses() throws IOException, URISyntaxException {
        Path home = Path.of(OfficeEntity.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(home)) {
            return entityClasses(home);
        }
        try (var jar = FileSystems.newFileSystem(home)) {
            return entityClasses(jar.getPath("/"));
        }
    }

    private static Set<String> entityClasses(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("org/karawatt/persistence/entity"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(SchemaTest::isEntity)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isEntity(String name) {
        try {
            return Class.forName(name).isAnnotationPresent(Entity.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(BlankDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
