package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.LoadCurveService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List the load curves of an account. */
@Service
@Command(scope = "business", name = "load-curves", description = "List the days of which an account's energy is known by interval")
public class LoadCurvesCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 1, name = "from", required = true, description = "First day, such as 2026-07-01")
    String from;

    @Argument(index = 2, name = "to", required = true, description = "Day after the last, such as 2026-08-01")
    String to;

    @Override
    protected void run() {
        CallContext caller = caller();
        show(service(LoadCurveService.class).curves(caller, service(CustomerService.class).account(caller, accountNo).id(),
                new Period(date(from), date(to))), new Table<LoadCurve>().column("Day", LoadCurve::day).right("Point", LoadCurve::pointId)
                        .column("Channel", LoadCurve::channel).right("Minutes", curve -> curve.curve().minutes())
                        .right("Missing", curve -> curve.curve().missing()).right("Revision", LoadCurve::revision));
    }
}
