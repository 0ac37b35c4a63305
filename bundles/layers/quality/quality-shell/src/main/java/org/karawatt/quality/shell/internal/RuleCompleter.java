package org.karawatt.quality.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.AuditService;
import org.karawatt.shell.api.ValuesCompleter;

/** Offers the codes of the audit rules. */
@Service
public class RuleCompleter extends ValuesCompleter<AuditService> {

    public RuleCompleter() {
        super(AuditService.class);
    }

    @Override
    protected List<String> values(AuditService audit, Session session) {
        return audit.rules(CallContext.system()).stream().map(AuditRuleInfo::code).limit(500).toList();
    }
}
