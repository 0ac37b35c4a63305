package org.karawatt.workflow.internal.service;

import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.workflow.api.FormField;
import org.karawatt.workflow.api.ProcessInfo;
import org.karawatt.workflow.api.ProcessPicture;
import org.karawatt.workflow.api.ProcessService;
import org.karawatt.workflow.api.StepName;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.internal.calc.Picture;
import org.karawatt.workflow.internal.calc.ProcessFile;
import org.karawatt.workflow.internal.store.ProcessStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Processes, from bundles and from uploads. */
@Component(service = {ProcessService.class, DefaultProcessService.class})
public final class DefaultProcessService implements ProcessService {

    private static final String READ = "workflow.read";
    private static final String DEPLOY = "workflow.deploy";

    private final UnitOfWork work;
    private final Casework casework;
    private final AuditTrail audit;

    @Activate
    public DefaultProcessService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference Casework casework,
            @Reference AuditTrail audit) {
        this.work = work;
        this.casework = casework;
        this.audit = audit;
    }

    @Override
    public List<ProcessInfo> processes(CallContext context) {
        context.require(READ);
        return work.readOnly(casework.processes::all);
    }

    @Override
    public ProcessInfo process(CallContext context, long processId) {
        context.require(READ);
        return work.readOnly(() -> casework.processes.find(processId).map(ProcessStore.Stored::info)
                .orElseThrow(() -> KarawattException.notFound(WorkflowErrors.PROCESS_UNKNOWN, processId)));
    }

    @Override
    public ProcessPicture picture(CallContext context, String processKey, int version) {
        context.require(READ);
        return Picture.of(work.readOnly(() -> casework.processes.version(processKey, version)
                .orElseThrow(() -> KarawattException.notFound(WorkflowErrors.PROCESS_UNKNOWN, processKey + " " + version))).content());
    }

    @Override
    public List<StepName> steps(CallContext context, String processKey, int version) {
        context.require(READ);
        return work.readOnly(() -> casework.file(casework.processes.version(processKey, version)
                .orElseThrow(() -> KarawattException.notFound(WorkflowErrors.PROCESS_UNKNOWN, processKey + " " + version)).engineId())).names();
    }

    @Override
    public List<FormField> startForm(CallContext context, String processKey) {
        context.require(READ);
        return work.readOnly(() -> casework.file(offered(processKey).engineId()).startForm());
    }

    @Override
    public ProcessInfo upload(CallContext context, String fileName, byte[] bpmn) {
        context.require(DEPLOY);
        ProcessFile file = ProcessFile.read(fileName, bpmn);
        return work.required(() -> put(context, file, "upload:" + context.user()));
    }

    /** The version that new cases are opened with. */
    ProcessStore.Stored offered(String processKey) {
        return casework.processes.newest(processKey).filter(stored -> stored.info().offered())
                .orElseThrow(() -> KarawattException.notFound(WorkflowErrors.PROCESS_UNKNOWN, processKey));
    }

    /** Takes in a process as the newest version, unless the newest is the same. Works inside the current unit of work. */
    ProcessInfo put(CallContext context, ProcessFile file, String origin) {
        Optional<ProcessStore.Stored> newest = casework.processes.newest(file.key());
        if (newest.isPresent() && newest.get().hash().equals(file.hash())) {
            if (!newest.get().info().offered() || !newest.get().info().origin().equals(origin)) {
                casework.processes.offer(file.key(), newest.get().info().id(), origin);
                audit.record(context, "workflow.process.offered", "process", newest.get().info().id(), file.key() + " of " + origin);
            }
            return casework.processes.find(newest.get().info().id()).orElseThrow().info();
        }
        int version = newest.map(stored -> stored.info().version() + 1).orElse(1);
        String engineId = casework.engine().deploy(file.key(), file.xml());
        long id = casework.processes.insert(file, version, engineId, origin, casework.now());
        casework.processes.offer(file.key(), id, origin);
        audit.record(context, "workflow.process.deployed", "process", id, file.key() + " " + version + " of " + origin);
        return casework.processes.find(id).orElseThrow().info();
    }

    /** What a bundle brought is not offered any more; running cases go on. Works inside the current unit of work. */
    void withdraw(String origin) {
        if (casework.processes.withdraw(origin) > 0) {
            audit.record(CallContext.system(), "workflow.process.withdrawn", "process", null, origin);
        }
    }
}
