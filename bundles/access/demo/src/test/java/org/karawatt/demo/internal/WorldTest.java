package org.karawatt.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.RegisterKind;

class WorldTest {

    private final World world = new World(2000, 42, new BillingMonth(202601));

    @Test
    void theSameSeedGivesTheSameUtility() {
        World again = new World(2000, 42, new BillingMonth(202601));
        World other = new World(2000, 43, new BillingMonth(202601));
        int different = 0;
        for (int i = 0; i < 2000; i++) {
            assertEquals(world.subject(i).name(), again.subject(i).name());
            assertEquals(world.subject(i).endValue(RegisterKind.AP_TOTAL), again.subject(i).endValue(RegisterKind.AP_TOTAL));
            different += world.subject(i).address().equals(other.subject(i).address()) ? 0 : 1;
        }
        assertTrue(different > 1900, "only " + different + " differ");
    }

    @Test
    void everyOfferIsThereAndSharesAreKept() {
        Map<Offer, Integer> counts = new EnumMap<>(Offer.class);
        for (int i = 0; i < 2000; i++) {
            counts.merge(world.subject(i).offer(), 1, Integer::sum);
        }
        assertEquals(EnumSet.allOf(Offer.class), counts.keySet());
        int households = counts.get(Offer.HOUSEHOLD) + counts.get(Offer.HOUSEHOLD_TOU) + counts.get(Offer.HOUSEHOLD_TOU_SHANGHAI)
                + counts.get(Offer.HOUSEHOLD_MONTHLY);
        assertTrue(households > 1700 && households < 1860, "households " + households);
    }

    @Test
    void bandsSumToTheTotal() {
        for (int i = 0; i < 2000; i++) {
            World.Subject subject = world.subject(i);
            if (subject.offer() == Offer.HOUSEHOLD_TOU) {
                BigDecimal total = used(subject, RegisterKind.AP_TOTAL);
                assertEquals(0, total.compareTo(used(subject, RegisterKind.AP_PEAK).add(used(subject, RegisterKind.AP_VALLEY))));
                assertTrue(total.signum() > 0);
                assertEquals(null, subject.registers().get(RegisterKind.AP_FLAT));
            }
        }
    }

    @Test
    void aMonthIsItsShareOfTheYear() {
        long year = 0;
        for (int month = 1; month <= 12; month++) {
            year += Shapes.of(new BillingMonth(202600 + month)).shape("h0").monthWh(3_650_000);
        }
        assertTrue(Math.abs(year - 3_650_000) < 12, "twelve months make " + year);
        Shape warehouse = Shapes.of(new BillingMonth(202602)).shape("Warehouse");
        assertEquals(28 * 24, warehouse.hours());
        assertNotEquals(0, warehouse.peakW(1_000_000));
    }

    @Test
    void demandFitsTheTransformer() {
        for (int i = 0; i < 2000; i++) {
            World.Subject subject = world.subject(i);
            if (subject.offer().isTwoPart()) {
                BigDecimal demand = subject.endValue(RegisterKind.MD).multiply(subject.multiplier());
                assertTrue(demand.compareTo(subject.capacityKva()) < 0, subject.accountNo() + " " + demand);
                assertTrue(demand.signum() > 0, subject.accountNo());
            }
        }
    }

    private static BigDecimal used(World.Subject subject, RegisterKind kind) {
        return subject.endValue(kind).subtract(subject.startValue(kind));
    }
}
