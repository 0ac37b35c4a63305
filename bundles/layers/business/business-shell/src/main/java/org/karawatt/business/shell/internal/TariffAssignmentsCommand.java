package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffService;

/** List the tariffs that an account has been on. */
@Service
@Command(scope = "business", name = "tariff-assignments", description = "List the tariffs of an account, oldest first")
public class TariffAssignmentsCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Override
    protected void run() {
        CallContext caller = caller();
        show(service(TariffService.class).assignments(caller, service(CustomerService.class).account(caller, accountNo).id()), table());
    }

    static Table<TariffAssignment> table() {
        return new Table<TariffAssignment>().column("Tariff", TariffAssignment::tariffCode).column("From", TariffAssignment::validFrom)
                .column("To", TariffAssignment::validTo).column("Demand", TariffAssignment::demandMethod)
                .right("Contract kW", TariffAssignment::contractDemandKw).right("Power factor", TariffAssignment::powerFactorStandard)
                .right("People", TariffAssignment::householdPeople).column("Benefits", a -> String.join(" ", a.special().benefits()));
    }
}
