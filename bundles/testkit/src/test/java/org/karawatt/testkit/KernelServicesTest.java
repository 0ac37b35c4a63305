package org.karawatt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.History;
import org.karawatt.persistence.internal.service.DefaultBusinessClock;
import org.karawatt.persistence.internal.service.DefaultIdempotency;

class KernelServicesTest {

    private static final CallContext ADMIN = TestContexts.admin();

    private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> futures = IntStream.range(0, threads).mapToObj(i -> pool.submit(() -> {
                start.await();
                return work.call();
            })).toList();
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @OnEachDatabase
    void numbersAreUniqueAcrossThreadsAndServersAndRise(TestDatabase db) throws Exception {
        Callable<List<Long>> taker = () -> IntStream.range(0, 1500).mapToObj(i -> db.numbering().next("bill")).toList();
        List<Long> all = new ArrayList<>();
        for (List<Long> one : together(8, taker)) {
            for (int i = 1; i < one.size(); i++) {
                assertTrue(one.get(i) > one.get(i - 1));
            }
            all.addAll(one);
        }
        long highest = Collections.max(all);
        db.restart();
        long afterRestart = db.numbering().next("bill");
        assertTrue(afterRestart > highest);
        all.add(afterRestart);
        assertEquals(8 * 1500 + 1, all.stream().distinct().count());
        assertEquals(1, Collections.min(all));
    }

    @OnEachDatabase
    void blocksAreConsecutiveAndNeverOverlap(TestDatabase db) {
        long first = db.numbering().block("point", 10);
        assertEquals(first + 10, db.numbering().next("point"));
        long big = db.numbering().block("point", 25_000);
        assertTrue(big > first + 10);
        assertTrue(db.numbering().next("point") >= big + 25_000);
        assertThrows(IllegalArgumentException.class, () -> db.numbering().block("point", 0));
    }

