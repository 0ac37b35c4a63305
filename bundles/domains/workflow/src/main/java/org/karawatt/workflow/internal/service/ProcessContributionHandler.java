package org.karawatt.workflow.internal.service;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.extension.ContributedFile;
import org.karawatt.kernel.extension.ContributionHandler;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.internal.calc.LimitFile;
import org.karawatt.workflow.internal.calc.ProcessFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Takes in the processes ({@code *.bpmn}) and limits ({@code *.json}) of bundles. All files of a bundle are read before anything is stored:
 * one bad file refuses them all. When a bundle goes, no new cases are opened with its processes; those that run go on.
 */
@Component
public final class ProcessContributionHandler implements ContributionHandler {

    private final UnitOfWork work;
    private final Casework casework;
    private final DefaultProcessService processes;

    @Activate
    public ProcessContributionHandler(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference Casework casework, @Reference DefaultProcessService processes) {
        this.work = work;
        this.casework = casework;
        this.processes = processes;
    }

    @Override
    public String kind() {
        return "process";
    }

    @Override
    public void add(String origin, List<URL> files) {
        List<ProcessFile> read = new ArrayList<>();
        List<TimeLimit> limits = new ArrayList<>();
        for (URL url : files) {
            ContributedFile file = ContributedFile.read(url, ProcessFile.MAX_BYTES,
                    (name, reason) -> KarawattException.invalid(WorkflowErrors.BAD_DEFINITION, name, 0, reason));
            if (file.name().endsWith(".json")) {
                limits.addAll(LimitFile.read(file.name(), file.content()));
            } else {
                read.add(ProcessFile.read(file.name(), file.content()));
            }
        }
        work.required(() -> {
            limits.forEach(casework.limits::put);
            read.forEach(file -> processes.put(CallContext.system(), file, origin));
        });
    }

    @Override
    public void remove(String origin) {
        work.required(() -> processes.withdraw(origin));
    }
}
