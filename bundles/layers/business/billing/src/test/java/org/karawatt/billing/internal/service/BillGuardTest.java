package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.karawatt.billing.api.BillHold;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyQuery;
import org.karawatt.billing.api.StudyRequest;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class BillGuardTest {

    private static final CallContext ADMIN = BillingTest.ADMIN;
    private static final PageRequest ALL = PageRequest.first(500);

    /** 58.80 in January; in February one bill six times as high and one twice as high. */
    private static House house(TestDatabase db) {
        House house = new House(db, 300, 0);
        for (long id = 1; id <= 3; id++) {
            house.domains.account(id, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", BillingTest.LONG_AGO);
            house.domains.read(id, BillingTest.JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
        }
        assertEquals(List.of(), house.bill(BillingTest.JAN).parked(), "a first bill has nothing to be compared with");
        house.domains.read(1, BillingTest.FEB, RegisterKind.AP_TOTAL, "100", "700", "1");
        house.domains.read(2, BillingTest.FEB, RegisterKind.AP_TOTAL, "100", "300", "1");
        house.domains.read(3, BillingTest.FEB, RegisterKind.AP_TOTAL, "100", "200", "1");
        return house;
    }

    private static DefaultBillGuardService guard(House house) {
        return new DefaultBillGuardService(house.db.unitOfWork(), house.db.bulk(), house.db.clock(), house.db.audit(),
                house.domains.officeService);
    }

    @OnEachDatabase
    void aBillFarAboveTheMeanWaitsForItsReleaseAndIsBilledOnce(TestDatabase db) {
        House house = house(db);
        DefaultBillGuardService guard = guard(house);
        StudyAccount tried = house.studies.accounts(ADMIN, house.studies.start(ADMIN, new StudyRequest(StudyKind.TRIAL, BillingTest.FEB, "33",
                null, null)).id(), new StudyQuery(null, null, null, null), ALL).items().get(0);
        assertEquals("BILLING-036", tried.code(), "a trial shows what would be held");
        assertEquals(0, house.count("billing_hold"));

        for (int repeat = 0; repeat < 2; repeat++) {
            ChunkResult held = house.bill(BillingTest.FEB);
            assertEquals(2, held.done());
            assertEquals(List.of(BillingErrors.HELD_BY_MEAN), held.parked().stream().map(ChunkResult.Parked::code).toList());
            String text = BillingErrors.HELD_BY_MEAN.message(Locale.ENGLISH, held.parked().get(0).args().toArray());
            assertTrue(text.contains(tried.after().toPlainString()) && text.contains("58.80"), text);
            assertEquals(1, house.count("billing_hold"));
        }
        BillHold hold = guard.holds(ADMIN, BillingTest.FEB, "33", "HELD", ALL).items().get(0);
        assertEquals(tried.after(), hold.amount());
        assertEquals("4200000001", hold.accountNo());

        BillHold released = guard.release(ADMIN, hold.id(), "new electric car");
        assertEquals("RELEASED", released.status());
        assertEquals("admin", released.releasedBy());
        assertTrue(db.audit().entries(ADMIN, PageRequest.first(10)).items().stream()
                .anyMatch(e -> e.action().equals("billing.hold.released") && e.detail().contains("new electric car")));
        assertEquals(BillingErrors.HOLD_DONE, assertThrows(KarawattException.class,
                () -> guard.release(ADMIN, hold.id(), "again")).code());
        assertEquals(List.of(), house.bill(BillingTest.FEB).parked());
        assertEquals(3, house.bill(BillingTest.FEB).done());
        assertEquals(6, house.count("billing_bill"));
        assertEquals(6, house.posted.size());
        BillHold billed = guard.holds(ADMIN, null, null, "BILLED", ALL).items().get(0);
        assertEquals(house.only(1, BillingTest.FEB).billNo(), billed.billNo());
        assertEquals(hold.amount(), house.only(1, BillingTest.FEB).amount());
    }

    @OnEachDatabase
    void anotherAmountThanTheReleasedOneIsHeldAgain(TestDatabase db) {
        House house = house(db);
        DefaultBillGuardService guard = guard(house);
        house.bill(BillingTest.FEB);
        BillHold hold = guard.holds(ADMIN, null, null, null, ALL).items().get(0);
        guard.release(ADMIN, hold.id(), "seen");
        house.domains.readings.removeIf(r -> r.accountId() == 1 && r.month().equals(BillingTest.FEB));
        house.domains.read(1, BillingTest.FEB, RegisterKind.AP_TOTAL, "100", "900", "1");
        assertEquals(1, house.bill(BillingTest.FEB).parked().size());
        BillHold again = guard.holds(ADMIN, null, null, "HELD", ALL).items().get(0);
        assertEquals(hold.id(), again.id());
        assertTrue(again.amount().compareTo(hold.amount()) > 0);
        assertEquals(5, house.count("billing_bill"));
        // corrected downwards it passes no limit and needs nobody
        house.domains.readings.removeIf(r -> r.accountId() == 1 && r.month().equals(BillingTest.FEB));
        house.domains.read(1, BillingTest.FEB, RegisterKind.AP_TOTAL, "100", "200", "1");
        assertEquals(List.of(), house.bill(BillingTest.FEB).parked());
        assertEquals(0, guard.holds(ADMIN, null, null, "HELD", ALL).total());
    }

    /** The worker dies after the release, while the bills are booked. */
    @OnEachDatabase
    void aReleaseOutlivesAFailedRun(TestDatabase db) {
        House house = house(db);
        DefaultBillGuardService guard = guard(house);
        house.bill(BillingTest.FEB);
        guard.release(ADMIN, guard.holds(ADMIN, null, null, "HELD", ALL).items().get(0).id(), "seen");
        house.onPost = () -> {
            throw new IllegalStateException("died while booking");
        };
        assertThrows(IllegalStateException.class, () -> house.bill(BillingTest.FEB));
        assertEquals(5, house.count("billing_bill"));
        house.onPost = () -> { };
        assertEquals(3, house.bill(BillingTest.FEB).done());
        assertEquals(6, house.count("billing_bill"));
    }

    @OnEachDatabase
    void anAbsoluteLimitNeedsNoHistory(TestDatabase db) {
        House house = new House(db, 0, 500);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", BillingTest.LONG_AGO);
        house.domains.read(1, BillingTest.JAN, RegisterKind.AP_TOTAL, "0", "501", "1");
        assertEquals(List.of(BillingErrors.HELD_BY_ENERGY), house.bill(BillingTest.JAN).parked().stream().map(ChunkResult.Parked::code).toList());
        DefaultBillGuardService guard = guard(house);
        BillHold hold = guard.holds(ADMIN, null, null, null, ALL).items().get(0);
        assertEquals(0, new BigDecimal("501").compareTo(hold.kwh()));
        CallContext west = TestContexts.clerk("/33/3302/", "billing.read", "billing.release");
        assertEquals(0, guard.holds(west, null, null, null, ALL).total());
        assertEquals(BillingErrors.HOLD_UNKNOWN, assertThrows(KarawattException.class, () -> guard.release(west, hold.id(), "mine")).code());
        assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                () -> guard.release(TestContexts.clerk("/33/", "billing.read"), hold.id(), "may not")).code());
        assertEquals("reason", assertThrows(KarawattException.class, () -> guard.release(ADMIN, hold.id(), " ")).faults().get(0).field());
    }
}
