package org.karawatt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLNonTransientConnectionException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.persistence.entity.codes.OfficeEntity;
import org.karawatt.persistence.internal.work.DefaultUnitOfWork;
import org.karawatt.persistence.internal.work.Failures;
import org.karawatt.persistence.internal.work.PoisonedUnitException;
import org.karawatt.persistence.store.Dialect;
import org.karawatt.persistence.store.DuplicateKeyException;

class UnitOfWorkTest {

    private static void put(TestDatabase db, String name, String value) {
        db.bulk().update("INSERT INTO kernel_setting (name, text_value) VALUES (?, ?)", List.of(name, value));
    }

    private static long count(TestDatabase db, String name) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM kernel_setting WHERE name = ?", List.of(name),
                row -> row.getLong(1)).orElseThrow());
    }

    private static OfficeEntity office(long id, String code) {
        OfficeEntity office = new OfficeEntity();
        office.setId(id);
        office.setCode(code);
        office.setPath("/" + code + "/");
        office.setKind("COUNTY");
        office.setNameZh("供电所 " + code);
        office.setNameEn("Office " + code);
        office.setValidFrom(LocalDate.of(2020, 1, 1));
        return office;
    }

    @OnEachDatabase
    void keepsWhatCommits(TestDatabase db) {
        db.unitOfWork().required(() -> put(db, "a", "1"));
        assertEquals(1, count(db, "a"));
    }

    @OnEachDatabase
    void dropsEverythingWhenTheWorkFails(TestDatabase db) {
        KarawattException failure = KarawattException.conflict(KernelErrors.STALE_VERSION);
        assertEquals(failure, assertThrows(KarawattException.class, () -> db.unitOfWork().required(() -> {
            put(db, "a", "1");
            db.entities().em().persist(office(1, "33"));
            throw failure;
        })));
        assertEquals(0, count(db, "a"));
        assertEquals(0, db.unitOfWork().readOnly(() -> db.entities().em().createQuery("select o from OfficeEntity o").getResultList()
                .size()));
    }

    @OnEachDatabase
    void aSwallowedInnerFailurePoisonsTheWhole(TestDatabase db) {
        IllegalArgumentException inner = new IllegalArgumentException("inner");
        PoisonedUnitException poisoned = assertThrows(PoisonedUnitException.class, () -> db.unitOfWork().required(() -> {
            put(db, "a", "1");
            try {
                db.unitOfWork().required(() -> {
                    throw inner;
                });
            } catch (IllegalArgumentException swallowed) {
                assertEquals(inner, swallowed);
            }
        }));
        assertEquals(inner, poisoned.getCause());
        assertEquals(0, count(db, "a"));
    }

    @OnEachDatabase
    void aSwallowedStatementFailurePoisonsTheWhole(TestDatabase db) {
        assertThrows(PoisonedUnitException.class, () -> db.unitOfWork().required(() -> {
            put(db, "a", "1");
            assertThrows(DuplicateKeyException.class, () -> put(db, "a", "2"));
        }));
        assertEquals(0, count(db, "a"));
    }

    @OnEachDatabase
    void aReaderThatFindsNothingDoesNotPoison(TestDatabase db) {
        db.unitOfWork().required(() -> {
            put(db, "a", "1");
            assertThrows(KarawattException.class, () -> db.unitOfWork().readOnly(() -> {
                throw KarawattException.notFound(KernelErrors.UNKNOWN_CODE, "t", "c");
            }));
        });
        assertEquals(1, count(db, "a"));
    }

    @OnEachDatabase
    void readOnlyKeepsNothing(TestDatabase db) {
        db.unitOfWork().readOnly(() -> {
            put(db, "a", "1");
            db.entities().em().persist(office(1, "33"));
            return null;
        });
        assertEquals(0, count(db, "a"));
    }

    @OnEachDatabase
    void separateCommitsAlthoughTheOuterFails(TestDatabase db) {
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().required(() -> {
            put(db, "outer", "1");
            db.unitOfWork().separate(() -> {
                put(db, "inner", "1");
                return null;
            });
            put(db, "outer2", "1");
            throw new IllegalStateException("planned");
        }));
        assertEquals(1, count(db, "inner"));
        assertEquals(0, count(db, "outer"));
        assertEquals(0, count(db, "outer2"));
    }

    @OnEachDatabase
    void aFailureInSeparateDoesNotTouchTheOuter(TestDatabase db) {
        db.unitOfWork().required(() -> {
            put(db, "outer", "1");
            assertThrows(IllegalStateException.class, () -> db.unitOfWork().separate(() -> {
                put(db, "inner", "1");
                throw new IllegalStateException("planned");
            }));
        });
        assertEquals(0, count(db, "inner"));
        assertEquals(1, count(db, "outer"));
    }

    @OnEachDatabase
    void jpaAndSqlShareOneTransaction(TestDatabase db) {
        db.unitOfWork().required(() -> {
            db.entities().em().persist(office(7, "3301"));
            assertEquals("Office 3301", db.bulk().queryOne("SELECT name_en FROM codes_office WHERE id = ?", List.of(7L),
                    row -> row.getString(1)).orElseThrow());
            db.bulk().update("INSERT INTO codes_office (id, code, path, kind, name_zh, name_en, valid_from, version)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", List.of(8L, "3302", "/3302/", "CITY", "杭州", "Hangzhou",
                    LocalDate.of(2020, 1, 1), 1));
            assertEquals("杭州", db.entities().em().find(OfficeEntity.class, 8L).getNameZh());
        });
        db.unitOfWork().required(() -> db.entities().em().find(OfficeEntity.class, 7L).setNameEn("Changed"));
        OfficeEntity read = db.unitOfWork().readOnly(() -> db.entities().em().find(OfficeEntity.class, 7L));
        assertEquals("Changed", read.getNameEn());
        assertEquals(LocalDate.of(2020, 1, 1), read.getValidFrom());
        assertEquals("供电所 3301", read.getNameZh());
    }

    @OnEachDatabase
    void aDuplicateKeyIsRecognisedByBothWays(TestDatabase db) {
        db.unitOfWork().required(() -> db.entities().em().persist(office(1, "33")));
        assertThrows(DuplicateKeyException.class, () -> db.unitOfWork().required(() -> db.entities().em().persist(office(2, "33"))));
        DuplicateKeyException bySql = assertThrows(DuplicateKeyException.class, () -> db.unitOfWork().required(() ->
                db.bulk().insert("codes_office", List.of("id", "code", "path", "kind", "name_zh", "name_en", "valid_from", "version"),
                        List.<Object[]>of(new Object[] {3L, "33", "/x/", "CITY", "x", "x", LocalDate.of(2020, 1, 1), 1}))));
        assertEquals("codes_office_u1", bySql.constraint());
    }

    @OnEachDatabase
    void aUnitThatLosesItsConnectionIsRepeatedWhole(TestDatabase db) {
        AtomicInteger attempts = new AtomicInteger();
        db.unitOfWork().required(() -> {
            put(db, "a", "1");
            if (attempts.incrementAndGet() == 1) {
                loseConnection(db);
            }
            put(db, "b", "1");
        });
        assertEquals(2, attempts.get());
        assertEquals(1, count(db, "a"));
        assertEquals(1, count(db, "b"));
    }

    /** PostgreSQL ends its own side for real; Derby within one process has no other side, and only says that it is gone. */
    private static void loseConnection(TestDatabase db) {
        if (db.dialect() == Dialect.POSTGRESQL) {
            db.bulk().queryOne("SELECT pg_terminate_backend(pg_backend_pid())", List.of(), row -> row.getBoolean(1));
        }
        throw Failures.of("planned", new SQLNonTransientConnectionException("No current connection.", "08003"));
    }

    @OnEachDatabase
    void aDeadLockIsRepeated(TestDatabase db) throws Exception {
        db.unitOfWork().required(() -> {
            put(db, "a", "0");
            put(db, "b", "0");
        });
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger attempts = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = pool.submit(() -> crossing(db, "a", "b", both, attempts));
            Future<?> two = pool.submit(() -> crossing(db, "b", "a", both, attempts));
            one.get(60, TimeUnit.SECONDS);
            two.get(60, TimeUnit.SECONDS);
        } finally {
            pool.shutdownNow();
        }
        assertTrue(attempts.get() > 2, "no dead-lock happened: " + attempts);
        assertEquals("2", db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT text_value FROM kernel_setting WHERE name = 'a'",
                List.of(), row -> row.getString(1))).orElseThrow());
        assertEquals("2", db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT text_value FROM kernel_setting WHERE name = 'b'",
                List.of(), row -> row.getString(1))).orElseThrow());
    }

    private static void crossing(TestDatabase db, String first, String second, CyclicBarrier both, AtomicInteger attempts) {
        AtomicInteger mine = new AtomicInteger();
        db.unitOfWork().required(() -> {
            attempts.incrementAndGet();
            increment(db, first);
            if (mine.incrementAndGet() == 1) {
                meet(both);
            }
            increment(db, second);
        });
    }

    private static void increment(TestDatabase db, String name) {
        // the row lock comes first, so that no update is lost
        db.bulk().update("UPDATE kernel_setting SET text_value = text_value WHERE name = ?", List.of(name));
        int value = db.bulk().queryOne("SELECT text_value FROM kernel_setting WHERE name = ?", List.of(name),
                row -> Integer.valueOf(row.getString(1))).orElseThrow();
        db.bulk().update("UPDATE kernel_setting SET text_value = ? WHERE name = ?", List.of(Integer.toString(value + 1), name));
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @OnEachDatabase
    void aStaleEntityIsAConflict(TestDatabase db) {
        db.unitOfWork().required(() -> db.entities().em().persist(office(1, "33")));
        KarawattException stale = assertThrows(KarawattException.class, () -> db.unitOfWork().required(() -> {
            OfficeEntity office = db.entities().em().find(OfficeEntity.class, 1L);
            office.setNameEn("mine");
            db.unitOfWork().separate(() -> db.bulk().update("UPDATE codes_office SET version = version + 1 WHERE id = 1", List.of()));
        }));
        assertEquals(KernelErrors.STALE_VERSION, stale.code());
    }

    @OnEachDatabase
    void nothingWorksOutsideAUnit(TestDatabase db) {
        assertThrows(IllegalStateException.class, () -> db.entities().em());
        assertThrows(IllegalStateException.class, () -> put(db, "a", "1"));
    }

    @OnEachDatabase
    void countsStatementsOfBothWays(TestDatabase db) {
        db.unitOfWork().required(() -> {
            assertEquals(0, db.bulk().statements());
            put(db, "a", "1");
            assertEquals(1, db.bulk().statements());
            db.entities().em().persist(office(1, "33"));
            db.entities().em().flush();
            assertEquals(2, db.bulk().statements());
        });
    }

    @OnEachDatabase
    void manyUnitsAtOnceNeverStarveTheNumbers(TestDatabase db) throws Exception {
        int threads = 40;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Object>> all = IntStream.range(0, threads).mapToObj(i -> pool.submit(() -> {
                start.await();
                return db.unitOfWork().<Object>required(() -> {
                    put(db, "n" + i, "1");
                    return db.numbering().block("many", 1000);
                });
            })).toList();
            start.countDown();
            for (Future<Object> one : all) {
                assertInstanceOf(Long.class, one.get(60, TimeUnit.SECONDS));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @OnEachDatabase
    void closingWaitsForTheUnitsThatRun(TestDatabase db) throws Exception {
        DefaultUnitOfWork work = (DefaultUnitOfWork) db.unitOfWork();
        AtomicInteger written = new AtomicInteger();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> unit = threads.submit(() -> work.required(() -> {
                put(db, "a", "1");
                inside.countDown();
                await(go);
                put(db, "b", "1");
                written.incrementAndGet();
            }));
            await(inside);
            Future<?> closing = threads.submit(work::close);
            assertThrows(TimeoutException.class, () -> closing.get(200, TimeUnit.MILLISECONDS));
            go.countDown();
            closing.get(20, TimeUnit.SECONDS);
            assertEquals(1, written.get(), "the unit came to its end");
            unit.get(20, TimeUnit.SECONDS);
            assertEquals(KarawattException.Kind.UNAVAILABLE, assertThrows(KarawattException.class, () -> count(db, "a")).kind());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
