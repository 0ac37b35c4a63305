package org.karawatt.ledger.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.BankFileReport;
import org.karawatt.ledger.api.BankLine;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.ledger.internal.calc.BankFileReader;
import org.karawatt.ledger.internal.calc.BankFileReader.Row;
import org.karawatt.ledger.internal.calc.PaymentChecks;
import org.karawatt.ledger.internal.store.BankStore;
import org.karawatt.ledger.internal.store.BankStore.StoredFile;
import org.karawatt.ledger.internal.store.BankStore.StoredLine;
import org.karawatt.ledger.internal.store.PaymentStore.NewPayment;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;

/**
 * Imports bank files. The upload is kept in a temporary file, because its hash and its encoding must be known before anything is
 * written. Then it goes by chunks; a chunk commits its lines, its payments and its place in the file together, so an import that was
 * cut off goes on where it stood when the same file is sent again.
 */
final class BankImport {

    private static final int CHUNK = 1_000;
    private static final int TRIES = 3;
    private static final int REPORTED = 100;
    private static final int MAX_MEGABYTES = 256;
    private static final int ACCOUNT_LENGTH = 40;
    private static final int ARG_LENGTH = 80;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String ARG_SEPARATOR = "\t";
    private static final Map<String, ErrorCode> CODES = Stream.concat(Arrays.stream(LedgerErrors.values()),
            Arrays.stream(KernelErrors.values())).collect(Collectors.toMap(ErrorCode::code, code -> code));

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Accounts accounts;
    private final BankStore banks;

    BankImport(UnitOfWork work, BulkStore bulk, Numbering numbering, BusinessClock clock, AuditTrail audit, Outbox outbox,
            Accounts accounts) {
        this.work = work;
        this.bulk = bulk;
        this.numbering = numbering;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.accounts = accounts;
        this.banks = new BankStore(bulk);
    }

