package org.karawatt.metering.internal.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService.ReadingFigures;
import org.karawatt.metering.api.MeterReadingService.RouteProgress;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Dialect;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** SQL on readings. Every method runs in the caller's unit of work. */
public final class ReadingStore {

    private static final List<String> COLUMNS = List.of("id", "register_id", "account_id", "point_id", "billing_month", "kind",
            "read_on", "reading_value", "previous_on", "previous_value", "multiplier", "quantity", "reason", "seq", "source", "status",
            "revision", "import_id");

    private static final String SELECT = "SELECT m." + String.join(", m.", COLUMNS);

    private static final String OF_MONTH = " FROM metering_reading m --DERBY-PROPERTIES index=METERING_READING_I\n";

    // Without the hints Derby, whose statistics lag behind bulk loads, may read whole tables into a hash join; to PostgreSQL they
    // are comments. The unique key of readings begins with register and month, so one probe finds the rows of the few months.
    private static final String FROM_METERS = " FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
            + " metering_installation i --DERBY-PROPERTIES index=METERING_INSTALLATION_I2\n"
            + " JOIN metering_point p --DERBY-PROPERTIES joinStrategy=NESTEDLOOP\n ON p.id = i.point_id"
            + " JOIN metering_register r --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=METERING_REGISTER_U\n"
            + " ON r.installation_id = i.id"
            + " LEFT JOIN metering_route t --DERBY-PROPERTIES joinStrategy=NESTEDLOOP\n ON t.id = p.route_id";
    private static final String READING_HINT =
            " metering_reading m --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=METERING_READING_U\n";

    private static final String REGISTERS_AND_READINGS =
            " JOIN metering_register r --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, index=METERING_REGISTER_I\n ON r.point_id = p.id"
            + " JOIN" + READING_HINT + " ON m.register_id = r.id";

    /** Months before the one asked for that the first query looks at: enough for monthly and two-monthly routes. */
    private static final int WINDOW = 2;

    private static final String FINAL = "FINAL";
    private static final String REPLACED = "REPLACED";

    /** Code of table {@code reading-cycle}. */
    private static final String SEVERAL_A_MONTH = "4";

    private final BulkStore store;

    public ReadingStore(BulkStore store) {
        this.store = store;
    }

    /**
     * States by meter number, in the order of the numbers. The first query reads each register with its readings of the month and
     * the two before, a few probes of one index however long the history is. Only registers that have an older installation and
     * no reading in that window need the second query, and they have short histories or none.
     */
    public Map<String, List<RegisterState>> states(Collection<String> meterNos, BillingMonth month) {
        Map<String, Map<Long, State>> found = new LinkedHashMap<>();
        meterNos.forEach(no -> found.put(no, new LinkedHashMap<>()));
        BillingMonth windowStart = BillingMonth.of(month.firstDay().minusMonths(WINDOW));
        for (List<String> part : InList.parts(found.keySet())) {
            List<Object> params = new ArrayList<>(List.of(windowStart.value(), month.value()));
            params.addAll(part);
            store.stream("SELECT r.id, p.account_id, p.id, p.office_id, i.meter_no, r.kind, r.integer_digits, r.decimal_digits,"
                    + " i.ct_ratio, i.pt_ratio, i.own_factor, i.installed_on, r.initial_value, m.billing_month, m.reason, m.status,"
                    + " m.revision, m.read_on, m.reading_value, m.quantity, m.id, m.seq, t.reading_cycle" + FROM_METERS + " LEFT JOIN" + READING_HINT
                    + " ON m.register_id = r.id AND m.billing_month >= ? AND m.billing_month <= ?"
                    + " WHERE i.meter_no IN " + InList.marks(part) + " AND i.removed_on IS NULL", params, row -> {
                        State state = found.get(row.getString(5)).computeIfAbsent(row.getLong(1), id -> new State(row));
                        if (!row.isNull(14)) {
                            state.reading(row, month);
                        }
                    });
        }
        older(found, month, windowStart);
        Map<String, List<RegisterState>> states = new LinkedHashMap<>();
        found.forEach((meterNo, registers) -> {
            if (!registers.isEmpty()) {
                states.put(meterNo, registers.values().stream().map(State::toRecord)
                        .sorted((a, b) -> a.kind().compareTo(b.kind())).toList());
            }
        });
        return states;
    }