    @OnEachDatabase
    void numbersSurviveARollback(TestDatabase db) {
        long[] taken = new long[1];
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().required(() -> {
            taken[0] = db.numbering().next("x");
            throw new IllegalStateException("planned");
        }));
        assertTrue(db.numbering().next("x") > taken[0]);
    }

    @OnEachDatabase
    void historyTellsWhoWhenWhyBeforeAndAfter(TestDatabase db) {
        CallContext clerk = TestContexts.clerk("/33/").withReason("客户申请");
        db.unitOfWork().required(() -> db.history().record(clerk, "customer.account", 5, Map.of(), Map.of("name", "王\"小\"明")));
        db.clock().advance(Duration.ofHours(1));
        db.unitOfWork().required(() -> db.history().record(clerk, "customer.account", 5, Map.of("limit", new BigDecimal("1E+3")),
                Collections.singletonMap("limit", null)));
        List<History.Change> changes = db.history().changes("customer.account", 5);
        assertEquals(2, changes.size());
        assertEquals(Map.of("name", "王\"小\"明"), changes.get(0).after());
        assertEquals("clerk", changes.get(0).user());
        assertEquals("客户申请", changes.get(0).reason());
        assertEquals(Map.of("limit", "1000"), changes.get(1).before());
        assertEquals(Collections.singletonMap("limit", null), changes.get(1).after());
        assertEquals(db.clock().now(), changes.get(1).at());
        assertEquals(List.of(), db.history().changes("customer.account", 6));
    }

    private static void audit(TestDatabase db, int count) {
        for (int i = 0; i < count; i++) {
            int number = i;
            db.unitOfWork().required(() -> db.audit().record(ADMIN, "payment.received", "payment", number, "第" + number));
        }
    }

    @OnEachDatabase
    void anUntouchedChainVerifies(TestDatabase db) throws Exception {
        assertEquals(new AuditTrail.Verification(0, Optional.empty(), null), db.audit().verify(ADMIN));
        together(4, () -> {
            audit(db, 25);
            return null;
        });
        db.unitOfWork().required(() -> {
            for (int i = 0; i < 2100; i++) {
                db.audit().record(ADMIN, "meter.read", null, null, null);
            }
        });
        AuditTrail.Verification verification = db.audit().verify(ADMIN);
        assertEquals(2200, verification.entries());
        assertEquals(Optional.empty(), verification.brokenAt());
        assertEquals(64, verification.head().length());
        db.restart();
        assertEquals(verification, db.audit().verify(ADMIN));
    }

    @OnEachDatabase
    void entriesAreSealedSoonAfterTheCommitWithoutBeingAsked(TestDatabase db) {
        audit(db, 3);
        Eventually.until(() -> db.audit().entries(ADMIN, PageRequest.first(10)).items().stream().allMatch(e -> e.sealNo() != null));
        assertEquals(3, db.audit().entries(ADMIN, PageRequest.first(2)).total());
        assertEquals(2, db.audit().entries(ADMIN, PageRequest.first(2)).items().size());
    }

    @OnEachDatabase
    void tamperingShows(TestDatabase db) {
        for (String attack : List.of(
                "UPDATE kernel_audit SET detail = 'nothing happened' WHERE seal_no = 4",
                "UPDATE kernel_audit SET user_name = 'other', hash = prev_hash WHERE seal_no = 4",
                "DELETE FROM kernel_audit WHERE seal_no = 4",
                "DELETE FROM kernel_audit WHERE seal_no >= 4")) {
            db.unitOfWork().required(() -> {
                db.bulk().update("DELETE FROM kernel_audit", List.of());
                db.bulk().update("UPDATE kernel_setting SET text_value = '0:' WHERE name = 'audit.head'", List.of());
            });
            audit(db, 9);
            assertEquals(Optional.empty(), db.audit().verify(ADMIN).brokenAt());
            db.unitOfWork().required(() -> db.bulk().update(attack, List.of()));
            assertEquals(Optional.of(4L), db.audit().verify(ADMIN).brokenAt(), attack);
        }
    }

    @OnEachDatabase
    void auditGoesWithTheWorkAndNeedsPermission(TestDatabase db) {
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().required(() -> {
            db.audit().record(ADMIN, "bill.cancelled", "bill", 1, null);
            throw new IllegalStateException("planned");
        }));
        assertEquals(0, db.audit().entries(ADMIN, PageRequest.first(10)).total());
        assertThrows(KarawattException.class, () -> db.audit().verify(TestContexts.nobody()));
        assertThrows(KarawattException.class, () -> db.audit().entries(TestContexts.nobody(), PageRequest.first(10)));
    }

    @OnEachDatabase
    void theSameKeyGivesTheSameAnswer(TestDatabase db) {
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertEquals("answer 1", db.idempotency().once("payment", "key-0001", "100.00", () -> "answer " + runs.incrementAndGet()));
        }
        assertEquals("answer 2", db.idempotency().once("refund", "key-0001", "100.00", () -> "answer " + runs.incrementAndGet()));
        KarawattException other = assertThrows(KarawattException.class,
                () -> db.idempotency().once("payment", "key-0001", "200.00", () -> "answer " + runs.incrementAndGet()));
        assertEquals(KernelErrors.IDEMPOTENCY_MISMATCH, other.code());
        assertEquals(KarawattException.Kind.INVALID, assertThrows(KarawattException.class,
                () -> db.idempotency().once("payment", "short", "1", () -> "")).kind());
        assertEquals(2, runs.get());
    }

    @OnEachDatabase
    void aFailedCommandMayBeTriedAgain(TestDatabase db) {
        assertThrows(IllegalStateException.class, () -> db.idempotency().once("payment", "key-0001", "1", () -> {
            throw new IllegalStateException("planned");
        }));
        assertEquals("done", db.idempotency().once("payment", "key-0001", "1", () -> "done"));
    }

    @OnEachDatabase
    void oldKeysAreForgottenAndYoungOnesKept(TestDatabase db) {
        AtomicInteger runs = new AtomicInteger();
        db.unitOfWork().required(() -> db.bulk().updateBatch(
                "INSERT INTO kernel_idempotency (scope, idem_key, request_hash, answer, created_at) VALUES ('payment', ?, ?, 'old', ?)",
                IntStream.range(0, 12_345).mapToObj(i -> new Object[] {"old-" + i, "0".repeat(64), db.clock().now()})::iterator));
        db.clock().advance(Duration.ofDays(3));
        String young = db.idempotency().once("payment", "key-young", "1", () -> "answer " + runs.incrementAndGet());
        DefaultIdempotency pruned = new DefaultIdempotency(db.unitOfWork(), db.bulk(), db.clock(), Duration.ofDays(2));
        pruned.prune();
        assertEquals(1, db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM kernel_idempotency", List.of(),
                row -> row.getLong(1))).orElseThrow());
        assertEquals(young, db.idempotency().once("payment", "key-young", "1", () -> "answer " + runs.incrementAndGet()));
        db.clock().advance(Duration.ofDays(3));
        pruned.prune();
        assertEquals("answer 2", db.idempotency().once("payment", "key-young", "1", () -> "answer " + runs.incrementAndGet()));
    }

    @OnEachDatabase
    void concurrentRepeatsBookOnce(TestDatabase db) throws Exception {
        List<String> answers = together(6, () -> db.idempotency().once("payment", "key-0001", "100.00", () -> {
            long id = db.numbering().nextId();
            db.bulk().update("INSERT INTO kernel_setting (name, text_value) VALUES (?, 'booked')", List.of("booking-" + id));
            return Long.toString(id);
        }));
        assertEquals(1, answers.stream().distinct().count());
        assertEquals(1, db.unitOfWork().readOnly(() -> db.bulk().queryOne(
                "SELECT COUNT(*) FROM kernel_setting WHERE text_value = 'booked'", List.of(), row -> row.getLong(1))).orElseThrow());
    }

    @OnEachDatabase
    void eventsLeaveWithTheCommitInOrder(TestDatabase db) {
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().required(() -> {
            db.outbox().publish("karawatt/ledger/payment/received", "lost", Map.of());
            throw new IllegalStateException("planned");
        }));
        db.unitOfWork().required(() -> {
            for (int i = 0; i < 450; i++) {
                db.outbox().publish("karawatt/ledger/payment/received", "p" + i,
                        Map.of("amount", new BigDecimal("10.50"), "count", 3, "day", LocalDate.of(2026, 7, 1), "late", true));
            }
            assertEquals(List.of(), db.events().all());
        });
        Eventually.until(() -> db.events().all().size() >= 450);
        List<RecordedEvents.Event> events = db.events().all();
        assertEquals(IntStream.range(0, 450).mapToObj(i -> "p" + i).toList(), events.stream().map(RecordedEvents.Event::key).toList());
        assertEquals(Map.of("amount", "10.50", "count", 3L, "day", "2026-07-01", "late", true), events.get(0).payload());
        assertThrows(IllegalArgumentException.class, () -> db.unitOfWork().required(() -> db.outbox().publish("other/topic", "k", Map.of())));
    }

    @OnEachDatabase
    void anEventThatWasNotTakenIsDeliveredAgainAlsoAfterARestart(TestDatabase db) {
        db.events().failNext(1000);
        db.unitOfWork().required(() -> db.outbox().publish("karawatt/ledger/payment/received", "p1", Map.of()));
        db.restart();
        assertEquals(List.of(), db.events().all());
        db.events().failNext(0);
        Eventually.until(() -> !db.events().all().isEmpty());
        Eventually.until(() -> open(db) == 0);
        assertEquals("p1", db.events().all().get(0).key());
        int before = db.events().all().size();
        db.restart();
        db.unitOfWork().required(() -> db.outbox().publish("karawatt/ledger/payment/received", "p2", Map.of()));
        Eventually.until(() -> db.events().all().stream().anyMatch(event -> event.key().equals("p2")));
        assertEquals(before + 1, db.events().all().size());
    }

    private static long open(TestDatabase db) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM kernel_outbox WHERE published_at IS NULL", List.of(),
                row -> row.getLong(1)).orElseThrow());
    }

    @OnEachDatabase
    void attributesAreTypedAndTheirChangesAreRecorded(TestDatabase db) {
        db.attributes().set(ADMIN, "customer.account", 5, "nickname", "小明");
        db.attributes().set(ADMIN, "customer.account", 5, "limit", new BigDecimal("1000.25"));
        db.attributes().set(ADMIN, "customer.account", 5, "since", LocalDate.of(2020, 2, 29));
        assertEquals(Map.of("nickname", "小明", "limit", new BigDecimal("1000.25"), "since", LocalDate.of(2020, 2, 29)),
                db.attributes().of("customer.account", 5));
        db.attributes().set(ADMIN, "customer.account", 5, "nickname", new BigDecimal("7"));
        db.attributes().set(ADMIN, "customer.account", 5, "limit", null);
        assertEquals(Map.of("nickname", new BigDecimal("7"), "since", LocalDate.of(2020, 2, 29)),
                db.attributes().of("customer.account", 5));
        assertEquals(Map.of(), db.attributes().of("customer.account", 6));
        List<History.Change> changes = db.history().changes("customer.account", 5);
        assertEquals(5, changes.size());
        assertEquals(Map.of("nickname", "小明"), changes.get(3).before());
        assertEquals(Map.of("nickname", "7"), changes.get(3).after());
        // in the trail too, by name only; setting what is there already is no change
        db.attributes().set(ADMIN, "customer.account", 5, "nickname", new BigDecimal("7"));
        assertEquals(List.of("attribute.removed limit", "attribute.set nickname", "attribute.set since", "attribute.set limit",
                "attribute.set nickname"), db.audit().entries(ADMIN, PageRequest.first(10)).items().stream()
                        .map(e -> e.action() + " " + e.detail()).toList());
        for (Object bad : Stream.of(1.5, "", "x".repeat(2001), new BigDecimal("0.000000001"), 5).toList()) {
            assertThrows(KarawattException.class, () -> db.attributes().set(ADMIN, "customer.account", 5, "bad", bad));
        }
    }

    @OnEachDatabase
    void theBusinessDateMayBeSet(TestDatabase db) {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        assertEquals(LocalDate.now(zone), new DefaultBusinessClock(db.unitOfWork(), db.bulk(), zone).today());
        db.unitOfWork().required(() -> db.bulk().update("INSERT INTO kernel_setting (name, text_value) VALUES ('business.date', '2026-02-28')",
                List.of()));
        BusinessClock set = new DefaultBusinessClock(db.unitOfWork(), db.bulk(), zone);
        assertEquals(LocalDate.of(2026, 2, 28), set.today());
    }
}
