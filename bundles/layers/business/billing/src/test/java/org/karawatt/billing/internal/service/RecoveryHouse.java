package org.karawatt.billing.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.internal.store.RecoveryStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.rating.tariff.TariffPlans;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Recoveries and estimates beside real bills and a real ledger, with the tariffs of the worked cases. */
final class RecoveryHouse {

    static final CallContext CLERK = TestContexts.clerk("/33/3301/", "billing.read", "billing.recover");
    static final CallContext CHIEF = TestContexts.supervisor("/33/3301/", "billing.read", "billing.recover.approve");

    final TestDatabase db;
    final BookedHouse house;
    final DefaultRecoveryService recoveries;
    final DefaultPrepayService prepay;
    final RecoveryStore store;
    private int key;

    RecoveryHouse(TestDatabase db) {
        this.db = db;
        house = new BookedHouse(db);
        db.clock().setDate(LocalDate.of(2026, 2, 3));
        store = new RecoveryStore(db.bulk());
        RecoveryRules rules = new RecoveryRules(db.unitOfWork(), db.bulk());
        TariffService tariffs = tariffs(house.domains.tariffService);
        recoveries = new DefaultRecoveryService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.idempotency(), db.audit(),
                db.outbox(), house.domains.officeService, house.domains.customerService, tariffs, house.booked.posting,
                new StandardIssueRule(House.config()), rules);
        prepay = new DefaultPrepayService(db.unitOfWork(), db.bulk(), db.clock(), house.domains.officeService,
                house.domains.customerService, house.readings, tariffs, house.booked.posting,
                new HourlySource(house.domains.curveService, house.domains.marketService, house.domains.sharingService), rules);
    }

    /** The tariffs of the worked cases before all others. */
    private static TariffService tariffs(TariffService others) {
        TariffPlans own;
        try (InputStream in = RecoveryHouse.class.getResourceAsStream("/recovery-tariffs.json")) {
            own = TariffCompiler.compile(TariffPackageReader.read(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (TariffService) Proxy.newProxyInstance(RecoveryHouse.class.getClassLoader(), new Class<?>[] {TariffService.class},
                (proxy, method, args) -> {
                    if (method.getName().equals("plan") && args.length == 2) {
                        Optional<TariffPlan> plan = own.find((String) args[0], (LocalDate) args[1]);
                        if (plan.isPresent()) {
                            return new PricedTariff(1, (String) args[0], plan.get());
                        }
                    }
                    try {
                        return method.invoke(others, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** An account on a tariff, and its number. */
    String account(long id, String usageClass, String tariff) {
        house.domains.account(id, FakeDomains.EAST, usageClass, tariff, BillingTest.LONG_AGO);
        return house.domains.accounts.get(id).accountNo();
    }

    /** The same that pays for capacity. */
    String twoPart(long id, String tariff) {
        String no = account(id, "INDUSTRY", null);
        house.domains.assignments.add(new TariffAssignment(id, id, tariff, BillingTest.LONG_AGO, null, "CAPACITY", null, null, null, false, 0));
        return no;
    }

    String key() {
        return "recovery-" + key++;
    }

    static BigDecimal dec(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    static RecoveryDraft draft(RecoveryKind kind, String account, String day, String percent, String multiple, RecoveryItem... items) {
        return new RecoveryDraft(kind, account, day(day), "inspection", List.of(items), dec(percent), null, null, dec(multiple), null);
    }

    /** Recorded energy. */
    static RecoveryItem recorded(String from, String to, String tou, String kwh) {
        return new RecoveryItem(day(from), day(to), tou, dec(kwh), null, null, null, null, null);
    }

    /** Equipment in use. */
    static RecoveryItem equipment(String kw, String hours, Integer days, String tariff) {
        return new RecoveryItem(null, null, null, null, dec(kw), dec(hours), days, tariff, null);
    }

    static RecoveryItem kva(String kva, String from, String to) {
        return new RecoveryItem(from == null ? null : day(from), to == null ? null : day(to), null, null, null, null, null, null, dec(kva));
    }
}
