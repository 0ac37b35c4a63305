package org.karawatt.demo.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.RegisterKind;

/**
 * The demo utility as a function of seed and number: the account with number {@code i} is always the same, so that data of any size
 * can be streamed and made again without keeping it. Immutable and thread-safe.
 */
final class World {

    static final int ACCOUNTS_PER_ROUTE = 200;
    private static final int ACCOUNTS_PER_STATION = 4000;
    private static final int ROUTES_PER_AREA = 1;

    private final int customers;
    private final long seed;
    private final BillingMonth month;
    private final Shapes shapes;

    World(int customers, long seed, BillingMonth month) {
        this.customers = customers;
        this.seed = seed;
        this.month = month;
        this.shapes = Shapes.of(month);
    }

    int customers() {
        return customers;
    }

    BillingMonth month() {
        return month;
    }

    int routes() {
        return (customers + ACCOUNTS_PER_ROUTE - 1) / ACCOUNTS_PER_ROUTE;
    }

    int stations() {
        return Math.max(4, (customers + ACCOUNTS_PER_STATION - 1) / ACCOUNTS_PER_STATION);
    }

    int areas() {
        return routes() * ROUTES_PER_AREA;
    }

    int route(int account) {
        return account / ACCOUNTS_PER_ROUTE;
    }

    int station(int route) {
        return route % stations();
    }

    /** One account. {@code number} counts from 0. */
    Subject subject(int number) {
        SplittableRandom random = new SplittableRandom(seed * 0xD1342543DE82EF95L ^ Long.rotateLeft((number + 1L) * 0xBF58476D1CE4E5B9L, 31));
        // the first accounts go through all offers, so that the smallest demo shows every kind of bill
        Offer offer = number < Offer.values().length ? Offer.values()[number] : Offer.at(random.nextInt(10_000));
        String name = offer.isPerson() ? Names.person(random) : offer.isTwoPart() ? Names.works(random) : Names.shop(random);
        String address = offer.isPerson() && offer != Offer.FARM ? Names.home(random) : Names.street(random);
        long spread = (long) offer.mostYearKwh() - offer.leastYearKwh();
        // the product of two uniform numbers: many small customers, few large ones
        long yearKwh = offer.leastYearKwh() + spread * random.nextInt(1000) / 1000 * random.nextInt(1000) / 1000;
        long monthWh = shapes.shape(offer.profile()).monthWh(yearKwh * 1000);
        BigDecimal multiplier = offer.isTwoPart() ? BigDecimal.valueOf(2000) : BigDecimal.ONE;
        Map<RegisterKind, long[]> registers = registers(offer, monthWh, random);
        BigDecimal capacity = offer.isTwoPart() ? capacity(offer, monthWh) : null;
        return new Subject(number, offer, name, Names.phone(random), address, registers, multiplier, capacity, random.nextInt(100),
                random.nextInt(100));
    }

    /** Start and end values of the registers in thousandths of their unit, before the multiplier. */
    private Map<RegisterKind, long[]> registers(Offer offer, long monthWh, SplittableRandom random) {
        Map<RegisterKind, long[]> registers = new LinkedHashMap<>();
        Shape shape = shapes.shape(offer.profile());
        long scale = offer.isTwoPart() ? 2000 : 1;
        Map<Band, Long> parts = offer.bands() == null ? new EnumMap<>(Band.class) : shape.split(monthWh, offer.bands());
        long digits = offer.isTwoPart() ? 100 : 10;
        long total = 0;
        for (Map.Entry<Band, Long> part : parts.entrySet()) {
            long used = part.getValue() / scale / digits * digits;
            total += used;
            if (part.getKey() != Band.FLAT) {
                registers.put(part.getKey().register(), used(random, used));
            }
        }
        if (parts.isEmpty()) {
            total = monthWh / scale / digits * digits;
        }
        registers.put(RegisterKind.AP_TOTAL, used(random, total));
        if (offer.isTwoPart()) {
            // a power factor between about 0.80 and 0.99
            long perMille = 140 + random.nextInt(600);
            registers.put(RegisterKind.RP_TOTAL, used(random, total * perMille / 1000 / digits * digits));
            registers.put(RegisterKind.MD, new long[] {0, shape.peakW(monthWh) / scale / 10 * 10});
        }
        return registers;
    }

    private static long[] used(SplittableRandom random, long used) {
        long start = random.nextInt(1_000_000) / 100 * 100L;
        return new long[] {start, start + used};
    }

    private BigDecimal capacity(Offer offer, long monthWh) {
        long[] sizes = {315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000};
        long peakKw = shapes.shape(offer.profile()).peakW(monthWh) / 1000;
        for (long size : sizes) {
            if (size * 8 / 10 >= peakKw) {
                return BigDecimal.valueOf(size);
            }
        }
        return BigDecimal.valueOf(sizes[sizes.length - 1]);
    }

    /**
     * One account of the demo.
     *
     * @param registers kind to start and end value in thousandths, before the multiplier
     * @param capacityKva transformer capacity; null for single-part customers
     * @param payer 0 to 99: decides whether and when the account pays
     * @param people 0 to 99: decides whether a household is a multi-person one
     */
    record Subject(int number, Offer offer, String name, String phone, String address, Map<RegisterKind, long[]> registers,
            BigDecimal multiplier, BigDecimal capacityKva, int payer, int people) {

        String accountNo() {
            return String.format("42%08d", number + 1);
        }

        String customerNo() {
            return String.format("C%09d", number + 1);
        }

        String pointNo() {
            return String.format("P%09d", number + 1);
        }

        String meterNo() {
            return String.format("4200%08d", number + 1);
        }

        BigDecimal startValue(RegisterKind kind) {
            return thousandths(registers.get(kind)[0]);
        }

        BigDecimal endValue(RegisterKind kind) {
            return thousandths(registers.get(kind)[1]);
        }

        private static BigDecimal thousandths(long value) {
            return BigDecimal.valueOf(value, 3).setScale(2, RoundingMode.UNNECESSARY);
        }
    }
}
