package org.karawatt.workflow.internal.service;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.codes.internal.service.DefaultOfficeService;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.ProcessService;
import org.karawatt.workflow.api.TaskService;
import org.karawatt.workflow.internal.config.WorkflowConfig;
import org.karawatt.workflow.spi.StepHandler;

/** The real workflow domain for tests of what stands on it; it stands in this package to reach the parts that a container wires. */
public final class WorkflowHouse implements AutoCloseable {

    private final Handlers handlers = new Handlers();
    private final Casework casework;
    private final ProcessContributionHandler contributions;
    public final OfficeService offices;
    public final ProcessService processes;
    public final CaseService cases;
    public final TaskService tasks;

    /** With the real offices. */
    public WorkflowHouse(TestDatabase db, CodeService codes) {
        this(db, new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(), db.outbox()),
                codes);
    }

    public WorkflowHouse(TestDatabase db, OfficeService offices, CodeService codes) {
        casework = new Casework(WorkflowHouse.class.getClassLoader(), db.unitOfWork(), db.connections(), db.bulk(), db.numbering(),
                db.clock(), db.audit(), db.outbox(), handlers);
        DefaultProcessService processService = new DefaultProcessService(db.unitOfWork(), casework, db.audit());
        this.offices = offices;
        processes = processService;
        cases = new DefaultCaseService(db.unitOfWork(), casework, processService, offices, codes, db.clock(), config());
        tasks = new DefaultTaskService(db.unitOfWork(), casework, offices, codes, db.clock());
        contributions = new ProcessContributionHandler(db.unitOfWork(), casework, processService);
    }

    public void processes(String origin, List<URL> files) {
        contributions.add(origin, files);
    }

    public void handler(StepHandler handler) {
        handlers.add(handler, Map.of());
    }

    /** As it is delivered: nothing here looks at deadlines. */
    private static WorkflowConfig config() {
        return (WorkflowConfig) Proxy.newProxyInstance(WorkflowHouse.class.getClassLoader(), new Class<?>[] {WorkflowConfig.class},
                (proxy, method, args) -> method.getDefaultValue());
    }

    @Override
    public void close() {
        casework.close();
    }
}
