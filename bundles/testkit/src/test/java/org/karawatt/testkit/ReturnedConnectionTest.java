package org.karawatt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import javax.transaction.RollbackException;
import javax.transaction.Status;
import javax.transaction.Synchronization;
import javax.transaction.SystemException;
import javax.transaction.Transaction;
import org.apache.openjpa.lib.jdbc.AbstractJDBCListener;
import org.karawatt.persistence.entity.codes.OfficeEntity;
import org.karawatt.persistence.internal.work.DefaultUnitOfWork;

/** Who shares a connection in one unit gives it back before the pool lends it to the next. */
class ReturnedConnectionTest {

    /** What became of connections, in order: "lent", "closed" by whom it was lent to, "returned" to the pool. */
    private final List<String> life = new ArrayList<>();
    private Transaction known;

    private DataSource watched(DataSource pool) {
        return proxy(DataSource.class, pool, "getConnection", connection -> {
            Transaction transaction = TestTransactions.manager().getTransaction();
            life.add("lent");
            if (transaction != known) {
                known = transaction;
                // the pool has registered its own right before
                transaction.registerSynchronization(returned());
            }
            return proxy(Connection.class, (Connection) connection, "close", nothing -> {
                life.add("closed");
                return nothing;
            });
        });
    }

    private Synchronization returned() {
        return new Synchronization() {
            @Override
            public void beforeCompletion() {
                // only the end counts
            }

            @Override
            public void afterCompletion(int status) {
                life.add("returned");
            }
        };
    }

    private interface Then {
        Object then(Object result) throws SystemException, RollbackException, SQLException;
    }

    private static <T> T proxy(Class<T> type, T target, String method, Then then) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, args) -> {
            try {
                Object result = called.invoke(target, args);
                return called.getName().equals(method) ? then.then(result) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static OfficeEntity office() {
        OfficeEntity office = new OfficeEntity();
        office.setId(7);
        office.setCode("42");
        office.setPath("/42/");
        office.setKind("COUNTY");
        office.setNameZh("供电所");
        office.setNameEn("Office");
        office.setValidFrom(LocalDate.of(2020, 1, 1));
        return office;
    }

    @OnEachDatabase
    void sqlBeforeEntitiesLeavesNoHandleBehind(TestDatabase db) throws Exception {
        try (BlankDatabase own = BlankDatabase.migrated(db.dialect())) {
            DataSource pool = watched(own.dataSource());
            EntityManagerFactory entities = TestUnit.open(pool, new AbstractJDBCListener() {
            });
            DefaultUnitOfWork work = new DefaultUnitOfWork(TestTransactions.manager(), entities, pool, 4, 5, 60);
            work.required(() -> assertEquals(7, work.em().merge(office()).getId()));
            life.clear();
            work.required(() -> {
                assertFalse(isClosed(work.connection()));
                work.em().find(OfficeEntity.class, 7L).setNameEn("Other");
            });
            assertEquals(Status.STATUS_NO_TRANSACTION, TestTransactions.manager().getStatus());
            assertEquals(1, life.stream().filter("returned"::equals).count(), life::toString);
            assertEquals("returned", life.get(life.size() - 1), life::toString);
            entities.close();
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
