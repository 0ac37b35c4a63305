package org.karawatt.workflow.internal.service;

import java.net.URL;
import java.util.List;
import java.util.Map;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.connection.internal.Defaults;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.LimitService;
import org.karawatt.workflow.api.ProcessService;
import org.karawatt.workflow.api.TaskService;
import org.karawatt.workflow.internal.config.WorkflowConfig;
import org.karawatt.workflow.spi.StepHandler;

/** The workflow domain on a database, put together as the container does it; it looks at time only when it is told to. */
public final class WorkflowBench implements AutoCloseable {

    private final Handlers handlers = new Handlers();
    private final Casework casework;
    private final DefaultProcessService processes;
    private final DeadlineWatch watch;
    private final TestDatabase db;
    public final CaseService cases;
    public final TaskService tasks;
    public final LimitService limits;

    public WorkflowBench(TestDatabase db, OfficeService offices, CodeService codes) {
        this.db = db;
        WorkflowConfig config = Defaults.of(WorkflowConfig.class, Map.of("watch_seconds", 3600));
        casework = new Casework(WorkflowBench.class.getClassLoader(), db.unitOfWork(), db.connections(), db.bulk(), db.numbering(),
                db.clock(), db.audit(), db.outbox(), handlers);
        processes = new DefaultProcessService(db.unitOfWork(), casework, db.audit());
        cases = new DefaultCaseService(db.unitOfWork(), casework, processes, offices, codes, db.clock(), config);
        tasks = new DefaultTaskService(db.unitOfWork(), casework, offices, codes, db.clock());
        limits = new DefaultLimitService(db.unitOfWork(), casework, offices, db.audit(), db.clock());
        watch = new DeadlineWatch(db.unitOfWork(), casework, handlers, db.outbox(), db.bulk(), config);
    }

    public ProcessService processes() {
        return processes;
    }

    public void handler(StepHandler handler) {
        handlers.add(handler, Map.of());
    }

    /** Takes in processes and limits as a bundle brings them. */
    public void contribute(String origin, List<URL> files) {
        new ProcessContributionHandler(db.unitOfWork(), casework, processes).add(origin, files);
    }

    /** One look at deadlines and timers. */
    public int look() {
        return watch.look();
    }

    @Override
    public void close() {
        watch.close();
        casework.close();
    }
}