    /** Locks the installations of meters until the unit ends, in the order of their ids. */
    public void lock(Collection<String> meterNos) {
        boolean isDerby = store.dialect() == Dialect.DERBY;
        for (List<String> part : InList.parts(meterNos.stream().sorted().distinct().toList())) {
            List<Long> ids = store.query("SELECT i.id FROM metering_installation i --DERBY-PROPERTIES index=METERING_INSTALLATION_I2\n"
                    + " WHERE i.meter_no IN " + InList.marks(part) + " AND i.removed_on IS NULL"
                    + (isDerby ? "" : " ORDER BY i.id FOR UPDATE"), part, row -> row.getLong(1));
            if (isDerby && !ids.isEmpty()) {
                // Derby gives up the locks of a read-committed SELECT FOR UPDATE when the cursor moves on; those of an UPDATE it keeps
                store.updateBatch("UPDATE metering_installation SET version = version WHERE id = ?",
                        () -> ids.stream().sorted().map(id -> new Object[] {id}).iterator());
            }
        }
    }

    private void older(Map<String, Map<Long, State>> found, BillingMonth month, BillingMonth windowStart) {
        Map<Long, State> open = new HashMap<>();
        Set<String> meters = new LinkedHashSet<>();
        found.forEach((meterNo, registers) -> registers.forEach((id, state) -> {
            if (state.lastMonth == 0 && state.installedOn.isBefore(windowStart.firstDay())) {
                open.put(id, state);
                meters.add(meterNo);
            }
        }));
        for (List<String> part : InList.parts(meters)) {
            List<Object> params = new ArrayList<>(List.of(windowStart.value()));
            params.addAll(part);
            store.stream("SELECT r.id, m.billing_month, m.read_on, m.reading_value, m.quantity, m.id" + FROM_METERS + " JOIN"
                    + READING_HINT + " ON m.register_id = r.id AND m.billing_month < ? AND m.status = 'ACCEPTED'"
                    + " WHERE i.meter_no IN " + InList.marks(part) + " AND i.removed_on IS NULL", params, row -> {
                        State state = open.get(row.getLong(1));
                        if (state != null) {
                            state.last(row.getInt(2), row.getLocalDate(3), row.getBigDecimal(4), row.getBigDecimal(5), row.getLong(6));
                        }
                    });
        }
    }

    public void insert(List<MeterReading> readings) {
        store.insert("metering_reading", COLUMNS, () -> readings.stream().map(ReadingStore::values).iterator());
    }

    private static Object[] values(MeterReading r) {
        return new Object[] {r.id(), r.registerId(), r.accountId(), r.pointId(), r.month().value(), r.kind().name(), r.readOn(),
            r.value(), r.previousOn(), r.previousValue(), r.multiplier(), r.quantity(), r.reason(), r.seq(), r.source(), r.status(),
            r.revision(), r.importId()};
    }

    public List<MeterReading> accepted(long fromAccount, long toAccount, BillingMonth month) {
        return store.query(SELECT + OF_MONTH + " WHERE m.billing_month = ? AND m.account_id BETWEEN ? AND ? AND m.status = 'ACCEPTED'"
                + " ORDER BY m.account_id, m.point_id, m.register_id, m.seq", List.of(month.value(), fromAccount, toAccount),
                ReadingStore::reading);
    }

    public List<Long> heldAccounts(long fromAccount, long toAccount, BillingMonth month) {
        return store.query("SELECT DISTINCT m.account_id" + OF_MONTH
                + " WHERE m.billing_month = ? AND m.account_id BETWEEN ? AND ? AND m.status = 'HELD' ORDER BY m.account_id",
                List.of(month.value(), fromAccount, toAccount), row -> row.getLong(1));
    }

