package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.PointRule;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List how the quantities of an account's points are found. */
@Service
@Command(scope = "business", name = "point-rules", description = "List agreed quantities, ratios, sub-meters and losses of an account's points")
public class PointRulesCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Override
    protected void run() {
        CallContext caller = caller();
        show(service(MeteringService.class).rules(caller, service(CustomerService.class).account(caller, accountNo).id()), table());
    }

    static Table<PointRule> table() {
        return new Table<PointRule>().right("Point", PointRule::pointId).column("Calculation", PointRule::calculation)
                .right("kWh", PointRule::fixedKwh).right("%", PointRule::ratioPct).column("Item", PointRule::priceItem)
                .column("Connection", PointRule::connection).column("Loss", rule -> rule.loss().method())
                .right("Line %", rule -> rule.loss().linePct()).column("Standby", PointRule::standbyGroup)
                .column("From", PointRule::validFrom).column("To", PointRule::validTo);
    }
}
