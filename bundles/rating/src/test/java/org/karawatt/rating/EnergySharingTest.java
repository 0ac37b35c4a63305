package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rating.EnergySharing.Method;
import org.karawatt.rating.EnergySharing.Participant;
import org.karawatt.rating.EnergySharing.Shared;

/** Sharing of a production (F75). */
class EnergySharingTest {

    private static Intervals series(long... values) {
        return new Intervals(15, 2, values);
    }

    private static Participant one(String share, long... use) {
        return new Participant(share == null ? null : new BigDecimal(share), series(use));
    }

    /** 10.00 kWh: half, three and two tenths; the second uses less than its share, and what it leaves goes to nobody. */
    @Test
    void agreedSharesAreCutByTheUse() {
        Shared shared = EnergySharing.share(Method.FIXED, series(1_000, 0, 1, 500), List.of(one("0.5", 700, 300, 9, 0),
                one("0.3", 100, 300, 9, 500), one("0.2", 200, 300, 9, 500)));
        assertEquals(List.of(series(500, 0, 0, 0), series(100, 0, 0, 150), series(200, 0, 0, 100)), shared.shares());
        // the hundredth that cannot be shared is the producer's
        assertEquals(series(200, 0, 1, 250), shared.surplus());
    }

    /** 10.00 kWh on uses of 7, 6 and 2: 7/15, 6/15 and 2/15; the rest of 0.01 is surplus. With enough for all, all get what they use. */
    @Test
    void inProportionToTheUse() {
        Shared shared = EnergySharing.share(Method.PROPORTIONAL, series(1_000, 2_000, 0), List.of(one(null, 700, 700, 700),
                one(null, 600, 600, 600), one(null, 200, 200, 200)));
        assertEquals(List.of(series(466, 700, 0), series(400, 600, 0), series(133, 200, 0)), shared.shares());
        assertEquals(series(1, 500, 0), shared.surplus());
    }

    @Test
    void whatIsMissingOrDoesNotFitIsRefused() {
        assertThrows(KarawattException.class, () -> EnergySharing.share(Method.PROPORTIONAL, series(1, Intervals.MISSING), List.of()));
        assertThrows(KarawattException.class, () -> EnergySharing.share(Method.PROPORTIONAL, series(1), List.of(one(null, Intervals.MISSING))));
        assertThrows(KarawattException.class, () -> EnergySharing.share(Method.PROPORTIONAL, series(1), List.of(one(null, 1, 2))));
        assertThrows(KarawattException.class, () -> EnergySharing.share(Method.FIXED, series(1), List.of(one(null, 1))));
        assertThrows(KarawattException.class, () -> EnergySharing.share(Method.FIXED, series(1), List.of(one("0.6", 1), one("0.5", 1))));
    }

    @Property(tries = 500)
    void nothingIsMadeNothingIsLostAndTheOrderDoesNotMatter(@ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = 2_000_000) Long> uses,
            @ForAll @LongRange(min = 0, max = 5_000_000) long produced, @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll Method method, @ForAll long seed) {
        BigDecimal each = BigDecimal.valueOf(percent, 2).divide(BigDecimal.valueOf(uses.size()), 8, RoundingMode.DOWN);
        List<Participant> participants = new ArrayList<>();
        uses.forEach(use -> participants.add(new Participant(method == Method.FIXED ? each : null, series(use))));
        Shared shared = EnergySharing.share(method, series(produced), participants);
        long sum = shared.surplus().at(0);
        assertTrue(sum >= 0);
        for (int i = 0; i < uses.size(); i++) {
            assertTrue(shared.shares().get(i).at(0) >= 0 && shared.shares().get(i).at(0) <= uses.get(i));
            sum += shared.shares().get(i).at(0);
        }
        assertEquals(produced, sum);
        if (method == Method.PROPORTIONAL) {
            // only rounding keeps something from people who could use it, less than one unit each
            long used = uses.stream().mapToLong(Long::longValue).sum();
            assertTrue(produced - shared.surplus().at(0) >= Math.min(used, produced) - uses.size());
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        Shared again = EnergySharing.share(method, series(produced), order.stream().map(participants::get).toList());
        for (int i = 0; i < order.size(); i++) {
            assertEquals(shared.shares().get(order.get(i)), again.shares().get(i));
        }
        assertEquals(shared.surplus(), again.surplus());
    }
}
