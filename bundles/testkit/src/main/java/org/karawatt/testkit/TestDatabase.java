package org.karawatt.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.openjpa.lib.jdbc.AbstractJDBCListener;
import org.apache.openjpa.lib.jdbc.JDBCEvent;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.EventFeed;
import org.karawatt.kernel.work.ExtensionAttributes;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Idempotency;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.SchemaState;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.event.DefaultEventFeed;
import org.karawatt.persistence.internal.event.DefaultOutbox;
import org.karawatt.persistence.internal.schema.DefaultSchemaState;
import org.karawatt.persistence.internal.schema.SchemaMigrator;
import org.karawatt.persistence.internal.service.DefaultAuditTrail;
import org.karawatt.persistence.internal.service.DefaultExtensionAttributes;
import org.karawatt.persistence.internal.service.DefaultHistory;
import org.karawatt.persistence.internal.service.DefaultIdempotency;
import org.karawatt.persistence.internal.service.DefaultNumbering;
import org.karawatt.persistence.internal.store.DefaultBulkStore;
import org.karawatt.persistence.internal.work.DefaultUnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Dialect;
import org.karawatt.persistence.store.ConnectionStore;
import org.karawatt.persistence.store.EntityStore;

/**
 * A fresh database with the real schema and the real services of the persistence bundle on it: real JTA, real pool, real unit.
 *
 * <pre>
 * try (TestDatabase database = TestDatabase.start(Dialect.DERBY)) { ... }
 * </pre>
 *
 * Tests that run on every database are written with {@link OnEachDatabase}.
 */
public final class TestDatabase implements AutoCloseable {

    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    static {
        LIQUIBASE.setLevel(Level.WARNING);
    }

    private final BlankDatabase database;
    private final SettableClock clock = new SettableClock();
    private final RecordedEvents events = new RecordedEvents();
    private Services services;

    /** What a running server consists of; {@link #restart()} makes a new set on the same database. */
    private static final class Services {
        private final EntityManagerFactory factory;
        private final DefaultUnitOfWork units;
        private final BulkStore bulk;
        private final Numbering numbering;
        private final DefaultAuditTrail audit;
        private final History history;
        private final DefaultOutbox outbox;
        private final EventFeed feed;
        private final Idempotency idempotency;
        private final ExtensionAttributes attributes;
        private final SchemaState schema;

        private Services(DataSource dataSource, SettableClock clock, RecordedEvents events) {
            StatementCounter counter = new StatementCounter();
            factory = TestUnit.open(dataSource, counter);
            units = new DefaultUnitOfWork(TestTransactions.manager(), factory, dataSource, 24, 30, 600);
            counter.units = units;
            bulk = new DefaultBulkStore(units);
            numbering = new DefaultNumbering(units, bulk);
            history = new DefaultHistory(units, bulk, numbering, clock);
            audit = new DefaultAuditTrail(units, bulk, numbering, clock);
            outbox = new DefaultOutbox(units, bulk, numbering, clock, Duration.ofDays(30), events);
            feed = new DefaultEventFeed(units, bulk, clock);
            idempotency = new DefaultIdempotency(units, bulk, clock, Duration.ofDays(90));
            attributes = new DefaultExtensionAttributes(units, bulk, numbering, history, audit);
            schema = new DefaultSchemaState(units, bulk);
        }

        private void close() {
            outbox.close();
            audit.close();
            units.close();
            factory.close();
        }
    }

    /** Counts the statements of JPA for {@link BulkStore#statements()}. */
    private static final class StatementCounter extends AbstractJDBCListener {
        private volatile DefaultUnitOfWork units;

        @Override
        public void beforeExecuteStatement(JDBCEvent event) {
            DefaultUnitOfWork known = units;
            if (known != null) {
                known.countStatement();
            }
        }
    }

    private TestDatabase(BlankDatabase database) {
        this.database = database;
        this.services = new Services(database.dataSource(), clock, events);
    }

    /** A fresh database in memory or on the embedded PostgreSQL server. */
    public static TestDatabase start(Dialect dialect) {
        return new TestDatabase(BlankDatabase.migrated(dialect));
    }

    /** A Derby database in a directory, brought up to date; it stays there after {@link #close()}. */
    public static TestDatabase derbyIn(Path directory) {
        return on(BlankDatabase.derbyIn(directory));
    }

    /** Brings this database up to date and wires the services on it. */
    public static TestDatabase on(BlankDatabase database) {
        SchemaMigrator.migrate(database.dataSource(), SchemaMigrator.CHANGELOG);
        return new TestDatabase(database);
    }

    /** Stops the services and starts new ones on the same database, as a restart of the server does. */
    public void restart() {
        services.close();
        services = new Services(database.dataSource(), clock, events);
    }

    @Override
    public void close() {
        services.close();
        database.close();
    }

    public Dialect dialect() {
        return database.dialect();
    }

    public DataSource dataSource() {
        return database.dataSource();
    }

    public UnitOfWork unitOfWork() {
        return services.units;
    }

    public BulkStore bulk() {
        return services.bulk;
    }

    public EntityStore entities() {
        return services.units;
    }

    public ConnectionStore connections() {
        return services.units;
    }

    public Numbering numbering() {
        return services.numbering;
    }

    public AuditTrail audit() {
        return services.audit;
    }

    public History history() {
        return services.history;
    }

    public Outbox outbox() {
        return services.outbox;
    }

    public EventFeed feed() {
        return services.feed;
    }

    public Idempotency idempotency() {
        return services.idempotency;
    }

    public ExtensionAttributes attributes() {
        return services.attributes;
    }

    public SchemaState schema() {
        return services.schema;
    }

    public SettableClock clock() {
        return clock;
    }

    /** What the outbox has delivered. */
    public RecordedEvents events() {
        return events;
    }

    @Override
    public String toString() {
        return dialect().toString();
    }
}
