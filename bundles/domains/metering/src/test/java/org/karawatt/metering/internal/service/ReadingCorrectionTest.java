package org.karawatt.metering.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;

class ReadingCorrectionTest {

    private static final BillingMonth JAN = new BillingMonth(202601);
    private static final BillingMonth FEB = new BillingMonth(202602);

    private static DefaultMeterReadingService service(TestDatabase db) {
        return new DefaultMeterReadingService(db.unitOfWork(), db.bulk(), db.numbering());
    }

    private static BigDecimal dec(String text) {
        return new BigDecimal(text);
    }

    private static MeterReading reading(long id, BillingMonth month, RegisterKind kind, String previous, String value, String quantity) {
        return new MeterReading(id, 10 + kind.ordinal(), 1, 1, month, kind, month.next().firstDay(), dec(value), month.firstDay(), dec(previous),
                dec("30"), dec(quantity), "REGULAR", 0, "FILE", "ACCEPTED", 0, null);
    }

    private static MeterReading only(DefaultMeterReadingService readings, BillingMonth month, RegisterKind kind) {
        List<MeterReading> found = readings.accepted(1, 1, month).stream().filter(r -> r.kind() == kind).toList();
        assertEquals(1, found.size(), found.toString());
        return found.get(0);
    }

    private static void assertSame(String expected, BigDecimal actual) {
        assertEquals(0, dec(expected).compareTo(actual), () -> expected + " <> " + actual);
    }

    @OnEachDatabase
    void theReadingThatFollowsBeginsWhereTheCorrectedOneEnds(TestDatabase db) {
        DefaultMeterReadingService readings = service(db);
        readings.append(List.of(reading(9001, JAN, RegisterKind.AP_TOTAL, "100", "150", "1500"),
                reading(9002, FEB, RegisterKind.AP_TOTAL, "150", "160", "300"), reading(9003, JAN, RegisterKind.MD, "0", "4", "120"),
                reading(9004, FEB, RegisterKind.MD, "4", "5", "150")));
        assertEquals(2, readings.correct(9001, dec("140")).size());
        MeterReading january = only(readings, JAN, RegisterKind.AP_TOTAL);
        assertSame("1200", january.quantity());
        assertEquals(1, january.revision());
        assertEquals("MANUAL", january.source());
        MeterReading february = only(readings, FEB, RegisterKind.AP_TOTAL);
        assertSame("140", february.previousValue());
        assertSame("600", february.quantity());
        assertEquals(MeteringErrors.READING_GONE, assertThrows(KarawattException.class, () -> readings.correct(9001, dec("130"))).code());
        assertEquals(1, readings.correct(9003, dec("6")).size(), "a demand is not counted from the one before");
        assertSame("180", only(readings, JAN, RegisterKind.MD).quantity());
    }

    /** A held reading is decided before the one it was counted from is put right: accepted later it would keep the wrong value. */
    @OnEachDatabase
    void theHeldReadingThatFollowsIsDecidedFirst(TestDatabase db) {
        DefaultMeterReadingService readings = service(db);
        readings.append(List.of(reading(9001, JAN, RegisterKind.AP_TOTAL, "100", "150", "1500"),
                new MeterReading(9002, 10 + RegisterKind.AP_TOTAL.ordinal(), 1, 1, FEB, RegisterKind.AP_TOTAL, FEB.next().firstDay(), dec("110"),
                        FEB.firstDay(), dec("150"), dec("30"), dec("29998800"), "REGULAR", 0, "FILE", "HELD", 0, null)));
        assertEquals(MeteringErrors.NEXT_HELD, assertThrows(KarawattException.class, () -> readings.correct(9001, dec("105"))).code());
        readings.decide(9002, "REJECTED");
        assertEquals(1, readings.correct(9001, dec("105")).size());
    }

    @OnEachDatabase
    void aRolloverStaysAndNothingFallsBelowZero(TestDatabase db) {
        DefaultMeterReadingService readings = service(db);
        // six digits: from 999990 over zero to 10 are 20
        readings.append(List.of(reading(9001, JAN, RegisterKind.AP_TOTAL, "999990", "10", "600"),
                reading(9002, FEB, RegisterKind.AP_TOTAL, "10", "20", "300")));
        assertEquals(MeteringErrors.BELOW_PREVIOUS, assertThrows(KarawattException.class, () -> readings.correct(9001, dec("25"))).code());
        assertSame("10", only(readings, JAN, RegisterKind.AP_TOTAL).value());
        readings.correct(9001, dec("12"));
        assertSame("660", only(readings, JAN, RegisterKind.AP_TOTAL).quantity());
        assertSame("240", only(readings, FEB, RegisterKind.AP_TOTAL).quantity());
    }
}
