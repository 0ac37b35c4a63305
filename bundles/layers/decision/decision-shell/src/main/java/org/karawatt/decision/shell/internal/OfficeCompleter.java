package org.karawatt.decision.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.ValuesCompleter;

/** Offers the office codes; codes are no secret, so the whole tree is offered. */
@Service
public class OfficeCompleter extends ValuesCompleter<OfficeService> {

    public OfficeCompleter() {
        super(OfficeService.class);
    }

    @Override
    protected List<String> values(OfficeService offices, Session session) {
        return offices.offices(CallContext.system()).stream().map(Office::code).limit(500).toList();
    }
}
