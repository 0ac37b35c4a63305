package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.RecoveryRuleChange;
import org.karawatt.billing.api.RecoveryService;
import org.karawatt.shell.api.KarawattCommand;

/** Change a rule on recoveries from a day on. */
@Service
@Command(scope = "business", name = "recovery-rule-change", description = "Give a rule on recoveries another value from a day on; cases of earlier "
        + "days follow the values before")
public class RecoveryRuleChangeCommand extends KarawattCommand {

    @Argument(index = 0, name = "rule", required = true, description = "Name, as business:recovery-rules lists it")
    @Completion(RecoveryRuleCompleter.class)
    String name;

    @Argument(index = 1, name = "value", required = true, description = "Value from then on")
    String value;

    @Argument(index = 2, name = "from", required = true, description = "First day such as 2026-12-01")
    String from;

    @Argument(index = 3, name = "source-zh", required = true, description = "Where the rule stands, in Chinese")
    String sourceZh;

    @Argument(index = 4, name = "source-en", required = true, description = "Where the rule stands, in English")
    String sourceEn;

    @Option(name = "--ceiling", description = "The value is the most that may be decided, and not the one that applies")
    boolean ceiling;

    @Override
    protected void run() {
        show(List.of(service(RecoveryService.class).changeRule(caller(), name, new RecoveryRuleChange(number(value), ceiling, sourceZh, sourceEn,
                date(from)))), RecoveryRulesCommand.table(locale().getLanguage().equals("zh")));
    }
}
