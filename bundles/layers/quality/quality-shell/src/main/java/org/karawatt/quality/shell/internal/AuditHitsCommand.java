package org.karawatt.quality.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.quality.api.AuditHit;
import org.karawatt.quality.api.AuditService;
import org.karawatt.quality.api.HitQuery;
import org.karawatt.quality.api.HitStatus;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** List audit hits, newest first. */
@Service
@Command(scope = "quality", name = "audit-hits", description = "List audit hits, newest first")
public class AuditHitsCommand extends KarawattCommand {

    @Option(name = "--office", description = "Office code; default: all offices of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--rule", description = "Code of a rule")
    @Completion(RuleCompleter.class)
    String rule;

    @Option(name = "--status", description = "FOUND, DISPATCHED, RECTIFIED or FALSE_ALARM")
    @Completion(value = StringsCompleter.class, values = {"FOUND", "DISPATCHED", "RECTIFIED", "FALSE_ALARM"})
    HitStatus status;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        show(service(AuditService.class).hits(caller(), new HitQuery(rule, null, null, status, null, office, null),
                PageRequest.first(limit)).items(), table());
    }

    static Table<AuditHit> table() {
        return new Table<AuditHit>().right("Hit", AuditHit::id).column("Rule", AuditHit::ruleCode).column("Account", AuditHit::accountNo)
                .column("Object", AuditHit::object).column("Window", AuditHit::window).column("Values", AuditHit::values)
                .column("Status", AuditHit::status).column("Case", AuditHit::caseNo);
    }
}
