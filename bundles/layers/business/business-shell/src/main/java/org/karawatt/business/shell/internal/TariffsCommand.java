package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffQuery;
import org.karawatt.tariff.api.TariffService;

/** List the tariffs and their validity. */
@Service
@Command(scope = "business", name = "tariffs", description = "List the tariffs and their validity")
public class TariffsCommand extends KarawattCommand {

    @Option(name = "--text", description = "Part of the code, a name or the package")
    String text;

    @Option(name = "--class", description = "Code of the usage class")
    @Completion(UsageClassCompleter.class)
    String usageClass;

    @Option(name = "--on", description = "Only versions that are valid on this day, such as 2026-01-31")
    String on;

    @Option(name = "--offered", description = "Only versions that price accounts at the moment")
    boolean offered;

    @Override
    protected void run() throws Exception {
        TariffQuery query = new TariffQuery(usageClass, on == null ? null : date(on), text, offered ? Boolean.TRUE : null);
        show(service(TariffService.class).tariffs(caller(), query), table(locale().getLanguage().equals("zh")));
    }

    static Table<TariffInfo> table(boolean zh) {
        return new Table<TariffInfo>().right("Id", TariffInfo::id).column("Code", TariffInfo::tariffCode)
                .column("Name", t -> zh ? t.nameZh() : t.nameEn()).column("Class", TariffInfo::usageClass)
                .column("From", TariffInfo::validFrom).column("To", TariffInfo::validTo).column("Package", TariffInfo::packageCode)
                .column("Version", TariffInfo::packageVersion).column("Offered", TariffInfo::offered);
    }
}
