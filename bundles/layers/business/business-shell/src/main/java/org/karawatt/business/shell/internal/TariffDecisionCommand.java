package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.tariff.api.TariffPackageDetail;
import org.karawatt.tariff.api.TariffPackageService;

/** What the commands that decide about a tariff package have in common. */
abstract class TariffDecisionCommand extends KarawattCommand {

    @Argument(index = 0, name = "package", required = true, description = "Number of the package, as business:tariff-packages lists it")
    long id;

    @Argument(index = 1, name = "note", description = "Why; required unless an approval changes no past day")
    String note;

    @Override
    protected final void run() {
        TariffPackageDetail decided = decide(service(TariffPackageService.class), caller());
        if (isJson()) {
            showJson(decided);
            return;
        }
        TariffPackageShowCommand.packages().print(out(), List.of(decided));
        decided.effects().forEach(this::say);
    }

    abstract TariffPackageDetail decide(TariffPackageService packages, CallContext caller);
}