    /** Readings of an account, newest month first; found through its registers, whose key the readings are indexed by. */
    public List<MeterReading> ofAccount(long accountId, int limit) {
        return store.query(SELECT + " FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
                + " metering_point p --DERBY-PROPERTIES constraint=METERING_POINT_F1\n" + REGISTERS_AND_READINGS
                + " WHERE p.account_id = ? AND m.account_id = ?"
                + " ORDER BY m.billing_month DESC, m.point_id, m.register_id, m.seq DESC, m.revision DESC FETCH FIRST ? ROWS ONLY",
                List.of(accountId, accountId, limit), ReadingStore::reading);
    }

    /** Whether a reading of a point waits for a decision. */
    public boolean hasHeld(long pointId) {
        return store.queryOne("SELECT COUNT(*) FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
                + " metering_register r --DERBY-PROPERTIES index=METERING_REGISTER_I\n JOIN" + READING_HINT + " ON m.register_id = r.id"
                + " WHERE r.point_id = ? AND m.status = 'HELD'", List.of(pointId), row -> row.getLong(1)).orElseThrow() > 0;
    }

    /** The number that the next readings of a point for a reason and month get: those of each meter have one of their own. */
    public int nextSeq(long pointId, BillingMonth month, String reason) {
        return store.queryOne("SELECT COALESCE(MAX(m.seq), -1) FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
                + " metering_register r --DERBY-PROPERTIES index=METERING_REGISTER_I\n JOIN" + READING_HINT + " ON m.register_id = r.id"
                + " AND m.billing_month = ? WHERE r.point_id = ? AND m.reason = ?", List.of(month.value(), pointId, reason),
                row -> row.getInt(1)).orElseThrow() + 1;
    }

    public boolean decide(long readingId, String status) {
        return store.update("UPDATE metering_reading SET status = ? WHERE id = ? AND status = 'HELD'",
                List.of(status, readingId)) == 1;
    }

    public Optional<MeterReading> acceptedById(long readingId) {
        return store.queryOne(SELECT + " FROM metering_reading m WHERE m.id = ? AND m.status = 'ACCEPTED'", List.of(readingId),
                ReadingStore::reading);
    }

    /** The reading of the register that begins where this one ends. */
    public Optional<MeterReading> following(MeterReading reading) {
        return store.query(SELECT + " FROM" + READING_HINT.replace("joinStrategy=NESTEDLOOP, ", "") + " WHERE m.register_id = ? AND m.status = 'ACCEPTED'"
                + " AND m.id <> ? AND m.previous_on >= ? AND m.previous_value = ? ORDER BY m.previous_on, m.read_on, m.seq FETCH FIRST 1 ROWS ONLY",
                List.of(reading.registerId(), reading.id(), reading.readOn(), reading.value()), ReadingStore::reading).stream().findFirst();
    }

    /** Whether a reading of the register that was counted from this one waits for a decision. */
    public boolean isHeldAfter(MeterReading reading) {
        return store.queryOne("SELECT COUNT(*) FROM" + READING_HINT.replace("joinStrategy=NESTEDLOOP, ", "") + " WHERE m.register_id = ?"
                + " AND m.status = 'HELD' AND m.previous_on >= ?", List.of(reading.registerId(), reading.readOn()),
                row -> row.getLong(1)).orElseThrow() > 0;
    }

    /** Marks an accepted reading as replaced by a later revision; {@code false} when it is not accepted any more. */
    public boolean replace(long readingId) {
        return store.update("UPDATE metering_reading SET status = 'REPLACED' WHERE id = ? AND status = 'ACCEPTED'", List.of(readingId)) == 1;
    }

