package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.CaseResult;
import org.karawatt.tariff.api.PackageStep;
import org.karawatt.tariff.api.TariffPackageDetail;
import org.karawatt.tariff.api.TariffPackageService;

/** Show a tariff package: its tariffs, its cases as they come out now, its history, and what its approval would mean. */
@Service
@Command(scope = "business", name = "tariff-package-show", description = "Show a package with its cases, history and what its approval means")
public class TariffPackageShowCommand extends KarawattCommand {

    @Argument(index = 0, name = "package", required = true, description = "Number of the package, as business:tariff-packages lists it")
    long id;

    @Override
    protected void run() {
        TariffPackageDetail shown = service(TariffPackageService.class).tariffPackage(caller(), id);
        if (isJson()) {
            showJson(shown);
            return;
        }
        print(shown);
    }

    private void print(TariffPackageDetail shown) {
        boolean zh = locale().getLanguage().equals("zh");
        packages().print(out(), List.of(shown));
        out().println();
        TariffsCommand.table(zh).print(out(), shown.tariffs());
        out().println();
        cases().print(out(), shown.cases());
        out().println();
        new Table<PackageStep>().column("Status", PackageStep::status).column("At", PackageStep::at).column("By", PackageStep::user)
                .column("Note", PackageStep::note).print(out(), shown.history());
        if (!shown.effects().isEmpty()) {
            out().println();
            shown.effects().forEach(this::say);
        }
    }

    static Table<TariffPackageDetail> packages() {
        return new Table<TariffPackageDetail>().right("Id", TariffPackageDetail::id).column("Package", TariffPackageDetail::packageCode)
                .column("Version", TariffPackageDetail::version).column("Status", TariffPackageDetail::status)
                .column("Offered", TariffPackageDetail::offered).column("By", TariffPackageDetail::importedBy)
                .right("Accounts", TariffPackageDetail::accounts).column("Problem", TariffPackageDetail::problem)
                .column("Source", TariffPackageDetail::source);
    }

    static Table<CaseResult> cases() {
        return new Table<CaseResult>().column("Case", CaseResult::name).column("Tariff", CaseResult::tariffCode)
                .right("Expected", CaseResult::expected).right("Computed", CaseResult::computed).column("Passed", CaseResult::passed)
                .column("Detail", CaseResult::detail);
    }
}
