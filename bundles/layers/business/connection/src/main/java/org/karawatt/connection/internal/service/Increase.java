package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.CapacityTerms;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives an account more capacity from the day on which it was energised: its new transformers, those that went, the agreement, and another
 * tariff where one was asked for. An account without equipment of its own has its agreement changed only.
 */
@Component(service = StepHandler.class)
public final class Increase implements StepHandler {

    private static final String DONE = "increasedOn";
    private final Domains domains;

    @Activate
    public Increase(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.increase";
    }

    @Override
    public void run(StepContext step) {
        if (step.date(DONE) != null) {
            if (!Objects.equals(step.date(DONE), step.date("energisedOn"))) {
                throw KarawattException.conflict(ConnectionErrors.DONE_OTHERWISE, step.date(DONE));
            }
            return;
        }
        CallContext acting = domains.acting(step);
        FormFaults faults = new FormFaults(domains, step);
        Account account = domains.customers.account(acting, step.text("accountNo"));
        BigDecimal approved = step.number("approvedKva");
        LocalDate on = faults.past("energisedOn", domains.appliedOn(step), ConnectionErrors.BEFORE_APPLICATION);
        List<Transformer> staying = new ArrayList<>(Capacity.there(domains, acting, step));
        List<Transformer> going = Capacity.named(faults, step, "removedTransformers", staying);
        staying.removeAll(going);
        boolean equipped = !staying.isEmpty() || !going.isEmpty();
        List<TransformerDraft> added = NewTransformers.read(faults, step, account.voltageCode(), on, equipped, bearsLosses(acting, account, going));
        BigDecimal sum = NewTransformers.sum(added);
        BigDecimal resting = BigDecimal.ZERO;
        for (Transformer transformer : staying) {
            if (!transformer.state().equals(Capacity.STANDBY)) {
                sum = sum.add(transformer.capacityKva());
                resting = transformer.state().equals(Capacity.SUSPENDED) ? resting.add(transformer.capacityKva()) : resting;
            }
        }
        NewTransformers.requireCapacity(faults, sum, approved);
        faults.tariff(step.text("tariffCode"), account.usageClass(), account.voltageCode(), on == null ? domains.clock.today() : on);
        faults.throwIfAny();
        domains.equipment.load(acting, NewTransformers.of(account.id(), added));
        for (Transformer transformer : going) {
            domains.equipment.setState(acting, transformer.transformerNo(), Capacity.REMOVED, on);
            if (!added.isEmpty()) {
                LossTransformer.change(domains, acting, account.id(), transformer.id(), Capacity.of(domains, acting, step,
                        added.get(0).transformerNo()).id(), on);
            }
        }
        domains.customers.agree(acting, account.accountNo(), account.version(), new CapacityTerms(on, approved, approved.subtract(resting)));
        tariff(acting, step, account.id(), on);
        step.set(DONE, on);
        step.set("outcome", "increased");
    }

    private boolean bearsLosses(CallContext acting, Account account, List<Transformer> going) {
        return domains.metering.rules(acting, account.id()).stream().anyMatch(rule -> rule.validTo() == null
                && going.stream().anyMatch(t -> Long.valueOf(t.id()).equals(rule.loss().transformerId())));
    }

    /** With more capacity another tariff, or another way to be charged for it, may be due. */
    private void tariff(CallContext acting, StepContext step, long accountId, LocalDate from) {
        String tariff = step.text("tariffCode");
        String method = step.text("demandMethod");
        BigDecimal demand = step.number("contractDemandKw");
        List<TariffAssignment> assignments = domains.tariffs.assignments(acting, accountId);
        if (tariff == null && method == null && demand == null || assignments.isEmpty()) {
            return;
        }
        TariffAssignment last = assignments.get(assignments.size() - 1);
        String paid = method == null ? last.demandMethod() : method;
        BigDecimal agreed = demand == null ? last.contractDemandKw() : demand;
        domains.tariffs.assign(acting, new AssignmentDraft(accountId, tariff == null ? last.tariffCode() : tariff, from, paid,
                "CONTRACT_DEMAND".equals(paid) ? agreed : null, last.powerFactorStandard(), last.householdPeople(), last.tierExempt(),
                last.special()));
    }
}
