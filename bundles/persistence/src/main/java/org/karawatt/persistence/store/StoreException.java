package org.karawatt.persistence.store;

import java.sql.SQLException;

/** The database refused a statement. The unit of work in which it happened can only roll back. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    public StoreException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
        this.sqlState = cause.getSQLState();
    }

    /** SQLSTATE of the database; may be null. */
    public String sqlState() {
        return sqlState;
    }
}
