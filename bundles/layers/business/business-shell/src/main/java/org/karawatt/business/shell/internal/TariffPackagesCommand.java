package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.tariff.api.TariffService;

/** List the tariff packages and how far each has come. */
@Service
@Command(scope = "business", name = "tariff-packages", description = "List the tariff packages and how far each has come")
public class TariffPackagesCommand extends KarawattCommand {

    @Option(name = "--status", description = "WAITING, PROPOSED, ACTIVE, REJECTED or WITHDRAWN")
    @Completion(value = StringsCompleter.class, values = {"WAITING", "PROPOSED", "ACTIVE", "REJECTED", "WITHDRAWN"})
    String status;

    @Override
    protected void run() {
        boolean zh = locale().getLanguage().equals("zh");
        List<TariffPackageInfo> packages = service(TariffService.class).packages(caller()).stream()
                .filter(p -> status == null || p.status().name().equalsIgnoreCase(status)).toList();
        show(packages, new Table<TariffPackageInfo>().right("Id", TariffPackageInfo::id).column("Package", TariffPackageInfo::packageCode)
                .column("Version", TariffPackageInfo::version).column("Name", p -> zh ? p.nameZh() : p.nameEn())
                .column("Status", TariffPackageInfo::status).column("Offered", TariffPackageInfo::offered)
                .right("Tariffs", TariffPackageInfo::tariffs).column("Origin", TariffPackageInfo::origin)
                .column("By", TariffPackageInfo::importedBy).column("Loaded", TariffPackageInfo::loadedAt)
                .column("Problem", TariffPackageInfo::problem));
    }
}
