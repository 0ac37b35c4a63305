package org.karawatt.persistence.internal.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in PostgreSQL's COPY text format (PostgreSQL documentation, COPY, "Text Format"): columns separated by tabs, rows by
 * line feeds, {@code \N} for NULL, backslash escapes for the separators and the backslash itself. Bytes go out through one buffer.
 */
final class CopyWriter {

    private static final int SIZE = 64 * 1024;
    /** Room that the longest value written without a check of its own may need: a timestamp or a long. */
    private static final int MARGIN = 64;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final CopyIn copy;
    private final byte[] buffer = new byte[SIZE];
    private int length;

    CopyWriter(CopyIn copy) {
        this.copy = copy;
    }

    void row(Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                room(1);
                buffer[length++] = '\t';
            }
            value(values[i]);
        }
        room(1);
        buffer[length++] = '\n';
    }

    void flush() throws SQLException {
        if (length > 0) {
            copy.writeToCopy(buffer, 0, length);
            length = 0;
        }
    }

    private void value(Object value) throws SQLException {
        room(MARGIN);
        if (value == null) {
            buffer[length++] = '\\';
            buffer[length++] = 'N';
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Long number) {
            number(number);
        } else if (value instanceof Integer number) {
            number(number);
        } else if (value instanceof BigDecimal number) {
            decimal(number);
        } else if (value instanceof LocalDate date) {
            date(date);
        } else if (value instanceof Instant instant) {
            Instant cut = Values.cut(instant);
            time(LocalDateTime.ofEpochSecond(cut.getEpochSecond(), cut.getNano(), ZoneOffset.UTC));
        } else if (value instanceof LocalDateTime time) {
            time(time);
        } else if (value instanceof Boolean flag) {
            buffer[length++] = (byte) (flag ? 't' : 'f');
        } else if (value instanceof byte[] bytes) {
            bytes(bytes);
        } else if (value instanceof Short number) {
            number(number);
        } else {
            throw Values.unsupported(value);
        }
    }

    private void room(int bytes) throws SQLException {
        if (SIZE - length < bytes) {
            flush();
        }
    }

    private void number(long value) {
        if (value == Long.MIN_VALUE) {
            // has no positive counterpart
            for (byte b : Long.toString(value).getBytes(StandardCharsets.US_ASCII)) {
                buffer[length++] = b;
            }
            return;
        }
        long rest = value;
        if (rest < 0) {
            buffer[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long bound = rest; bound >= 10; bound /= 10) {
            digits++;
        }
        digits(rest, digits);
    }

    private void decimal(BigDecimal number) throws SQLException {
        int scale = number.scale();
        if (scale < 0 || scale > 18 || number.precision() > 18) {
            ascii(number.toPlainString());
            return;
        }
        long unscaled = number.unscaledValue().longValue();
        if (unscaled < 0) {
            buffer[length++] = '-';
            unscaled = -unscaled;
        }
        long unit = 1;
        for (int i = 0; i < scale; i++) {
            unit *= 10;
        }
        number(unscaled / unit);
        if (scale > 0) {
            buffer[length++] = '.';
            digits(unscaled % unit, scale);
        }
    }

    private void digits(long value, int count) {
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void ascii(String text) throws SQLException {
        for (int i = 0; i < text.length(); i++) {
            if (length == SIZE) {
                flush();
            }
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    private void date(LocalDate date) {
        int year = date.getYear();
        if (year < 1 || year > 9999) {
            throw new IllegalArgumentException("date out of range: " + date);
        }
        digits(year, 4);
        buffer[length++] = '-';
        digits(date.getMonthValue(), 2);
        buffer[length++] = '-';
        digits(date.getDayOfMonth(), 2);
    }

    private void time(LocalDateTime time) {
        date(time.toLocalDate());
        buffer[length++] = ' ';
        digits(time.getHour(), 2);
        buffer[length++] = ':';
        digits(time.getMinute(), 2);
        buffer[length++] = ':';
        digits(time.getSecond(), 2);
        buffer[length++] = '.';
        digits(time.getNano() / 1000, 6);
    }

    private void bytes(byte[] bytes) throws SQLException {
        // bytea in hex form is \x..., and its backslash is escaped for COPY
        buffer[length++] = '\\';
        buffer[length++] = '\\';
        buffer[length++] = 'x';
        for (byte b : bytes) {
            room(2);
            buffer[length++] = HEX[b >> 4 & 15];
            buffer[length++] = HEX[b & 15];
        }
    }

    private void text(String text) throws SQLException {
        int size = text.length();
        for (int i = 0; i < size; i++) {
            if (SIZE - length < 4) {
                flush();
            }
            char c = text.charAt(i);
            if (c < 0x80) {
                char escape = escape(c);
                if (escape != 0) {
                    buffer[length++] = '\\';
                    buffer[length++] = (byte) escape;
                } else {
                    buffer[length++] = (byte) c;
                }
            } else if (c < 0x800) {
                buffer[length++] = (byte) (0xC0 | c >> 6);
                buffer[length++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isSurrogate(c)) {
                i = supplementary(text, i, c);
            } else {
                buffer[length++] = (byte) (0xE0 | c >> 12);
                buffer[length++] = (byte) (0x80 | c >> 6 & 0x3F);
                buffer[length++] = (byte) (0x80 | c & 0x3F);
            }
        }
    }

    private static char escape(char c) {
        return switch (c) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\b' -> 'b';
            case '\f' -> 'f';
            case 0x0B -> 'v';
            default -> 0;
        };
    }

    private int supplementary(String text, int index, char first) {
        if (Character.isHighSurrogate(first) && index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))) {
            int point = Character.toCodePoint(first, text.charAt(index + 1));
            buffer[length++] = (byte) (0xF0 | point >> 18);
            buffer[length++] = (byte) (0x80 | point >> 12 & 0x3F);
            buffer[length++] = (byte) (0x80 | point >> 6 & 0x3F);
            buffer[length++] = (byte) (0x80 | point & 0x3F);
            return index + 1;
        }
        throw new IllegalArgumentException("text with half a surrogate pair cannot be stored");
    }
}