    /** Registers of an account's meters with the latest accepted reading of each. */
    public List<RegisterState> latest(long accountId) {
        Map<Long, State> states = new LinkedHashMap<>();
        store.stream("SELECT r.id, p.account_id, p.id, p.office_id, i.meter_no, r.kind, r.integer_digits, r.decimal_digits,"
                + " i.ct_ratio, i.pt_ratio, i.own_factor, i.installed_on, r.initial_value, m.billing_month, m.reason, m.status,"
                + " m.revision, m.read_on, m.reading_value, m.quantity, m.id, m.seq, t.reading_cycle"
                + " FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
                + " metering_point p --DERBY-PROPERTIES constraint=METERING_POINT_F1\n"
                + " JOIN metering_installation i --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=METERING_INSTALLATION_F1\n ON i.point_id = p.id"
                + " JOIN metering_register r --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=METERING_REGISTER_U\n"
                + " ON r.installation_id = i.id"
                + " LEFT JOIN metering_route t --DERBY-PROPERTIES joinStrategy=NESTEDLOOP\n ON t.id = p.route_id"
                + " LEFT JOIN" + READING_HINT + " ON m.register_id = r.id AND m.status = 'ACCEPTED'"
                + " WHERE p.account_id = ? AND i.removed_on IS NULL ORDER BY i.meter_no, r.kind", List.of(accountId), row -> {
                    State state = states.computeIfAbsent(row.getLong(1), id -> new State(row));
                    if (!row.isNull(14)) {
                        state.last(row.getInt(14), row.getLocalDate(18), row.getBigDecimal(19), row.getBigDecimal(20), row.getLong(21));
                    }
                });
        return states.values().stream().map(State::toRecord).toList();
    }

    public BigDecimal energyRead(BillingMonth month, String officePath) {
        String all = "SELECT COALESCE(SUM(m.quantity), 0)" + OF_MONTH;
        String which = " WHERE m.billing_month = ? AND m.kind = 'AP_TOTAL' AND m.status = 'ACCEPTED'";
        List<Object> params = new ArrayList<>(List.of(month.value()));
        if ("/".equals(officePath)) {
            return store.queryOne(all + which, params, row -> row.getBigDecimal(1)).orElseThrow();
        }
        params.add(OfficeFilter.prefix(officePath));
        return store.queryOne(all + " JOIN metering_point p ON p.id = m.point_id JOIN codes_office o ON o.id = p.office_id"
                + which + " AND o.path LIKE ? ESCAPE '!'", params, row -> row.getBigDecimal(1)).orElseThrow();
    }

    /** Regular first readings of a month below an office path. */
    public ReadingFigures figures(BillingMonth month, String officePath, long registers) {
        return store.queryOne("SELECT CAST(COUNT(*) AS BIGINT),"
                + " COALESCE(SUM(CAST(CASE WHEN m.status = 'ACCEPTED' THEN 1 ELSE 0 END AS BIGINT)), 0),"
                + " COALESCE(SUM(CAST(CASE WHEN m.status = 'ACCEPTED' AND m.source = 'ESTIMATE' THEN 1 ELSE 0 END AS BIGINT)), 0)" + OF_MONTH
                + " JOIN metering_point p ON p.id = m.point_id JOIN codes_office o ON o.id = p.office_id WHERE m.billing_month = ?"
                + " AND m.reason = 'REGULAR' AND m.seq = 0 AND m.status IN ('ACCEPTED', 'HELD') AND o.path LIKE ? ESCAPE '!'",
                List.of(month.value(), OfficeFilter.prefix(officePath)), row -> new ReadingFigures(registers, row.getLong(1),
                        row.getLong(2), row.getLong(1) - row.getLong(2), row.getLong(3))).orElseThrow();
    }

    public Map<Long, RouteProgress> progress(Collection<Long> routeIds, BillingMonth month) {
        Map<Long, RouteProgress> progress = new LinkedHashMap<>();
        for (List<Long> part : InList.parts(routeIds)) {
            List<Object> params = new ArrayList<>(List.of(month.value()));
            params.addAll(part);
            store.stream("SELECT p.route_id, SUM(CASE WHEN m.seq = 0 THEN 1 ELSE 0 END), SUM(CASE WHEN m.status = 'HELD' THEN 1 ELSE 0 END)"
                    + " FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
                    + " metering_point p --DERBY-PROPERTIES index=METERING_POINT_I2\n" + REGISTERS_AND_READINGS
                    + " AND m.billing_month = ?"
                    + " WHERE p.route_id IN " + InList.marks(part) + " AND m.reason = 'REGULAR' AND m.status IN ('ACCEPTED', 'HELD')"
                    + " GROUP BY p.route_id", params,
                    row -> progress.put(row.getLong(1), new RouteProgress(row.getLong(2), row.getLong(3))));
        }
        return progress;
    }

