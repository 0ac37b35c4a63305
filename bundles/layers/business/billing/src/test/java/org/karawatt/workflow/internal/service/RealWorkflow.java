package org.karawatt.workflow.internal.service;

import java.lang.annotation.Annotation;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.internal.config.WorkflowConfig;
import org.karawatt.workflow.spi.StepHandler;

/** Workflow control as it runs, with the processes of this module and its own limits. */
public final class RealWorkflow implements AutoCloseable {

    public final DefaultCaseService cases;
    public final DefaultTaskService tasks;
    private final Casework casework;

    public RealWorkflow(TestDatabase db, OfficeService offices, CodeService codes, List<String> files, List<StepHandler> steps) {
        Handlers handlers = new Handlers();
        steps.forEach(step -> handlers.add(step, Map.of()));
        casework = new Casework(RealWorkflow.class.getClassLoader(), db.unitOfWork(), db.connections(), db.bulk(), db.numbering(), db.clock(),
                db.audit(), db.outbox(), handlers);
        DefaultProcessService processes = new DefaultProcessService(db.unitOfWork(), casework, db.audit());
        cases = new DefaultCaseService(db.unitOfWork(), casework, processes, offices, codes, db.clock(), new Config());
        tasks = new DefaultTaskService(db.unitOfWork(), casework, offices, codes, db.clock());
        ProcessContributionHandler contributions = new ProcessContributionHandler(db.unitOfWork(), casework, processes);
        contributions.add("karawatt-workflow", List.of(file("limits.json")));
        contributions.add("test", files.stream().map(RealWorkflow::file).toList());
    }

    private static URL file(String name) {
        return RealWorkflow.class.getResource("/KARAWATT-INF/process/" + name);
    }

    @Override
    public void close() {
        casework.close();
    }

    private record Config() implements WorkflowConfig {
        @Override
        public int watch_seconds() {
            return 3600;
        }

        @Override
        public int attachment_mb() {
            return 1;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return WorkflowConfig.class;
        }
    }
}
