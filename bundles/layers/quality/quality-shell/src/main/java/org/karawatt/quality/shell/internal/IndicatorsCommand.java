package org.karawatt.quality.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.quality.api.IndicatorFigure;
import org.karawatt.quality.api.IndicatorService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** Show the indicators of a month. */
@Service
@Command(scope = "quality", name = "indicators", description = "Show the indicators of a month")
public class IndicatorsCommand extends KarawattCommand {

    @Argument(index = 0, name = "month", required = true, description = "Month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--to", description = "Last month of a span")
    @Completion(MonthCompleter.class)
    String to;

    @Override
    protected void run() {
        BillingMonth from = month(month);
        show(service(IndicatorService.class).figures(caller(), office, from, to == null ? from : month(to)),
                new Table<IndicatorFigure>().column("Indicator", IndicatorFigure::code).right("Value", IndicatorFigure::value)
                        .column("Target met", IndicatorFigure::met).column("Missing", figure -> String.join(", ", figure.missing()))
                        .column("Kept", IndicatorFigure::kept));
    }
}
