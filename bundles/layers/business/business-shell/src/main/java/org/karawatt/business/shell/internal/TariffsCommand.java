package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffService;

/** List the tariffs and their validity. */
@Service
@Command(scope = "business", name = "tariffs", description = "List the tariffs and their validity")
public class TariffsCommand extends KarawattCommand {

    @Override
    protected void run() throws Exception {
        show(service(TariffService.class).tariffs(caller()), new Table<TariffInfo>().right("Id", TariffInfo::id)
                .column("Code", TariffInfo::tariffCode).column("Name", TariffInfo::nameZh).column("Class", TariffInfo::usageClass)
                .column("From", TariffInfo::validFrom).column("To", TariffInfo::validTo).column("Package", TariffInfo::packageCode)
                .column("Version", TariffInfo::packageVersion).column("Offered", TariffInfo::offered));
    }
}
