package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.TariffComparison;
import org.karawatt.tariff.api.TariffComparison.Difference;
import org.karawatt.tariff.api.TariffService;

/** Where two tariff versions differ. */
@Service
@Command(scope = "business", name = "tariff-compare", description = "Show where two tariff versions differ, value by value")
public class TariffCompareCommand extends KarawattCommand {

    @Argument(index = 0, name = "before", required = true, description = "Number of a tariff version, as business:tariffs lists it")
    long before;

    @Argument(index = 1, name = "after", required = true, description = "Number of the version that it is compared with")
    long after;

    @Override
    protected void run() {
        TariffComparison comparison = service(TariffService.class).compare(caller(), before, after);
        if (isJson()) {
            showJson(comparison);
            return;
        }
        boolean zh = locale().getLanguage().equals("zh");
        TariffsCommand.table(zh).print(out(), List.of(comparison.before(), comparison.after()));
        out().println();
        new Table<Difference>().column("What", d -> zh ? d.labelZh() : d.labelEn()).column("Before", Difference::before)
                .column("After", Difference::after).right("%", Difference::changePercent).print(out(), comparison.differences());
    }
}
