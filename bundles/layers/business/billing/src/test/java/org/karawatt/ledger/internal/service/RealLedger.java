package org.karawatt.ledger.internal.service;

import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.karawatt.billing.api.BillingService;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.testkit.TestDatabase;
import org.osgi.service.component.ComponentServiceObjects;

/** The ledger as it runs, for tests in which bills are really booked and paid. */
public final class RealLedger {

    public final DefaultBillPosting posting;
    public final DefaultLedgerService ledger;
    public final DefaultPaymentService payments;

    @SuppressWarnings("unchecked")
    public RealLedger(TestDatabase db, CodeService codes, CustomerService customers, OfficeService offices, Supplier<BillingService> billing) {
        LedgerBasics basics = new LedgerBasics(db.unitOfWork(), db.bulk(), db.numbering());
        posting = new DefaultBillPosting(db.unitOfWork(), db.bulk(), db.numbering(), basics);
        posting.bindBilling((ComponentServiceObjects<BillingService>) Proxy.newProxyInstance(RealLedger.class.getClassLoader(),
                new Class<?>[] {ComponentServiceObjects.class},
                (proxy, method, args) -> method.getName().equals("getService") ? billing.get() : null));
        ledger = new DefaultLedgerService(db.unitOfWork(), db.bulk(), db.clock(), basics, posting, customers, offices);
        payments = new DefaultPaymentService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.idempotency(), db.audit(), db.outbox(),
                basics, codes, customers, offices);
    }
}
