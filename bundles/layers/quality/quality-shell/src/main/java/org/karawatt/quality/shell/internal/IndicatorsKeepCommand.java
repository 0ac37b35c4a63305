package org.karawatt.quality.shell.internal;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.quality.api.IndicatorService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;

/** Keep the measures of a month for every office. */
@Service
@Command(scope = "quality", name = "indicators-keep", description = "Keep the measures of a month for every office")
public class IndicatorsKeepCommand extends KarawattCommand {

    @Argument(index = 0, name = "month", required = true, description = "Month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Override
    protected void run() {
        int kept = service(IndicatorService.class).keep(caller(), month(month));
        if (isJson()) {
            showJson(Map.of("month", month, "values", kept));
        }
        say(kept + " values kept");
    }
}
