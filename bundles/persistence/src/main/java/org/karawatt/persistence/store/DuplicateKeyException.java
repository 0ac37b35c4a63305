package org.karawatt.persistence.store;

import java.sql.SQLException;

/** A row with this primary or unique key exists already. The unit of work in which it happened can only roll back. */
public class DuplicateKeyException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final String constraint;

    public DuplicateKeyException(String constraint, SQLException cause) {
        super("duplicate key", cause);
        this.constraint = constraint;
    }

    /** Name of the violated constraint in lower case; null when the database does not tell. */
    public String constraint() {
        return constraint;
    }
}
