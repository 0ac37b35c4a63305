package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.CapacityTerms;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ends a temporary replacement on the day that the customer told of, or on the one that was agreed when nobody has told any. */
@Component(service = StepHandler.class)
public final class TakeBack implements StepHandler {

    private static final String DONE = "takenBackOn";
    private final Domains domains;

    @Activate
    public TakeBack(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.take-back";
    }

    @Override
    public void run(StepContext step) {
        LocalDate told = step.date("returnedOn");
        if (step.date(DONE) != null) {
            if (told != null && !Objects.equals(step.date(DONE), told)) {
                throw KarawattException.conflict(ConnectionErrors.DONE_OTHERWISE, step.date(DONE));
            }
            return;
        }
        FormFaults faults = new FormFaults(domains, step);
        LocalDate mounted = step.date("replacedOn");
        LocalDate on = told == null ? step.date("untilOn")
                : faults.past("returnedOn", mounted.plusDays(1), ConnectionErrors.NOT_BEFORE_CHANGE);
        faults.throwIfAny();
        CallContext acting = domains.acting(step);
        Account account = domains.customers.account(acting, step.text("accountNo"));
        Transformer lent = Capacity.of(domains, acting, step, step.text("transformer1No"));
        Transformer own = Capacity.of(domains, acting, step, step.text("replacedNo"));
        domains.equipment.setState(acting, lent.transformerNo(), Capacity.REMOVED, on);
        domains.equipment.setState(acting, own.transformerNo(), Capacity.RUNNING, on);
        LossTransformer.change(domains, acting, account.id(), lent.id(), own.id(), on);
        BigDecimal less = lent.capacityKva().subtract(own.capacityKva());
        domains.customers.agree(acting, account.accountNo(), account.version(), new CapacityTerms(on,
                account.contractCapacityKva().subtract(less), Capacity.running(account).subtract(less)));
        step.set(DONE, on);
        step.set("outcome", "returned");
    }
}
