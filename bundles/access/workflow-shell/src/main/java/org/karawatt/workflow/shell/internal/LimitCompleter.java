package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.ValuesCompleter;
import org.karawatt.workflow.api.LimitService;
import org.karawatt.workflow.api.TimeLimit;

/** Offers the codes of time limits; codes are no secret. */
@Service
public class LimitCompleter extends ValuesCompleter<LimitService> {

    public LimitCompleter() {
        super(LimitService.class);
    }

    @Override
    protected List<String> values(LimitService service, Session session) {
        return service.limits(CallContext.system()).stream().map(TimeLimit::code).distinct().limit(500).toList();
    }
}
