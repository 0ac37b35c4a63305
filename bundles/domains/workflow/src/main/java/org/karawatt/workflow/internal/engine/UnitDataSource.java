package org.karawatt.workflow.internal.engine;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.karawatt.persistence.store.ConnectionStore;

/** Gives the engine the connection of the current unit of work, of which it can neither end the transaction nor close it. Thread-safe. */
final class UnitDataSource implements DataSource {

    /** What belongs to the unit and is not the engine's to do. */
    private static final Set<String> KEPT = Set.of("close", "commit", "rollback", "setAutoCommit", "setReadOnly", "abort");

    private final ConnectionStore connections;

    UnitDataSource(ConnectionStore connections) {
        this.connections = connections;
    }

    @Override
    public Connection getConnection() {
        Connection connection = connections.connection();
        return (Connection) Proxy.newProxyInstance(UnitDataSource.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, args) -> {
                    if (KEPT.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the unit of work knows its user");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("logs go to SLF4J");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the pool has its own");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("logs go to SLF4J");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
