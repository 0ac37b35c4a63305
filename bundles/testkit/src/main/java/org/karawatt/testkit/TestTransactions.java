package org.karawatt.testkit;

import javax.transaction.TransactionManager;
import javax.transaction.xa.XAException;
import org.apache.geronimo.transaction.manager.GeronimoTransactionManager;
import org.ops4j.pax.transx.tm.impl.geronimo.TransactionManagerWrapper;

/** The one transaction manager of a test process: the one that the distribution runs on. */
public final class TestTransactions {

    private static final GeronimoTransactionManager MANAGER;

    static {
        try {
            MANAGER = new GeronimoTransactionManager(600);
        } catch (XAException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private TestTransactions() {
    }

    /** Called by OpenJPA too, by name: see {@link TestUnit}. */
    public static TransactionManager manager() {
        return MANAGER;
    }

    static org.ops4j.pax.transx.tm.TransactionManager forPool() {
        return new TransactionManagerWrapper(MANAGER);
    }
}
