package org.karawatt.persistence.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.event.SignalledWorker;
import org.karawatt.persistence.internal.work.DefaultUnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The audit trail as a hash chain. Writers insert without looking at the chain, so they never wait for each other; a sealer gives the
 * committed entries their places afterwards. The row {@code audit.head} of {@code kernel_setting} is the lock between sealers and
 * keeps number and hash of the last entry, so that cutting off the end of the chain shows too.
 */
@Component(service = AuditTrail.class)
public final class DefaultAuditTrail implements AuditTrail {

    private static final String HEAD = "audit.head";
    private static final String FIRST_HASH = "0".repeat(64);
    private static final int BATCH = 1000;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final String COLUMNS = "id, occurred_at, user_name, channel, action, object_kind, object_id, detail, seal_no, hash";

    private final DefaultUnitOfWork units;
    private final UnitOfWork work;
    private final BulkStore bulk;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final SignalledWorker sealer;
    private final Runnable wake;

    private record Head(long sealNo, String hash) {

        static Head parse(String text) {
            int colon = text.indexOf(':');
            String hash = text.substring(colon + 1);
            return new Head(Long.parseLong(text.substring(0, colon)), hash.isEmpty() ? FIRST_HASH : hash);
        }

        String text() {
            return sealNo + ":" + hash;
        }
    }

    @Activate
    public DefaultAuditTrail(@Reference DefaultUnitOfWork units, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock) {
        this.units = units;
        this.work = units;
        this.bulk = bulk;
        this.numbering = numbering;
        this.clock = clock;
        this.sealer = new SignalledWorker("karawatt-audit-sealer", IDLE, this::sealAll);
        this.wake = sealer::signal;
    }

    @Deactivate
    public void close() {
        sealer.close();
    }

    @Override
    public void record(CallContext context, String action, String objectKind, Object objectId, String detail) {
        bulk.update("INSERT INTO kernel_audit (id, occurred_at, user_name, channel, action, object_kind, object_id, detail)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                Arrays.asList(numbering.nextId(), clock.now(), context.user(), context.channel(), action, objectKind,
                        objectId == null ? null : Texts.cut(objectId.toString(), 80), Texts.cut(detail, 1000)));
        units.afterCommit(wake);
    }

    @Override
    public Verification verify(CallContext context) {
        context.require("audit.verify");
        sealAll();
        return work.readOnly(this::check);
    }

    @Override
    public Page<Entry> entries(CallContext context, PageRequest page) {
        context.require("audit.read");
        return work.readOnly(() -> {
            long total = bulk.queryOne("SELECT COUNT(*) FROM kernel_audit", List.of(), row -> row.getLong(1)).orElseThrow();
            List<Entry> entries = bulk.query("SELECT " + COLUMNS + " FROM kernel_audit ORDER BY occurred_at DESC, id DESC"
                    + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", List.of(page.offset(), page.limit()), DefaultAuditTrail::entry);
            return Page.of(entries, page, total);
        });
    }

    private void sealAll() {
        while (work.separate(this::sealBatch) == BATCH) {
            // the next batch in a unit of its own
        }
    }

    private int sealBatch() {
        // the update takes the row lock: one sealer at a time, over all servers
        bulk.update("UPDATE kernel_setting SET text_value = text_value WHERE name = ?", List.of(HEAD));
        Head head = head();
        List<Entry> open = bulk.query("SELECT " + COLUMNS + " FROM kernel_audit WHERE seal_no IS NULL ORDER BY id FETCH FIRST " + BATCH
                + " ROWS ONLY", List.of(), DefaultAuditTrail::entry);
        if (open.isEmpty()) {
            return 0;
        }
        List<Object[]> seals = new ArrayList<>(open.size());
        for (Entry entry : open) {
            long sealNo = head.sealNo() + 1;
            String hash = hash(entry, sealNo, head.hash());
            seals.add(new Object[] {sealNo, head.hash(), hash, entry.id()});
            head = new Head(sealNo, hash);
        }
        bulk.updateBatch("UPDATE kernel_audit SET seal_no = ?, prev_hash = ?, hash = ? WHERE id = ?", seals);
        bulk.update("UPDATE kernel_setting SET text_value = ? WHERE name = ?", List.of(head.text(), HEAD));
        return open.size();
    }

    private Head head() {
        return bulk.queryOne("SELECT text_value FROM kernel_setting WHERE name = ?", List.of(HEAD), row -> Head.parse(row.getString(1)))
                .orElseThrow(() -> new IllegalStateException("the setting " + HEAD + " is missing"));
    }

    /** State of one walk along the chain. */
    private static final class Walk {
        private long entries;
        private String previous = FIRST_HASH;
        private Long brokenAt;

        private void step(Entry entry, String prevHash) {
            entries++;
            boolean fits = entry.sealNo() == entries && previous.equals(prevHash)
                    && hash(entry, entry.sealNo(), previous).equals(entry.hash());
            if (!fits && brokenAt == null) {
                brokenAt = entries;
            }
            previous = entry.hash();
        }
    }

    private Verification check() {
        Head head = head();
        Walk walk = new Walk();
        // entries that another server seals meanwhile lie beyond the head and are left for the next time
        bulk.stream("SELECT " + COLUMNS + ", prev_hash FROM kernel_audit WHERE seal_no <= ? ORDER BY seal_no", List.of(head.sealNo()),
                row -> walk.step(entry(row), row.getString(11)));
        if (walk.brokenAt == null && (walk.entries != head.sealNo() || !walk.previous.equals(head.hash()))) {
            walk.brokenAt = walk.entries + 1;
        }
        return new Verification(walk.entries, Optional.ofNullable(walk.brokenAt), walk.entries == 0 ? null : walk.previous);
    }

    private static Entry entry(Row row) {
        return new Entry(row.getLong(1), row.getInstant(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                row.getString(7), row.getString(8), row.getLongOrNull(9), row.getString(10));
    }

    /** SHA-256 over all fields, each with its length before it so that no text can pass for another, and the hash before. */
    private static String hash(Entry entry, long sealNo, String previous) {
        StringBuilder text = new StringBuilder(400);
        append(text, Long.toString(sealNo));
        append(text, Long.toString(entry.id()));
        append(text, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())));
        append(text, entry.user());
        append(text, entry.channel());
        append(text, entry.action());
        append(text, entry.objectKind());
        append(text, entry.objectId());
        append(text, entry.detail());
        append(text, previous);
        return Texts.sha256(text.toString());
    }

    private static void append(StringBuilder text, String field) {
        if (field == null) {
            text.append("-;");
        } else {
            text.append(field.length()).append(':').append(field).append(';');
        }
    }
}
