package org.karawatt.run.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.extension.Contributions;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.run.api.ParkedItem;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunErrors;
import org.karawatt.run.api.RunStatus;
import org.karawatt.run.internal.config.RunConfig;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class DefaultRunServiceTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final Duration LONG = Duration.ofSeconds(60);

    private static RunConfig config(String node, int threads, int chunk, boolean resume, int failAfter) {
        return new RunConfig() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return RunConfig.class;
            }

            @Override
            public int threads() {
                return threads;
            }

            @Override
            public int chunkSize() {
                return chunk;
            }

            @Override
            public int partitions() {
                return 16;
            }

            @Override
            public boolean resumeOnStart() {
                return resume;
            }

            @Override
            public String node() {
                return node;
            }

            @Override
            public int stopSeconds() {
                return 20;
            }

            @Override
            public int failAfter() {
                return failAfter;
            }
        };
    }

    private static DefaultRunService service(TestDatabase db, RunConfig config) {
        return service(db, config, () -> true);
    }

    private static DefaultRunService service(TestDatabase db, RunConfig config, BooleanSupplier settled) {
        Contributions contributions = new Contributions() {
            @Override
            public List<Contribution> list() {
                return List.of();
            }

            @Override
            public boolean settled() {
                return settled.getAsBoolean();
            }
        };
        return new DefaultRunService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.audit(), contributions, null, config);
    }

    private static List<Long> keys(int count, int step) {
        return LongStream.rangeClosed(1, count).map(i -> 1000 + i * step).boxed().toList();
    }

    private static long actions(TestDatabase db, String action) {
        return db.audit().entries(ADMIN, PageRequest.first(500)).items().stream().filter(e -> e.action().equals(action)).count();
    }

    @OnEachDatabase
    void worksOnEachItemOnceAndFinishes(TestDatabase db) {
        ItemHandler.table(db);
        ItemHandler handler = new ItemHandler(db, keys(1000, 7));
        DefaultRunService runs = service(db, config("a", 2, 50, true, 100));
        try {
            runs.addHandler("h", handler, 0);
            Run run = runs.await(ADMIN, runs.start(ADMIN, "items", Map.of()).id(), LONG);
            assertEquals(RunStatus.DONE, run.status(), run.message());
            assertEquals(1000, run.itemsTotal());
            assertEquals(1000, run.itemsDone());
            assertEquals(0, run.itemsParked());
            assertEquals("{\"ok\":true}", run.result());
            assertEquals(1000, ItemHandler.rows(db));
            assertEquals(1, handler.finishes.get());
            assertTrue(handler.chunks.get() <= 40, "chunks of 50 expected, " + handler.chunks.get() + " were worked on");
            assertEquals(1, actions(db, "run.started"));
            assertEquals(1, actions(db, "run.finished"));

            Run again = runs.await(ADMIN, runs.start(ADMIN, "items", Map.of()).id(), LONG);
            assertNotEquals(run.id(), again.id());
            assertEquals(RunStatus.DONE, again.status());
            assertEquals(1000, again.itemsDone());
            assertEquals(1000, ItemHandler.rows(db));
            assertEquals(List.of(again.id(), run.id()), runs.runs(ADMIN, "items", PageRequest.first(10)).items().stream().map(Run::id).toList());
        } finally {
            runs.deactivate();
        }
    }

    @OnEachDatabase
    void halvingFindsTheBadItemsAndTheRestIsDone(TestDatabase db) {
        ItemHandler.table(db);
        ItemHandler handler = new ItemHandler(db, keys(300, 11));
        handler.failing.addAll(Set.of(1011L, 1000L + 150 * 11, 1000L + 151 * 11, 1000L + 300 * 11));
        handler.parking.add(1000L + 20 * 11);
        DefaultRunService runs = service(db, config("a", 2, 64, true, 100));
        try {
            runs.addHandler("h", handler, 0);
            Run run = runs.await(ADMIN, runs.start(ADMIN, "items", Map.of()).id(), LONG);
            assertEquals(RunStatus.DONE, run.status(), run.message());
            assertEquals(295, run.itemsDone());
            assertEquals(5, run.itemsParked());
            assertEquals(295, ItemHandler.rows(db));
            List<ParkedItem> parked = runs.parked(ADMIN, run.id(), PageRequest.first(10)).items();
            assertEquals(List.of(1011L, 1220L, 2650L, 2661L, 4300L), parked.stream().map(ParkedItem::itemKey).toList());
            assertEquals("RUN-006", parked.get(0).code());
            assertEquals("Processing failed: item 1011 is broken", parked.get(0).message());
            assertEquals("no 1220", parked.get(1).itemLabel());
            CallContext chinese = new CallContext("a", Set.of("run.read"), OfficeScope.ALL, Locale.CHINESE, "test", null);
            assertEquals("处理失败：not ready", runs.parked(chinese, run.id(), PageRequest.first(10)).items().get(1).message());
        } finally {
            runs.deactivate();
        }
    }

    @OnEachDatabase
    void resumeTriesParkedItemsAgain(TestDatabase db) {
        ItemHandler.table(db);
        ItemHandler handler = new ItemHandler(db, keys(400, 3));
        List<Long> bad = List.of(1003L, 1006L, 1009L, 1600L, 2200L);
        handler.failing.addAll(bad);
        handler.onFinish = () -> {
            if (!handler.failing.isEmpty()) {
                throw new IllegalStateException("not yet");
            }
        };
        DefaultRunService runs = service(db, config("a", 2, 32, true, 100));
        try {
            runs.addHandler("h", handler, 0);
            Run run = runs.await(ADMIN, runs.start(ADMIN, "items", Map.of()).id(), LONG);
            assertEquals(RunStatus.FAILED, run.status());
            assertEquals("not yet", run.message());
            assertEquals(run.id(), runs.start(ADMIN, "items", Map.of()).id(), "a failed run is unfinished");

            handler.failing.removeAll(List.of(1003L, 1006L, 1009L, 1600L));
            runs.resume(ADMIN, run.id());
            run = runs.await(ADMIN, run.id(), LONG);
            assertEquals(RunStatus.FAILED, run.status());
            assertEquals(399, run.itemsDone());
            assertEquals(1, run.itemsParked());

            handler.failing.clear();
            runs.resume(ADMIN, run.id());
            run = runs.await(ADMIN, run.id(), LONG);
            assertEquals(RunStatus.DONE, run.status(), run.message());
            assertEquals(400, run.itemsDone());
            assertEquals(0, run.itemsParked());
            assertEquals(400, ItemHandler.rows(db));
            assertTrue(runs.parked(ADMIN, run.id(), PageRequest.first(10)).items().stream().allMatch(p -> p.resolvedAt() != null));
            long id = run.id();
            KarawattException ended = assertThrows(KarawattException.class, () -> runs.resume(ADMIN, id));
            assertEquals(RunErrors.NOT_STOPPED, ended.code());
        } finally {
            runs.deactivate();
        }
    }

    @OnEachDatabase
    void stopAndResumeLoseAndDoubleNothing(TestDatabase db) {
        ItemHandler.table(db);
        ItemHandler handler = new ItemHandler(db, keys(600, 2));
        CountDownLatch some = new CountDownLatch(5);
        CountDownLatch goOn = new CountDownLatch(1);
        handler.beforeWork = chunk -> {
            some.countDown();
            if (some.getCount() == 0) {
                awaitQuietly(goOn);
            }
        };
        DefaultRunService runs = service(db, config("a", 2, 20, true, 100));
        try {
            runs.addHandler("h", handler, 0);
            Run run = runs.start(ADMIN, "items", Map.of());
            awaitQuietly(some);
            assertEquals(RunStatus.STOPPING, runs.stop(ADMIN, run.id()).status());
            goOn.countDown();
            run = runs.await(ADMIN, run.id(), LONG);
            assertEquals(RunStatus.STOPPED, run.status());
            assertTrue(run.itemsDone() < 600, "stopped too late");
            assertEquals(run.itemsDone(), ItemHandler.rows(db));
            runs.resume(ADMIN, run.id());
            run = runs.await(ADMIN, run.id(), LONG);
            assertEquals(RunStatus.DONE, run.status(), run.message());
            assertEquals(600, run.itemsDone());
            assertEquals(600, ItemHandler.rows(db));
            long id = run.id();
            assertEquals(RunErrors.NOT_RUNNING, assertThrows(KarawattException.class, () -> runs.stop(ADMIN, id)).code());
        } finally {
            goOn.countDown();
            runs.deactivate();
        }
    }

    /** The chunk has inserted its rows when its partition is taken away: the rows must go with the progress. */
    @OnEachDatabase
    void aWorkerThatHasLostItsClaimLeavesNothingBehind(TestDatabase db) {
        ItemHandler.table(db);
        ItemHandler handler = new ItemHandler(db, keys(200, 1));
        AtomicBoolean taken = new AtomicBoolean();
        handler.afterWork = chunk -> {
            if (taken.compareAndSet(false, true)) {
                db.unitOfWork().separate(() -> db.bulk().update("UPDATE run_partition SET status = 'OPEN', claimed_by = NULL "
                        + "WHERE run_id = ? AND status = 'CLAIMED'", List.of(chunk.runId())));
            }
        };
        DefaultRunService runs = service(db, config("a", 2, 10, true, 100));
        try {
            runs.addHandler("h", handler, 0);
            Run run = runs.await(ADMIN, runs.start(ADMIN, "items", Map.of()).id(), LONG);
            assertEquals(RunStatus.DONE, run.status(), run.message());
            assertTrue(taken.get());
            assertEquals(200, run.itemsDone());
            assertEquals(200, ItemHandler.rows(db));
            assertEquals(0, run.itemsParked());
        } finally {
            runs.deactivate();
        }
    }

    /** A server dies in the middle: rows inserted but not committed are gone, claims stay; the next life takes them over. */
    @OnEachDatabase
    void afterAKillTheNextLifeGoesOn(TestDatabase db) {
        ItemHandler.table(db);
        List<Long> keys = keys(300, 5);
        ItemHandler dying = new ItemHandler(db, keys);
        AtomicInteger chunks = new AtomicInteger();
        dying.afterWork = chunk -> {
            if (chunks.incrementAndGet() > 4) {
                throw new OutOfMemoryError("planned death before the commit");
            }
        };
        DefaultRunService first = service(db, config("a", 2, 10, true, 100));
        first.addHandler("h", dying, 0);
        long id = first.start(ADMIN, "items", Map.of()).id();
        assertEquals(RunStatus.STOPPED, first.await(ADMIN, id, LONG).status());
        first.deactivate();
        long committed = ItemHandler.rows(db);
        assertTrue(committed > 0 && committed < 300, "committed " + committed);
        // what a kill -9 leaves: the run is RUNNING, partitions are claimed by a life that is no more
        db.unitOfWork().required(() -> {
            db.bulk().update("UPDATE run_run SET status = 'RUNNING', message = NULL WHERE id = ?", List.of(id));
            db.bulk().update("UPDATE run_partition SET status = 'CLAIMED', claimed_by = 'a:dead:0' WHERE run_id = ? AND status = 'OPEN'",
                    List.of(id));
        });
        DefaultRunService next = service(db, config("a", 2, 10, true, 100));
        try {
            next.addHandler("h", new ItemHandler(db, keys), 0);
            Run run = next.await(ADMIN, id, LONG);
            assertEquals(RunStatus.DONE, run.status(), run.message());
            assertEquals(300, run.itemsDone());
            assertEquals(300, ItemHandler.rows(db));
        } finally {
            next.deactivate();
        }
    }

    /** At a start of the server the handler of a run comes before the last tariff package. */
    @OnEachDatabase
    void anInterruptedRunWaitsForTheContributionsOfOthers(TestDatabase db) {
        ItemHandler.table(db);
        ItemHandler handler = new ItemHandler(db, keys(20, 1));
        handler.onFinish = () -> {
            throw new IllegalStateException("once");
        };
        DefaultRunService first = service(db, config("a", 1, 10, true, 100));
        first.addHandler("h", handler, 0);
        long id = first.start(ADMIN, "items", Map.of()).id();
        first.await(ADMIN, id, LONG);
        first.deactivate();
        db.unitOfWork().required(() -> db.bulk().update("UPDATE run_run SET status = 'RUNNING' WHERE id = ?", List.of(id)));
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean settled = new AtomicBoolean();
        DefaultRunService next = service(db, config("a", 1, 10, true, 100), () -> {
            asked.incrementAndGet();
            return settled.get();
        });
        ItemHandler later = new ItemHandler(db, keys(20, 1));
        try {
            next.addHandler("h", later, 0);
            Eventually.until(() -> asked.get() >= 3);
            assertEquals(0, later.finishes.get());
            assertEquals(RunStatus.RUNNING, next.run(ADMIN, id).status());
            settled.set(true);
            Eventually.until(LONG, () -> next.run(ADMIN, id).status() == RunStatus.DONE);
            assertEquals(1, later.finishes.get());
        } finally {
            next.deactivate();
        }
    }

    @OnEachDatabase
    void withoutResumeOnStartAnInterruptedRunWaitsForTheOperator(TestDatabase db) {
        ItemHandler.table(db);
        ItemHandler handler = new ItemHandler(db, keys(20, 1));
        handler.onFinish = () -> {
            throw new IllegalStateException("once");
        };
        DefaultRunService first = service(db, config("a", 1, 10, true, 100));
        first.addHandler("h", handler, 0);
        long id = first.start(ADMIN, "items", Map.of()).id();
        first.await(ADMIN, id, LONG);
        first.deactivate();
        db.unitOfWork().required(() -> db.bulk().update("UPDATE run_run SET status = 'RUNNING' WHERE id = ?", List.of(id)));
        DefaultRunService next = service(db, config("a", 1, 10, false, 100));
        try {
            next.addHandler("h", handler, 0);
            assertEquals(RunStatus.STOPPED, next.run(ADMIN, id).status());
        } finally {
            next.deactivate();
        }
    }

    @OnEachDatabase
    void twoServersShareTheWork(TestDatabase db) {
        ItemHandler.table(db);
        List<Long> keys = keys(800, 1);
        ItemHandler one = new ItemHandler(db, keys);
        ItemHandler two = new ItemHandler(db, keys);
        CountDownLatch both = new CountDownLatch(2);
        AtomicBoolean oneFirst = new AtomicBoolean();
        AtomicBoolean twoFirst = new AtomicBoolean();
        one.beforeWork = chunk -> meet(both, oneFirst);
        two.beforeWork = chunk -> meet(both, twoFirst);
        DefaultRunService a = service(db, config("a", 2, 20, true, 100));
        DefaultRunService b = service(db, config("b", 2, 20, true, 100));
        try {
            a.addHandler("h", one, 0);
            long id = a.start(ADMIN, "items", Map.of()).id();
            Eventually.until(() -> a.run(ADMIN, id).status() == RunStatus.RUNNING);
            b.addHandler("h", two, 0);
            Eventually.until(LONG, () -> a.run(ADMIN, id).status() == RunStatus.DONE);
            assertEquals(800, a.run(ADMIN, id).itemsDone());
            assertEquals(800, ItemHandler.rows(db));
            assertTrue(one.chunks.get() > 0 && two.chunks.get() > 0);
            assertEquals(1, actions(db, "run.finished"));
        } finally {
            a.deactivate();
            b.deactivate();
        }
    }

    @OnEachDatabase
    void aHandlerThatLeavesStopsTheRunAndBringsItBack(TestDatabase db) {
        ItemHandler.table(db);
        List<Long> keys = keys(400, 1);
        ItemHandler leaving = new ItemHandler(db, keys);
        CountDownLatch some = new CountDownLatch(3);
        leaving.beforeWork = chunk -> some.countDown();
        AtomicBoolean gone = new AtomicBoolean();
        leaving.afterWork = chunk -> {
            if (gone.get()) {
                throw new IllegalStateException("used after it has left");
            }
        };
        DefaultRunService runs = service(db, config("a", 2, 5, true, 100));
        try {
            runs.addHandler("old", leaving, 0);
            long id = runs.start(ADMIN, "items", Map.of()).id();
            awaitQuietly(some);
            runs.removeHandler("old");
            gone.set(true);
            Run run = runs.await(ADMIN, id, LONG);
            if (run.status() != RunStatus.DONE) {
                assertEquals(RunStatus.STOPPED, run.status());
                assertTrue(run.message().startsWith("RUN-007"), run.message());
                assertEquals(RunErrors.HANDLER_GONE, assertThrows(KarawattException.class, () -> runs.resume(ADMIN, id)).code());
            }
            runs.addHandler("new", new ItemHandler(db, keys), 0);
            Eventually.until(LONG, () -> runs.run(ADMIN, id).status() == RunStatus.DONE);
            assertEquals(400, ItemHandler.rows(db));
            assertEquals(0, runs.run(ADMIN, id).itemsParked());
        } finally {
            runs.deactivate();
        }
    }

    @OnEachDatabase
    void aFaultOfEveryItemEndsTheRunInsteadOfParkingAll(TestDatabase db) {
        ItemHandler.table(db);
        List<Long> keys = keys(200, 1);
        ItemHandler handler = new ItemHandler(db, keys);
        handler.failing.addAll(keys);
        DefaultRunService runs = service(db, config("a", 1, 16, true, 3));
        try {
            runs.addHandler("h", handler, 0);
            Run run = runs.await(ADMIN, runs.start(ADMIN, "items", Map.of()).id(), LONG);
            assertEquals(RunStatus.FAILED, run.status());
            assertEquals(3, run.itemsParked());
            assertTrue(run.message().contains("is broken"), run.message());
        } finally {
            runs.deactivate();
        }
    }

    @OnEachDatabase
    void oneUnfinishedRunPerKindAndKey(TestDatabase db) throws Exception {
        ItemHandler.table(db);
        ItemHandler handler = new ItemHandler(db, keys(10, 1));
        CountDownLatch goOn = new CountDownLatch(1);
        handler.beforeWork = chunk -> awaitQuietly(goOn);
        DefaultRunService runs = service(db, config("a", 1, 10, true, 100));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            runs.addHandler("h", handler, 0);
            List<Future<Long>> started = IntStream.range(0, 8).mapToObj(i -> callers.submit(() -> runs.start(ADMIN, "items", Map.of()).id()))
                    .toList();
            long first = started.get(0).get(30, TimeUnit.SECONDS);
            for (Future<Long> one : started) {
                assertEquals(first, one.get(30, TimeUnit.SECONDS));
            }
            assertNotEquals(first, runs.start(ADMIN, "items", Map.of("key", "other")).id());
            goOn.countDown();
            assertEquals(RunStatus.DONE, runs.await(ADMIN, first, LONG).status());
        } finally {
            goOn.countDown();
            callers.shutdown();
            runs.deactivate();
        }
    }

    @OnEachDatabase
    void checksRightsAndKinds(TestDatabase db) {
        ItemHandler.table(db);
        DefaultRunService runs = service(db, config("a", 1, 10, true, 100));
        try {
            assertEquals(RunErrors.KIND_UNKNOWN, assertThrows(KarawattException.class, () -> runs.start(ADMIN, "items", Map.of())).code());
            runs.addHandler("h", new ItemHandler(db, List.of()), 0);
            assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                    () -> runs.start(TestContexts.nobody(), "items", Map.of())).code());
            assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                    () -> runs.run(TestContexts.nobody(), 1)).code());
            assertEquals(RunErrors.RUN_UNKNOWN, assertThrows(KarawattException.class, () -> runs.run(ADMIN, 999)).code());
            Run empty = runs.await(ADMIN, runs.start(ADMIN, "items", Map.of()).id(), LONG);
            assertEquals(RunStatus.DONE, empty.status());
            assertEquals(0, empty.itemsTotal());
            assertFalse(runs.runs(ADMIN, null, PageRequest.first(5)).items().isEmpty());
        } finally {
            runs.deactivate();
        }
    }

    private static void meet(CountDownLatch both, AtomicBoolean mine) {
        if (mine.compareAndSet(false, true)) {
            both.countDown();
        }
        awaitQuietly(both);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS), "nobody came");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
