package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.api.RecoveryService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List the values of the rules on recoveries. */
@Service
@Command(scope = "business", name = "recovery-rules", description = "List the values that the rules on recoveries had, have and will have")
public class RecoveryRulesCommand extends KarawattCommand {

    @Option(name = "--day", description = "Only those in force on a day such as 2026-02-15")
    String day;

    @Override
    protected void run() {
        RecoveryService service = service(RecoveryService.class);
        show(day == null ? service.allRules(caller()) : service.rules(caller(), date(day)), table(locale().getLanguage().equals("zh")));
    }

    static Table<RecoveryRule> table(boolean zh) {
        return new Table<RecoveryRule>().column("Rule", RecoveryRule::name).right("Value", rule -> rule.value().toPlainString())
                .column("At most", rule -> rule.ceiling() ? "yes" : "").column("From", RecoveryRule::validFrom)
                .column("Name", rule -> zh ? rule.nameZh() : rule.nameEn()).column("Source", rule -> zh ? rule.sourceZh() : rule.sourceEn());
    }
}
