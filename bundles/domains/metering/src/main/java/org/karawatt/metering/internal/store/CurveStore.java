package org.karawatt.metering.internal.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.Row;

/** SQL on load curves. Every method runs in the caller's unit of work. */
public final class CurveStore {

    private static final List<String> COLUMNS = List.of("point_id", "account_id", "read_on", "channel", "curve", "revision", "imported_by",
            "imported_at");
    private static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM metering_curve";

    private final BulkStore store;

    public CurveStore(BulkStore store) {
        this.store = store;
    }

    /** A point as curves need it. */
    public record Place(long pointId, long accountId, String officePath) {
    }

    /** Places by point number; unknown numbers are absent. */
    public Map<String, Place> places(Collection<String> pointNos) {
        Map<String, Place> places = new HashMap<>();
        for (List<String> part : InList.parts(pointNos)) {
            store.stream("SELECT p.point_no, p.id, p.account_id, o.path FROM metering_point p JOIN codes_office o ON o.id = p.office_id"
                    + " WHERE p.point_no IN " + InList.marks(part), part,
                    row -> places.put(row.getString(1), new Place(row.getLong(2), row.getLong(3), row.getString(4))));
        }
        return places;
    }

    public List<String> officePaths(long accountId) {
        return store.query("SELECT DISTINCT o.path FROM metering_point p JOIN codes_office o ON o.id = p.office_id WHERE p.account_id = ?",
                List.of(accountId), row -> row.getString(1));
    }

    /** The latest curves of points on days from the first to the last. */
    public List<LoadCurve> ofPoints(Collection<Long> points, LocalDate first, LocalDate last) {
        List<LoadCurve> curves = new ArrayList<>();
        for (List<Long> part : InList.parts(points)) {
            List<Object> params = new ArrayList<>(part);
            params.add(first);
            params.add(last);
            curves.addAll(latest(SELECT + " WHERE point_id IN " + InList.marks(part) + " AND read_on BETWEEN ? AND ?"
                    + " ORDER BY point_id, channel, read_on, revision", params));
        }
        return curves;
    }

    public List<LoadCurve> ofAccounts(long from, long to, Period period) {
        return latest(SELECT + " WHERE account_id BETWEEN ? AND ? AND read_on >= ? AND read_on < ?"
                + " ORDER BY account_id, point_id, channel, read_on, revision", List.of(from, to, period.from(), period.to()));
    }

    /** The latest curves of accounts, by account, point, channel and day. */
    public List<LoadCurve> ofAccounts(Collection<Long> accounts, Period period) {
        List<LoadCurve> curves = new ArrayList<>();
        for (List<Long> part : InList.parts(accounts.stream().sorted().distinct().toList())) {
            List<Object> params = new ArrayList<>(part);
            params.add(period.from());
            params.add(period.to());
            curves.addAll(latest(SELECT + " WHERE account_id IN " + InList.marks(part) + " AND read_on >= ? AND read_on < ?"
                    + " ORDER BY account_id, point_id, channel, read_on, revision", params));
        }
        return curves;
    }

    /** Of the revisions of a day, which follow each other, the last. */
    private List<LoadCurve> latest(String sql, List<?> params) {
        List<LoadCurve> curves = new ArrayList<>();
        store.stream(sql, params, row -> {
            LoadCurve curve = curve(row);
            LoadCurve before = curves.isEmpty() ? null : curves.get(curves.size() - 1);
            if (before != null && before.pointId() == curve.pointId() && before.channel().equals(curve.channel())
                    && before.day().equals(curve.day())) {
                curves.set(curves.size() - 1, curve);
            } else {
                curves.add(curve);
            }
        });
        return curves;
    }

    private static LoadCurve curve(Row row) {
        return new LoadCurve(row.getLong(1), row.getLong(2), row.getLocalDate(3), row.getString(4), DayCurve.parse(row.getString(5)),
                row.getInt(6), row.getString(7), row.getInstant(8));
    }

    public void insert(List<LoadCurve> curves) {
        store.insert("metering_curve", COLUMNS, curves.stream().map(c -> new Object[] {c.pointId(), c.accountId(), c.day(), c.channel(),
            c.curve().text(), c.revision(), c.importedBy(), c.importedAt()}).toList());
    }
}
