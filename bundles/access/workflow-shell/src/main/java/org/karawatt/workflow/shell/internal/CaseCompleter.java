package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.ValuesCompleter;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;

/** Offers the numbers of the newest open cases; what they are about is not told. */
@Service
public class CaseCompleter extends ValuesCompleter<CaseService> {

    private static final int NEWEST = 100;

    public CaseCompleter() {
        super(CaseService.class);
    }

    @Override
    protected List<String> values(CaseService service, Session session) {
        return service.cases(CallContext.system(), new CaseQuery(null, CaseStatus.OPEN, null, null, null, null), PageRequest.first(NEWEST)).items()
                .stream().map(WorkCase::caseNo).toList();
    }
}
