package org.karawatt.connection.internal.service;

import java.util.List;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes the account that a change is about: known, open, and not in another change. */
@Component(service = StepHandler.class)
public final class CheckAccount implements StepHandler {

    private final Domains domains;

    @Activate
    public CheckAccount(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.check-account";
    }

    @Override
    public void run(StepContext step) {
        FormFaults faults = new FormFaults(domains, step);
        String accountNo = faults.text("accountNo");
        Account account = accountNo == null ? null : faults.found("accountNo", () -> domains.customers.account(faults.acting(), accountNo));
        if (account != null) {
            Long about = step.workCase().accountId();
            if (about != null && about != account.id()) {
                faults.add("accountNo", ConnectionErrors.ACCOUNT_DIFFERS, accountNo);
            }
            if ("CLOSED".equals(account.status())) {
                faults.add("accountNo", ConnectionErrors.ACCOUNT_CLOSED, accountNo);
            }
        }
        faults.throwIfAny();
        // before others are looked for: of two that begin at once the second waits here, and then finds the first
        domains.customers.beginChange(faults.acting(), accountNo);
        other(step, account, faults);
        faults.throwIfAny();
        step.account(account.id());
        step.set("accountId", account.id());
    }

    private void other(StepContext step, Account account, FormFaults faults) {
        for (String process : ConnectionProcesses.CHANGES) {
            for (CaseStatus status : List.of(CaseStatus.OPEN, CaseStatus.SUSPENDED)) {
                domains.cases().cases(CallContext.system(), new CaseQuery(process, status, account.id(), null, null, null),
                        PageRequest.first(2)).items().stream().filter(other -> other.id() != step.workCase().id()).findFirst()
                        .ifPresent(other -> faults.add("accountNo", ConnectionErrors.CHANGE_RUNNING, account.accountNo(), other.caseNo()));
            }
        }
    }
}
