package org.karawatt.mart.internal.store;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.decision.api.QuestionService.Column;
import org.karawatt.kernel.error.KarawattException;

/** Tables as files, row by row. A text that a spreadsheet would take for a formula gets a quote before it. */
public final class TableFiles {

    /** Most rows of a file; a sheet of Excel has 1,048,576. */
    public static final int MOST_ROWS = 1_000_000;

    private TableFiles() {
    }

    /** Takes the rows of a table. Closing ends the file and leaves the stream open. */
    public interface Writer extends AutoCloseable {

        /** @param values null, text, numbers, truth values and dates, in the order of the columns */
        void row(Object[] values) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    public static Writer writer(ExportFormat format, OutputStream out, List<Column> columns) throws SQLException {
        return switch (format) {
            case CSV -> new Csv(out, columns);
            case XLSX -> new Excel(out, columns);
            case PARQUET -> new Parquet(out, columns);
        };
    }

    /** Work that writes a file. */
    public interface Work {
        void to(OutputStream out) throws IOException;
    }

    /** Has a file written at the side and sends it when it is whole, so that whoever takes it slowly keeps nobody from the mart. */
    public static void spooled(OutputStream out, Work work) {
        try {
            Path file = Files.createTempFile("karawatt-mart", ".export");
            try {
                try (OutputStream aside = new BufferedOutputStream(Files.newOutputStream(file))) {
                    work.to(aside);
                }
                Files.copy(file, out);
                out.flush();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the rows of a query. */
    public static void copy(DuckDBConnection connection, String sql, List<?> params, Writer writer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(300);
            for (int i = 0; i < params.size(); i++) {
                statement.setObject(i + 1, params.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                copy(rows, writer);
            }
        }
    }

    /** Writes rows that somebody else has asked for. */
    public static void copy(ResultSet rows, Writer writer) throws SQLException {
        Object[] values = new Object[rows.getMetaData().getColumnCount()];
        for (int count = 0; rows.next(); count++) {
            if (count == MOST_ROWS) {
                throw KarawattException.invalid(DecisionErrors.EXPORT_LARGE, MOST_ROWS);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.getObject(i + 1);
            }
            writer.row(values);
        }
    }

    /** A text that a spreadsheet takes for no formula; names of columns are the asker's, too. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static final class Csv implements Writer {
        private final BufferedWriter text;
        private final CsvWriter csv;

        private Csv(OutputStream out, List<Column> columns) {
            text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv = CsvWriter.builder().build(text);
            try {
                text.write('\ufeff');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            csv.writeRecord(columns.stream().map(column -> harmless(column.name())).toList());
        }

        @Override
        public void row(Object[] values) {
            List<String> cells = new ArrayList<>(values.length);
            for (Object value : values) {
                cells.add(value == null ? "" : value instanceof BigDecimal number ? number.toPlainString()
                        : value instanceof String each ? harmless(each) : value.toString());
            }
            csv.writeRecord(cells);
        }

        @Override
        public void close() {
            try {
                csv.flush();
                text.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Excel implements Writer {
        private final Workbook workbook;
        private final Worksheet sheet;
        private int row;

        private Excel(OutputStream out, List<Column> columns) {
            workbook = new Workbook(out, "Karawatt", "1.0");
            sheet = workbook.newWorksheet("Data");
            for (int i = 0; i < columns.size(); i++) {
                sheet.value(0, i, harmless(columns.get(i).name()));
                sheet.style(0, i).bold().set();
            }
            sheet.freezePane(0, 1);
        }

        @Override
        public void row(Object[] values) {
            row++;
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                if (value instanceof Number number) {
                    sheet.value(row, i, number);
                } else if (value instanceof Boolean truth) {
                    sheet.value(row, i, truth);
                } else if (value instanceof LocalDate || value instanceof Date) {
                    sheet.value(row, i, value.toString());
                } else if (value != null) {
                    sheet.value(row, i, harmless(value.toString()));
                }
            }
            if (row % 1000 == 0) {
                try {
                    sheet.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void close() {
            try {
                sheet.finish();
                workbook.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The mart must not write files, so a store of its own in memory gets the rows and writes them. */
    private static final class Parquet implements Writer {
        private final OutputStream out;
        private final DuckDBConnection memory;
        private final DuckDBAppender appender;
        private final int columns;

        private Parquet(OutputStream out, List<Column> columns) throws SQLException {
            this.out = out;
            this.columns = columns.size();
            Properties settings = new Properties();
            settings.setProperty("autoinstall_known_extensions", "false");
            settings.setProperty("memory_limit", "512MB");
            settings.setProperty("threads", "1");
            memory = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", settings);
            try (Statement statement = memory.createStatement()) {
                StringBuilder sql = new StringBuilder("CREATE TABLE data (");
                for (int i = 0; i < columns.size(); i++) {
                    sql.append(i == 0 ? "" : ", ").append('"').append(columns.get(i).name().replace("\"", "\"\"")).append("\" ")
                            .append(type(columns.get(i).type()));
                }
                statement.execute(sql.append(')').toString());
            }
            appender = memory.createAppender("main", "data");
        }

        /** Numbers and dates keep their type; whatever else there is becomes text. */
        private static String type(String type) {
            return type.matches("BOOLEAN|SMALLINT|INTEGER|BIGINT|DOUBLE|DATE|DECIMAL\\(\\d+,\\d+\\)") ? type : "VARCHAR";
        }

        @Override
        public void row(Object[] values) throws SQLException {
            appender.beginRow();
            for (int i = 0; i < columns; i++) {
                append(values[i]);
            }
            appender.endRow();
        }

        private void append(Object value) throws SQLException {
            if (value == null) {
                appender.appendNull();
            } else if (value instanceof Integer number) {
                appender.append(number.intValue());
            } else if (value instanceof Short number) {
                appender.append(number.shortValue());
            } else if (value instanceof Long number) {
                appender.append(number.longValue());
            } else if (value instanceof Double number) {
                appender.append(number.doubleValue());
            } else if (value instanceof BigDecimal number) {
                appender.append(number);
            } else if (value instanceof Boolean truth) {
                appender.append(truth.booleanValue());
            } else if (value instanceof LocalDate day) {
                appender.append(day);
            } else if (value instanceof Date day) {
                appender.append(day.toLocalDate());
            } else {
                appender.append(value.toString());
            }
        }

        @Override
        public void close() throws SQLException {
            try (memory) {
                appender.close();
                Path file = Files.createTempFile("karawatt-mart", ".parquet");
                try (Statement statement = memory.createStatement()) {
                    statement.execute("COPY data TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet, COMPRESSION zstd)");
                    Files.copy(file, out);
                    out.flush();
                } finally {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
