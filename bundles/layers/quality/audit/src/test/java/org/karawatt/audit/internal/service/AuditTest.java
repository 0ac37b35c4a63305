package org.karawatt.audit.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.karawatt.audit.internal.config.AuditConfig;
import org.karawatt.audit.internal.store.AuditStore;
import org.karawatt.codes.internal.service.DefaultOfficeService;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.customer.internal.service.DefaultCustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.metering.internal.service.DefaultMeterReadingService;
import org.karawatt.metering.internal.service.DefaultMeteringService;
import org.karawatt.quality.api.AuditFigures;
import org.karawatt.quality.api.AuditHit;
import org.karawatt.quality.api.AuditResult;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.HitQuery;
import org.karawatt.quality.api.HitStatus;
import org.karawatt.quality.api.QualityErrors;
import org.karawatt.quality.spi.AuditRule;
import org.karawatt.quality.spi.AuditWindow;
import org.karawatt.quality.spi.Fact;
import org.karawatt.run.api.RunService;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.spi.StepContext;

/** The audit on real archives, with the runs and the cases played by the test. */
class AuditTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final PageRequest FIRST = PageRequest.first(500);
    private static final String JUNE = "2026-06";

    /** The bundle as a running server wires it. */
    private static final class House {
        private final TestDatabase db;
        private final RuleBook book = new RuleBook();
        private final CustomerService customers;
        private final AuditRunHandler runs;
        private final Dispatcher dispatcher;
        private final DefaultAuditService audit;
        private final CloseHandler closing;
        private final DefaultOfficeService offices;
        private final List<NewCase> opened = new ArrayList<>();
        private final List<Map<String, String>> started = new ArrayList<>();
        private final Set<Long> refused = new HashSet<>();
        private final Set<String> terminated = new HashSet<>();
        private final Set<String> gone = new HashSet<>();
        private boolean broken;
        private long run;

        House(TestDatabase db) {
            this.db = db;
            offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(),
                    db.outbox());
            customers = new DefaultCustomerService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(),
                    db.audit(), db.outbox(), db.clock(), null, offices);
            DefaultMeteringService metering = new DefaultMeteringService(db.unitOfWork(), db.bulk(), db.numbering(), db.history(),
                    db.audit(), offices, db.clock());
            DefaultMeterReadingService readings = new DefaultMeterReadingService(db.unitOfWork(), db.bulk(), db.numbering());
            EquipmentService equipment = nothing(EquipmentService.class);
            book.bindSource(new AccountFacts(customers, equipment, metering, nothing(TariffService.class)));
            book.bindSource(new PointFacts(customers, metering, readings));
            book.bindSource(new UseFacts(customers, equipment, readings));
            new AuditContributionHandler(book).add("shipped/1", List.of(AuditTest.class.getResource("/KARAWATT-INF/audit/rules.json")));
            runs = handler(db.numbering());
            CaseService cases = (CaseService) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {CaseService.class},
                    (proxy, method, args) ->
                        "open".equals(method.getName()) ? opened((NewCase) args[1]) : numbered((String) args[1]));
            dispatcher = new Dispatcher(db.unitOfWork(), cases, offices, db.bulk());
            audit = new DefaultAuditService(db.unitOfWork(), book, runService(), dispatcher, offices, db.bulk(), db.numbering(), db.clock(),
                    db.audit());
            closing = new CloseHandler(db.bulk(), db.numbering(), db.clock(), db.audit());
        }

        /** With offices and accounts 1 to 40 in the east and 41 to 50 in the west, none of which has a metering point but account 7. */
        static House furnished(TestDatabase db) {
            ParentRows.offices(db);
            ParentRows.accounts(db, ParentRows.EAST, 1, 40);
            ParentRows.accounts(db, ParentRows.WEST, 41, 10);
            db.unitOfWork().required(() -> {
                db.bulk().insert("metering_point", List.of("id", "point_no", "account_id", "office_id", "route_seq", "voltage_code",
                        "metering_mode", "purpose", "valid_from", "version"), List.<Object[]>of(new Object[] {700, "P7", 7, ParentRows.EAST,
                            1, "AC00002", "LL", "SETTLEMENT", LocalDate.of(2020, 1, 1), 0}));
                db.bulk().insert("metering_point_rule", List.of("id", "point_id", "account_id", "calculation", "loss_method", "loss_kwh",
                        "valid_from", "version"), List.<Object[]>of(new Object[] {701, 700, 7, "METERED", "GIVEN", new BigDecimal("12"),
                            LocalDate.of(2020, 1, 1), 0}));
            });
            return new House(db);
        }

        private AuditRunHandler handler(Numbering numbering) {
            return new AuditRunHandler(book, customers, offices, db.bulk(), numbering, db.clock(), db.outbox(), db.audit());
        }

        @SuppressWarnings("unchecked")
        private static <T> T nothing(Class<T> type) {
            return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> List.of());
        }

        private RunService runService() {
            Class<?>[] types = {RunService.class};
            return (RunService) Proxy.newProxyInstance(getClass().getClassLoader(), types, (proxy, method, args) -> {
                @SuppressWarnings("unchecked")
                Map<String, String> params = (Map<String, String>) args[2];
                started.add(params);
                if (broken) {
                    throw new IllegalStateException("planned");
                }
                return null;
            });
        }

        private WorkCase opened(NewCase draft) {
            if (refused.contains(draft.accountId())) {
                throw KarawattException.invalid(KernelErrors.REQUIRED);
            }
            opened.add(draft);
            return workCase(9000 + opened.size(), draft);
        }

        private WorkCase numbered(String caseNo) {
            if (gone.contains(caseNo)) {
                throw KarawattException.notFound(WorkflowErrors.CASE_UNKNOWN, caseNo);
            }
            long id = Long.parseLong(caseNo.substring(1));
            return workCase(id, opened.get((int) id - 9001));
        }

        private WorkCase workCase(long id, NewCase draft) {
            boolean over = terminated.contains("W" + id);
            return new WorkCase(id, "W" + id, draft.processKey(), 1, "x", "x", draft.title(), 1, draft.accountId(), "system", 5,
                    over ? CaseStatus.TERMINATED : CaseStatus.OPEN, "system", db.clock().now(), null, false, over ? db.clock().now() : null,
                    over ? "TERMINATED" : null, 0);
        }

        /** Runs rules as the run framework does: each chunk in a unit, some accounts at a time. */
        List<AuditResult> run(String office, boolean trial, String... rules) {
            return run(runs, office, trial, rules);
        }

        private List<AuditResult> run(AuditRunHandler handler, String office, boolean trial, String... rules) {
            long id = ++run;
            Map<String, String> params = new HashMap<>(Map.of("rules", String.join(",", rules), "month", JUNE, "office", office));
            if (trial) {
                params.put("trial", "true");
            }
            List<Long> keys = new ArrayList<>();
            db.unitOfWork().required(() -> {
                handler.check(ADMIN, params);
                handler.plan(id, params, (key, weight) -> keys.add(key));
            });
            long position = keys.get(0) - 1;
            long last = keys.get(keys.size() - 1);
            while (position < last) {
                long after = position;
                ChunkResult result = db.unitOfWork().required(() -> handler.work(new Chunk(id, params, after, last, 7)));
                assertTrue(result.lastKey() > after);
                position = result.lastKey();
            }
            db.unitOfWork().required(() -> handler.finish(id, params));
            return db.unitOfWork().readOnly(() -> new AuditStore(db.bulk()).results(id));
        }

        List<AuditHit> hits() {
            return audit.hits(ADMIN, HitQuery.ALL, FIRST).items();
        }

        long count(String table) {
            return AuditTest.count(db, table);
        }

        /** Ends a case whose form names the hit. */
        void close(long caseId, long hitId, Map<String, Object> values) {
            Map<String, Object> all = new HashMap<>(values);
            all.put("hit", hitId);
            WorkCase itself = workCase(caseId, new NewCase("audit-hit", "33", null, "t", 5, all));
            db.unitOfWork().required(() -> closing.run(new Step(itself, all)));
        }
    }

    /** What an automatic step sees. */
    private record Step(WorkCase workCase, Map<String, Object> values) implements StepContext {
        @Override
        public CallContext caller() {
            return ADMIN;
        }

        @Override
        public String stepKey() {
            return "close";
        }

        @Override
        public String text(String key) {
            return values.get(key) == null ? null : values.get(key).toString();
        }

        @Override
        public BigDecimal number(String key) {
            return values.get(key) == null ? null : new BigDecimal(values.get(key).toString());
        }

        @Override
        public LocalDate date(String key) {
            return (LocalDate) values.get(key);
        }

        @Override
        public void set(String key, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void account(long accountId) {
            throw new UnsupportedOperationException();
        }
    }

    /** Looks only when a test tells it to. */
    private record Config() implements AuditConfig {
        @Override
        public int watch_seconds() {
            return 3600;
        }

        @Override
        public int cases_at_once() {
            return 3;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return AuditConfig.class;
        }
    }

    @OnEachDatabase
    void aRuleFindsWhatADirectQueryFindsAndFindsItOnce(TestDatabase db) {
        House house = House.furnished(db);
        AuditResult first = house.run("33", false, "ARC-POINT").get(0);
        Set<Long> expected = db.unitOfWork().readOnly(() -> Set.copyOf(db.bulk().query("SELECT a.id FROM customer_account a WHERE NOT EXISTS"
                + " (SELECT 1 FROM metering_point p WHERE p.account_id = a.id)", List.of(), row -> row.getLong(1))));
        assertEquals(49, expected.size());
        assertEquals(expected, house.hits().stream().map(AuditHit::accountId).collect(Collectors.toSet()));
        assertEquals(List.of(50L, 49L, 49L, 0L), List.of(first.examined(), first.hits(), first.fresh(), first.excluded()));
        AuditResult again = house.run("33", false, "ARC-POINT").get(0);
        assertEquals(List.of(49L, 0L), List.of(again.hits(), again.fresh()));
        assertEquals(49, house.count("quality_hit"));
        AuditHit one = house.hits().get(0);
        assertEquals(Map.of("points", "0", "status", "ACTIVE"), one.values());
        assertEquals(JUNE, one.window());
    }

    @OnEachDatabase
    void ofTwoRunsThatFindTheSameAtOnceOneKeepsIt(TestDatabase db) {
        House house = House.furnished(db);
        List<AuditResult> other = new ArrayList<>();
        // asked for numbers between the look at the hits that are known and the storing of new ones: the other run comes to its end there
        Numbering late = (Numbering) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Numbering.class},
                (proxy, method, args) -> {
                    if (other.isEmpty()) {
                        other.addAll(CompletableFuture.supplyAsync(() -> house.run("33", false, "ARC-POINT", "ARC-PHONE")).join());
                    }
                    return method.invoke(db.numbering(), args);
                });
        AuditResult result = house.run(house.handler(late), "3302", false, "ARC-POINT").get(0);
        assertEquals(List.of(10L, 10L, 0L), List.of(result.examined(), result.hits(), result.fresh()));
        AuditResult kept = other.stream().filter(rule -> rule.ruleCode().equals("ARC-POINT")).findFirst().orElseThrow();
        assertEquals(List.of(49L, 49L), List.of(kept.hits(), kept.fresh()));
        assertEquals(49, house.count("quality_hit WHERE rule_code = 'ARC-POINT'"));
    }

    @OnEachDatabase
    void lossesBelowOneKilovoltAreFoundAtTheirPoint(TestDatabase db) {
        House house = House.furnished(db);
        house.run("33", false, "LOSS-BELOW-1KV", "MET-METER", "ZERO-THREE");
        assertEquals(Set.of("LOSS-BELOW-1KV A7 point P7", "MET-METER A7 point P7"),
                house.hits().stream().map(hit -> hit.ruleCode() + " " + hit.accountNo() + " " + hit.object()).collect(Collectors.toSet()));
    }

    @OnEachDatabase
    void aTrialKeepsCountsAndASampleAndNothingElse(TestDatabase db) {
        House house = House.furnished(db);
        AuditResult result = house.run("3302", true, "ARC-POINT").get(0);
        assertEquals(List.of(10L, 10L, 0L), List.of(result.examined(), result.hits(), result.fresh()));
        assertEquals("A41", result.sample().get(0).accountNo());
        assertEquals(0, house.count("quality_hit"));
    }

    @OnEachDatabase
    void whatIsLeftOutIsLookedAtAgainAfterItsDay(TestDatabase db) {
        House house = House.furnished(db);
        house.run("3302", false, "ARC-POINT");
        AuditHit hit = house.hits().get(0);
        LocalDate until = db.clock().today().plusDays(30);
        assertEquals(HitStatus.FALSE_ALARM, house.audit.dismiss(ADMIN, hit.id(), "being moved", until).status());
        assertEquals(QualityErrors.HIT_DECIDED,
                assertThrows(KarawattException.class, () -> house.audit.dismiss(ADMIN, hit.id(), "again", null)).code());
        assertEquals(1, house.audit.exclusions(ADMIN, FIRST).total());
        // in another window, so that only the exclusion keeps it from being found
        db.unitOfWork().required(() -> db.bulk().update("UPDATE quality_hit SET in_window = '2025-06'", List.of()));
        assertEquals(List.of(9L, 1L), List.of(house.run("3302", false, "ARC-POINT").get(0).hits(),
                house.run("3302", false, "ARC-POINT").get(0).excluded()));
        db.clock().setDate(until);
        AuditResult after = house.run("3302", false, "ARC-POINT").get(0);
        assertEquals(List.of(10L, 1L), List.of(after.hits(), after.fresh()));
        assertEquals(0, house.audit.exclusions(ADMIN, FIRST).total());
    }

    @OnEachDatabase
    void aHitBecomesOneCaseAndEndsWithIt(TestDatabase db) {
        House house = House.furnished(db);
        house.run("3302", false, "ARC-POINT");
        AuditWatch watch = watch(house);
        try {
            watch.look();
            assertEquals(3, house.opened.size());
            for (int i = 0; i < 5; i++) {
                watch.look();
            }
            assertEquals(10, house.opened.size());
            assertEquals(10, house.opened.stream().map(NewCase::accountId).distinct().count());
            NewCase draft = house.opened.get(0);
            assertEquals(List.of("audit-hit", "3302", 2), List.of(draft.processKey(), draft.officeCode(), draft.priority()));
            assertEquals("points = 0; status = ACTIVE", draft.values().get("finding"));
        } finally {
            watch.close();
        }
        List<AuditHit> hits = house.hits();
        house.close(hits.get(0).caseId(), hits.get(0).id(), Map.of("outcome", "passed", "measure", "point set up", "recovered", "120.5"));
        house.close(hits.get(1).caseId(), hits.get(1).id(),
                Map.of("outcome", "falseAlarm", "reason", "no supply", "excludeUntil", LocalDate.of(2026, 12, 31)));
        AuditHit rectified = house.audit.hit(ADMIN, hits.get(0).id());
        assertEquals(List.of(HitStatus.RECTIFIED, "point set up", new BigDecimal("120.50")),
                List.of(rectified.status(), rectified.note(), rectified.recovered()));
        assertEquals(HitStatus.FALSE_ALARM, house.audit.hit(ADMIN, hits.get(1).id()).status());
        assertEquals(1, house.audit.exclusions(ADMIN, FIRST).total());
        BillingMonth july = new BillingMonth(202607);
        AuditFigures figures = house.audit.figures(ADMIN, july, july, "33").get(0);
        assertEquals(List.of(10L, 8L, 1L, 1L), List.of(figures.found(), figures.open(), figures.rectified(), figures.falseAlarms()));
        assertEquals(0, new BigDecimal("120.50").compareTo(figures.recovered()));
        assertTrue(house.audit.figures(ADMIN, july, july, "3301").isEmpty());
    }

    @OnEachDatabase
    void hitsWhoseCaseCannotBeOpenedKeepNoOtherFromItsCase(TestDatabase db) {
        House house = House.furnished(db);
        house.run("3302", false, "ARC-POINT");
        // the first four of ten, more than are tried at once
        house.refused.addAll(Set.of(41L, 42L, 43L, 44L));
        AuditWatch watch = watch(house);
        try {
            for (int i = 0; i < 4; i++) {
                watch.look();
            }
            assertEquals(Set.of(45L, 46L, 47L, 48L, 49L, 50L),
                    house.opened.stream().map(NewCase::accountId).collect(Collectors.toSet()));
            assertEquals(4, house.count("quality_hit WHERE status = 'FOUND'"));
            house.refused.clear();
            watch.look();
            watch.look();
            assertEquals(10, house.opened.size(), "what has failed is tried again after the others");
        } finally {
            watch.close();
        }
    }

    @OnEachDatabase
    void aCaseEndsOnlyTheHitThatItWasOpenedFor(TestDatabase db) {
        House house = House.furnished(db);
        house.run("3302", false, "ARC-POINT");
        AuditHit dispatched = house.audit.dispatch(ADMIN, house.hits().get(0).id());
        AuditHit waiting = house.hits().get(1);
        Map<String, Object> values = Map.of("outcome", "falseAlarm", "reason", "mine", "excludeUntil", LocalDate.of(2026, 12, 31));
        // a case that somebody has opened by hand and whose form names the hits of others
        long forged = dispatched.caseId() + 1;
        house.close(forged, dispatched.id(), values);
        house.close(forged, waiting.id(), values);
        assertEquals(List.of(HitStatus.DISPATCHED, HitStatus.FOUND),
                List.of(house.audit.hit(ADMIN, dispatched.id()).status(), house.audit.hit(ADMIN, waiting.id()).status()));
        assertEquals(0, house.audit.exclusions(ADMIN, FIRST).total());
        house.close(dispatched.caseId(), dispatched.id(), values);
        assertEquals(HitStatus.FALSE_ALARM, house.audit.hit(ADMIN, dispatched.id()).status());
        assertEquals(1, house.audit.exclusions(ADMIN, FIRST).total());
    }

    private static AuditWatch watch(House house) {
        TestDatabase db = house.db;
        return new AuditWatch(db.unitOfWork(), house.book, house.runService(), house.dispatcher, db.feed(), house.offices, db.bulk(),
                db.clock(), new Config());
    }

    @OnEachDatabase
    void aCaseThatWasEndedWhileTheLayerWasAwayGivesItsHitBack(TestDatabase db) {
        House house = House.furnished(db);
        house.run("3302", false, "ARC-POINT");
        AuditHit hit = house.audit.dispatch(ADMIN, house.hits().get(0).id());
        assertEquals(HitStatus.DISPATCHED, hit.status());
        told(db, hit, "TERMINATED");
        db.restart();
        House later = new House(db);
        AuditWatch watch = watch(later);
        try {
            watch.look();
        } finally {
            watch.close();
        }
        AuditHit back = later.audit.hit(ADMIN, hit.id());
        assertEquals(HitStatus.FOUND, back.status());
        assertNull(back.caseId());
        assertTrue(later.opened.stream().noneMatch(draft -> draft.accountId() == hit.accountId()), "only by hand is it dispatched again");
        assertEquals(HitStatus.DISPATCHED, later.audit.dispatch(ADMIN, hit.id()).status());
    }

    @OnEachDatabase
    void aCaseWhoseEndNobodyIsToldOfAnyMoreGivesItsHitBack(TestDatabase db) {
        House house = House.furnished(db);
        house.run("3302", false, "ARC-POINT");
        List<AuditHit> hits = house.hits().stream().limit(3).map(hit -> house.audit.dispatch(ADMIN, hit.id())).toList();
        AuditWatch watch = watch(house);
        try {
            told(db, hits.get(2), "OPENED");
            watch.look();
            // two cases come to their end, and for longer than events are kept nobody looks
            house.terminated.add(hits.get(0).caseNo());
            told(db, hits.get(0), "TERMINATED");
            house.gone.add(hits.get(1).caseNo());
            db.clock().advance(Duration.ofDays(31));
            told(db, hits.get(2), "PASSED");
            Eventually.until(() -> house.count("kernel_outbox") == 1);
            watch.look();
        } finally {
            watch.close();
        }
        List<AuditHit> after = hits.stream().map(hit -> house.audit.hit(ADMIN, hit.id())).toList();
        assertEquals(List.of(HitStatus.FOUND, HitStatus.FOUND, HitStatus.DISPATCHED), after.stream().map(AuditHit::status).toList());
        assertNull(after.get(0).caseId());
        assertEquals("terminated", after.get(0).note());
        assertTrue(house.opened.stream().skip(3).noneMatch(draft -> draft.accountId() == hits.get(0).accountId()), "only by hand again");
    }

    private static long count(TestDatabase db, String table) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM " + table, List.of(),
                row -> row.getLong(1)).orElseThrow());
    }

    private static void told(TestDatabase db, AuditHit hit, String kind) {
        db.unitOfWork().required(() -> db.outbox().publish("karawatt/workflow/case/changed", "1",
                Map.of("case", hit.caseId(), "caseNo", hit.caseNo(), "kind", kind, "by", "lin")));
        Eventually.until(() -> count(db, "kernel_outbox WHERE published_at IS NULL") == 0);
    }

    @OnEachDatabase
    void aScheduleIsDoneOnceByOneOfTwoServersAndOnceForADowntime(TestDatabase db) {
        House house = House.furnished(db);
        AuditWatch one = watch(house);
        AuditWatch other = watch(house);
        try {
            one.look();
            other.look();
            assertEquals(0, house.started.size(), "a schedule that is new waits for its time");
            db.clock().advance(Duration.ofDays(3));
            one.look();
            other.look();
            one.look();
            // of 1 to 4 July the nightly rules are due, and those of the 25th and the 5th are not
            assertEquals(1, house.started.size());
            Map<String, String> params = house.started.get(0);
            assertEquals(List.of(JUNE, "33"), List.of(params.get("month"), params.get("office")));
            assertTrue(params.get("rules").contains("LOSS-BELOW-1KV"));
            assertTrue(!params.get("rules").contains("ARC-PHONE"));
        } finally {
            one.close();
            other.close();
        }
    }

    @OnEachDatabase
    void aScheduleWhoseRunCouldNotBeStartedIsDueUntilItIs(TestDatabase db) {
        House house = House.furnished(db);
        AuditWatch watch = watch(house);
        try {
            watch.look();
            db.clock().advance(Duration.ofDays(3));
            house.broken = true;
            watch.look();
            watch.look();
            assertEquals(2, house.started.size());
            house.broken = false;
            watch.look();
            watch.look();
            assertEquals(3, house.started.size());
            assertEquals(Set.of(house.started.get(0)), Set.copyOf(house.started), "the same run each time, by its key");
        } finally {
            watch.close();
        }
    }

    @OnEachDatabase
    void aRuleThatIsAServiceIsRunLikeTheOthersAndGoesWithItsBundle(TestDatabase db) {
        House house = House.furnished(db);
        AuditRule own = new AuditRule() {
            @Override
            public AuditRuleInfo info() {
                return new AuditRuleInfo("OWN", "自定义", "Own", "BILLING", null, null, null, Map.of(), "ONCE", "LOW", null, false, "test",
                        "own/1", true);
            }

            @Override
            public long examine(AuditWindow window, long from, long to, Consumer<Fact> faulty) {
                for (long id = from; id <= to; id++) {
                    if (id % 10 == 0) {
                        faulty.accept(new Fact(id, "A" + id, ParentRows.EAST, "account", Map.of("id", BigDecimal.valueOf(id))));
                    }
                }
                return to - from + 1;
            }
        };
        house.book.bindRule(own);
        assertEquals(4, house.run("3301", false, "OWN").get(0).fresh());
        house.book.unbindRule(own);
        assertEquals(QualityErrors.RULE_UNKNOWN,
                assertThrows(KarawattException.class, () -> house.run("3301", false, "OWN")).code());
        assertEquals(4, house.hits().size());
    }

    @OnEachDatabase
    void officesAndPermissionsAreKept(TestDatabase db) {
        House house = House.furnished(db);
        house.run("33", false, "ARC-POINT");
        CallContext west = TestContexts.clerk("/33/3302/", "quality.read");
        assertEquals(10, house.audit.hits(west, HitQuery.ALL, FIRST).total());
        long eastern = house.hits().stream().filter(hit -> hit.accountId() < 41).findFirst().orElseThrow().id();
        assertEquals(QualityErrors.HIT_UNKNOWN, assertThrows(KarawattException.class, () -> house.audit.hit(west, eastern)).code());
        assertEquals(KernelErrors.PERMISSION_DENIED,
                assertThrows(KarawattException.class, () -> house.audit.dispatch(west, eastern)).code());
        assertEquals(KernelErrors.PERMISSION_DENIED,
                assertThrows(KarawattException.class, () -> house.audit.rules(TestContexts.nobody())).code());
    }

    @OnEachDatabase
    void aBundleWithABadFormulaIsRefusedAndTheRestStays(TestDatabase db) {
        House house = House.furnished(db);
        int before = house.book.rules().size();
        AuditRuleInfo bad = new AuditRuleInfo("BAD", "坏", "Bad", "LOSS", "point", "lossMethod > 3", null, Map.of(), "ONCE", "LOW", null, true,
                "test", "acme/1", false);
        AuditRuleInfo taken = new AuditRuleInfo("ARC-POINT", "重", "Taken", "LOSS", "point", "hasMeter", null, Map.of(), "ONCE", "LOW", null,
                true, "test", "acme/1", false);
        KarawattException failure = assertThrows(KarawattException.class, () -> house.book.add(List.of(bad, taken)));
        assertEquals(List.of(QualityErrors.FORMULA, QualityErrors.RULE_TAKEN), failure.faults().stream().map(fault -> fault.code()).toList());
        assertEquals(before, house.book.rules().size());
        house.book.remove("shipped/1");
        assertEquals(0, house.book.rules().size());
    }
}
