package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.ledger.api.PlanProposal;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Propose the instalment of a budget plan. */
@Service
@Command(scope = "business", name = "budget-plan-propose", description = "Show the instalment that an account's last bills come to")
public class BudgetPlanProposeCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Override
    protected void run() throws Exception {
        PlanProposal proposal = service(BudgetPlanService.class).propose(caller(), accountNo);
        if (isJson()) {
            showJson(proposal);
            return;
        }
        new Table<PlanProposal.Basis>().column("Month", PlanProposal.Basis::month).right("Billed", PlanProposal.Basis::amount)
                .print(out(), proposal.bills());
        out().println();
        new Table<PlanProposal>().right("Average", PlanProposal::average).right("Step", PlanProposal::step)
                .right("Instalment", PlanProposal::instalment).print(out(), List.of(proposal));
    }
}
