package org.karawatt.metering.internal.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.metering.api.MeterMount;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.MeteringService.AccountWeight;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.Register;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.Route;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.KeyLookup;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/**
 * SQL on routes, points, installations and registers. Every method runs in the caller's unit of work.
 *
 * <p>The hints in comments are for Derby: it keeps the plan that it made for a table when that was still empty, which is a scan, and
 * it compares a long IN list one by one in a scan. PostgreSQL does not see them.
 */
public final class PointStore {

    /** Tells Derby to look rows up by their key: its hash joins spill to disk and are slower by orders of magnitude. */
    private static final String LOOKUP = "--DERBY-PROPERTIES joinStrategy=NESTEDLOOP";


    private static final String ROUTE = "SELECT t.id, t.route_no, t.name, t.office_id, t.reading_cycle, t.reading_day, t.reader,"
            + " t.version FROM metering_route t JOIN codes_office o ON o.id = t.office_id WHERE 1 = 1";

    private static final int MAX_POINTS = 500;
    private static final String METERED = "METERED";

    private static final List<String> RULE_COLUMNS = List.of("id", "point_id", "account_id", "calculation", "fixed_kwh", "ratio_pct",
            "price_item", "parent_id", "connection_kind", "loss_method", "loss_table", "loss_transformer_id", "loss_kwh", "loss_kvarh",
            "copper_loss_pct", "loss_share_pct", "line_loss_pct", "line_loss_base", "loss_spread", "loss_decimals", "valid_from",
            "valid_to", "version", "standby_group");
    private static final List<String> INSTALLATION_COLUMNS = List.of("id", "point_id", "meter_id", "meter_no", "ct_ratio", "pt_ratio",
            "own_factor", "installed_on", "version");
    private static final List<String> REGISTER_COLUMNS = List.of("id", "installation_id", "point_id", "kind", "integer_digits",
            "decimal_digits", "initial_value");
    private static final String RULE = "SELECT " + String.join(", ", RULE_COLUMNS) + " FROM metering_point_rule";

    private final BulkStore store;
    private final Numbering numbering;

