package org.karawatt.mart.internal.service;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.decision.api.Applications;
import org.karawatt.decision.api.Applications.Flow;
import org.karawatt.decision.api.Applications.InProgress;
import org.karawatt.decision.api.Board;
import org.karawatt.decision.api.Board.Age;
import org.karawatt.decision.api.Board.Arrears;
import org.karawatt.decision.api.Board.Component;
import org.karawatt.decision.api.Board.Pipeline;
import org.karawatt.decision.api.BoardQuery;
import org.karawatt.decision.api.BoardService;
import org.karawatt.decision.api.Decomposition;
import org.karawatt.decision.api.Dimension;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.decision.api.MonthSales;
import org.karawatt.decision.api.QuestionService.Column;
import org.karawatt.decision.api.Slice;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.mart.internal.calc.Decomposer;
import org.karawatt.mart.internal.calc.Decomposer.Sales;
import org.karawatt.mart.internal.store.MartDatabase;
import org.karawatt.mart.internal.store.MartReader;
import org.karawatt.mart.internal.store.MartReader.Condition;
import org.karawatt.mart.internal.store.TableFiles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;

/** The board, from the mart alone: it answers while the layers below are away. Thread-safe. */
@org.osgi.service.component.annotations.Component
public final class DefaultBoardService implements BoardService {

    private static final String READ = "decision.read";
    private static final String NONE = "-";
    private static final int MONTHS = 24;
    private static final int INDUSTRIES = 12;
    private static final int SLICES = 500;
    private static final int PRICE = 6;
    private static final int SHARE = 4;
    /** First and last day of the ages of debts; the last age has no end. */
    private static final int[][] AGES = {{1, 30}, {31, 90}, {91, 180}, {181, 365}, {366, Integer.MAX_VALUE}};

    private final MartReader reader;
    private final MartDatabase database;
    private final BusinessClock clock;

    @Activate
    public DefaultBoardService(@Reference MartDatabase database, @Reference BusinessClock clock) {
        this.database = database;
        this.reader = new MartReader(database);
        this.clock = clock;
    }

    private record Place(long id, String code, Long parent, String path, String nameZh, String nameEn) {
    }

    /** What is asked, with defaults and checks done. */
    private record Asked(BillingMonth month, BillingMonth before, Place office, String usageClass, Condition where) {
    }

    @Override
    public List<BillingMonth> months(CallContext context) {
        context.require(READ);
        Condition where = Condition.offices(context.scope(), null);
        return reader.query("SELECT DISTINCT t.month FROM store.sales t JOIN store.office o ON o.id = t.office_id WHERE " + where.sql()
                + " ORDER BY 1 DESC", where.params(), row -> new BillingMonth(row.getInt(1)));
    }

    @Override
    public Board board(CallContext context, BoardQuery query) {
        Asked asked = asked(context, query);
        List<MonthSales> months = months(asked.where());
        MonthSales sales = of(months, asked.month()).orElse(new MonthSales(asked.month(), 0, BigDecimal.ZERO, BigDecimal.ZERO));
        Optional<MonthSales> previous = of(months, asked.before());
        List<Slice> byClass = slices(asked, "t.usage_class", names("usage-class"));
        return new Board(asked.month(), asked.before(), sales, previous.orElse(null),
                of(months, new BillingMonth(asked.month().value() - 100)).orElse(null), average(sales.energyKwh(), sales.amount()),
                previous.isEmpty() ? null : decomposition(asked), until(months, asked.month()), byClass, slices(asked, "t.industry", names("industry")).stream().limit(INDUSTRIES).toList(),
                slices(asked, "t.voltage", names("voltage")), byOffice(context, asked), components(asked), arrears(asked),
                pipeline(asked), loadedAt());
    }

