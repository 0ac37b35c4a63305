package org.karawatt.mart.internal.store;

import java.sql.SQLException;

/** The mart has failed at something that it should be able to do. */
public final class MartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MartException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** What the store has said. */
    public SQLException sql() {
        return (SQLException) getCause();
    }
}