    BankFileReport run(CallContext context, String channel, String fileName, InputStream csv, LongConsumer progress) {
        try {
            Path spool = Files.createTempFile("karawatt-bank", ".csv");
            try {
                String hash = spool(csv, spool);
                if (BankFileReader.read(spool, row -> { }) == 0) {
                    throw KarawattException.invalid(LedgerErrors.EMPTY_FILE);
                }
                return book(context, channel, fileName, hash, spool, progress);
            } finally {
                Files.deleteIfExists(spool);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String spool(InputStream csv, Path spool) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        long left = (long) MAX_MEGABYTES << 20;
        try (OutputStream out = Files.newOutputStream(spool)) {
            for (int n = csv.read(buffer); n >= 0; n = csv.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw KarawattException.invalid(LedgerErrors.FILE_TOO_LARGE, MAX_MEGABYTES);
                }
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private BankFileReport book(CallContext context, String channel, String fileName, String hash, Path spool, LongConsumer progress) {
        StoredFile file = begin(context, channel, fileName, hash);
        if (file.done()) {
            return report(file.id(), true);
        }
        // the channel of the first upload goes on to hold when a cut-off import is taken up again
        Chunks chunks = new Chunks(context, file, progress);
        BankFileReader.read(spool, chunks::add);
        chunks.flush();
        work.required(() -> finish(context, file.id()));
        return report(file.id(), false);
    }

    private StoredFile begin(CallContext context, String channel, String fileName, String hash) {
        try {
            return work.required(() -> banks.byHash(hash).orElseGet(() -> {
                long id = numbering.nextId();
                banks.insert(id, fileName, hash, channel, clock.today(), context.user(), clock.now());
                return banks.file(id);
            }));
        } catch (DuplicateKeyException e) {
            Optional<StoredFile> other = work.readOnly(() -> banks.byHash(hash));
            return other.orElseThrow(() -> e);
        }
    }

    private void finish(CallContext context, long fileId) {
        if (!banks.done(fileId)) {
            return;
        }
        StoredFile file = banks.file(fileId);
        audit.record(context, "ledger.bankfile.imported", "bankfile", fileId,
                file.rowsOk() + " of " + file.rowsTotal() + " lines, " + file.amountOk() + " " + file.channel());
        outbox.publish("karawatt/ledger/bankfile/imported", Long.toString(fileId), Map.of("file", fileId, "channel", file.channel(),
                "rows", file.rowsTotal(), "booked", file.rowsOk(), "unbooked", file.rowsBad(), "amount", file.amountOk()));
    }

    private BankFileReport report(long fileId, boolean repeated) {
        return work.readOnly(() -> {
            StoredFile file = banks.file(fileId);
            List<BankLine> lines = banks.unbooked(fileId, REPORTED).stream().map(BankImport::told).toList();
            return new BankFileReport(file.id(), file.fileName(), repeated, file.rowsTotal(), file.rowsOk(), file.rowsBad(),
                    file.amountOk(), file.amountBad(), lines);
        });
    }

    private static BankLine told(StoredLine l) {
        ErrorCode code = CODES.get(l.code());
        Object[] args = l.args() == null ? new Object[0] : l.args().split(ARG_SEPARATOR, -1);
        return new BankLine(l.line(), l.reference(), l.accountNo(), l.amount(), l.paidOn(), l.status(), l.code(),
                code.message(Locale.CHINESE, args), code.message(Locale.ENGLISH, args), l.paymentId());
    }

    /** Text of a bad line as it may be stored: short enough, without characters that a database or a terminal chokes on. */
    private static String cut(String text, int length) {
        String clean = CONTROL.matcher(text).replaceAll("?");
        return clean.length() <= length ? clean : clean.substring(0, length);
    }

    /** A row with its values read, or with what is wrong with it. */
    private record Checked(Row row, BigDecimal amount, LocalDate paidOn, ErrorCode code, List<Object> args) {
    }

    private static Checked check(Row row, LocalDate today) {
        BigDecimal amount = PaymentChecks.amount(row.amount()).orElse(null);
        LocalDate paidOn = PaymentChecks.paidOn(row.paidOn(), today).orElse(null);
        if (row.width() != row.expected()) {
            return new Checked(row, amount, paidOn, LedgerErrors.BAD_ROW, List.of(row.expected(), row.width()));
        }
        if (row.reference().isEmpty()) {
            return new Checked(row, amount, paidOn, LedgerErrors.REFERENCE_REQUIRED, List.of());
        }
        if (row.reference().length() > PaymentChecks.REFERENCE_LENGTH) {
            return new Checked(row, amount, paidOn, KernelErrors.TOO_LONG, List.of(PaymentChecks.REFERENCE_LENGTH));
        }
        if (row.reference().chars().anyMatch(c -> c < ' ') || row.accountNo().chars().anyMatch(c -> c < ' ')) {
            return new Checked(row, amount, paidOn, KernelErrors.BAD_CHARACTER, List.of());
        }
        if (amount == null) {
            return new Checked(row, null, paidOn, LedgerErrors.BAD_AMOUNT, List.of(row.amount()));
        }
        if (paidOn == null) {
            return new Checked(row, amount, null, LedgerErrors.BAD_DATE, List.of(row.paidOn()));
        }
        return new Checked(row, amount, paidOn, null, List.of());
    }

    /** Gathers rows and books them by chunks. Not thread-safe. */
    private final class Chunks {

        private final CallContext context;
        private final StoredFile file;
        private final LongConsumer progress;
        private final List<Row> rows = new ArrayList<>(CHUNK);
        private long read;

        private Chunks(CallContext context, StoredFile file, LongConsumer progress) {
            this.context = context;
            this.file = file;
            this.progress = progress;
        }

        private void add(Row row) {
            rows.add(row);
            read++;
            if (rows.size() == CHUNK) {
                flush();
            }
        }

        private void flush() {
            if (rows.isEmpty()) {
                return;
            }
            if (rows.get(rows.size() - 1).line() > file.lastLine()) {
                commit();
            }
            rows.clear();
            progress.accept(read);
        }

        /** Another file may book the same reference at the same moment; the next try then finds it. */
        private void commit() {
            for (int attempt = 1;; attempt++) {
                try {
                    work.required(this::chunk);
                    return;
                } catch (DuplicateKeyException e) {
                    if (attempt == TRIES) {
                        throw e;
                    }
                }
            }
        }

        private void chunk() {
            long done = banks.lock(file.id());
            LocalDate today = clock.today();
            List<Checked> checked = rows.stream().filter(row -> row.line() > done).map(row -> check(row, today)).toList();
            if (checked.isEmpty()) {
                return;
            }
            List<Checked> good = checked.stream().filter(c -> c.code() == null).toList();
            Map<String, AccountTerms> known = good.isEmpty() ? Map.of()
                    : accounts.visible(context, good.stream().map(c -> c.row().accountNo()).collect(Collectors.toSet()));
            Set<String> booked = new HashSet<>(banks.booked(file.channel(), good.stream().map(c -> c.row().reference()).toList()));
            Booking booking = new Booking(bulk, numbering, today, known.values().stream().map(AccountTerms::accountId).toList());
            long ids = numbering.block(Numbering.ID, checked.size() * 2);
            List<StoredLine> lines = new ArrayList<>(checked.size());
            Map<String, Long> payments = new HashMap<>();
            for (Checked line : checked) {
                Checked settled = settle(line, known, booked, booking, ids + checked.size() + lines.size(), payments);
                lines.add(stored(settled, ids + lines.size(), payments.get(settled.row().reference())));
            }
            booking.write();
            banks.append(file.id(), lines);
        }

        /** Books a line, or says why not. */
        private Checked settle(Checked line, Map<String, AccountTerms> known, Set<String> booked, Booking booking, long paymentId,
                Map<String, Long> payments) {
            Row row = line.row();
            if (line.code() != null) {
                return line;
            }
            AccountTerms account = known.get(row.accountNo());
            if (account == null) {
                return refused(line, LedgerErrors.ACCOUNT_UNKNOWN, List.of(row.accountNo()));
            }
            if (booked.contains(row.reference())) {
                return refused(line, LedgerErrors.DUPLICATE_REFERENCE, List.of(row.reference()));
            }
            try {
                booking.add(new NewPayment(paymentId, account.accountId(), account.officeId(), line.amount(), line.paidOn(), clock.now(),
                        context.user(), file.channel(), row.reference(), file.id()));
            } catch (KarawattException e) {
                return refused(line, e.code(), e.args());
            }
            booked.add(row.reference());
            payments.put(row.reference(), paymentId);
            return line;
        }

        private Checked refused(Checked line, ErrorCode code, List<Object> args) {
            return new Checked(line.row(), line.amount(), line.paidOn(), code, args);
        }

        private StoredLine stored(Checked line, long id, Long paymentId) {
            Row row = line.row();
            boolean ok = line.code() == null;
            String status = ok ? BankStore.BOOKED
                    : line.code() == LedgerErrors.DUPLICATE_REFERENCE ? BankStore.DUPLICATE : BankStore.UNMATCHED;
            String args = line.args().isEmpty() ? null : line.args().stream()
                    .map(arg -> cut(String.valueOf(arg), ARG_LENGTH)).collect(Collectors.joining(ARG_SEPARATOR));
            return new StoredLine(id, file.id(), row.line(), file.channel(), cut(row.reference(), PaymentChecks.REFERENCE_LENGTH),
                    cut(row.accountNo(), ACCOUNT_LENGTH), line.amount(), line.paidOn(), status, ok ? null : line.code().code(), args,
                    ok ? paymentId : null);
        }
    }
}
