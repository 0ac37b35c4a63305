package org.karawatt.reading.internal.service;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.reading.api.ReadingErrors;
import org.karawatt.reading.internal.calc.ParsedRow;
import org.karawatt.reading.internal.calc.RowParser;

/**
 * A file that was handed in, kept on disk while it is imported: it is read once to see whether it can be read at all, and a second
 * time for its rows. Nothing is written to the database before the first reading has ended well. A file that is {@linkplain #keep()
 * kept} outlives a fault and the end of the server, so that its import can go on.
 */
final class ImportFile implements AutoCloseable {

    /** A row of the greatest size that makes sense; bounds the bytes by the rows. */
    private static final int MAX_ROW_BYTES = 512;
    /** An unclosed quote must not take the rest of the file into memory. */
    private static final int MAX_RECORD_CHARS = 1 << 20;

    private static final String INCOMING = "incoming-";
    private static final String ENDING = ".csv";
    /** After this time a file that no import needs was left behind by the end of a server. */
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final Path keptAs;
    private final String hash;
    private final long rows;
    private Path path;

    private ImportFile(Path path, Path keptAs, String hash, long rows) {
        this.path = path;
        this.keptAs = keptAs;
        this.hash = hash;
        this.rows = rows;
    }

    /**
     * Takes a file in and checks encoding, header, structure and size.
     *
     * @param folder where it is kept
     * @param salt what the same content is the same import for: month and offices
     * @throws KarawattException INVALID when the file cannot be read as a whole
     */
    static ImportFile receive(Path folder, InputStream in, String salt, int maxRows) {
        try {
            Files.createDirectories(folder);
            // readable by the server's own user only
            Path path = Files.createTempFile(folder, INCOMING, ENDING);
            try {
                String hash;
                try (OutputStream out = Files.newOutputStream(path)) {
                    hash = copy(in, out, salt, maxRows);
                }
                return new ImportFile(path, folder.resolve(hash + ENDING), hash, count(path, maxRows));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(path);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that an earlier life of this server has kept; empty when it is not there or not whole. */
    static Optional<ImportFile> reopen(Path folder, String hash, String salt, int maxRows) {
        if (!isKept(folder, hash)) {
            return Optional.empty();
        }
        Path path = folder.resolve(hash + ENDING);
        try (InputStream in = Files.newInputStream(path)) {
            boolean whole = copy(in, OutputStream.nullOutputStream(), salt, maxRows).equals(hash);
            return whole ? Optional.of(new ImportFile(path, path, hash, count(path, maxRows))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the content with this hash is on this server. */
    static boolean isKept(Path folder, String hash) {
        return Files.isRegularFile(folder.resolve(hash + ENDING));
    }

    /** Deletes what the end of a server has left behind and no import needs. */
    static void tidy(Path folder, Set<String> needed, Instant now) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(LEFT_BEHIND));
                if (old && !needed.contains(name.substring(0, name.length() - ENDING.length()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** From now on the content outlives this object, until {@link #discard()}. */
    void keep() {
        try {
            if (!path.equals(keptAs)) {
                path = Files.move(path, keptAs, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The import is done. */
    void discard() {
        delete(keptAs);
    }

    private static String copy(InputStream in, OutputStream out, String salt, int maxRows) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        digest.update(salt.getBytes(StandardCharsets.UTF_8));
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            if (bytes > (long) maxRows * MAX_ROW_BYTES + MAX_RECORD_CHARS) {
                throw KarawattException.invalid(ReadingErrors.TOO_LARGE, maxRows);
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long count(Path path, int maxRows) throws IOException {
        long[] rows = new long[1];
        read(path, (parser, record) -> {
            if (++rows[0] > maxRows) {
                throw KarawattException.invalid(ReadingErrors.TOO_LARGE, maxRows);
            }
        });
        if (rows[0] == 0) {
            throw KarawattException.invalid(ReadingErrors.EMPTY_FILE);
        }
        return rows[0];
    }

    /** SHA-256 of salt and content. */
    String hash() {
        return hash;
    }

    /** Data rows; blank lines do not count. */
    long rows() {
        return rows;
    }

    /** Takes the rows one by one. */
    @FunctionalInterface
    interface RowConsumer {
        void accept(ParsedRow row);
    }

    /** Streams the rows. */
    void rows(RowConsumer consumer) {
        try {
            read(path, (parser, record) -> consumer.accept(parser.parse(record.getStartingLineNumber(), record.getFields())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface RecordConsumer {
        void accept(RowParser parser, CsvRecord record);
    }

    private static void read(Path path, RecordConsumer consumer) throws IOException {
        long line = 1;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8
                .newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            skipMark(reader);
            RowParser parser = null;
            try (CsvReader<CsvRecord> csv = CsvReader.builder().allowExtraFields(true).allowMissingFields(true)
                    .allowExtraCharsAfterClosingQuote(false).allowUnclosedQuote(false).maxBufferSize(MAX_RECORD_CHARS)
                    .ofCsvRecord(reader); CloseableIterator<CsvRecord> records = csv.iterator()) {
                while (records.hasNext()) {
                    CsvRecord record = records.next();
                    line = record.getStartingLineNumber();
                    if (parser == null) {
                        parser = new RowParser(record.getFields());
                    } else {
                        consumer.accept(parser, record);
                    }
                }
            }
        } catch (CsvParseException e) {
            throw KarawattException.invalid(unreadable(e) ? ReadingErrors.NOT_UTF8 : ReadingErrors.UNREADABLE, line + 1);
        } catch (UncheckedIOException | IOException e) {
            if (unreadable(e)) {
                throw KarawattException.invalid(ReadingErrors.NOT_UTF8);
            }
            throw e;
        }
    }

    private static boolean unreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return true;
            }
        }
        return false;
    }

    /** Some programs put a byte order mark before the header. */
    private static void skipMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    @Override
    public void close() {
        if (!path.equals(keptAs)) {
            delete(path);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
