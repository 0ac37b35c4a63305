package org.karawatt.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Dialect;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.Row;
import org.karawatt.persistence.store.StoreException;

class BulkStoreTest {

    private static final List<String> COLUMNS = List.of("id", "t", "i", "l", "d", "b", "day", "at_utc", "bytes", "big");

    private record Sample(long id, String t, Integer i, Long l, BigDecimal d, Boolean b, LocalDate day, Instant at, byte[] bytes,
            String big) {

        static Sample of(Row row) {
            return new Sample(row.getLong(1), row.getString(2), row.getIntOrNull(3), row.getLongOrNull(4), row.getBigDecimal(5),
                    row.getBooleanOrNull(6), row.getLocalDate(7), row.getInstant(8), row.getBytes(9), row.getString(10));
        }

        Object[] values() {
            return new Object[] {id, t, i, l, d, b, day, at, bytes, big};
        }
    }

    private static void createTable(TestDatabase db) {
        boolean derby = db.dialect() == Dialect.DERBY;
        db.unitOfWork().required(() -> db.bulk().update("CREATE TABLE bulk_sample (id BIGINT NOT NULL PRIMARY KEY, t VARCHAR(2000), i INT,"
                + " l BIGINT, d DECIMAL(20,6), b BOOLEAN, day DATE, at_utc TIMESTAMP, bytes " + (derby ? "BLOB(16M)" : "BYTEA")
                + ", big " + (derby ? "CLOB(1M)" : "TEXT") + ")", List.of()));
    }

