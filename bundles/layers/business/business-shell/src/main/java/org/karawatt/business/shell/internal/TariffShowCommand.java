package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.CaseResult;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.tariff.api.TariffPackageService;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.tariff.api.TariffValue;

/** Show a tariff version: every value of its definition and how its worked cases come out. */
@Service
@Command(scope = "business", name = "tariff-show", description = "Show every value of a tariff version and its worked cases")
public class TariffShowCommand extends KarawattCommand {

    private record Shown(TariffInfo tariff, List<TariffValue> values, List<CaseResult> cases) {
    }

    @Argument(index = 0, name = "tariff", required = true, description = "Number of the tariff version, as business:tariffs lists it")
    long id;

    @Override
    protected void run() {
        CallContext caller = caller();
        TariffService tariffs = service(TariffService.class);
        TariffInfo tariff = tariffs.tariff(caller, id);
        Shown shown = new Shown(tariff, tariffs.values(caller, id), cases(caller, tariff));
        if (isJson()) {
            showJson(shown);
            return;
        }
        boolean zh = locale().getLanguage().equals("zh");
        TariffsCommand.table(zh).print(out(), List.of(tariff));
        out().println();
        new Table<TariffValue>().column("What", v -> zh ? v.labelZh() : v.labelEn()).column("Value", TariffValue::value)
                .print(out(), shown.values());
        out().println();
        TariffPackageShowCommand.cases().print(out(), shown.cases());
    }

    /** Cases belong to the package; those of the other tariffs in it say nothing about this one. */
    private List<CaseResult> cases(CallContext caller, TariffInfo tariff) {
        return service(TariffService.class).packages(caller).stream()
                .filter(p -> p.packageCode().equals(tariff.packageCode()) && p.version().equals(tariff.packageVersion()))
                .mapToLong(TariffPackageInfo::id).filter(packageId -> packageId != 0)
                .mapToObj(packageId -> service(TariffPackageService.class).tariffPackage(caller, packageId))
                .flatMap(found -> found.cases().stream()).filter(result -> result.tariffCode().equals(tariff.tariffCode())).toList();
    }
}
