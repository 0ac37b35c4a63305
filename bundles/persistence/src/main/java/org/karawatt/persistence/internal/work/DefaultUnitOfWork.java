package org.karawatt.persistence.internal.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import javax.transaction.Status;
import javax.transaction.Transaction;
import javax.transaction.TransactionManager;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.config.PersistenceConfig;
import org.karawatt.persistence.internal.config.PersistenceErrors;
import org.karawatt.persistence.store.ConnectionStore;
import org.karawatt.persistence.store.EntityStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Units of work over JTA. One EntityManager and one connection per outermost level, both made on first use: a bulk run never pays
 * for an EntityManager.
 */
@Component(service = {UnitOfWork.class, EntityStore.class, ConnectionStore.class, DefaultUnitOfWork.class}, configurationPid = PersistenceConfig.PID)
@Designate(ocd = PersistenceConfig.class)
public final class DefaultUnitOfWork implements UnitOfWork, EntityStore, ConnectionStore {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultUnitOfWork.class);
    private static final int TRIES = 3;
    private static final long BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private enum Mode {
        COMMIT, ROLL_BACK
    }

    private final TransactionManager transactions;
    private final EntityManagerFactory entityManagers;
    private final DataSource dataSource;
    private final ThreadLocal<Unit> current = new ThreadLocal<>();
    /**
     * Bounds the outermost units, so that a unit of its own inside one (a block of numbers) always finds a connection: without this
     * all connections could be held by units that wait for the one that needs another.
     */
    private final Semaphore turns;
    private final int maxUnits;
    private volatile boolean closed;
    private final int waitSeconds;
    private final int timeoutSeconds;

    @Activate
    public DefaultUnitOfWork(@Reference TransactionManager transactions,
            @Reference(target = "(osgi.unit.name=karawatt)") EntityManagerFactory entityManagers,
            @Reference(target = "(osgi.jndi.service.name=karawatt)") DataSource dataSource, PersistenceConfig config) {
        this(transactions, entityManagers, dataSource, config.units_max(), config.units_wait_seconds(),
                config.transaction_timeout_seconds());
    }

    public DefaultUnitOfWork(TransactionManager transactions, EntityManagerFactory entityManagers, DataSource dataSource,
            int maxUnits, int waitSeconds, int timeoutSeconds) {
        this.transactions = transactions;
        this.entityManagers = entityManagers;
        this.dataSource = dataSource;
        this.maxUnits = Math.max(1, maxUnits);
        this.turns = new Semaphore(this.maxUnits, true);
        this.waitSeconds = waitSeconds;
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * Lets the units that run come to their end, because the entity managers are closed next; waits no longer than a unit waits for its
     * turn. None begins afterwards.
     */
    @Deactivate
    public void close() {
        closed = true;
        try {
            if (turns.tryAcquire(maxUnits, waitSeconds, TimeUnit.SECONDS)) {
                // whoever has waited for a turn is to hear that there is none
                turns.release(maxUnits);
            } else {
                LOG.warn("units of work still run after {} s; the database will take back what they have not committed", waitSeconds);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public <T> T required(Supplier<T> work) {
        Unit unit = current.get();
        if (unit == null) {
            return outermost(Mode.COMMIT, work);
        }
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            unit.poison(e);
            throw e;
        }
    }

    @Override
    public <T> T readOnly(Supplier<T> work) {
        Unit unit = current.get();
        if (unit == null) {
            return outermost(Mode.ROLL_BACK, work);
        }
        try {
            return work.get();
        } catch (KarawattException e) {
            // a reader that says "not found" has left nothing half done; what it wrote through required() has poisoned the unit
            throw e;
        } catch (RuntimeException | Error e) {
            unit.poison(e);
            throw e;
        }
    }

    @Override
    public <T> T separate(Supplier<T> work) {
        if (current.get() == null) {
            return outermost(Mode.COMMIT, work);
        }
        Transaction suspended = suspend();
        try {
            return repeat(Mode.COMMIT, work);
        } finally {
            resume(suspended);
        }
    }

    @Override
    public EntityManager em() {
        Unit unit = unit();
        unit.usesEntities = true;
        return joined(unit);
    }

    private EntityManager joined(Unit unit) {
        if (unit.em == null) {
            unit.em = entityManagers.createEntityManager();
            unit.em.joinTransaction();
        }
        return unit.em;
    }

    @Override
    public Connection connection() {
        Unit unit = unit();
        if (unit.connection == null) {
            // JPA has to hear of the end of the transaction before the pool does, and both hear of it in the order in which they came:
            // JPA closes its handle then, and a handle that is closed after the pool has lent the connection again takes it from the next
            joined(unit);
            try {
                unit.connection = dataSource.getConnection();
            } catch (SQLException e) {
                unit.poison(e);
                throw Failures.of("no connection", e);
            }
        }
        return unit.connection;
    }

    /** Brings what JPA has in memory to the database, so that SQL sees it. */
    public void flush() {
        Unit unit = unit();
        if (unit.usesEntities) {
            try {
                unit.em.flush();
            } catch (RuntimeException e) {
                unit.poison(e);
                throw Failures.translate(e);
            }
        }
    }

    @Override
    public void poison(Throwable failure) {
        unit().poison(failure);
    }

    /** {@inheritDoc} Equal actions run once. */
    @Override
    public void afterCommit(Runnable action) {
        Unit unit = current.get();
        if (unit == null) {
            action.run();
        } else {
            unit.afterCommit(action);
        }
    }

    /** Counts a statement of the current unit; does nothing outside one. */
    public void countStatement() {
        Unit unit = current.get();
        if (unit != null) {
            unit.statements++;
        }
    }

    public long statements() {
        return unit().statements;
    }

    @Override
    public boolean isActive() {
        return current.get() != null;
    }

    private Unit unit() {
        Unit unit = current.get();
        if (unit == null) {
            throw new IllegalStateException("no unit of work on this thread");
        }
        return unit;
    }

    private <T> T outermost(Mode mode, Supplier<T> work) {
        takeTurn();
        try {
            return repeat(mode, work);
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(waitSeconds, TimeUnit.SECONDS)) {
                throw KarawattException.unavailable(PersistenceErrors.BUSY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KarawattException.unavailable(PersistenceErrors.BUSY);
        }
        if (closed) {
            turns.release();
            throw KarawattException.unavailable(PersistenceErrors.BUSY);
        }
    }

    private <T> T repeat(Mode mode, Supplier<T> work) {
        for (int attempt = 1;; attempt++) {
            try {
                return once(mode, work);
            } catch (RuntimeException e) {
                boolean lost = Failures.isLostConnection(e) && !(e instanceof CommitFailedException);
                if (attempt == TRIES || !lost && !Failures.isTransient(e)) {
                    throw Failures.translate(e);
                }
                if (lost) {
                    LOG.info("a connection to the database was lost; its unit of work is repeated, attempt {}", attempt, e);
                } else {
                    LOG.debug("unit of work lost a race, attempt {}", attempt, e);
                }
                LockSupport.parkNanos(attempt * BACKOFF_NANOS + ThreadLocalRandom.current().nextLong(BACKOFF_NANOS));
            }
        }
    }

    private <T> T once(Mode mode, Supplier<T> work) {
        Unit unit = new Unit(current.get());
        begin();
        current.set(unit);
        boolean committed = false;
        T result;
        try {
            result = work.get();
            if (unit.poison != null) {
                throw new PoisonedUnitException(unit.poison);
            }
            if (mode == Mode.COMMIT) {
                if (unit.usesEntities) {
                    unit.em.flush();
                }
                release(unit);
                commit();
                committed = true;
            }
        } finally {
            if (!committed) {
                release(unit);
                rollback();
            }
            close(unit);
            if (unit.outer == null) {
                current.remove();
            } else {
                current.set(unit.outer);
            }
        }
        if (committed) {
            unit.afterCommit().forEach(Runnable::run);
        }
        return result;
    }

    private void begin() {
        try {
            if (transactions.getStatus() != Status.STATUS_NO_TRANSACTION) {
                throw new IllegalStateException("a transaction that no unit of work has begun is active on this thread");
            }
            transactions.setTransactionTimeout(timeoutSeconds);
            transactions.begin();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot begin a transaction", e);
        }
    }

    private void commit() {
        try {
            transactions.commit();
        } catch (Exception e) {
            throw new CommitFailedException(e);
        }
    }

    private void rollback() {
        try {
            if (transactions.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transactions.rollback();
            }
        } catch (Exception e) {
            LOG.warn("rollback failed; the database ends the transaction when it drops the connection", e);
        }
    }

    private Transaction suspend() {
        try {
            return transactions.suspend();
        } catch (Exception e) {
            throw new IllegalStateException("cannot suspend the transaction", e);
        }
    }

    private void resume(Transaction suspended) {
        try {
            transactions.resume(suspended);
        } catch (Exception e) {
            throw new IllegalStateException("cannot resume the transaction", e);
        }
    }

    /** Gives the connection back; the pool keeps it for the transaction until that ends. */
    private static void release(Unit unit) {
        Connection connection = unit.connection;
        unit.connection = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.warn("connection could not be returned to the pool", e);
            }
        }
    }

    private static void close(Unit unit) {
        if (unit.em != null && unit.em.isOpen()) {
            try {
                unit.em.close();
            } catch (RuntimeException e) {
                LOG.warn("EntityManager could not be closed", e);
            }
        }
    }
}
