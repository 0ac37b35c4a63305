package org.karawatt.persistence.store;

/** The databases that Karawatt runs on. */
public enum Dialect {
    DERBY, POSTGRESQL
}
