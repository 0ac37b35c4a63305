package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.FakeDomains.dec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.Opening;
import org.karawatt.billing.api.OpeningDraft;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class OpeningTest {

    private static final CallContext ADMIN = BillingTest.ADMIN;
    private static final BillingMonth AUG = BillingTest.AUG;
    private static final BillingMonth JULY = AUG.previous();
    private static final String NO = "4200000001";

    private static House house(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", BillingTest.LONG_AGO);
        house.domains.read(1, AUG, RegisterKind.AP_TOTAL, "0", "280", "1");
        return house;
    }

    private static DefaultOpeningService openings(House house) {
        return new DefaultOpeningService(house.db.unitOfWork(), house.db.bulk(), house.db.clock(), house.db.audit(),
                house.domains.officeService, house.domains.customerService);
    }

    private static OpeningDraft draft(BillingMonth asOf, String kwh, Integer version) {
        return new OpeningDraft(asOf, dec(kwh), null, null, version);
    }

    private static void refused(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(KarawattException.class, call).code());
    }

    /** Yearly tiers without a bill of the year are parked until somebody tells the year so far: 280 x 0.538 + 220 x 0.05. */
    @OnEachDatabase
    void aBalanceMakesAnAccountOfYearlyTiersBillable(TestDatabase db) {
        House house = house(db);
        DefaultOpeningService openings = openings(house);
        assertEquals("RATING-046", house.bill(AUG).parked().get(0).code().code());
        refused(BillingErrors.OPENING_UNKNOWN, () -> openings.opening(ADMIN, NO));

        Opening first = openings.record(ADMIN, NO, draft(JULY, "2600", null));
        refused(KernelErrors.STALE_VERSION, () -> openings.record(ADMIN, NO, draft(JULY, "2700", null)));
        Opening second = openings.record(ADMIN, NO, draft(JULY, "2700", first.version()));
        refused(KernelErrors.STALE_VERSION, () -> openings.record(ADMIN, NO, draft(JULY, "2800", first.version())));
        assertEquals(second, openings.opening(ADMIN, NO));
        assertEquals(0, dec("2700").compareTo(second.kwh()));
        assertTrue(db.audit().entries(ADMIN, PageRequest.first(10)).items().stream()
                .anyMatch(e -> e.action().equals("billing.opening.recorded") && e.detail().contains("-> 2700 kWh")));

        assertEquals(List.of(), house.bill(AUG).parked());
        assertEquals(new BigDecimal("161.64"), house.only(1, AUG).amount());
        refused(BillingErrors.OPENING_LATE, () -> openings.record(ADMIN, NO, draft(JULY, "2700", second.version())));
    }

    @OnEachDatabase
    void onlyWhoMayRecordsWhatAddsUp(TestDatabase db) {
        DefaultOpeningService openings = openings(house(db));
        refused(CustomerErrors.ACCOUNT_UNKNOWN, () -> openings.record(TestContexts.clerk("/33/3302/", "billing.opening"), NO,
                draft(JULY, "1", null)));
        refused(KernelErrors.PERMISSION_DENIED, () -> openings.record(TestContexts.clerk("/33/", "billing.read"), NO, draft(JULY, "1", null)));
        KarawattException wrong = assertThrows(KarawattException.class, () -> openings.record(ADMIN, NO, new OpeningDraft(
                new BillingMonth(299901), dec("1E+1000000000"), List.of(dec("1"), dec("-1")), Map.of("a=b", dec("1")), null)));
        assertEquals(List.of("asOf", "kwh", "byTier", "carried"), wrong.faults().stream().map(f -> f.field()).distinct().toList());
        KarawattException sum = assertThrows(KarawattException.class, () -> openings.record(ADMIN, NO, new OpeningDraft(JULY, dec("10"),
                List.of(dec("4"), dec("5")), null, null)));
        assertEquals(List.of(BillingErrors.OPENING_TIERS), sum.faults().stream().map(f -> f.code()).toList());
        Opening told = openings.record(ADMIN, NO, new OpeningDraft(JULY, dec("9"), List.of(dec("4"), dec("5")), Map.of("rest", dec("-1.5")),
                null));
        assertEquals(List.of(dec("4"), dec("5")), told.byTier());
        assertEquals(Map.of("rest", dec("-1.5")), told.carried());
    }
}
