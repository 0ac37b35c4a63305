package org.karawatt.connection.internal.service;

import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.connection.internal.calc.Nodes;
import org.karawatt.connection.internal.store.NodeStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Archives a case: keeps how its nodes were done, since compliance is judged on archived cases, and ends the change of the account. */
@Component(service = StepHandler.class)
public final class Archive implements StepHandler {

    private final Domains domains;
    private final NodeStore nodes;

    @Activate
    public Archive(@Reference Domains domains, @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk) {
        this.domains = domains;
        this.nodes = new NodeStore(bulk);
    }

    @Override
    public String name() {
        return "connection.archive";
    }

    @Override
    public void run(StepContext step) {
        CaseView view = domains.cases().view(CallContext.system(), step.workCase().id());
        nodes.put(view.workCase().id(), Nodes.of(view.workCase(), view.tasks(), domains.clock.today()));
        if (ConnectionProcesses.CHANGES.contains(view.workCase().processKey())) {
            domains.customers.endChange(domains.acting(step), step.text("accountNo"));
        }
    }
}
