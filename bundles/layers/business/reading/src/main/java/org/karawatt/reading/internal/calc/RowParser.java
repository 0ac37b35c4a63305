package org.karawatt.reading.internal.calc;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.karawatt.kernel.error.Faults;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.reading.api.ReadingErrors;
import org.karawatt.reading.api.RowFault;

/** Understands the rows of one file by its header. */
public final class RowParser {

    /** Longest value of a column. */
    public static final int MAX_FIELD = 64;

    public static final String METER_NO = "meter_no";
    public static final String REGISTER = "register";
    public static final String READ_ON = "read_on";
    public static final String VALUE = "value";

    /** The columns that a file must have, in any order. */
    public static final List<String> COLUMNS = List.of(METER_NO, REGISTER, READ_ON, VALUE);

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private final Map<String, Integer> columns = new HashMap<>();
    private final int width;

    /** Reads the header; columns that are missing or there twice are refused, all of them at once. */
    public RowParser(List<String> header) {
        width = header.size();
        Faults faults = new Faults();
        for (int i = 0; i < width; i++) {
            String name = header.get(i).strip().toLowerCase(Locale.ROOT);
            if (COLUMNS.contains(name) && columns.putIfAbsent(name, i) != null) {
                faults.add(name, ReadingErrors.DUPLICATE_COLUMN, name);
            }
        }
        for (String name : COLUMNS) {
            if (!columns.containsKey(name)) {
                faults.add(name, ReadingErrors.COLUMN_MISSING, name);
            }
        }
        faults.throwIfAny();
    }

    /** All faults of a row that can be seen in it alone. */
    public ParsedRow parse(long line, List<String> fields) {
        List<RowFault> faults = new ArrayList<>(2);
        if (fields.size() != width) {
            faults.add(RowFaults.of(line, "", ReadingErrors.BAD_ROW, null, width, fields.size()));
            return new ParsedRow(line, null, null, null, null, faults);
        }
        String meterNo = text(line, METER_NO, fields, faults);
        String register = text(line, REGISTER, fields, faults);
        String readOn = text(line, READ_ON, fields, faults);
        String value = text(line, VALUE, fields, faults);
        return new ParsedRow(line, meter(line, meterNo, faults), kind(line, register, faults), date(line, readOn, faults),
                number(line, value, faults), faults);
    }

    /** The stripped text, or null when it must not be looked at any further. */
    private String text(long line, String column, List<String> fields, List<RowFault> faults) {
        String text = fields.get(columns.get(column));
        if (text.length() > MAX_FIELD) {
            faults.add(RowFaults.of(line, column, ReadingErrors.FIELD_TOO_LONG, text));
            return null;
        }
        text = text.strip();
        // a minus before a number is a negative reading, which has a fault of its own
        boolean negative = VALUE.equals(column) && text.startsWith("-") && NUMBER.matcher(text.substring(1)).matches();
        if (!text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 && !negative) {
            faults.add(RowFaults.of(line, column, ReadingErrors.FORMULA, text, text));
            return null;
        }
        return text;
    }

    private static String meter(long line, String text, List<RowFault> faults) {
        if (text == null) {
            return null;
        }
        // a control character can be in no meter number, and PostgreSQL would refuse it as a parameter
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            faults.add(RowFaults.of(line, METER_NO, ReadingErrors.METER_UNKNOWN, text, text));
            return null;
        }
        return text;
    }

    private static RegisterKind kind(long line, String text, List<RowFault> faults) {
        if (text == null) {
            return null;
        }
        for (RegisterKind kind : RegisterKind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        faults.add(RowFaults.of(line, REGISTER, ReadingErrors.REGISTER_UNKNOWN, text, text));
        return null;
    }

    private static LocalDate date(long line, String text, List<RowFault> faults) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            faults.add(RowFaults.of(line, READ_ON, ReadingErrors.BAD_DATE, text, text));
            return null;
        }
    }

    private static BigDecimal number(long line, String text, List<RowFault> faults) {
        if (text == null) {
            return null;
        }
        if (text.startsWith("-")) {
            faults.add(RowFaults.of(line, VALUE, ReadingErrors.NEGATIVE, text, text));
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            faults.add(RowFaults.of(line, VALUE, ReadingErrors.NOT_A_NUMBER, text, text));
            return null;
        }
        return new BigDecimal(text);
    }
}