    private Asked asked(CallContext context, BoardQuery query) {
        context.require(READ);
        Place office = query.officeCode() == null ? null : places(context).stream()
                .filter(place -> place.code().equals(query.officeCode())).findFirst()
                .orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, query.officeCode()));
        List<BillingMonth> known = months(context);
        BillingMonth month = query.month() != null ? query.month() : known.isEmpty() ? BillingMonth.of(clock.today()).previous() : known.get(0);
        Condition where = Condition.offices(context.scope(), office == null ? null : office.path())
                .and("t.usage_class = ?", query.usageClass());
        return new Asked(month, query.compareWith() == null ? month.previous() : query.compareWith(), office, query.usageClass(), where);
    }

    private List<MonthSales> months(Condition where) {
        return reader.query("SELECT t.month, sum(t.bills), sum(t.kwh), sum(t.amount) FROM store.sales t"
                + " JOIN store.office o ON o.id = t.office_id WHERE " + where.sql() + " GROUP BY 1 ORDER BY 1", where.params(),
                row -> new MonthSales(new BillingMonth(row.getInt(1)), row.getLong(2), row.getBigDecimal(3), row.getBigDecimal(4)));
    }

    /** The last two years of them up to a month. */
    private static List<MonthSales> until(List<MonthSales> months, BillingMonth last) {
        List<MonthSales> past = months.stream().filter(each -> each.month().compareTo(last) <= 0).toList();
        return past.subList(Math.max(0, past.size() - MONTHS), past.size());
    }

    private static Optional<MonthSales> of(List<MonthSales> months, BillingMonth month) {
        return months.stream().filter(each -> each.month().equals(month)).findFirst();
    }

    @Override
    public List<MonthSales> series(CallContext context, String officeCode, String usageClass) {
        Asked asked = asked(context, new BoardQuery(null, null, officeCode, usageClass));
        return months(asked.where());
    }

    @Override
    public List<Slice> slices(CallContext context, BoardQuery query, Dimension dimension) {
        Asked asked = asked(context, query);
        return (switch (dimension) {
            case CLASS -> slices(asked, "t.usage_class", names("usage-class"));
            case INDUSTRY -> slices(asked, "t.industry", names("industry"));
            case VOLTAGE -> slices(asked, "t.voltage", names("voltage"));
            case TARIFF -> slices(asked, "t.tariff", Map.of());
            case OFFICE -> byOffice(context, asked);
        }).stream().limit(SLICES).toList();
    }

    /** Sums of a month and the one compared with, by a column; the greatest first. */
    private List<Slice> slices(Asked asked, String column, Map<String, String[]> names) {
        return both(asked, column).entrySet().stream()
                .filter(each -> each.getValue()[0] != null)
                .map(each -> slice(each.getKey(), names.getOrDefault(each.getKey(), new String[] {each.getKey(), each.getKey()}), each.getValue()))
                .sorted(Comparator.comparing(Slice::energyKwh).reversed()).toList();
    }

    private Map<String, MonthSales[]> both(Asked asked, String column) {
        Map<String, MonthSales[]> found = new LinkedHashMap<>();
        List<Object> params = new ArrayList<>(asked.where().params());
        params.add(asked.month().value());
        params.add(asked.before().value());
        reader.query("SELECT coalesce(CAST(" + column + " AS VARCHAR), '-'), t.month, sum(t.bills), sum(t.kwh), sum(t.amount)"
                + " FROM store.sales t JOIN store.office o ON o.id = t.office_id WHERE " + asked.where().sql()
                + " AND t.month IN (?, ?) GROUP BY 1, 2", params, row -> {
                    MonthSales sales = new MonthSales(new BillingMonth(row.getInt(2)), row.getLong(3), row.getBigDecimal(4), row.getBigDecimal(5));
                    found.computeIfAbsent(row.getString(1), key -> new MonthSales[2])[sales.month().equals(asked.month()) ? 0 : 1] = sales;
                    return sales;
                });
        return found;
    }

    private static Slice slice(String key, String[] names, MonthSales[] sales) {
        MonthSales now = sales[0];
        MonthSales before = sales[1];
        return new Slice(key, names[0], names[1], now.bills(), now.energyKwh(), now.amount(), average(now.energyKwh(), now.amount()),
                before == null ? null : before.energyKwh(), before == null ? null : before.amount());
    }

    private static BigDecimal average(BigDecimal energy, BigDecimal amount) {
        return energy.signum() == 0 ? null : amount.divide(energy, PRICE, RoundingMode.HALF_UP);
    }

    private Decomposition decomposition(Asked asked) {
        Map<String, Sales> before = new HashMap<>();
        Map<String, Sales> after = new HashMap<>();
        both(asked, "t.usage_class").forEach((usageClass, sales) -> {
            if (sales[1] != null) {
                before.put(usageClass, new Sales(sales[1].energyKwh(), sales[1].amount()));
            }
            if (sales[0] != null) {
                after.put(usageClass, new Sales(sales[0].energyKwh(), sales[0].amount()));
            }
        });
        return Decomposer.decompose(asked.before(), before, asked.month(), after);
    }

    /** The offices directly below the one asked for, or the highest that the caller sees, each with what lies below it. */
    private List<Slice> byOffice(CallContext context, Asked asked) {
        List<Place> visible = places(context);
        Place base = asked.office();
        if (base == null) {
            Set<Long> ids = visible.stream().map(Place::id).collect(Collectors.toSet());
            List<Place> tops = visible.stream().filter(place -> place.parent() == null || !ids.contains(place.parent())).toList();
            base = tops.size() == 1 ? tops.get(0) : null;
        }
        Map<Long, Place> byId = visible.stream().collect(Collectors.toMap(Place::id, place -> place));
        Map<Long, MonthSales[]> sums = new HashMap<>();
        for (Map.Entry<String, MonthSales[]> each : both(asked, "t.office_id").entrySet()) {
            Place place = below(byId, byId.get(Long.valueOf(each.getKey())), base);
            MonthSales[] sum = sums.computeIfAbsent(place.id(), id -> new MonthSales[2]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] = plus(sum[i], each.getValue()[i]);
            }
        }
        return sums.entrySet().stream().filter(each -> each.getValue()[0] != null).map(each -> {
            Place place = byId.get(each.getKey());
            return slice(place.code(), new String[] {place.nameZh(), place.nameEn()}, each.getValue());
        }).sorted(Comparator.comparing(Slice::energyKwh).reversed()).toList();
    }

    /** The place on the way up from an office that stands directly below the base; the base itself for its own. */
    private static Place below(Map<Long, Place> byId, Place office, Place base) {
        Place place = office;
        while (place.parent() != null && byId.containsKey(place.parent()) && (base == null || place.id() != base.id())
                && (base == null || place.parent() != base.id())) {
            place = byId.get(place.parent());
        }
        return place;
    }

    private static MonthSales plus(MonthSales one, MonthSales other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new MonthSales(one.month(), one.bills() + other.bills(), one.energyKwh().add(other.energyKwh()), one.amount().add(other.amount()));
    }

    private List<Place> places(CallContext context) {
        Condition where = Condition.offices(context.scope(), null);
        return reader.query("SELECT o.id, o.code, o.parent_id, o.path, o.name_zh, o.name_en FROM store.office o WHERE " + where.sql()
                + " ORDER BY o.path", where.params(), row -> {
                    long parent = row.getLong(3);
                    return new Place(row.getLong(1), row.getString(2), row.wasNull() ? null : parent, row.getString(4), row.getString(5),
                            row.getString(6));
                });
    }

    private Map<String, String[]> names(String kind) {
        Map<String, String[]> names = new HashMap<>();
        reader.query("SELECT code, name_zh, name_en FROM store.label WHERE kind = ?", List.of(kind),
                row -> names.put(row.getString(1), new String[] {row.getString(2), row.getString(3)}));
        names.put(NONE, new String[] {"无", "None"});
        return names;
    }

    private List<Component> components(Asked asked) {
        Condition where = asked.where().and("t.month = ?", asked.month().value());
        return reader.query("SELECT t.component, sum(t.amount) FROM store.component t JOIN store.office o ON o.id = t.office_id WHERE "
                + where.sql() + " GROUP BY 1 ORDER BY 2 DESC", where.params(), row -> new Component(row.getString(1), row.getBigDecimal(2)));
    }

    private Arrears arrears(Asked asked) {
        Condition where = asked.where().and("t.month <= ?", asked.month().value());
        LocalDate today = clock.today();
        List<Object> params = new ArrayList<>(List.of(asked.month().value(), asked.month().value(), today));
        params.addAll(where.params());
        BigDecimal[] sums = reader.query("SELECT coalesce(sum(CASE WHEN t.month = ? THEN t.amount END), 0),"
                + " coalesce(sum(CASE WHEN t.month = ? THEN t.open END), 0), coalesce(sum(t.open), 0),"
                + " coalesce(sum(CASE WHEN t.due_on < ? THEN t.open END), 0) FROM store.arrears t"
                + " JOIN store.office o ON o.id = t.office_id WHERE " + where.sql(), params, row -> new BigDecimal[] {row.getBigDecimal(1),
                    row.getBigDecimal(2), row.getBigDecimal(3), row.getBigDecimal(4)}).get(0);
        return new Arrears(sums[0], sums[1], sums[0].signum() == 0 ? null
                : sums[0].subtract(sums[1]).divide(sums[0], SHARE, RoundingMode.HALF_UP), sums[2], sums[3], ages(where, today));
    }

    private List<Age> ages(Condition where, LocalDate today) {
        Map<Integer, Age> found = new HashMap<>();
        StringBuilder group = new StringBuilder("CASE");
        for (int i = 0; i < AGES.length; i++) {
            group.append(" WHEN t.late <= ").append(AGES[i][1]).append(" THEN ").append(i);
        }
        List<Object> params = new ArrayList<>(List.of(today));
        params.addAll(where.params());
        reader.query("SELECT " + group + " END, sum(t.owing), sum(t.owed) FROM (SELECT date_diff('day', a.due_on, CAST(? AS DATE)) AS late, a.*"
                + " FROM store.arrears a WHERE a.owing > 0) t JOIN store.office o ON o.id = t.office_id WHERE t.late > 0 AND "
                + where.sql() + " GROUP BY 1", params, row -> {
                    int[] age = AGES[row.getInt(1)];
                    return found.put(row.getInt(1), new Age(age[0], age[1] == Integer.MAX_VALUE ? null : age[1], row.getLong(2), row.getBigDecimal(3)));
                });
        List<Age> ages = new ArrayList<>();
        for (int i = 0; i < AGES.length; i++) {
            ages.add(found.getOrDefault(i, new Age(AGES[i][0], AGES[i][1] == Integer.MAX_VALUE ? null : AGES[i][1], 0, BigDecimal.ZERO)));
        }
        return ages;
    }

    /** Cases have no usage class; those of the offices asked for count. */
    private List<Pipeline> pipeline(Asked asked) {
        Condition where = asked.usageClass() == null ? asked.where()
                : new Condition(asked.where().sql().replace(" AND t.usage_class = ?", ""),
                        asked.where().params().subList(0, asked.where().params().size() - 1));
        LocalDate from = asked.month().firstDay();
        LocalDate to = asked.month().next().firstDay();
        List<Object> params = new ArrayList<>(List.of(from, to, from, to));
        params.addAll(where.params());
        return reader.query("SELECT t.process, max(t.name_zh), max(t.name_en), count(*) FILTER (WHERE t.status IN ('OPEN', 'SUSPENDED')),"
                + " count(*) FILTER (WHERE t.status IN ('OPEN', 'SUSPENDED') AND t.overdue),"
                + " count(*) FILTER (WHERE t.opened_on >= ? AND t.opened_on < ?),"
                + " count(*) FILTER (WHERE t.closed_on >= ? AND t.closed_on < ?) FROM store.service_case t"
                + " JOIN store.office o ON o.id = t.office_id WHERE " + where.sql() + " GROUP BY 1 ORDER BY 4 DESC, 1", params,
                row -> new Pipeline(row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), row.getLong(6),
                        row.getLong(7)));
    }

    @Override
    public Applications applications(CallContext context, BillingMonth month, String officeCode) {
        Span span = span(context, month, officeCode);
        List<Object> params = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (String what : List.of("applied", "connected", "lost")) {
            String day = "t." + what + "_on";
            parts.add("SELECT year(" + day + ") * 100 + month(" + day + ") AS month, '" + what + "' AS what, t.process, t.name_zh, t.name_en, "
                    + (what.equals("connected") ? "t.connected_kva" : "t.applied_kva") + " AS kva FROM store.application t"
                    + " JOIN store.office o ON o.id = t.office_id WHERE " + span.where().sql() + " AND " + day + " >= ? AND " + day + " < ?");
            params.addAll(span.where().params());
            params.add(span.from());
            params.add(span.to());
        }
        List<Flow> months = reader.query("SELECT u.month, u.process, max(u.name_zh), max(u.name_en), " + sums("applied") + ", " + sums("connected")
                + ", " + sums("lost") + " FROM (" + String.join(" UNION ALL ", parts) + ") u GROUP BY 1, 2 ORDER BY 1, 2", params,
                row -> new Flow(new BillingMonth(row.getInt(1)), row.getString(2), row.getString(3), row.getString(4), row.getLong(5),
                        row.getBigDecimal(6), row.getLong(7), row.getBigDecimal(8), row.getLong(9), row.getBigDecimal(10)));
        return new Applications(months, reader.query("SELECT t.process, max(t.name_zh), max(t.name_en), count(*), sum(t.applied_kva)"
                + " FROM store.application t JOIN store.office o ON o.id = t.office_id WHERE " + span.where().sql()
                + " AND t.connected_on IS NULL AND t.lost_on IS NULL GROUP BY 1 ORDER BY 1", span.where().params(),
                row -> new InProgress(row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getBigDecimal(5))));
    }

    /** Number and capacity of one thing; none has no capacity, and a capacity that nobody knows is not nothing. */
    private static String sums(String what) {
        String one = " FILTER (WHERE u.what = '" + what + "')";
        return "count(*)" + one + ", CASE WHEN count(*)" + one + " = 0 THEN 0 ELSE sum(u.kva)" + one + " END";
    }

    /** Offices and days of applications that are asked for. */
    private record Span(Condition where, LocalDate from, LocalDate to) {
    }

    private Span span(CallContext context, BillingMonth month, String officeCode) {
        BillingMonth last = month == null ? BillingMonth.of(clock.today()) : month;
        Asked asked = asked(context, new BoardQuery(last, null, officeCode, null));
        LocalDate to = last.next().firstDay();
        return new Span(asked.where(), to.minusYears(1), to);
    }

    @Override
    public void exportApplications(CallContext context, BillingMonth month, String officeCode, ExportFormat format, OutputStream out) {
        Span span = span(context, month, officeCode);
        List<Object> params = new ArrayList<>(span.where().params());
        for (int i = 0; i < 3; i++) {
            params.add(Date.valueOf(span.from()));
            params.add(Date.valueOf(span.to()));
        }
        TableFiles.spooled(out, aside -> database.read(connection -> {
            try (TableFiles.Writer writer = TableFiles.writer(format, aside, List.of(new Column("case_id", "BIGINT"),
                    new Column("process", "VARCHAR"), new Column("office_code", "VARCHAR"), new Column("applied_on", "DATE"),
                    new Column("connected_on", "DATE"), new Column("lost_on", "DATE"), new Column("applied_kva", "DECIMAL(18,2)"),
                    new Column("connected_kva", "DECIMAL(18,2)")))) {
                TableFiles.copy(connection, "SELECT t.case_id, t.process, o.code, t.applied_on, t.connected_on, t.lost_on, t.applied_kva,"
                        + " t.connected_kva FROM store.application t JOIN store.office o ON o.id = t.office_id WHERE " + span.where().sql()
                        + " AND (t.applied_on >= ? AND t.applied_on < ? OR t.connected_on >= ? AND t.connected_on < ? OR t.lost_on >= ?"
                        + " AND t.lost_on < ?) ORDER BY ALL", params, writer);
            }
            return null;
        }));
    }

    private Instant loadedAt() {
        return reader.query("SELECT value FROM store.meta WHERE name = 'loaded_at'", List.of(), row -> Instant.parse(row.getString(1)))
                .stream().findFirst().orElse(null);
    }

    @Override
    public void export(CallContext context, BoardQuery query, ExportFormat format, OutputStream out) {
        Asked asked = asked(context, query);
        Condition where = asked.where().and("t.month = ?", asked.month().value());
        TableFiles.spooled(out, aside -> database.read(connection -> {
            try (TableFiles.Writer writer = TableFiles.writer(format, aside, List.of(new Column("month", "INTEGER"),
                    new Column("office_code", "VARCHAR"), new Column("office", "VARCHAR"), new Column("usage_class", "VARCHAR"),
                    new Column("industry", "VARCHAR"), new Column("voltage", "VARCHAR"), new Column("tariff", "VARCHAR"),
                    new Column("bills", "BIGINT"), new Column("kwh", "DECIMAL(24,4)"), new Column("amount", "DECIMAL(24,2)")))) {
                String name = context.locale().getLanguage().equals("zh") ? "o.name_zh" : "o.name_en";
                TableFiles.copy(connection, "SELECT t.month, o.code, " + name + ", t.usage_class, t.industry, t.voltage, t.tariff, t.bills,"
                        + " t.kwh, t.amount FROM store.sales t JOIN store.office o ON o.id = t.office_id WHERE " + where.sql()
                        + " ORDER BY ALL", where.params(), writer);
            }
            return null;
        }));
    }
}
