package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.ledger.api.PlanDraft;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;

/** Agree on a budget plan. */
@Service
@Command(scope = "business", name = "budget-plan-agree", description = "Agree on equal payments with an account")
public class BudgetPlanAgreeCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 1, name = "month", required = true, description = "First month under the plan, such as 2026-07")
    @Completion(MonthCompleter.class)
    String month;

    @Argument(index = 2, name = "instalment", description = "Yuan a month; default: what is proposed")
    String instalment;

    @Override
    protected void run() {
        show(List.of(service(BudgetPlanService.class).agree(caller(), new PlanDraft(accountNo, month(month), optionalNumber(instalment)))),
                BudgetPlansCommand.table());
    }
}
