package org.karawatt.mart.internal.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.decision.api.QuestionService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.mart.internal.calc.SqlGuard;
import org.karawatt.mart.internal.config.MartConfig;
import org.karawatt.mart.internal.store.MartDatabase;
import org.karawatt.mart.internal.store.MartTables;
import org.karawatt.mart.internal.store.QuestionStore;
import org.karawatt.mart.internal.store.TableFiles;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Free questions. Each has a connection of its own with views of the caller's offices, in a transaction that only reads; what is asked is
 * looked at by {@link SqlGuard} first. Time, rows and size are limited; a question that takes too long is interrupted. Thread-safe.
 */
@Component(configurationPid = MartConfig.PID)
public final class DefaultQuestionService implements QuestionService {

    private static final String PERMISSION = "decision.query";
    private static final int NAME = 100;
    private static final int SQL = 4000;
    private static final long MEGABYTE = 1_000_000;
    private static final int NUMBER = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnitOfWork unit;
    private final QuestionStore store;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final BusinessClock clock;
    private final MartDatabase database;
    private final int seconds;
    private final int megabytes;
    private final SqlGuard guard;

    @Activate
    public DefaultQuestionService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference AuditTrail audit, @Reference BusinessClock clock, @Reference MartDatabase database, MartConfig config) {
        this(unit, bulk, numbering, audit, clock, database, config.questionSeconds(), config.questionMegabytes());
    }

    DefaultQuestionService(UnitOfWork unit, BulkStore bulk, Numbering numbering, AuditTrail audit, BusinessClock clock,
            MartDatabase database, int seconds, int megabytes) {
        this.unit = unit;
        this.store = new QuestionStore(bulk);
        this.numbering = numbering;
        this.audit = audit;
        this.clock = clock;
        this.database = database;
        this.seconds = Math.max(1, Math.min(300, seconds));
        this.megabytes = Math.max(1, Math.min(100, megabytes));
        Set<String> tables = new HashSet<>(MartTables.VIEWS.keySet());
        tables.add("office");
        tables.add("label");
        this.guard = new SqlGuard(tables);
    }

    @Override
    public List<View> views(CallContext context) {
        context.require(PERMISSION);
        Map<String, MartTables.View> views = new LinkedHashMap<>(MartTables.VIEWS);
        views.put("office", new MartTables.View("office", "供电单位", "offices", null, null));
        views.put("label", new MartTables.View("label", "代码名称：usage-class、industry、voltage", "names of usage classes, industries and voltages",
                null, null));
        return database.read(connection -> {
            List<View> found = new ArrayList<>();
            try (Statement statement = connection.createStatement()) {
                MartTables.views(statement, context.scope());
                for (MartTables.View view : views.values()) {
                    try (ResultSet rows = statement.executeQuery("SELECT * FROM " + view.name() + " LIMIT 0")) {
                        found.add(new View(view.name(), view.textZh(), view.textEn(), columns(rows.getMetaData())));
                    }
                }
            }
            return found;
        });
    }

    private static List<Column> columns(ResultSetMetaData meta) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Column(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
        }
        return columns;
    }

    @Override
    public Answer run(CallContext context, String sql, int limit) {
        context.require(PERMISSION);
        if (limit < 1 || limit > MAX_ROWS) {
            new Faults().add("limit", KernelErrors.OUT_OF_RANGE, 1, MAX_ROWS).throwIfAny();
        }
        long began = System.nanoTime();
        return asked(context, sql, limit + 1L, rows -> {
            List<List<Object>> found = new ArrayList<>();
            int width = rows.getMetaData().getColumnCount();
            long size = 0;
            while (found.size() < limit && rows.next()) {
                List<Object> row = new ArrayList<>(width);
                for (int i = 1; i <= width; i++) {
                    Object value = told(rows.getObject(i));
                    size += value instanceof String text ? text.length() : NUMBER;
                    row.add(value);
                }
                if (size > megabytes * MEGABYTE) {
                    throw KarawattException.invalid(DecisionErrors.QUESTION_LARGE, megabytes);
                }
                found.add(row);
            }
            return new Answer(columns(rows.getMetaData()), found, found.size() == limit && rows.next(),
                    (System.nanoTime() - began) / 1_000_000);
        });
    }

    /** What every door can write: null, numbers, truth values, and text for all else. */
    private static Object told(Object value) {
        return value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long || value instanceof Short
                || value instanceof Double || value instanceof BigDecimal || value instanceof BigInteger ? value : value.toString();
    }

    @Override
    public void export(CallContext context, String sql, ExportFormat format, OutputStream out) {
        context.require(PERMISSION);
        TableFiles.spooled(out, aside -> asked(context, sql, TableFiles.MOST_ROWS + 1L, rows -> {
            try (TableFiles.Writer writer = TableFiles.writer(format, aside, columns(rows.getMetaData()))) {
                TableFiles.copy(rows, writer);
            }
            return null;
        }));
    }

    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T asked(CallContext context, String sql, long limit, Reader<T> reader) {
        check(sql);
        return database.read(connection -> {
            String question = allowed(connection, sql);
            try (Statement statement = connection.createStatement()) {
                MartTables.views(statement, context.scope());
                statement.execute("BEGIN TRANSACTION READ ONLY");
                statement.setQueryTimeout(seconds);
                // the line break ends a comment that the question may end with
                try (ResultSet rows = statement.executeQuery("SELECT * FROM (" + question + "\n) LIMIT " + limit)) {
                    return reader.read(rows);
                } catch (SQLTimeoutException e) {
                    throw KarawattException.invalid(DecisionErrors.QUESTION_SLOW, seconds);
                } catch (SQLException e) {
                    throw KarawattException.invalid(DecisionErrors.QUESTION_FAILED, firstLine(e));
                }
            }
        });
    }

    private static void check(String sql) {
        Faults faults = new Faults().required("sql", sql);
        if (sql != null && sql.isBlank()) {
            faults.add("sql", KernelErrors.REQUIRED);
        }
        if (sql != null && sql.length() > SQL) {
            faults.add("sql", KernelErrors.TOO_LONG, SQL);
        }
        faults.throwIfAny();
    }

    /** The question without a closing semicolon, if it may be asked. */
    private String allowed(DuckDBConnection connection, String sql) throws SQLException {
        String question = sql.strip();
        while (question.endsWith(";")) {
            question = question.substring(0, question.length() - 1).strip();
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
            statement.setString(1, question);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                JsonNode tree = JSON.readTree(rows.getString(1));
                String refusal = guard.refusal(tree).orElse(null);
                if (refusal != null) {
                    throw KarawattException.invalid(DecisionErrors.QUESTION_REFUSED, refusal);
                }
                return question;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the parser of the store has answered no JSON", e);
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public List<Question> questions(CallContext context) {
        context.require(PERMISSION);
        return unit.readOnly(() -> store.visible(context.user()));
    }

    @Override
    public Question question(CallContext context, long id) {
        context.require(PERMISSION);
        return unit.readOnly(() -> visible(context, id));
    }

    private Question visible(CallContext context, long id) {
        return store.find(id).filter(each -> each.shared() || each.createdBy().equals(context.user()))
                .orElseThrow(() -> KarawattException.notFound(DecisionErrors.QUESTION_UNKNOWN, id));
    }

    private Question own(CallContext context, long id) {
        Question question = visible(context, id);
        if (!question.createdBy().equals(context.user())) {
            throw KarawattException.denied(DecisionErrors.QUESTION_FOREIGN, question.createdBy());
        }
        return question;
    }

    @Override
    public Question save(CallContext context, QuestionDraft draft) {
        context.require(PERMISSION);
        checked(draft);
        return unit.required(() -> {
            Question question = new Question(numbering.nextId(), draft.name(), draft.sql(), draft.shared(), context.user(), 0);
            refuseTaken(context, draft.name(), question.id());
            store.insert(question, clock.now());
            audit.record(context, "decision.question.saved", "question", question.id(), question.name());
            return question;
        });
    }

    @Override
    public Question update(CallContext context, long id, int version, QuestionDraft draft) {
        context.require(PERMISSION);
        checked(draft);
        return unit.required(() -> {
            own(context, id);
            refuseTaken(context, draft.name(), id);
            if (!store.update(id, version, draft)) {
                throw KarawattException.conflict(KernelErrors.STALE_VERSION);
            }
            audit.record(context, "decision.question.changed", "question", id, draft.name());
            return store.find(id).orElseThrow();
        });
    }

    @Override
    public void remove(CallContext context, long id) {
        context.require(PERMISSION);
        unit.required(() -> {
            Question question = own(context, id);
            store.remove(id);
            audit.record(context, "decision.question.removed", "question", id, question.name());
        });
    }

    private void checked(QuestionDraft draft) {
        new Faults().text("name", draft.name(), NAME).throwIfAny();
        check(draft.sql());
        database.read(connection -> allowed(connection, draft.sql()));
    }

    private void refuseTaken(CallContext context, String name, long except) {
        if (store.isTaken(context.user(), name, except)) {
            throw KarawattException.conflict(DecisionErrors.QUESTION_NAME, name);
        }
    }
}
