package org.karawatt.quality.shell.internal;

import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.quality.api.AuditRequest;
import org.karawatt.quality.api.AuditResult;
import org.karawatt.quality.api.AuditService;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** Run audit rules, or try them on a past month. */
@Service
@Command(scope = "quality", name = "audit-run", description = "Run audit rules, or try them on a past month")
public class AuditRunCommand extends KarawattCommand {

    private static final Duration LONGEST = Duration.ofHours(2);

    @Argument(index = 0, name = "month", required = true, description = "Month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Argument(index = 1, name = "rules", multiValued = true, description = "Codes of the rules; none means all")
    @Completion(RuleCompleter.class)
    List<String> rules;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--trial", description = "Only count: nothing is kept but the counts and a sample")
    boolean trial;

    @Option(name = "--wait", description = "Wait for the end and show what was found")
    boolean wait;

    @Override
    protected void run() {
        CallContext caller = caller();
        AuditService audit = service(AuditService.class);
        Run run = audit.start(caller, new AuditRequest(rules == null ? List.of() : rules, month(month), office(caller), trial));
        if (!wait) {
            show(List.of(run), new Table<Run>().right("Run", Run::id).column("Covers", Run::key).column("Status", Run::status));
            return;
        }
        service(RunService.class).await(caller, run.id(), LONGEST);
        show(audit.results(caller, run.id()), new Table<AuditResult>().column("Rule", AuditResult::ruleCode)
                .right("Examined", AuditResult::examined).right("Hits", AuditResult::hits).right("Fresh", AuditResult::fresh)
                .right("Left out", AuditResult::excluded));
    }

    private String office(CallContext caller) {
        return office != null ? office : service(OfficeService.class).offices(caller).stream().findFirst().map(Office::code).orElse(null);
    }
}
