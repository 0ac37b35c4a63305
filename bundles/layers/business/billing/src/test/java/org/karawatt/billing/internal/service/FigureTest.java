package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillFigureService.BillFigure;
import org.karawatt.billing.api.BillFigureService.BillSum;
import org.karawatt.billing.api.BillFigureService.StudyFigure;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillTotals;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyQuery;
import org.karawatt.billing.api.StudyRequest;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.run.api.Run;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class FigureTest {

    private static final CallContext ADMIN = BillingTest.ADMIN;
    private static final CallContext EAST = TestContexts.clerk("/33/3301/", "billing.read");
    private static final PageRequest ALL = PageRequest.first(500);

    private static House billed(TestDatabase db) {
        House house = new House(db);
        for (long id = 1; id <= 20; id++) {
            house.domains.account(id, id % 2 == 0 ? FakeDomains.EAST : FakeDomains.WEST, "RESIDENTIAL", "HUNAN", BillingTest.LONG_AGO);
            house.domains.read(id, BillingTest.JAN, RegisterKind.AP_TOTAL, "0", String.valueOf(id * 97 % 1000), "1");
        }
        BillingTest.largeIndustry(house.domains, 41);
        house.bill(BillingTest.JAN);
        return house;
    }

    private static DefaultBillFigureService figures(House house) {
        return new DefaultBillFigureService(house.db.unitOfWork(), house.db.bulk(), house.studies);
    }

    @OnEachDatabase
    void handsOverEveryBillOnceAndTheSumsThatTotalsTell(TestDatabase db) {
        House house = billed(db);
        DefaultBillFigureService figures = figures(house);
        assertEquals(List.of(BillingTest.JAN), figures.months(ADMIN));
        List<BillFigure> found = new ArrayList<>();
        figures.bills(ADMIN, BillingTest.JAN, found::add);
        Map<Long, Bill> bills = house.service.bills(ADMIN, new BillQuery(BillingTest.JAN, null, null, null, null), ALL).items().stream()
                .collect(Collectors.toMap(Bill::id, bill -> bill));
        assertEquals(bills.size(), found.size());
        for (BillFigure figure : found) {
            Bill bill = bills.get(figure.billId());
            assertEquals(List.of(bill.accountId(), bill.officeId(), bill.usageClass(), bill.tariffCode(), bill.energyKwh(), bill.amount(), 77L),
                    List.of(figure.accountId(), figure.officeId(), figure.usageClass(), figure.tariffCode(), figure.energyKwh(), figure.amount(),
                            figure.runId()));
        }
        assertEquals(found.stream().map(BillFigure::accountId).sorted().toList(), found.stream().map(BillFigure::accountId).toList());
        BillTotals totals = house.service.totals(ADMIN, BillingTest.JAN, null);
        List<BillSum> sums = figures.sums(ADMIN, BillingTest.JAN);
        assertEquals(totals.bills(), sums.stream().mapToLong(BillSum::bills).sum());
        assertEquals(0, totals.amount().compareTo(sums.stream().map(BillSum::amount).reduce(BigDecimal.ZERO, BigDecimal::add)));
        assertEquals(0, totals.energyKwh().compareTo(sums.stream().map(BillSum::energyKwh).reduce(BigDecimal.ZERO, BigDecimal::add)));
        Map<String, BigDecimal> components = new TreeMap<>();
        figures.components(ADMIN, BillingTest.JAN).forEach(sum -> components.merge(sum.component(), sum.amount(), BigDecimal::add));
        assertEquals(new TreeMap<>(totals.amountByComponent()), components);
    }

    @OnEachDatabase
    void showsOwnOfficesOnly(TestDatabase db) {
        House house = billed(db);
        DefaultBillFigureService figures = figures(house);
        List<BillFigure> found = new ArrayList<>();
        figures.bills(EAST, BillingTest.JAN, found::add);
        assertTrue(found.size() >= 10 && found.stream().allMatch(bill -> bill.officeId() == FakeDomains.EAST), found::toString);
        assertTrue(figures.sums(EAST, BillingTest.JAN).stream().allMatch(sum -> sum.officeId() == FakeDomains.EAST));
        assertTrue(figures.components(EAST, BillingTest.JAN).stream().allMatch(sum -> sum.officeId() == FakeDomains.EAST));
        assertEquals(List.of(), figures.months(TestContexts.clerk("/44/", "billing.read")));
        assertThrows(KarawattException.class, () -> figures.months(TestContexts.clerk("/33/", "ledger.read")));
    }

    @OnEachDatabase
    void tellsWhatAStudyHasFound(TestDatabase db) {
        House house = billed(db);
        Run run = house.studies.start(ADMIN, new StudyRequest(StudyKind.REPLAY, BillingTest.JAN, "33", null, null));
        List<StudyFigure> found = new ArrayList<>();
        figures(house).study(ADMIN, run.id(), found::add);
        List<StudyAccount> accounts = house.studies.accounts(ADMIN, run.id(), new StudyQuery(null, null, null, null), ALL).items();
        assertEquals(accounts.size(), found.size());
        assertEquals(0, house.studies.study(ADMIN, run.id()).report().amountAfter()
                .compareTo(found.stream().map(StudyFigure::after).reduce(BigDecimal.ZERO, BigDecimal::add)));
        assertThrows(KarawattException.class, () -> figures(house).study(ADMIN, 999, found::add));
    }
}