    private static MeterReading reading(Row row) {
        return new MeterReading(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), new BillingMonth(row.getInt(5)),
                RegisterKind.valueOf(row.getString(6)), row.getLocalDate(7), row.getBigDecimal(8), row.getLocalDate(9),
                row.getBigDecimal(10), row.getBigDecimal(11), row.getBigDecimal(12), row.getString(13), row.getInt(14),
                row.getString(15), row.getString(16), row.getInt(17), row.getLongOrNull(18));
    }

    /** Gathers the rows of one register. */
    private static final class State {
        private final long registerId;
        private final long accountId;
        private final long pointId;
        private final long officeId;
        private final String meterNo;
        private final RegisterKind kind;
        private final int integerDigits;
        private final int decimalDigits;
        private final BigDecimal multiplier;
        private final LocalDate installedOn;
        private final boolean readOften;
        private LocalDate lastOn;
        private BigDecimal lastValue;
        private BigDecimal lastQuantity;
        private int lastMonth;
        private long lastId;
        private boolean alreadyRead;
        private int nextSeq;
        private int nextRevision;

        State(Row row) {
            registerId = row.getLong(1);
            accountId = row.getLong(2);
            pointId = row.getLong(3);
            officeId = row.getLong(4);
            meterNo = row.getString(5);
            kind = RegisterKind.valueOf(row.getString(6));
            integerDigits = row.getInt(7);
            decimalDigits = row.getInt(8);
            multiplier = PointStore.multiplier(row.getBigDecimal(9), row.getBigDecimal(10), row.getBigDecimal(11));
            installedOn = row.getLocalDate(12);
            lastOn = installedOn;
            lastValue = row.getBigDecimal(13);
            readOften = SEVERAL_A_MONTH.equals(row.getString(23));
        }

        void reading(Row row, BillingMonth month) {
            int readingMonth = row.getInt(14);
            String status = row.getString(16);
            if (readingMonth < month.value()) {
                if ("ACCEPTED".equals(status)) {
                    last(readingMonth, row.getLocalDate(18), row.getBigDecimal(19), row.getBigDecimal(20), row.getLong(21));
                }
            } else if (FINAL.equals(row.getString(15))) {
                // a bill on request has come before the reading of the month, which goes on from there
                if ("ACCEPTED".equals(status)) {
                    last(readingMonth, row.getLocalDate(18), row.getBigDecimal(19), row.getBigDecimal(20), row.getLong(21));
                }
            } else if ("REGULAR".equals(row.getString(15)) && !REPLACED.equals(status)) {
                regular(row, readingMonth, status);
            }
        }

        /** A rejected reading is tried again under its number; an accepted one is followed by the next number, or by none. */
        private void regular(Row row, int readingMonth, String status) {
            boolean followed = readOften && "ACCEPTED".equals(status);
            int seq = followed ? row.getInt(22) + 1 : row.getInt(22);
            int revision = followed ? 0 : row.getInt(17) + 1;
            if (seq > nextSeq || seq == nextSeq && revision > nextRevision) {
                nextSeq = seq;
                nextRevision = revision;
            }
            alreadyRead |= !followed && !"REJECTED".equals(status);
            if (followed) {
                last(readingMonth, row.getLocalDate(18), row.getBigDecimal(19), row.getBigDecimal(20), row.getLong(21));
            }
        }

        /** Keeps the reading when it is later than what is known: by month, then by day, then by id. */
        void last(int readingMonth, LocalDate on, BigDecimal value, BigDecimal quantity, long id) {
            boolean later = readingMonth != lastMonth ? readingMonth > lastMonth
                    : !on.equals(lastOn) ? on.isAfter(lastOn) : id > lastId;
            if (later) {
                lastMonth = readingMonth;
                lastOn = on;
                lastValue = value;
                lastQuantity = quantity;
                lastId = id;
            }
        }

        RegisterState toRecord() {
            return new RegisterState(registerId, accountId, pointId, officeId, meterNo, kind, integerDigits, decimalDigits, multiplier,
                    lastOn, lastValue, lastQuantity, alreadyRead, nextSeq, nextRevision);
        }
    }
}
