package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.shell.api.KarawattCommand;

/** End a budget plan. */
@Service
@Command(scope = "business", name = "budget-plan-end", description = "End a budget plan today; its balance falls due or is credited")
public class BudgetPlanEndCommand extends KarawattCommand {

    @Argument(index = 0, name = "plan", required = true, description = "Plan, as business:budget-plans lists it")
    long id;

    @Override
    protected void run() {
        show(List.of(service(BudgetPlanService.class).end(caller(), id)), BudgetPlansCommand.table());
    }
}
