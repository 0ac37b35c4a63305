package org.karawatt.ledger.internal.calc;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.ledger.api.LedgerErrors;

/** Reads bank files: CSV in strict UTF-8 with a header; the columns may come in any order and further columns are passed over. */
public final class BankFileReader {

    public static final List<String> COLUMNS = List.of("reference", "account_no", "amount", "paid_on");

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private BankFileReader() {
    }

    /**
     * A data row.
     *
     * @param line line of the file, the header being line 1
     * @param width number of fields found
     * @param expected number of columns in the header; the texts are empty where the row is too short
     */
    public record Row(long line, int width, int expected, String reference, String accountNo, String amount, String paidOn) {
    }

    /**
     * Hands over all data rows in order.
     *
     * @return number of data rows
     * @throws KarawattException of kind INVALID when the file as a whole cannot be read; rows may have been handed over before
     */
    public static long read(Path file, Consumer<Row> consumer) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file)); Reader text = decoded(in);
                CsvReader<CsvRecord> csv = CsvReader.builder().allowExtraFields(true).allowMissingFields(true).ofCsvRecord(text);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            if (!records.hasNext()) {
                throw KarawattException.invalid(LedgerErrors.EMPTY_FILE);
            }
            List<String> header = records.next().getFields().stream().map(String::strip).toList();
            int[] places = places(header);
            long rows = 0;
            while (records.hasNext()) {
                CsvRecord row = records.next();
                rows++;
                consumer.accept(new Row(row.getStartingLineNumber(), row.getFieldCount(), header.size(), field(row, places[0]),
                        field(row, places[1]), field(row, places[2]), field(row, places[3])));
            }
            return rows;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw failure(e);
        }
    }

    private static Reader decoded(InputStream in) throws IOException {
        in.mark(BOM.length);
        for (byte b : BOM) {
            if (in.read() != Byte.toUnsignedInt(b)) {
                in.reset();
                break;
            }
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static int[] places(List<String> header) {
        Faults faults = new Faults();
        List<Integer> places = new ArrayList<>();
        for (String column : COLUMNS) {
            if (!header.contains(column)) {
                faults.add(column, LedgerErrors.COLUMN_MISSING, column);
            }
            places.add(header.indexOf(column));
        }
        faults.throwIfAny();
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String field(CsvRecord row, int place) {
        return place < row.getFieldCount() ? row.getField(place).strip() : "";
    }

    /** The decoder's complaint may come wrapped by the parser. */
    private static RuntimeException failure(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return KarawattException.invalid(LedgerErrors.NOT_UTF8);
            }
        }
        if (e instanceof CsvParseException) {
            return KarawattException.invalid(LedgerErrors.NOT_CSV, e.getMessage());
        }
        return e instanceof IOException io ? new UncheckedIOException(io) : (UncheckedIOException) e;
    }
}
