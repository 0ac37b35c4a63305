package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.ledger.api.BudgetPlan;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List budget plans. */
@Service
@Command(scope = "business", name = "budget-plans", description = "List the budget plans of an account, or those that run")
public class BudgetPlansCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", description = "Account number; without it all that run")
    String accountNo;

    @Option(name = "--review", description = "Only those that run and whose balance has run away")
    boolean review;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        BudgetPlanService plans = service(BudgetPlanService.class);
        show(accountNo == null ? plans.running(caller(), review, PageRequest.first(limit)).items() : plans.ofAccount(caller(), accountNo),
                table());
    }

    static Table<BudgetPlan> table() {
        return new Table<BudgetPlan>().right("Plan", BudgetPlan::id).column("Account", BudgetPlan::accountNo)
                .column("From", BudgetPlan::startMonth).column("To", BudgetPlan::endMonth)
                .right("Instalment", plan -> plan.instalments().get(plan.instalments().size() - 1).amount())
                .right("Balance", BudgetPlan::balance).right("Settled", BudgetPlan::settled).right("Late fee", BudgetPlan::lateFee)
                .column("Status", BudgetPlan::status)
                .right("Review", plan -> plan.review() == null ? null : plan.review().instalment());
    }
}
