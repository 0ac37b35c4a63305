package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.karawatt.billing.internal.service.BillingTest.ADMIN;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.billing.api.Bill;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;

/** Rules of other countries over several months: what one bill leaves to the next goes through billing. */
class WorldRulesTest {

    private static final BillingMonth JAN = new BillingMonth(202601);

    /** A house with one account, supplied since the first day of its first month. */
    private static House house(TestDatabase db, String tariff, BillingMonth first) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "COMMERCIAL", tariff, first.firstDay());
        return house;
    }

    private static void read(House house, BillingMonth month, RegisterKind kind, String value) {
        house.domains.read(1, month, kind, "0", value, "1");
    }

    /** Bills a month and holds the replay of its stored calculation against it. */
    private static String billed(House house, BillingMonth month) {
        assertEquals(List.of(), house.bill(month).parked());
        Bill bill = house.only(1, month);
        assertEquals(List.of(), house.service.replay(ADMIN, bill.id()).differences());
        return bill.amount().toPlainString();
    }

    private static String demand(House house, BillingMonth month, String kw) {
        read(house, month, RegisterKind.AP_TOTAL, "200");
        read(house, month, RegisterKind.MD, kw);
        return billed(house, month);
    }

    /** 200 kWh at 0.05 and the charged demand at 10: 80 % of the two months before count, this month in full, and 50 kW at least. */
    @OnEachDatabase
    void theDemandOfEarlierMonthsCounts(TestDatabase db) {
        House house = house(db, "RATCHET", JAN);
        BillingMonth month = JAN;
        assertEquals("1010.00", demand(house, month, "100"), "supply begins: 100");
        month = month.next();
        assertEquals("810.00", demand(house, month, "60"), "80 % of January's 100");
        month = month.next();
        assertEquals("910.00", demand(house, month, "90"), "its own 90, above the 80 of January");
        month = month.next();
        assertEquals("730.00", demand(house, month, "30"), "80 % of March's 90; January is out");
        month = month.next();
        assertEquals("730.00", demand(house, month, "20"), "the same");
        month = month.next();
        assertEquals("510.00", demand(house, month, "10"), "80 % of April's 30 are 24: the least, 50");
    }

    private static String energy(House house, BillingMonth month, String kwh) {
        read(house, month, RegisterKind.AP_TOTAL, kwh);
        return billed(house, month);
    }

    /** 20 + 30 + 10 since October are 40 less than the 100 of a year: December asks for them. January begins anew. */
    @OnEachDatabase
    void theLastBillOfTheYearLiftsItToItsMinimum(TestDatabase db) {
        BillingMonth october = new BillingMonth(202610);
        House house = house(db, "YEAR-MINIMUM", october);
        assertEquals("20.00", energy(house, october, "200"));
        assertEquals("30.00", energy(house, october.next(), "300"));
        BillingMonth december = new BillingMonth(202612);
        assertEquals("50.00", energy(house, december, "100"));
        assertEquals("20.00", energy(house, december.next(), "200"));
    }

    private static String netted(House house, BillingMonth month, String drawn, String fed) {
        read(house, month, RegisterKind.AP_TOTAL, drawn);
        read(house, month, RegisterKind.BACK_TOTAL, fed);
        return billed(house, month);
    }

    /** 0.20 and above 100 kWh 0.30 for what is drawn, 0.10 and above 100 kWh 0.05 for what is fed in. */
    @OnEachDatabase
    void whatIsFedInIsPaidOnTheSameBill(TestDatabase db) {
        House house = house(db, "NET-BILLING", JAN);
        assertEquals("24.00", netted(house, JAN, "150", "120"), "100 x 0.20 + 50 x 0.30 - 100 x 0.10 - 20 x 0.05");
        assertEquals("0.00", netted(house, JAN.next(), "100", "300"), "20 - 10 - 200 x 0.05");
        assertEquals("-10.00", netted(house, JAN.next().next(), "50", "300"), "10 - 20: the customer is paid");
    }

    /** 0.20 for what is drawn, 0.10 for what is fed in; money is kept until April. */
    @OnEachDatabase
    void moneyIsCarriedAndPaidOutWithTheSettlement(TestDatabase db) {
        House house = house(db, "NET-CARRIED", JAN);
        BillingMonth month = JAN;
        assertEquals("0.00", netted(house, month, "100", "300"), "20 of the 30 earned; 10 are kept");
        month = month.next();
        assertEquals("25.00", netted(house, month, "200", "50"), "40 - 10 - 5");
        month = month.next();
        assertEquals("0.00", netted(house, month, "10", "80"), "2 of the 8 earned; 6 are kept");
        month = month.next();
        assertEquals("-4.00", netted(house, month, "10", "0"), "2 of the 6; what is left is paid in April");
        month = month.next();
        assertEquals("2.00", netted(house, month, "10", "0"), "nothing is kept any more");
        assertEquals(LocalDate.of(2026, 6, 1), house.only(1, month).periodTo());
        assertEquals(0, house.only(1, month).amount().compareTo(new BigDecimal("2")));
    }
}
