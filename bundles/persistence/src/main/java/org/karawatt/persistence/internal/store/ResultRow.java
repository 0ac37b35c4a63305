package org.karawatt.persistence.internal.store;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Calendar;
import org.karawatt.persistence.internal.work.Failures;
import org.karawatt.persistence.store.Row;

/** A thin coat over the result set: one object per result, no exceptions to check, NULL is never zero. */
final class ResultRow implements Row {

    private final ResultSet result;
    private final Calendar utc = Values.utcCalendar();

    ResultRow(ResultSet result) {
        this.result = result;
    }

    @Override
    public boolean isNull(int column) {
        return read(column, () -> result.getObject(column)) == null;
    }

    @Override
    public long getLong(int column) {
        try {
            long value = result.getLong(column);
            if (value == 0 && result.wasNull()) {
                throw missing(column);
            }
            return value;
        } catch (SQLException e) {
            throw failed(column, e);
        }
    }

    @Override
    public Long getLongOrNull(int column) {
        try {
            long value = result.getLong(column);
            return value == 0 && result.wasNull() ? null : Long.valueOf(value);
        } catch (SQLException e) {
            throw failed(column, e);
        }
    }

    @Override
    public int getInt(int column) {
        try {
            int value = result.getInt(column);
            if (value == 0 && result.wasNull()) {
                throw missing(column);
            }
            return value;
        } catch (SQLException e) {
            throw failed(column, e);
        }
    }

    @Override
    public Integer getIntOrNull(int column) {
        try {
            int value = result.getInt(column);
            return value == 0 && result.wasNull() ? null : Integer.valueOf(value);
        } catch (SQLException e) {
            throw failed(column, e);
        }
    }

    @Override
    public boolean getBoolean(int column) {
        Boolean value = getBooleanOrNull(column);
        if (value == null) {
            throw missing(column);
        }
        return value;
    }

    @Override
    public Boolean getBooleanOrNull(int column) {
        try {
            boolean value = result.getBoolean(column);
            return !value && result.wasNull() ? null : Boolean.valueOf(value);
        } catch (SQLException e) {
            throw failed(column, e);
        }
    }

    @Override
    public BigDecimal getBigDecimal(int column) {
        return read(column, () -> result.getBigDecimal(column));
    }

    @Override
    public String getString(int column) {
        return read(column, () -> result.getString(column));
    }

    @Override
    public LocalDate getLocalDate(int column) {
        Date date = read(column, () -> result.getDate(column));
        return date == null ? null : date.toLocalDate();
    }

    @Override
    public Instant getInstant(int column) {
        Timestamp time = read(column, () -> result.getTimestamp(column, utc));
        return time == null ? null : time.toInstant();
    }

    @Override
    public byte[] getBytes(int column) {
        return read(column, () -> result.getBytes(column));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read() throws SQLException;
    }

    private static <T> T read(int column, Reader<T> reader) {
        try {
            return reader.read();
        } catch (SQLException e) {
            throw failed(column, e);
        }
    }

    private static RuntimeException failed(int column, SQLException e) {
        return Failures.of("column " + column + " cannot be read", e);
    }

    private static IllegalStateException missing(int column) {
        return new IllegalStateException("column " + column + " is NULL where a value is required");
    }
}
