package org.karawatt.mart.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.mart.internal.service.MartWorld.ADMIN;
import static org.karawatt.mart.internal.service.MartWorld.EAST;
import static org.karawatt.mart.internal.service.MartWorld.JUNE;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.decision.api.QuestionService.Answer;
import org.karawatt.decision.api.QuestionService.Question;
import org.karawatt.decision.api.QuestionService.QuestionDraft;
import org.karawatt.decision.api.QuestionService.View;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class QuestionTest {

    @TempDir
    Path folder;
    private MartWorld world;
    private DefaultQuestionService questions;

    @BeforeEach
    void open() {
        world = new MartWorld(folder.resolve("mart.duckdb"));
        world.bill(101, JUNE, "RESIDENTIAL", "200", "110.00");
        world.bill(102, JUNE, "COMMERCIAL", "300", "330.00");
        world.bill(201, JUNE, "RESIDENTIAL", "50", "25.00");
        MartWorld.refresh(world.start());
        questions = new DefaultQuestionService(null, null, null, null, world.clock, world.database, 1, 1);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<List<Object>> rows(String sql) {
        return questions.run(EAST, sql, 100).rows();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT usage_class, sum(kwh) FROM bill GROUP BY 1 ORDER BY 2 DESC;",
        "select b.usage_class, sum(b.kwh) over (partition by b.office_code), case when b.kwh > 1 then 'a' else 'b' end from bill b",
        "with x as (select month, sum(amount) a from sales group by all) select x.*, a / 2 from x join component using (month) -- end",
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select * from n",
        "select date_trunc('month', due_on) m, count(*) filter (where open > 0) from receivable group by rollup (1) order by m nulls last limit 3",
        "select * from bill where tariff like 'T-%' and industry is not null and month between 202601 and 202612 and kwh in (200, 300)",
        "from sales select month, avg(kwh)::decimal(18,2) group by all",
        "select (select max(kwh) from bill) - 1, exists (select 1 from payment), cast('2026-01-01' as date) + interval 3 day",
        "select o.office_zh, l.name_zh from bill b join office o on o.office_code = b.office_code left join label l on l.code = b.usage_class",
        "select distinct on (usage_class) * exclude (amount) from bill union all select * exclude (amount) from bill",
        "values (1), (2)"})
    void answersWhatAnalystsAsk(String sql) {
        assertFalse(rows(sql).isEmpty());
    }

    @Test
    void showsOwnOfficesOnly() {
        assertEquals(List.of(List.<Object>of(2L, "500.0000")),
                rows("select count(*), cast(sum(kwh) as varchar) from bill"));
        for (String view : List.of("bill", "sales", "component", "receivable")) {
            assertEquals(List.of(List.<Object>of("3301")), rows("select distinct office_code from " + view), view);
            assertEquals(2, questions.run(ADMIN, "select distinct office_code from " + view, 100).rows().size(), view);
        }
        assertEquals(List.of(List.<Object>of("3301")), rows("select office_code from office"));
        assertEquals(List.of(), questions.run(TestContexts.clerk("/44/", "decision.query"), "select * from bill", 100).rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // other offices' rows
        "select * from store.bill", "select * from mart.store.bill", "from store.bill", "select * from temp.main.bill",
        "select * from (select * from store.office)", "with bill as (select * from store.bill) select * from bill",
        "select (select count(*) from store.bill)", "select 1 where exists (select 1 from store.bill)",
        "select * from bill union all select * from store.bill",
        "with duckdb_settings as (select * from duckdb_settings) select * from duckdb_settings",
        "select * from (with sqlite_master as (select 1) select * from sqlite_master), sqlite_master",
        "with recursive pg_class as (select relname from pg_class union all select relname from pg_class) select * from pg_class",
        // the store's own insides
        "select * from duckdb_tables()", "select * from duckdb_settings()", "select * from information_schema.tables",
        "select * from sqlite_master", "select * from pragma_database_list", "show tables", "describe bill", "select * from (show tables)",
        "summarize bill", "select current_setting('memory_limit')", "select getenv('HOME')", "select getvariable('x')",
        // files and network
        "select * from read_csv('/etc/passwd')", "select * from '/etc/passwd'", "select * from 'x.parquet'", "from read_text('/etc/passwd')",
        "select * from glob('/*')", "select * from parquet_metadata('x')", "select * from read_json('http://localhost/')",
        "copy bill to '/tmp/x.csv'", "copy (select 1) to '/tmp/x.csv'", "export database '/tmp/x'", "attach '/tmp/x.db' as x",
        "install httpfs", "load httpfs", "import database '/tmp/x'",
        // writes and settings
        "drop table store.bill", "delete from store.bill", "insert into store.bill select * from store.bill", "update store.bill set kwh = 1",
        "create table x (i int)", "create temp view bill as select 1", "create macro f() as 1", "set threads = 1", "reset threads",
        "pragma database_list", "call pragma_version()", "begin", "commit", "checkpoint", "vacuum", "use store", "set variable x = 1",
        "prepare x as select 1", "execute x",
        // more than one
        "select 1; select 2", "select 1; drop table store.bill", "select 1) limit 1; drop table store.bill; select (1",
        // ways around the names
        "select * from query('select * from store.bill')", "select * from query_table('store.bill')", "select nextval('x')",
        "select system.main.getvariable('x')", "select * from range(1000000000)", "select unnest(range(10))",
        "select * from generate_series(1, 10)", "select repeat('x', 1000000000)", "select list_transform([1], x -> x)",
        "pivot bill on usage_class using sum(kwh)", "explain select 1", "explain analyze select * from bill",
        "select * from bill) union all (select * from store.bill", "not sql at all", "select"})
    void refusesWhateverElse(String sql) {
        KarawattException refused = assertThrows(KarawattException.class, () -> questions.run(EAST, sql, 100));
        assertEquals(Kind.INVALID, refused.kind(), refused.getMessage());
        assertTrue(List.of(DecisionErrors.QUESTION_REFUSED, DecisionErrors.QUESTION_FAILED).contains(refused.code()), refused.getMessage());
        // and nothing has happened
        assertEquals(3, questions.run(ADMIN, "select * from bill", 100).rows().size());
    }

    @Test
    void holdsEvenWithoutTheGuard() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
        for (String sql : List.of("SELECT * FROM read_csv('" + secret + "')", "ATTACH '" + folder.resolve("other.db") + "' AS other",
                "COPY store.bill TO '" + folder.resolve("out.csv") + "'", "SET enable_external_access = true", "SET lock_configuration = false",
                "INSTALL httpfs", "LOAD httpfs")) {
            assertThrows(RuntimeException.class, () -> world.database.read(connection -> {
                try (var statement = connection.createStatement()) {
                    return statement.execute(sql);
                }
            }), sql);
        }
        assertFalse(Files.exists(folder.resolve("out.csv")));
        assertFalse(Files.exists(folder.resolve("other.db")));
    }

    /** A spreadsheet takes what begins with these signs for a formula, also in the first row. */
    @Test
    void aFileHoldsNoFormula() {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        questions.export(EAST, "select '=1+1' as \"@x\", 1 as y", ExportFormat.CSV, csv);
        assertEquals(List.of("\ufeff'@x,y", "'=1+1,1"), csv.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void isBoundedInTimeRowsAndSize() {
        Answer answer = questions.run(EAST, "select * from bill", 1);
        assertEquals(1, answer.rows().size());
        assertTrue(answer.more());
        assertFalse(questions.run(EAST, "select * from bill", 2).more());
        String endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n";
        assertEquals(DecisionErrors.QUESTION_SLOW, assertThrows(KarawattException.class, () -> questions.run(EAST, endless, 1)).code());
        String large = "with recursive n(i, t) as (select 1, 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' union all select i + 1, concat(t, t) from n"
                + " where i < 18) select t from n";
        assertEquals(DecisionErrors.QUESTION_LARGE, assertThrows(KarawattException.class, () -> questions.run(EAST, large, 100)).code());
        assertThrows(KarawattException.class, () -> questions.run(EAST, "select 1", 10_001));
        assertEquals(Kind.INVALID, assertThrows(KarawattException.class, () -> questions.run(EAST, " ", 1)).kind());
        assertEquals(Kind.INVALID, assertThrows(KarawattException.class, () -> questions.run(EAST, "select '" + "x".repeat(4000) + "'", 1)).kind());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> questions.run(TestContexts.clerk("/33/", "decision.read"), "select 1", 1)).kind());
        // the store answers others as before
        assertEquals(2, rows("select * from bill").size());
    }

    @Test
    void namesItsViews() {
        List<View> views = questions.views(EAST);
        assertEquals(List.of("bill", "sales", "component", "receivable", "payment", "service_case", "application", "office", "label"),
                views.stream().map(View::name).toList());
        assertTrue(views.get(0).columns().stream().anyMatch(column -> column.name().equals("kwh") && column.type().equals("DECIMAL(18,4)")));
    }

    @OnEachDatabase
    void keepsQuestionsOfOnesOwnAndShared(TestDatabase db) {
        DefaultQuestionService saved = new DefaultQuestionService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.clock(),
                world.database, 1, 1);
        Question mine = saved.save(EAST, new QuestionDraft("售电量", "select sum(kwh) from bill", false));
        Question shared = saved.save(EAST, new QuestionDraft("Revenue", "select sum(amount) from bill", true));
        assertEquals(List.of("Revenue", "售电量"), saved.questions(EAST).stream().map(Question::name).sorted().toList());
        assertEquals(List.of(shared), saved.questions(ADMIN));
        assertEquals(Kind.NOT_FOUND, assertThrows(KarawattException.class, () -> saved.question(ADMIN, mine.id())).kind());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class, () -> saved.remove(ADMIN, shared.id())).kind());
        assertEquals(Kind.CONFLICT, assertThrows(KarawattException.class,
                () -> saved.save(EAST, new QuestionDraft("Revenue", "select 1", false))).kind());
        assertEquals(Kind.INVALID, assertThrows(KarawattException.class,
                () -> saved.save(EAST, new QuestionDraft("Theft", "select * from store.bill", true))).kind());
        Question changed = saved.update(EAST, mine.id(), 0, new QuestionDraft("Energy", "select avg(kwh) from bill", true));
        assertEquals(1, changed.version());
        assertEquals("select avg(kwh) from bill", saved.question(ADMIN, mine.id()).sql());
        assertEquals(Kind.CONFLICT, assertThrows(KarawattException.class,
                () -> saved.update(EAST, mine.id(), 0, new QuestionDraft("Energy", "select 1", true))).kind());
        saved.remove(EAST, mine.id());
        assertEquals(List.of("Revenue"), saved.questions(EAST).stream().map(Question::name).toList());
    }
}
