package org.karawatt.connection.internal.event;

import java.util.List;
import java.util.Set;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

/** Ends the change of an account whose case has ended on another way than through its archive: refused, withdrawn, terminated. Thread-safe. */
@Component(service = EventHandler.class, property = "event.topics=" + EndedCases.TOPIC)
public final class EndedCases implements EventHandler {

    static final String TOPIC = "karawatt/workflow/case/changed";
    private static final List<CaseStatus> OPEN = List.of(CaseStatus.OPEN, CaseStatus.SUSPENDED);
    private static final Set<String> ENDS = Set.of("CLOSED", "TERMINATED");

    private final CaseService cases;
    private final CustomerService customers;

    @Activate
    public EndedCases(@Reference(policyOption = ReferencePolicyOption.GREEDY) CaseService cases,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers) {
        this.cases = cases;
        this.customers = customers;
    }

    @Override
    public void handleEvent(Event event) {
        if (ENDS.contains(event.getProperty("kind")) && event.getProperty("caseNo") instanceof String caseNo) {
            ended(caseNo);
        }
    }

    /** Events may come twice and late: what the case says now counts. */
    public void ended(String caseNo) {
        CallContext system = CallContext.system();
        WorkCase ended = cases.byNumber(system, caseNo);
        boolean over = ended.status() == CaseStatus.CLOSED || ended.status() == CaseStatus.TERMINATED;
        if (over && ended.accountId() != null && ConnectionProcesses.CHANGES.contains(ended.processKey()) && !otherChange(ended)) {
            customers.endChange(system, customers.account(system, ended.accountId()).accountNo());
        }
    }

    private boolean otherChange(WorkCase ended) {
        return ConnectionProcesses.CHANGES.stream().anyMatch(process -> OPEN.stream().anyMatch(status -> cases.cases(CallContext.system(),
                new CaseQuery(process, status, ended.accountId(), null, null, null), PageRequest.first(1)).total() > 0));
    }
}
