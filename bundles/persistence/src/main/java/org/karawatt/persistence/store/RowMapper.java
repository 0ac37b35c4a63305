package org.karawatt.persistence.store;

/** Makes one value of one row. */
@FunctionalInterface
public interface RowMapper<T> {

    /** The value for the row; may be null. Must not keep the row. */
    T map(Row row);
}
