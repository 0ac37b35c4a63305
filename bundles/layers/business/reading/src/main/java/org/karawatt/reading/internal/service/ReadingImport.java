package org.karawatt.reading.internal.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.reading.api.ReadingErrors;
import org.karawatt.reading.api.ReadingProgress;
import org.karawatt.reading.api.RowFault;
import org.karawatt.reading.internal.calc.Candidate;
import org.karawatt.reading.internal.calc.ChunkValidator;
import org.karawatt.reading.internal.calc.LineIndex;
import org.karawatt.reading.internal.calc.ParsedRow;
import org.karawatt.reading.internal.calc.RowFaults;
import org.karawatt.reading.internal.calc.RowParser;
import org.karawatt.reading.internal.store.ExceptionStore;
import org.karawatt.reading.internal.store.ImportStore;
import org.karawatt.reading.internal.store.ImportStore.Import;

/**
 * One pass over a file, chunk by chunk. A chunk is one unit of work: readings, exceptions, faults and the number of rows that are done
 * are committed together or not at all. So a repeat of a killed import skips exactly the rows that are committed, without asking what
 * became of them, and meets none of its own readings again.
 *
 * <p>A chunk has at least 2,000 rows and does not end between rows of the same meter, so that the registers of a meter which stand
 * together are checked together.
 */
final class ReadingImport {

    static final int CHUNK = 2_000;

    /** A file may name one meter over and over; the chunk ends all the same. */
    private static final int CHUNK_MOST = CHUNK + 64;
    static final int FAULTS_KEPT = 10_000;

    private final UnitOfWork work;
    private final Numbering numbering;
    private final MeterReadingService readings;
    private final ImportStore imports;
    private final ExceptionStore exceptions;
    private final ChunkValidator validator;
    private final ImportFile file;
    private final ReadingProgress progress;
    private final LineIndex seen = new LineIndex();
    private final List<ParsedRow> chunk = new ArrayList<>(CHUNK_MOST);
    private Import done;
    private long toSkip;

    ReadingImport(UnitOfWork work, Numbering numbering, MeterReadingService readings, ImportStore imports, ExceptionStore exceptions,
            ChunkValidator validator, ImportFile file, Import start, ReadingProgress progress) {
        this.work = work;
        this.numbering = numbering;
        this.readings = readings;
        this.imports = imports;
        this.exceptions = exceptions;
        this.validator = validator;
        this.file = file;
        this.progress = progress;
        this.done = start;
        this.toSkip = start.rows();
    }

    /** Imports what is left of the file. */
    void run() {
        file.rows(this::take);
        if (!chunk.isEmpty()) {
            commit();
        }
    }

    private void take(ParsedRow row) {
        ParsedRow checked = once(row);
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        if (chunk.size() >= CHUNK && (chunk.size() >= CHUNK_MOST || !sameMeter(checked))) {
            commit();
        }
        chunk.add(checked);
    }

    private boolean sameMeter(ParsedRow row) {
        String last = chunk.get(chunk.size() - 1).meterNo();
        return last != null && last.equals(row.meterNo());
    }

    /** Rows that are skipped count as well: a later row may repeat one of them. */
    private ParsedRow once(ParsedRow row) {
        if (!row.isIdentified()) {
            return row;
        }
        long first = seen.firstLine(row.meterNo(), row.kind(), row.line());
        if (first == 0) {
            return row;
        }
        List<RowFault> faults = new ArrayList<>(row.faults());
        faults.add(RowFaults.of(row.line(), RowParser.METER_NO, ReadingErrors.DUPLICATE_IN_FILE, row.meterNo(), first));
        return new ParsedRow(row.line(), row.meterNo(), row.kind(), row.readOn(), row.value(), faults);
    }

    private void commit() {
        done = work.required(this::write);
        chunk.clear();
        progress.rows(done.rows(), file.rows());
    }

    /** May run more than once for a chunk, when the database asks for it: it changes nothing but the database. */
    private Import write() {
        Set<String> meters = new LinkedHashSet<>();
        chunk.stream().map(ParsedRow::meterNo).filter(no -> no != null).forEach(meters::add);
        readings.lock(meters);
        ChunkValidator.Outcome outcome = validator.validate(chunk, states(meters));
        int held = (int) outcome.readings().stream().filter(Candidate::isHeld).count();
        Import next = done.plus(outcome.readings().size(), outcome.badRows(), held, outcome.faults().size());
        // first, so that a second import of the same file waits here and then finds that it is not alone
        if (!imports.advance(done, next)) {
            throw KarawattException.conflict(ReadingErrors.IMPORT_RUNNING);
        }
        readings(outcome.readings(), held);
        long room = FAULTS_KEPT - done.faults();
        if (room > 0 && !outcome.faults().isEmpty()) {
            List<RowFault> kept = outcome.faults().subList(0, (int) Math.min(room, outcome.faults().size()));
            imports.insertFaults(done.id(), numbering.block(Numbering.ID, kept.size()), kept);
        }
        return next;
    }

    /** One lookup, or two when a chunk of more than 2,000 rows names as many meters. */
    private Map<String, List<RegisterState>> states(Set<String> meters) {
        List<String> all = List.copyOf(meters);
        Map<String, List<RegisterState>> states = new HashMap<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            states.putAll(readings.states(all.subList(from, Math.min(all.size(), from + CHUNK)), done.month()));
        }
        return states;
    }

    private void readings(List<Candidate> candidates, int held) {
        if (candidates.isEmpty()) {
            return;
        }
        long readingId = numbering.block(Numbering.ID, candidates.size());
        long exceptionId = held == 0 ? 0 : numbering.block(Numbering.ID, held);
        List<MeterReading> rows = new ArrayList<>(candidates.size());
        Map<Candidate, Long> exceptionIds = new HashMap<>();
        for (Candidate candidate : candidates) {
            rows.add(reading(readingId + rows.size(), candidate, done.month()));
            if (candidate.isHeld()) {
                exceptionIds.put(candidate, exceptionId++);
            }
        }
        readings.append(rows);
        List<ExceptionStore.Draft> drafts = new ArrayList<>(held);
        for (int i = 0; i < rows.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (candidate.isHeld()) {
                drafts.add(new ExceptionStore.Draft(exceptionIds.get(candidate), exceptionIds.get(candidate.leader()), rows.get(i).id(),
                        rows.get(i).accountId(), done.month().value(), candidate.rule().name(), candidate.detail()));
            }
        }
        if (!drafts.isEmpty()) {
            exceptions.insert(drafts);
        }
    }

    private MeterReading reading(long id, Candidate c, BillingMonth month) {
        RegisterState s = c.state();
        return new MeterReading(id, s.registerId(), s.accountId(), s.pointId(), month, s.kind(), c.readOn(), c.value(), s.lastOn(),
                s.lastValue(), s.multiplier(), c.quantity(), "REGULAR", s.nextSeq(), "FILE", c.isHeld() ? "HELD" : "ACCEPTED",
                s.nextRevision(), done.id());
    }

    /** How far it has come. */
    Import done() {
        return done;
    }
}
