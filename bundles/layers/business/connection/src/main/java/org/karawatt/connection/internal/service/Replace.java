package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.CapacityTerms;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.metering.api.PointRule;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Has a larger transformer take the place of one from the day of the change on: its capacity is paid for (rules A.3 2A, worked case D3). The
 * one that was replaced stands by, which is neither capacity nor a seal, so that no rule about short seals charges both.
 */
@Component(service = StepHandler.class)
public final class Replace implements StepHandler {

    private static final String DONE = "replacedOn";
    private final Domains domains;

    @Activate
    public Replace(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.replace";
    }

    @Override
    public void run(StepContext step) {
        if (step.date(DONE) != null) {
            if (!Objects.equals(step.date(DONE), step.date("mountedOn"))) {
                throw KarawattException.conflict(ConnectionErrors.DONE_OTHERWISE, step.date(DONE));
            }
            return;
        }
        CallContext acting = domains.acting(step);
        FormFaults faults = new FormFaults(domains, step);
        Account account = domains.customers.account(acting, step.text("accountNo"));
        LocalDate on = faults.past("mountedOn", domains.appliedOn(step), ConnectionErrors.BEFORE_APPLICATION);
        Transformer old = Capacity.of(domains, acting, step, step.text("replacedNo"));
        if (!old.state().equals(Capacity.RUNNING)) {
            faults.add("transformer1No", ConnectionErrors.TRANSFORMER_STATE, old.transformerNo(), old.state());
        }
        if (on != null) {
            CheckReplacement.term(domains, faults, step, account, on);
        }
        List<TransformerDraft> fresh = NewTransformers.read(faults, step, old.voltageCode(), on, true, bearsLosses(acting, old));
        BigDecimal more = NewTransformers.sum(fresh).subtract(old.capacityKva());
        if (fresh.get(0).capacityKva() != null && more.signum() <= 0) {
            faults.add("transformer1Kva", ConnectionErrors.NOT_MORE, fresh.get(0).capacityKva().stripTrailingZeros().toPlainString(),
                    old.capacityKva().stripTrailingZeros().toPlainString());
        }
        faults.throwIfAny();
        domains.equipment.load(acting, NewTransformers.of(account.id(), fresh));
        domains.equipment.setState(acting, old.transformerNo(), Capacity.STANDBY, on);
        LossTransformer.change(domains, acting, account.id(), old.id(), Capacity.of(domains, acting, step, fresh.get(0).transformerNo()).id(), on);
        domains.customers.agree(acting, account.accountNo(), account.version(), new CapacityTerms(on,
                account.contractCapacityKva().add(more), Capacity.running(account).add(more)));
        step.set(DONE, on);
        // with its zone: the engine would take a day by the zone of the server
        step.set("termEndsAt", step.date("untilOn").atStartOfDay(domains.clock.zone()).toInstant().toString());
    }

    private boolean bearsLosses(CallContext acting, Transformer old) {
        return domains.metering.rules(acting, old.accountId()).stream().filter(rule -> rule.validTo() == null).map(PointRule::loss)
                .anyMatch(loss -> Long.valueOf(old.id()).equals(loss.transformerId()));
    }
}