    public PointStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    public List<Route> routes(OfficeScope scope, PageRequest page) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        List<Object> params = filter.after(List.of());
        String sql = ROUTE + " AND " + filter.condition() + " ORDER BY t.route_no OFFSET ? ROWS FETCH NEXT ? ROWS ONLY";
        params.add(page.offset());
        params.add(page.limit());
        return store.query(sql, params, PointStore::route);
    }

    public long countRoutes(OfficeScope scope) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return store.queryOne("SELECT COUNT(*) FROM metering_route t JOIN codes_office o ON o.id = t.office_id WHERE "
                + filter.condition(), filter.params(), row -> row.getLong(1)).orElseThrow();
    }

    public List<Route> routesBelow(String officePath) {
        return store.query(ROUTE + " AND o.path LIKE ? ESCAPE '!' ORDER BY t.route_no",
                List.of(OfficeFilter.prefix(officePath)), PointStore::route);
    }

    public boolean routeExists(String routeNo) {
        return store.queryOne("SELECT id FROM metering_route WHERE route_no = ?", List.of(routeNo), row -> row.getLong(1)).isPresent();
    }

    public Optional<Route> route(OfficeScope scope, String routeNo) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return store.queryOne(ROUTE + " AND t.route_no = ? AND " + filter.condition(), filter.after(List.of(routeNo)), PointStore::route);
    }

    /** The place in reading order behind all points of a route. */
    public int nextPlace(long routeId) {
        return store.queryOne("SELECT COALESCE(MAX(route_seq), 0) FROM metering_point WHERE route_id = ?", List.of(routeId),
                row -> row.getInt(1)).orElseThrow() + 1;
    }

    public void insertRoute(Route route) {
        store.insert("metering_route",
                List.of("id", "route_no", "name", "office_id", "reading_cycle", "reading_day", "reader", "version"),
                List.<Object[]>of(new Object[] {route.id(), route.routeNo(), route.name(), route.officeId(), route.readingCycle(),
                    route.readingDay(), route.reader(), route.version()}));
    }

    private static Route route(Row row) {
        return new Route(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5), row.getInt(6),
                row.getString(7), row.getInt(8));
    }

    /** Accounts of points where the meter is installed now. */
    public List<Long> accountsByMeter(String meterNo, OfficeScope scope) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return store.query("SELECT DISTINCT p.account_id FROM metering_installation i JOIN metering_point p ON p.id = i.point_id"
                + " JOIN codes_office o ON o.id = p.office_id WHERE i.meter_no = ? AND i.removed_on IS NULL AND " + filter.condition()
                + " ORDER BY p.account_id FETCH FIRST 50 ROWS ONLY", filter.after(List.of(meterNo)), row -> row.getLong(1));
    }

    /** Paths of the offices of the points of an account. */
    public List<String> officePaths(long accountId) {
        return store.query("SELECT DISTINCT o.path FROM metering_point p JOIN codes_office o ON o.id = p.office_id"
                + " WHERE p.account_id = ?", List.of(accountId), row -> row.getString(1));
    }

    /**
     * Points that are in force, each with the installed meter, its registers and the rule of a day; a point without a meter has no
     * registers.
     */
    public List<MeteringPoint> points(long accountId, LocalDate on) {
        return points("p.account_id = ?", List.of(on, on, accountId), MAX_POINTS);
    }

    /** The same for the accounts in a range of ids, by account. */
    public List<MeteringPoint> points(long fromAccount, long toAccount, LocalDate on) {
        return points("p.account_id BETWEEN ? AND ?", List.of(on, on, fromAccount, toAccount), BulkStore.MAX_ROWS);
    }

    private List<MeteringPoint> points(String which, List<Object> params, int most) {
        Map<Long, MeteringPoint> points = new LinkedHashMap<>();
        store.stream("SELECT p.id, p.point_no, p.account_id, p.office_id, p.route_id, t.route_no, p.route_seq, p.area_id,"
                + " p.voltage_code, p.metering_mode, p.purpose, u.parent_id, u.calculation, u.fixed_kwh, u.ratio_pct, i.meter_no,"
                + " i.ct_ratio, i.pt_ratio, i.own_factor, i.installed_on, p.version, r.id, r.kind, r.integer_digits,"
                + " r.decimal_digits, r.initial_value"
                + " FROM metering_point p LEFT JOIN metering_route t ON t.id = p.route_id"
                + " LEFT JOIN metering_installation i ON i.point_id = p.id AND i.removed_on IS NULL"
                + " LEFT JOIN metering_register r ON r.installation_id = i.id"
                + " LEFT JOIN metering_point_rule u ON u.point_id = p.id AND u.valid_from <= ?"
                + " AND (u.valid_to IS NULL OR u.valid_to > ?)"
                + " WHERE " + which + " AND p.valid_to IS NULL ORDER BY p.account_id, p.point_no, r.id", params, row -> {
                    long id = row.getLong(1);
                    MeteringPoint known = points.get(id);
                    if (known == null && points.size() == most) {
                        return;
                    }
                    points.put(id, known == null ? point(row) : withRegister(known, register(row)));
                });
        return List.copyOf(points.values());
    }

    private static MeteringPoint point(Row row) {
        BigDecimal multiplier = row.isNull(17) ? null
                : multiplier(row.getBigDecimal(17), row.getBigDecimal(18), row.getBigDecimal(19));
        return new MeteringPoint(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLongOrNull(5),
                row.getString(6), row.getInt(7), row.getLongOrNull(8), row.getString(9), row.getString(10), row.getString(11),
                row.getLongOrNull(12), row.isNull(13) ? METERED : row.getString(13), row.getBigDecimal(14), row.getBigDecimal(15), row.getString(16),
                multiplier, row.getLocalDate(20), row.isNull(22) ? List.of() : List.of(register(row)), row.getInt(21));
    }

    private static Register register(Row row) {
        return new Register(row.getLong(22), RegisterKind.valueOf(row.getString(23)), row.getInt(24), row.getInt(25),
                row.getBigDecimal(26));
    }

    private static MeteringPoint withRegister(MeteringPoint p, Register register) {
        List<Register> registers = new ArrayList<>(p.registers());
        registers.add(register);
        return new MeteringPoint(p.id(), p.pointNo(), p.accountId(), p.officeId(), p.routeId(), p.routeNo(), p.routeSeq(), p.areaId(),
                p.voltageCode(), p.meteringMode(), p.purpose(), p.parentId(), p.calculation(), p.fixedKwh(), p.ratioPct(),
                p.meterNo(), p.multiplier(), p.installedOn(), registers, p.version());
    }

    /** CT ratio times PT ratio times the meter's own factor, without trailing zeros. */
    static BigDecimal multiplier(BigDecimal ct, BigDecimal pt, BigDecimal own) {
        BigDecimal product = ct.multiply(pt).multiply(own).stripTrailingZeros();
        return product.scale() < 0 ? product.setScale(0) : product;
    }

    /** Which of these point numbers exist. */
    public Set<String> existingPoints(Collection<String> pointNos) {
        return KeyLookup.existing(store, "metering_point", "point_no", "METERING_POINT_U", pointNos);
    }

    public Map<Long, String> numbers(Collection<Long> pointIds) {
        Map<Long, String> numbers = new LinkedHashMap<>();
        for (List<Long> part : InList.parts(pointIds)) {
            store.stream("SELECT id, point_no FROM metering_point WHERE id IN " + InList.marks(part), part,
                    row -> numbers.put(row.getLong(1), row.getString(2)));
        }
        return numbers;
    }

    /** Which of these meters are installed somewhere. */
    public Set<String> installedMeters(Collection<String> meterNos) {
        Set<String> found = new LinkedHashSet<>();
        for (List<String> part : InList.parts(meterNos)) {
            found.addAll(store.query("SELECT meter_no FROM metering_installation --DERBY-PROPERTIES index=METERING_INSTALLATION_I2\n"
                    + " WHERE removed_on IS NULL AND meter_no IN " + InList.marks(part), part, row -> row.getString(1)));
        }
        return found;
    }

    public Set<Long> existingRoutes(Set<Long> ids) {
        Set<Long> found = new LinkedHashSet<>();
        for (List<Long> part : InList.parts(ids)) {
            found.addAll(store.query("SELECT id FROM metering_route WHERE id IN " + InList.marks(part), part, row -> row.getLong(1)));
        }
        return found;
    }

    /** At most four inserts, however many points there are. */
    public void insert(List<PointLoad> batch) {
        int registers = batch.stream().mapToInt(p -> p.registers().size()).sum();
        long id = numbering.block(Numbering.ID, 2 * batch.size() + registers);
        List<Object[]> ruleRows = new ArrayList<>();
        List<Object[]> pointRows = new ArrayList<>(batch.size());
        List<Object[]> installationRows = new ArrayList<>(batch.size());
        List<Object[]> registerRows = new ArrayList<>(registers);
        for (PointLoad p : batch) {
            long pointId = id++;
            pointRows.add(new Object[] {pointId, p.pointNo(), p.accountId(), p.officeId(), p.routeId(), p.routeSeq(), p.areaId(),
                p.voltageCode(), p.meteringMode(), "SETTLEMENT", p.installedOn(), 0});
            if (!METERED.equals(p.calculation())) {
                ruleRows.add(ruleRow(id++, new PointRule(p.accountId(), pointId, p.calculation(), p.fixedKwh(), null, null, null, null,
                        PointLoss.NONE, p.installedOn(), null)));
            }
            if (p.meterNo() == null) {
                continue;
            }
            long installationId = id++;
            installationRows.add(new Object[] {installationId, pointId, p.meterId(), p.meterNo(), p.ctRatio(), p.ptRatio(),
                BigDecimal.ONE, p.installedOn(), 0});
            for (PointLoad.RegisterLoad r : p.registers()) {
                registerRows.add(new Object[] {id++, installationId, pointId, r.kind().name(), r.integerDigits(), r.decimalDigits(),
                    r.initialValue()});
            }
        }
        store.insert("metering_point", List.of("id", "point_no", "account_id", "office_id", "route_id", "route_seq", "area_id",
                "voltage_code", "metering_mode", "purpose", "valid_from", "version"), pointRows);
        if (!ruleRows.isEmpty()) {
            store.insert("metering_point_rule", RULE_COLUMNS, ruleRows);
        }
        if (!installationRows.isEmpty()) {
            store.insert("metering_installation", INSTALLATION_COLUMNS, installationRows);
            store.insert("metering_register", REGISTER_COLUMNS, registerRows);
        }
    }

    /** Accounts in id order with the number of their registers; a point without registers still is one piece of work. */
    public void weights(String officePath, AccountWeight consumer) {
        store.stream("SELECT p.account_id, COUNT(r.id) FROM --DERBY-PROPERTIES joinOrder=FIXED\n metering_point p"
                + " JOIN codes_office o " + LOOKUP + "\n ON o.id = p.office_id"
                + " LEFT JOIN metering_installation i " + LOOKUP + ", constraint=METERING_INSTALLATION_F1\n"
                + " ON i.point_id = p.id AND i.removed_on IS NULL"
                + " LEFT JOIN metering_register r " + LOOKUP + ", constraint=METERING_REGISTER_U\n ON r.installation_id = i.id"
                + " WHERE o.path LIKE ? ESCAPE '!' AND p.valid_to IS NULL GROUP BY p.account_id ORDER BY p.account_id",
                List.of(OfficeFilter.prefix(officePath)),
                row -> consumer.accept(row.getLong(1), Math.max(1, row.getLong(2))));
    }

    /** Accounts with points in the areas; an account with points in several of them is told once. */
    public void accountsInAreas(Collection<Long> areaIds, LongConsumer consumer) {
        SortedSet<Long> accounts = new TreeSet<>();
        for (List<Long> part : InList.parts(new LinkedHashSet<>(areaIds))) {
            store.stream("SELECT DISTINCT p.account_id FROM metering_point p WHERE p.area_id IN " + InList.marks(part)
                    + " AND p.valid_to IS NULL", part, row -> accounts.add(row.getLong(1)));
        }
        accounts.forEach(consumer::accept);
    }

    public void accountsOnRoute(long routeId, LongConsumer consumer) {
        store.stream("SELECT DISTINCT p.account_id FROM metering_point p WHERE p.route_id = ? AND p.valid_to IS NULL ORDER BY p.account_id",
                List.of(routeId), row -> consumer.accept(row.getLong(1)));
    }

    public List<PointRule> rules(long fromAccount, long toAccount, Period period) {
        return store.query(RULE + " --DERBY-PROPERTIES index=METERING_POINT_RULE_I\n WHERE account_id BETWEEN ? AND ? AND valid_from < ?"
                + " AND (valid_to IS NULL OR valid_to > ?) ORDER BY account_id, point_id, valid_from",
                List.of(fromAccount, toAccount, period.to(), period.from()), PointStore::rule);
    }

    public List<PointRule> rulesOfAccount(long accountId) {
        return store.query(RULE + " WHERE account_id = ? ORDER BY point_id, valid_from", List.of(accountId), PointStore::rule);
    }

    /** The rule of a point that began last. */
    public Optional<PointRule> latestRule(long pointId) {
        return store.queryOne(RULE + " WHERE point_id = ? ORDER BY valid_from DESC FETCH FIRST 1 ROWS ONLY", List.of(pointId),
                PointStore::rule);
    }

    /** Ends what is in force on the first day of a rule that begins later than all others, and adds that. */
    public void insertRule(PointRule rule) {
        store.update("UPDATE metering_point_rule SET valid_to = ?, version = version + 1 WHERE point_id = ?"
                + " AND (valid_to IS NULL OR valid_to > ?)", List.of(rule.validFrom(), rule.pointId(), rule.validFrom()));
        store.insert("metering_point_rule", RULE_COLUMNS, List.<Object[]>of(ruleRow(numbering.nextId(), rule)));
    }

    private static Object[] ruleRow(long id, PointRule r) {
        PointLoss loss = r.loss();
        return new Object[] {id, r.pointId(), r.accountId(), r.calculation(), r.fixedKwh(), r.ratioPct(), r.priceItem(), r.parentId(),
            r.connection(), loss.method(), loss.table(), loss.transformerId(), loss.kwh(), loss.kvarh(), loss.copperPct(), loss.sharePct(),
            loss.linePct(), loss.lineBase(), loss.spread(), loss.decimals(), r.validFrom(), r.validTo(), 0,
            r.standbyGroup()};
    }

    private static PointRule rule(Row row) {
        PointLoss loss = new PointLoss(row.getString(10), row.getString(11), row.getLongOrNull(12), row.getBigDecimal(13),
                row.getBigDecimal(14), row.getBigDecimal(15), row.getBigDecimal(16), row.getBigDecimal(17), row.getString(18),
                row.getString(19), row.isNull(20) ? null : row.getInt(20));
        return new PointRule(row.getLong(3), row.getLong(2), row.getString(4), row.getBigDecimal(5), row.getBigDecimal(6),
                row.getString(7), row.getLongOrNull(8), row.getString(9), loss, row.getLocalDate(21), row.getLocalDate(22),
                row.getString(24));
    }

    /** Where a point belongs. */
    public record Place(long pointId, long accountId, String officePath) {
    }

    /** The point in force with this number. */
    public Optional<Place> place(String pointNo) {
        return store.queryOne("SELECT p.id, p.account_id, o.path FROM metering_point p JOIN codes_office o ON o.id = p.office_id"
                + " WHERE p.point_no = ? AND p.valid_to IS NULL", List.of(pointNo),
                row -> new Place(row.getLong(1), row.getLong(2), row.getString(3)));
    }

    /** The route of a point; empty when it has none. */
    public Optional<Route> routeOf(long pointId) {
        return store.queryOne(ROUTE + " AND t.id IN (SELECT route_id FROM metering_point WHERE id = ?)", List.of(pointId),
                PointStore::route);
    }

    /** A meter on a point. */
    public record Installation(long id, long meterId, String meterNo, BigDecimal ctRatio, BigDecimal ptRatio, LocalDate installedOn) {
    }

    /** The meter that hangs on a point now. */
    public Optional<Installation> installation(long pointId) {
        return store.queryOne("SELECT id, meter_id, meter_no, ct_ratio, pt_ratio, installed_on FROM metering_installation"
                + " WHERE point_id = ? AND removed_on IS NULL", List.of(pointId), row -> new Installation(row.getLong(1), row.getLong(2),
                        row.getString(3), row.getBigDecimal(4), row.getBigDecimal(5), row.getLocalDate(6)));
    }

    /** Ends an installation; {@code false} when somebody else has ended it. */
    public boolean endInstallation(long id, LocalDate on) {
        return store.update("UPDATE metering_installation SET removed_on = ?, version = version + 1 WHERE id = ? AND removed_on IS NULL",
                List.of(on, id)) == 1;
    }

    /** Holds a point until the unit of work ends: whoever looks at its meter after this sees what others have committed meanwhile. */
    public void hold(long pointId) {
        store.update("UPDATE metering_point SET version = version + 1 WHERE id = ?", List.of(pointId));
    }

    /** Puts a meter on a point that is held. */
    public void insertInstallation(long pointId, MeterMount mount) {
        long id = numbering.block(Numbering.ID, 1 + mount.registers().size());
        List<Object[]> registers = new ArrayList<>();
        store.insert("metering_installation", INSTALLATION_COLUMNS, List.<Object[]>of(new Object[] {id, pointId, mount.meterId(),
            mount.meterNo(), mount.ctRatio(), mount.ptRatio(), BigDecimal.ONE, mount.installedOn(), 0}));
        for (PointLoad.RegisterLoad r : mount.registers()) {
            registers.add(new Object[] {id + 1 + registers.size(), id, pointId, r.kind().name(), r.integerDigits(), r.decimalDigits(),
                r.initialValue()});
        }
        store.insert("metering_register", REGISTER_COLUMNS, registers);
    }

    /** Number of registers in use by route. */
    public Map<Long, Integer> registersByRoute(String officePath) {
        Map<Long, Integer> counts = new LinkedHashMap<>();
        store.stream("SELECT p.route_id, COUNT(r.id) FROM --DERBY-PROPERTIES joinOrder=FIXED\n metering_point p"
                + " JOIN codes_office o " + LOOKUP + "\n ON o.id = p.office_id"
                + " JOIN metering_installation i " + LOOKUP + ", constraint=METERING_INSTALLATION_F1\n"
                + " ON i.point_id = p.id AND i.removed_on IS NULL"
                + " JOIN metering_register r " + LOOKUP + ", constraint=METERING_REGISTER_U\n ON r.installation_id = i.id"
                + " WHERE o.path LIKE ? ESCAPE '!' AND p.valid_to IS NULL AND p.route_id IS NOT NULL GROUP BY p.route_id",
                List.of(OfficeFilter.prefix(officePath)), row -> counts.put(row.getLong(1), row.getInt(2)));
        return counts;
    }

    /** A point of a route in reading order. */
    public record Stop(int seq, long pointId, String meterNo) {
    }

    /** The next points of a route after a given one in reading order. */
    public List<Stop> stops(long routeId, Optional<Stop> after, int limit) {
        List<Object> params = new ArrayList<>(List.of(routeId));
        String rest = "";
        if (after.isPresent()) {
            rest = " AND (p.route_seq > ? OR p.route_seq = ? AND p.id > ?)";
            params.addAll(List.of(after.get().seq(), after.get().seq(), after.get().pointId()));
        }
        params.add(limit);
        return store.query("SELECT p.route_seq, p.id, i.meter_no FROM metering_point p"
                + " JOIN metering_installation i ON i.point_id = p.id AND i.removed_on IS NULL"
                + " WHERE p.route_id = ? AND p.valid_to IS NULL" + rest
                + " ORDER BY p.route_seq, p.id FETCH FIRST ? ROWS ONLY", params,
                row -> new Stop(row.getInt(1), row.getLong(2), row.getString(3)));
    }
}
