package org.karawatt.quality.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.AuditService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List the audit rules. */
@Service
@Command(scope = "quality", name = "audit-rules", description = "List the audit rules")
public class AuditRulesCommand extends KarawattCommand {

    @Override
    protected void run() {
        show(service(AuditService.class).rules(caller()), new Table<AuditRuleInfo>().column("Theme", AuditRuleInfo::theme)
                .column("Rule", AuditRuleInfo::code).column("Name", AuditRuleInfo::nameEn).column("Severity", AuditRuleInfo::severity)
                .column("Schedule", AuditRuleInfo::schedule).column("Ready", AuditRuleInfo::available));
    }
}
