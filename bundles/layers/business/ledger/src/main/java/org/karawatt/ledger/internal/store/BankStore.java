package org.karawatt.ledger.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.KeyLookup;
import org.karawatt.persistence.store.Row;

/** SQL on bank files and their lines. Every method runs in the caller's unit of work. */
public final class BankStore {

    public static final String BOOKED = "BOOKED";
    public static final String DUPLICATE = "DUPLICATE";
    public static final String UNMATCHED = "UNMATCHED";

    private static final List<String> LINE_COLUMNS = List.of("id", "file_id", "line_no", "channel", "reference", "account_no", "amount",
            "paid_on", "status", "code", "args", "payment_id", "booked_reference");
    private static final String FILE = "SELECT id, file_name, channel, rows_total, rows_ok, rows_bad, amount_ok, amount_bad, status,"
            + " last_line FROM ledger_bank_file";

    private final BulkStore store;

    public BankStore(BulkStore store) {
        this.store = store;
    }

    /** A file; {@code lastLine} is the last line that has been committed. */
    public record StoredFile(long id, String fileName, String channel, long rowsTotal, long rowsOk, long rowsBad, BigDecimal amountOk,
            BigDecimal amountBad, boolean done, long lastLine) {
    }

    /** A line with what became of it; amount, paidOn, code, args and paymentId may be null. */
    public record StoredLine(long id, long fileId, long line, String channel, String reference, String accountNo, BigDecimal amount,
            LocalDate paidOn, String status, String code, String args, Long paymentId) {
    }

    /** Lines of one date: files, lines booked, lines unmatched, sum of both. */
    public record DaySums(long files, long booked, long unmatched, BigDecimal amount) {
    }

    public Optional<StoredFile> byHash(String hash) {
        return store.queryOne(FILE + " WHERE content_hash = ?", List.of(hash), BankStore::file);
    }

    public StoredFile file(long id) {
        return store.queryOne(FILE + " WHERE id = ?", List.of(id), BankStore::file).orElseThrow();
    }

    /** Begins a file. */
    public void insert(long id, String fileName, String hash, String channel, LocalDate businessDate, String user, Instant now) {
        store.insert("ledger_bank_file", List.of("id", "file_name", "content_hash", "channel", "business_date", "rows_total", "rows_ok",
                "rows_bad", "amount_ok", "amount_bad", "status", "last_line", "imported_by", "imported_at"),
                List.<Object[]>of(new Object[] {id, fileName, hash, channel, businessDate, 0L, 0L, 0L, BigDecimal.ZERO, BigDecimal.ZERO,
                    "RUNNING", 0L, user, now}));
    }

    /** Locks the file until the unit ends, so that two imports of it take turns, and returns its last committed line. */
    public long lock(long id) {
        store.update("UPDATE ledger_bank_file SET last_line = last_line WHERE id = ?", List.of(id));
        return file(id).lastLine();
    }

    /** Stores a chunk of lines and counts them in the file. */
    public void append(long fileId, List<StoredLine> lines) {
        store.insert("ledger_bank_line", LINE_COLUMNS, () -> lines.stream().map(l -> new Object[] {l.id(), l.fileId(), l.line(),
            l.channel(), l.reference(), l.accountNo(), l.amount(), l.paidOn(), l.status(), l.code(), l.args(), l.paymentId(),
            BOOKED.equals(l.status()) ? bookedReference(l.channel(), l.reference()) : null}).iterator());
        long ok = lines.stream().filter(l -> BOOKED.equals(l.status())).count();
        store.update("UPDATE ledger_bank_file SET rows_total = rows_total + ?, rows_ok = rows_ok + ?, rows_bad = rows_bad + ?,"
                + " amount_ok = amount_ok + ?, amount_bad = amount_bad + ?, last_line = ? WHERE id = ?",
                List.of((long) lines.size(), ok, lines.size() - ok, sum(lines, true), sum(lines, false),
                        lines.get(lines.size() - 1).line(), fileId));
    }

    private static BigDecimal sum(List<StoredLine> lines, boolean booked) {
        return lines.stream().filter(l -> BOOKED.equals(l.status()) == booked && l.amount() != null).map(StoredLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Ends a file; false when it had been ended before. */
    public boolean done(long id) {
        return store.update("UPDATE ledger_bank_file SET status = 'DONE' WHERE id = ? AND status = 'RUNNING'", List.of(id)) == 1;
    }

    /** Those of the references that have been booked for the channel. */
    public Set<String> booked(String channel, Collection<String> references) {
        String prefix = bookedReference(channel, "");
        return KeyLookup.existing(store, "ledger_bank_line", "booked_reference", "LEDGER_BANK_LINE_U1",
                references.stream().map(r -> prefix + r).toList()).stream().map(r -> r.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    private static String bookedReference(String channel, String reference) {
        return channel + ":" + reference;
    }

    /** The first lines of a file that were not booked. */
    public List<StoredLine> unbooked(long fileId, int limit) {
        return store.query("SELECT " + String.join(", ", LINE_COLUMNS) + " FROM ledger_bank_line WHERE file_id = ?"
                + " AND status <> 'BOOKED' ORDER BY line_no FETCH FIRST ? ROWS ONLY", List.of(fileId, limit),
                row -> new StoredLine(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4), row.getString(5), row.getString(6),
                        row.getBigDecimal(7), row.getLocalDate(8), row.getString(9), row.getString(10), row.getString(11),
                        row.getLongOrNull(12)));
    }

    /** Sums over lines paid on the day; a line without a readable date counts on the business date of its file. */
    public DaySums day(LocalDate day) {
        return store.queryOne("SELECT COUNT(DISTINCT l.file_id), COALESCE(SUM(CASE WHEN l.status = 'BOOKED' THEN 1 ELSE 0 END), 0),"
                + " COALESCE(SUM(CASE WHEN l.status = 'UNMATCHED' THEN 1 ELSE 0 END), 0),"
                + " COALESCE(SUM(CASE WHEN l.status = 'DUPLICATE' THEN 0 ELSE l.amount END), 0)"
                + " FROM ledger_bank_line l JOIN ledger_bank_file f ON f.id = l.file_id"
                + " WHERE l.paid_on = ? OR l.paid_on IS NULL AND f.business_date = ?", List.of(day, day),
                row -> new DaySums(row.getLong(1), row.getLong(2), row.getLong(3), row.getBigDecimal(4))).orElseThrow();
    }

    private static StoredFile file(Row row) {
        return new StoredFile(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), row.getLong(6),
                row.getBigDecimal(7), row.getBigDecimal(8), "DONE".equals(row.getString(9)), row.getLong(10));
    }
}
