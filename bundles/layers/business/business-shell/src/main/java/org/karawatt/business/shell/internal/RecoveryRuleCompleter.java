package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.api.RecoveryService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.ValuesCompleter;

/** Offers the names of the rules on recoveries; names are no secret. */
@Service
public class RecoveryRuleCompleter extends ValuesCompleter<RecoveryService> {

    public RecoveryRuleCompleter() {
        super(RecoveryService.class);
    }

    @Override
    protected List<String> values(RecoveryService service, Session session) {
        return service.allRules(CallContext.system()).stream().map(RecoveryRule::name).distinct().limit(500).toList();
    }
}
