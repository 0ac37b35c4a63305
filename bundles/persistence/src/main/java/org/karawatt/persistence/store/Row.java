package org.karawatt.persistence.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the current row of a result; columns count from 1. Valid only during the call that it was handed to. The methods that
 * return a primitive throw {@link IllegalStateException} for NULL, because missing is never zero.
 */
@ProviderType
public interface Row {

    boolean isNull(int column);

    long getLong(int column);

    /** The value, or null. */
    Long getLongOrNull(int column);

    int getInt(int column);

    /** The value, or null. */
    Integer getIntOrNull(int column);

    boolean getBoolean(int column);

    /** The value, or null. */
    Boolean getBooleanOrNull(int column);

    /** The value with the scale of the column, or null. */
    BigDecimal getBigDecimal(int column);

    /** The text of a VARCHAR, CHAR or ${clob} column, or null. */
    String getString(int column);

    /** The date, or null. */
    LocalDate getLocalDate(int column);

    /** The instant of a TIMESTAMP column that holds UTC, or null. */
    Instant getInstant(int column);

    /** The bytes, or null. */
    byte[] getBytes(int column);
}
