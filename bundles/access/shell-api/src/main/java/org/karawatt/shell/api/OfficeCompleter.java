package org.karawatt.shell.api;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;

/** Offers the office codes; codes are no secret, so the whole tree is offered, at most 500. Thread-safe. */
@Service
public class OfficeCompleter extends ValuesCompleter<OfficeService> {

    public OfficeCompleter() {
        super(OfficeService.class);
    }

    @Override
    protected List<String> values(OfficeService service, Session session) {
        return service.offices(CallContext.system()).stream().map(Office::code).limit(500).toList();
    }
}
