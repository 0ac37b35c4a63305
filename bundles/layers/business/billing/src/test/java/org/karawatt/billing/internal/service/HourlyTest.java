package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.FakeDomains.dec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.karawatt.billing.api.Bill;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.tariff.api.MarketPrices;
import org.karawatt.tariff.api.PriceCall;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Tariffs that price hours, from load curves: more periods than a meter counts, called periods, market prices (F65 to F67). */
class HourlyTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final BillingMonth JUNE = new BillingMonth(202606);
    private static final LocalDate LONG_AGO = LocalDate.of(2015, 6, 1);
    private static final LocalDate HOLIDAY = LocalDate.of(2026, 6, 19);

    private static LoadCurve curve(long account, long point, LocalDate day, String channel, List<BigDecimal> values) {
        return new LoadCurve(point, account, day, channel, new DayCurve(values), 0, "head-end", Instant.EPOCH);
    }

    /** Hour h of every day draws h + 1 kWh, in values of so many minutes. */
    private static List<BigDecimal> rising(int perHour) {
        List<BigDecimal> values = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            values.addAll(Collections.nCopies(perHour, dec(String.valueOf(hour + 1)).divide(BigDecimal.valueOf(perHour))));
        }
        return values;
    }

    private static void june(FakeDomains domains, long account, long point, int perHour, Set<LocalDate> without) {
        for (LocalDate day = JUNE.firstDay(); day.isBefore(JUNE.next().firstDay()); day = day.plusDays(1)) {
            if (!without.contains(day)) {
                domains.curves.add(curve(account, point, day, "DRAWN", rising(perHour)));
            }
        }
    }

    private static House house(TestDatabase db, String tariff, String total) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "INDUSTRY", tariff, LONG_AGO);
        house.domains.read(1, JUNE, RegisterKind.AP_TOTAL, "0", total, "1");
        return house;
    }

    private static Bill billed(House house) {
        BigDecimal preview = house.service.preview(ADMIN, house.domains.accounts.get(1L).accountNo(), JUNE, Locale.ENGLISH).bill().amount();
        assertEquals(List.of(), house.bill(JUNE).parked());
        Bill bill = house.only(1, JUNE);
        assertEquals(preview, bill.amount());
        assertEquals(List.of(), house.service.replay(ADMIN, bill.id()).differences());
        assertTrue(house.service.energyBalance(JUNE, "/33/").holds());
        return bill;
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /** Two points, one by the quarter and one by the half of an hour; weekends and the holiday are in the first period. */
    @OnEachDatabase
    void eightPeriodsAreBilledFromLoadCurves(TestDatabase db) {
        House house = house(db, "EIGHT", "18000");
        june(house.domains, 1, 11, 4, Set.of());
        june(house.domains, 1, 12, 2, Set.of());
        BigDecimal[] kwh = new BigDecimal[8];
        Arrays.fill(kwh, BigDecimal.ZERO);
        for (LocalDate day = JUNE.firstDay(); day.isBefore(JUNE.next().firstDay()); day = day.plusDays(1)) {
            boolean free = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY || day.equals(HOLIDAY);
            for (int hour = 0; hour < 24; hour++) {
                int period = free ? 0 : hour / 3;
                kwh[period] = kwh[period].add(BigDecimal.valueOf(2L * (hour + 1)));
            }
        }
        BigDecimal expected = BigDecimal.ZERO;
        for (int i = 0; i < kwh.length; i++) {
            expected = expected.add(cents(kwh[i].multiply(BigDecimal.valueOf(i + 1, 1))));
        }
        Bill bill = billed(house);
        assertEquals(expected, bill.amount(), bill.lines().toString());
        assertEquals(8, bill.lines().size());
    }

    /** The total register is the truth: 9002 kWh read are 2 more than the curves tell, which is within what is balanced. */
    @OnEachDatabase
    void aCalledPeriodCostsItsPrice(TestDatabase db) {
        House house = house(db, "CALLED", "9002");
        june(house.domains, 1, 11, 1, Set.of());
        house.domains.calls.add(new PriceCall(1, "CALLED", LocalDateTime.of(2026, 6, 10, 18, 0), LocalDateTime.of(2026, 6, 10, 20, 0),
                "CRITICAL", "dispatcher", Instant.EPOCH, null));
        Bill bill = billed(house);
        // hours 18 and 19 draw 19 and 20 kWh
        assertEquals(List.of("117.00"), bill.lines().stream().filter(line -> "CRITICAL".equals(line.tou()))
                .map(line -> line.amount().toPlainString()).toList());
        assertEquals(0, dec("9002").compareTo(bill.energyKwh()));
    }

    /** Hour h costs h / 100 yuan, in half-hours on odd days. */
    @OnEachDatabase
    void theMarketsPriceOfEachHourCounts(TestDatabase db) {
        House house = house(db, "MARKET", "9000");
        june(house.domains, 1, 11, 4, Set.of());
        BigDecimal value = BigDecimal.ZERO;
        for (LocalDate day = JUNE.firstDay(); day.isBefore(JUNE.next().firstDay()); day = day.plusDays(1)) {
            List<BigDecimal> prices = new ArrayList<>();
            for (int hour = 0; hour < 24; hour++) {
                prices.addAll(Collections.nCopies(day.getDayOfMonth() % 2 + 1, BigDecimal.valueOf(hour, 2)));
                value = value.add(BigDecimal.valueOf(hour + 1L).multiply(BigDecimal.valueOf(hour, 2)));
            }
            house.domains.marketPrices.add(new MarketPrices("SPOT-NORTH", day, new DayCurve(prices), 0));
        }
        Bill bill = billed(house);
        assertEquals(cents(value).add(dec("450.00")), bill.amount());
    }

    @OnEachDatabase
    void whatIsMissingParksTheAccount(TestDatabase db) {
        House house = house(db, "MARKET", "9000");
        assertEquals(List.of("RATING-074"), codes(house), "no curves at all");
        june(house.domains, 1, 11, 4, Set.of());
        assertEquals(List.of("RATING-073"), codes(house), "no prices");
        house.domains.curves.removeIf(curve -> curve.day().equals(LocalDate.of(2026, 6, 7)));
        for (LocalDate day = JUNE.firstDay(); day.isBefore(JUNE.next().firstDay()); day = day.plusDays(1)) {
            house.domains.marketPrices.add(new MarketPrices("SPOT-NORTH", day, new DayCurve(rising(1)), 0));
        }
        assertEquals(List.of("RATING-059"), codes(house), "a day of the curves");
        house.domains.curves.add(curve(1, 11, LocalDate.of(2026, 6, 7), "DRAWN", rising(4)));
        house.domains.curves.add(curve(1, 12, LocalDate.of(2026, 6, 7), "DRAWN", rising(4)));
        assertEquals(List.of("RATING-059"), codes(house), "a second point that tells one day only");
        house.domains.curves.removeIf(curve -> curve.pointId() == 12);
        house.domains.marketPrices.remove(3);
        assertEquals(List.of("RATING-059"), codes(house), "a day of the prices");
    }

    @OnEachDatabase
    void curvesThatDoNotFitTheRegisterAreRefused(TestDatabase db) {
        House house = house(db, "EIGHT", "12000");
        june(house.domains, 1, 11, 4, Set.of());
        assertEquals(List.of("RATING-034"), codes(house));
    }

    private static List<String> codes(House house) {
        ChunkResult result = house.bill(JUNE);
        return result.parked().stream().map(parked -> parked.code().code()).toList();
    }
}
