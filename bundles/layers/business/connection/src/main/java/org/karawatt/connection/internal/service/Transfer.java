package org.karawatt.connection.internal.service;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives the account to the new customer from the day of the final reading on, and to his tariff when he has another. */
@Component(service = StepHandler.class)
public final class Transfer implements StepHandler {

    private final Domains domains;

    @Activate
    public Transfer(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.transfer";
    }

    @Override
    public void run(StepContext step) {
        CallContext acting = domains.acting(step);
        LocalDate from = step.date("finalReadOn");
        Account account = domains.customers.account(acting, step.text("accountNo"));
        if (!account.customerNo().equals(step.text("oldCustomerNo"))) {
            // the case was rolled back behind this step and comes again
            return;
        }
        String customerNo = Applicant.take(acting, step, domains, step.text("customerKind"));
        domains.customers.transfer(acting, account.accountNo(), account.version(), customerNo, from);
        String tariff = step.text("tariffCode");
        List<TariffAssignment> assignments = domains.tariffs.assignments(acting, account.id());
        TariffAssignment last = assignments.isEmpty() ? null : assignments.get(assignments.size() - 1);
        // who lives in the household is told anew: the allowance of the old one stays with it
        if (last != null && (tariff != null || last.householdPeople() != null)) {
            domains.tariffs.assign(acting, new AssignmentDraft(account.id(), tariff == null ? last.tariffCode() : tariff, from,
                    last.demandMethod(), last.contractDemandKw(), last.powerFactorStandard(), null, tariff == null && last.tierExempt()));
        }
        step.set("outcome", "transferred");
    }
}
