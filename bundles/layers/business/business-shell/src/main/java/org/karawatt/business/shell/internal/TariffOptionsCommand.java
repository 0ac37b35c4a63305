package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.StudyService;
import org.karawatt.billing.api.TariffOptions;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** What an account would have paid on other tariffs. */
@Service
@Command(scope = "business", name = "tariff-options", description = "What an account would have paid on each tariff open to it")
public class TariffOptionsCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Option(name = "--months", description = "Most bills to look at, 1 to 12")
    int months = StudyService.MAX_MONTHS;

    @Override
    protected void run() {
        TariffOptions options = service(StudyService.class).tariffOptions(caller(), accountNo, months);
        if (isJson()) {
            showJson(options);
            return;
        }
        boolean zh = locale().getLanguage().equals("zh");
        new Table<TariffOptions.Option>().column("Tariff", TariffOptions.Option::tariffCode)
                .column("Name", o -> zh ? o.nameZh() : o.nameEn()).column("Now", o -> o.current() ? "*" : "")
                .right("Total", TariffOptions.Option::total).right("Difference", TariffOptions.Option::difference)
                .column("Problem", TariffOptions.Option::problem).print(out(), options.options());
        say(options.months().size() + " x " + options.accountNo() + ": " + options.billed().toPlainString());
    }
}
