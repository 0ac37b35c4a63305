package org.karawatt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.karawatt.kernel.work.EventFeed.StoredEvent;
import org.karawatt.kernel.work.EventFeed.Taken;
import org.karawatt.persistence.store.Dialect;

class EventFeedTest {

    private static final String PAID = "karawatt/ledger/payment/received";
    private static final String OPENED = "karawatt/workflow/case/changed";

    private static void publish(TestDatabase db, String topic, int from, int to) {
        db.unitOfWork().required(() -> IntStream.range(from, to).forEach(i -> db.outbox().publish(topic, "k" + i, Map.of("n", i))));
        Eventually.until(() -> waiting(db) == 0);
    }

    private static long waiting(TestDatabase db) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM kernel_outbox WHERE published_at IS NULL", List.of(),
                row -> row.getLong(1)).orElseThrow());
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "k" + i).toList();
    }

    private static List<String> takeAll(TestDatabase db, String consumer, String topic, int limit) {
        List<String> taken = new ArrayList<>();
        while (db.feed().take(consumer, List.of(topic), limit, events -> events.forEach(e -> taken.add(e.key()))).more()) {
            assertTrue(taken.size() < 10_000);
        }
        return taken;
    }

    @OnEachDatabase
    void eachConsumerTakesEveryEventOnceInOrderAlsoAfterARestart(TestDatabase db) {
        publish(db, PAID, 0, 250);
        publish(db, OPENED, 250, 260);
        assertEquals(keys(0, 250), takeAll(db, "mart", PAID, 100));
        assertEquals(List.of(), takeAll(db, "mart", PAID, 100));
        db.restart();
        publish(db, PAID, 260, 263);
        assertEquals(keys(260, 263), takeAll(db, "mart", PAID, 100));
        assertEquals(keys(250, 260), takeAll(db, "board", "karawatt/workflow/*", 10));
        assertEquals(263, takeAll(db, "everything", "karawatt/*", 100).size());
    }

    @OnEachDatabase
    void aFailureLeavesThePositionAndTheRowsAsTheyWere(TestDatabase db) {
        publish(db, PAID, 0, 3);
        assertThrows(IllegalStateException.class, () -> db.feed().take("mart", List.of(PAID), 10, events -> {
            db.bulk().update("INSERT INTO kernel_setting (name, text_value) VALUES (?, ?)", List.of("half", "done"));
            throw new IllegalStateException("planned");
        }));
        assertEquals(0L, db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM kernel_setting WHERE name = 'half'",
                List.of(), row -> row.getLong(1)).orElseThrow()));
        List<StoredEvent> taken = new ArrayList<>();
        assertEquals(new Taken(3, false, false), db.feed().take("mart", List.of(PAID), 10, taken::addAll));
        assertEquals(Map.of("n", 1L), taken.get(1).payload());
    }

    @OnEachDatabase
    void anEventOfAUnitThatCommitsLateIsNotPassedBy(TestDatabase db) throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> late = other.submit(() -> db.unitOfWork().required(() -> {
                db.outbox().publish(PAID, "late", Map.of("amount", new BigDecimal("1.20")));
                written.countDown();
                try {
                    assertTrue(mayCommit.await(30, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            assertTrue(written.await(30, TimeUnit.SECONDS));
            db.unitOfWork().required(() -> db.outbox().publish(PAID, "early", Map.of()));
            List<String> taken = new ArrayList<>();
            // Derby lets the dispatcher wait for the open row; PostgreSQL delivers what is committed
            if (db.dialect() == Dialect.POSTGRESQL) {
                Eventually.until(() -> waiting(db) == 0);
                taken.addAll(takeAll(db, "mart", PAID, 10));
                assertEquals(List.of("early"), taken);
            }
            mayCommit.countDown();
            late.get(30, TimeUnit.SECONDS);
            Eventually.until(() -> waiting(db) == 0);
            taken.addAll(takeAll(db, "mart", PAID, 10));
            assertEquals(List.of("early", "late"), taken.stream().sorted().toList());
        } finally {
            mayCommit.countDown();
            other.shutdownNow();
        }
    }

    @OnEachDatabase
    void twoServersThatTakeAtOnceShareTheEvents(TestDatabase db) throws Exception {
        publish(db, PAID, 0, 400);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<String>>> takers = IntStream.range(0, 2).mapToObj(i -> pool.submit(() -> takeAll(db, "mart", PAID, 7))).toList();
            List<String> all = new ArrayList<>();
            for (Future<List<String>> taker : takers) {
                all.addAll(taker.get(60, TimeUnit.SECONDS));
            }
            assertEquals(400, all.size());
            assertEquals(400, all.stream().distinct().count());
        } finally {
            pool.shutdownNow();
        }
    }

    @OnEachDatabase
    void whoIsAwayForTooLongIsToldOnceAndWhoSkipsBeginsWithWhatIsNew(TestDatabase db) {
        publish(db, PAID, 0, 5);
        assertEquals(2, db.feed().take("mart", List.of(PAID), 2, events -> { }).events());
        db.clock().advance(Duration.ofDays(31));
        // the next delivery cleans up what is older than 30 days
        publish(db, PAID, 5, 6);
        Eventually.until(() -> db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM kernel_outbox", List.of(),
                row -> row.getLong(1)).orElseThrow()) == 1);
        assertEquals(new Taken(1, false, true), db.feed().take("mart", List.of(PAID), 10, events -> { }));
        assertEquals(new Taken(0, false, false), db.feed().take("mart", List.of(PAID), 10, events -> { }));
        db.feed().skip("new");
        assertEquals(0, db.feed().take("new", List.of(PAID), 10, events -> { }).events());
        publish(db, PAID, 6, 8);
        assertEquals(keys(6, 8), takeAll(db, "new", PAID, 10));
    }
}
