package org.karawatt.billing.internal.service;

import org.karawatt.billing.api.BillGuardService;
import org.karawatt.billing.api.BillHold;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.internal.store.HoldStore;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Held bills as people see and release them; the run holds them by {@link BillGuard}. */
@Component
public final class DefaultBillGuardService implements BillGuardService {

    private static final String READ = "billing.read";
    private static final String RELEASE = "billing.release";
    private static final int MOST_REASON = 200;

    private final UnitOfWork unit;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final OfficePaths offices;
    private final HoldStore store;

    @Activate
    public DefaultBillGuardService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference BusinessClock clock,
            @Reference AuditTrail audit, @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.unit = unit;
        this.clock = clock;
        this.audit = audit;
        this.offices = new OfficePaths(offices);
        this.store = new HoldStore(bulk);
    }

    @Override
    public Page<BillHold> holds(CallContext context, BillingMonth month, String officeCode, String status, PageRequest page) {
        context.require(READ);
        return unit.readOnly(() -> store.holds(month, officeCode == null ? null : offices.visible(context, officeCode).path(), status,
                context.scope(), context.locale(), page));
    }

    @Override
    public BillHold release(CallContext context, long holdId, String reason) {
        context.require(RELEASE);
        new Faults().text("reason", reason, MOST_REASON).throwIfAny();
        return unit.required(() -> {
            BillHold hold = hold(context, holdId);
            if (!hold.status().equals("HELD") || !store.release(holdId, hold.amount(), context.user(), reason, clock.now())) {
                throw KarawattException.conflict(BillingErrors.HOLD_DONE, holdId);
            }
            audit.record(context, "billing.hold.released", "bill-hold", holdId,
                    hold.accountNo() + " " + hold.month() + " " + hold.amount().toPlainString() + ": " + reason);
            return hold(context, holdId);
        });
    }

    private BillHold hold(CallContext context, long holdId) {
        return store.hold(holdId, context.scope(), context.locale())
                .orElseThrow(() -> KarawattException.notFound(BillingErrors.HOLD_UNKNOWN, holdId));
    }
}
