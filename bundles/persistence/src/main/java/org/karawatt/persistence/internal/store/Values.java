package org.karawatt.persistence.internal.store;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;

/** Sets parameters by the type of the value. Belongs to one statement: calendars are not thread-safe. */
final class Values {

    private final Calendar utc = utcCalendar();

    static Calendar utcCalendar() {
        return new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    }

    /** PostgreSQL keeps microseconds and Derby nanoseconds; cutting makes what is read equal to what was written on both. */
    static Instant cut(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    void set(PreparedStatement statement, List<?> params) throws SQLException {
        for (int i = 0; i < params.size(); i++) {
            set(statement, i + 1, params.get(i));
        }
    }

    void set(PreparedStatement statement, Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            set(statement, i + 1, row[i]);
        }
    }

    private void set(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value == null) {
            statement.setObject(index, null);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof LocalDate date) {
            statement.setDate(index, Date.valueOf(date));
        } else if (value instanceof Instant instant) {
            statement.setTimestamp(index, Timestamp.from(cut(instant)), utc);
        } else if (value instanceof LocalDateTime time) {
            statement.setTimestamp(index, Timestamp.from(cut(time.toInstant(ZoneOffset.UTC))), utc);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(index, flag);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof Short number) {
            statement.setShort(index, number);
        } else {
            throw unsupported(value);
        }
    }

    static IllegalArgumentException unsupported(Object value) {
        return new IllegalArgumentException("not a value for a column: " + value.getClass().getName());
    }
}