    private static List<Sample> samples() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample(1, null, null, null, null, null, null, null, null, null));
        samples.add(new Sample(2, "", 0, 0L, new BigDecimal("0.000000"), false, LocalDate.of(1970, 1, 1), Instant.EPOCH, new byte[0], ""));
        samples.add(new Sample(3, "a\\b\\N\\.\n\r\t\b\f\u000b|'\"$1", Integer.MIN_VALUE, Long.MIN_VALUE,
                new BigDecimal("-12345678901234.123456"), true, LocalDate.of(1, 1, 1), Instant.parse("1969-12-31T23:59:59.999999Z"), all,
                "\\N"));
        samples.add(new Sample(4, "国网浙江省电力有限公司 é ß \uD83D\uDCA1\uD842\uDFB7", Integer.MAX_VALUE, Long.MAX_VALUE,
                new BigDecimal("99999999999999.999999"), true, LocalDate.of(9999, 12, 31), Instant.parse("2026-07-01T15:59:59.123456Z"),
                "\\x00\n".getBytes(StandardCharsets.UTF_8), "大".repeat(200_000)));
        // the hour that Shanghai skipped when it changed its clocks, and one of New York's
        samples.add(new Sample(5, "\\.", -1, -1L, new BigDecimal("-0.000001"), false, LocalDate.of(1986, 5, 4),
                Instant.parse("1986-05-04T00:30:00.000001Z"), new byte[] {(byte) 0xff}, "\\\\"));
        samples.add(new Sample(6, "\t", 1, 1_000_000_000_000L, new BigDecimal("1.500000"), true, LocalDate.of(2000, 2, 29),
                Instant.parse("2026-03-08T02:30:00Z"), new byte[] {0}, "\n"));
        return samples;
    }

    @OnEachDatabase
    void everyTypeComesBackAsItWent(TestDatabase db) {
        createTable(db);
        List<Sample> samples = samples();
        long inserted = db.unitOfWork().required(() -> db.bulk().insert("bulk_sample", COLUMNS,
                samples.stream().map(Sample::values)::iterator));
        assertEquals(samples.size(), inserted);
        List<Sample> read = db.unitOfWork().readOnly(() -> db.bulk().query(
                "SELECT id, t, i, l, d, b, day, at_utc, bytes, big FROM bulk_sample ORDER BY id", List.of(), Sample::of));
        assertEquals(samples.size(), read.size());
        for (int i = 0; i < samples.size(); i++) {
            assertSame(samples.get(i), read.get(i));
        }
    }

    @OnEachDatabase
    void updatesWithTheSameTypes(TestDatabase db) {
        createTable(db);
        List<Sample> samples = samples();
        db.unitOfWork().required(() -> {
            for (Sample sample : samples) {
                db.bulk().update("INSERT INTO bulk_sample (id, t, i, l, d, b, day, at_utc, bytes, big) VALUES (?,?,?,?,?,?,?,?,?,?)",
                        Arrays.asList(sample.values()));
            }
        });
        List<Sample> read = db.unitOfWork().readOnly(() -> db.bulk().query(
                "SELECT id, t, i, l, d, b, day, at_utc, bytes, big FROM bulk_sample ORDER BY id", List.of(), Sample::of));
        for (int i = 0; i < samples.size(); i++) {
            assertSame(samples.get(i), read.get(i));
        }
    }

    private static void assertSame(Sample expected, Sample actual) {
        assertArrayEquals(expected.bytes(), actual.bytes());
        assertEquals(new Sample(expected.id(), expected.t(), expected.i(), expected.l(), expected.d(), expected.b(), expected.day(),
                expected.at(), null, expected.big()),
                new Sample(actual.id(), actual.t(), actual.i(), actual.l(), actual.d(), actual.b(), actual.day(), actual.at(), null,
                        actual.big()));
    }

    @OnEachDatabase
    void instantsAreKeptAsUtcAndCutToMicroseconds(TestDatabase db) {
        createTable(db);
        db.unitOfWork().required(() -> db.bulk().insert("bulk_sample", List.of("id", "at_utc"), List.<Object[]>of(
                new Object[] {1L, Instant.parse("2026-07-01T15:59:59.123456789Z")},
                new Object[] {2L, LocalDateTime.of(2026, 7, 1, 15, 59, 59, 123456789)})));
        List<Instant> read = db.unitOfWork().readOnly(() -> db.bulk().query("SELECT at_utc FROM bulk_sample ORDER BY id", List.of(),
                row -> row.getInstant(1)));
        assertEquals(List.of(Instant.parse("2026-07-01T15:59:59.123456Z"), Instant.parse("2026-07-01T15:59:59.123456Z")), read);
        String text = db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT CAST(at_utc AS CHAR(29)) FROM bulk_sample WHERE id = 1",
                List.of(), row -> row.getString(1))).orElseThrow();
        assertTrue(text.startsWith("2026-07-01 15:59:59.123456"), text);
    }

    @OnEachDatabase
    void manyRowsGoInAndComeOutInOrder(TestDatabase db) {
        createTable(db);
        int count = 12_345;
        Object[] row = new Object[3];
        Iterable<Object[]> rows = () -> LongStream.range(0, count).mapToObj(i -> {
            row[0] = i;
            row[1] = "第" + i + "户\t\\";
            row[2] = BigDecimal.valueOf(i, 6);
            return row;
        }).iterator();
        long before = db.unitOfWork().required(() -> {
            assertEquals(count, db.bulk().insert("bulk_sample", List.of("id", "t", "d"), rows));
            return db.bulk().statements();
        });
        assertEquals(db.dialect() == Dialect.POSTGRESQL ? 1 : 13, before);
        AtomicLong next = new AtomicLong();
        db.unitOfWork().readOnly(() -> {
            db.bulk().stream("SELECT id, t, d FROM bulk_sample ORDER BY id", List.of(), read -> {
                long id = next.getAndIncrement();
                assertEquals(id, read.getLong(1));
                assertEquals("第" + id + "户\t\\", read.getString(2));
                assertEquals(BigDecimal.valueOf(id, 6), read.getBigDecimal(3));
            });
            return null;
        });
        assertEquals(count, next.get());
        assertEquals(count, db.unitOfWork().required(() -> db.bulk().updateBatch("UPDATE bulk_sample SET i = ? WHERE id = ?",
                LongStream.range(0, count).mapToObj(i -> new Object[] {(int) i * 2, i})::iterator)));
        assertEquals(IntStream.range(0, count).mapToLong(i -> i * 2L).sum(), db.unitOfWork().readOnly(() ->
                db.bulk().queryOne("SELECT SUM(CAST(i AS BIGINT)) FROM bulk_sample", List.of(), r -> r.getLong(1))).orElseThrow());
    }

    @OnEachDatabase
    void aQueryIsBounded(TestDatabase db) {
        createTable(db);
        db.unitOfWork().required(() -> db.bulk().insert("bulk_sample", List.of("id"),
                LongStream.rangeClosed(0, BulkStore.MAX_ROWS).mapToObj(i -> new Object[] {i})::iterator));
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().readOnly(() ->
                db.bulk().query("SELECT id FROM bulk_sample", List.of(), row -> row.getLong(1))));
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().readOnly(() ->
                db.bulk().queryOne("SELECT id FROM bulk_sample WHERE id < 2", List.of(), row -> row.getLong(1))));
    }

    @OnEachDatabase
    void aDuplicateInTheMiddleLeavesNothing(TestDatabase db) {
        createTable(db);
        assertThrows(DuplicateKeyException.class, () -> db.unitOfWork().required(() -> db.bulk().insert("bulk_sample", List.of("id"),
                LongStream.range(0, 3000).mapToObj(i -> new Object[] {i % 2500})::iterator)));
        assertEquals(0, count(db));
    }

    @OnEachDatabase
    void aFailingSourceOfRowsLeavesNothingAndAUsableConnection(TestDatabase db) {
        createTable(db);
        Iterator<Object[]> source = LongStream.range(0, 5000).mapToObj(i -> {
            if (i == 4000) {
                throw new IllegalStateException("planned");
            }
            return new Object[] {i};
        }).iterator();
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().required(() ->
                db.bulk().insert("bulk_sample", List.of("id"), () -> source)));
        assertThrows(IllegalArgumentException.class, () -> db.unitOfWork().required(() ->
                db.bulk().insert("bulk_sample", List.of("id", "d"), List.<Object[]>of(new Object[] {1L, 1.5}))));
        assertEquals(0, count(db));
    }

    @OnEachDatabase
    void nullIsNeverZero(TestDatabase db) {
        createTable(db);
        db.unitOfWork().required(() -> db.bulk().insert("bulk_sample", List.of("id"), List.<Object[]>of(new Object[] {1L})));
        db.unitOfWork().readOnly(() -> {
            assertNull(db.bulk().queryOne("SELECT l, i FROM bulk_sample", List.of(), row -> row.getLongOrNull(1)).orElse(null));
            return null;
        });
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().readOnly(() ->
                db.bulk().queryOne("SELECT l FROM bulk_sample", List.of(), row -> row.getLong(1))));
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().readOnly(() ->
                db.bulk().queryOne("SELECT b FROM bulk_sample", List.of(), row -> row.getBoolean(1))));
    }

    @OnEachDatabase
    void refusesNamesThatAreNotNames(TestDatabase db) {
        assertThrows(IllegalArgumentException.class, () -> db.unitOfWork().required(() ->
                db.bulk().insert("kernel_setting; DROP TABLE kernel_setting", List.of("name"), List.of())));
        assertThrows(IllegalArgumentException.class, () -> db.unitOfWork().required(() ->
                db.bulk().insert("kernel_setting", List.of("name)--"), List.of())));
        assertThrows(StoreException.class, () -> db.unitOfWork().required(() -> db.bulk().update("UPDATE nowhere SET a = 1", List.of())));
    }

    private static long count(TestDatabase db) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM bulk_sample", List.of(), row -> row.getLong(1))
                .orElseThrow());
    }
}
