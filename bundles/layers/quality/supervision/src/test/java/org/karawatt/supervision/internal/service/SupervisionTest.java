package org.karawatt.supervision.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.karawatt.codes.internal.service.DefaultOfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.quality.api.Board;
import org.karawatt.quality.api.QualityErrors;
import org.karawatt.quality.api.SupervisionService;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.Standing;
import org.karawatt.workflow.api.StatisticsQuery;
import org.karawatt.workflow.internal.service.DefaultWorkflowStatistics;

class SupervisionTest {

    private static final CallContext MANAGER = TestContexts.clerk("/33/", "quality.read", "workflow.read");

    private static SupervisionService furnished(TestDatabase db) {
        ParentRows.offices(db);
        Instant now = db.clock().now();
        db.unitOfWork().required(() -> {
            db.bulk().insert("workflow_process", List.of("id", "process_key", "process_version", "name_zh", "name_en", "engine_id", "origin",
                    "content_hash", "content", "offered", "deployed_at"), List.<Object[]>of(new Object[] {1L, "repair", 1, "抢修", "Repair",
                        "e1", "test", "0".repeat(64), "<x/>", true, now}));
            db.bulk().insert("workflow_case", List.of("id", "case_no", "process_id", "office_id", "title", "channel", "priority", "status",
                    "opened_by", "opened_at", "watch", "version"), List.<Object[]>of(new Object[] {1L, "W1", 1L, ParentRows.EAST, "t", "hall", 5,
                        "OPEN", "lin", now.minus(Duration.ofDays(40)), 0, 0}));
            // one long task done a while ago, and two short ones that wait now: the latter have taken more in the last 30 days
            task(db, 1, "travel", now.minus(Duration.ofDays(40)), now.minus(Duration.ofDays(35)));
            task(db, 2, "mend", now.minus(Duration.ofDays(3)), null);
            task(db, 3, "mend", now.minus(Duration.ofDays(2)), null);
            task(db, 4, "report", now.minus(Duration.ofDays(6)), now.minus(Duration.ofDays(2)));
        });
        DefaultOfficeService offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(),
                db.audit(), db.outbox());
        return new DefaultSupervisionService(db.unitOfWork(),
                new DefaultWorkflowStatistics(db.unitOfWork(), db.bulk(), offices, db.clock()), db.clock());
    }

    private static void task(TestDatabase db, long id, String step, Instant began, Instant done) {
        db.bulk().insert("workflow_task", List.of("id", "case_id", "engine_id", "step_key", "name_zh", "name_en", "role", "office_id",
                "status", "created_at", "watch", "done_at", "version"), List.<Object[]>of(new Object[] {id, 1L, "t" + id, step, step, step,
                    "crew", ParentRows.EAST, done == null ? "OPEN" : "DONE", began, 9, done, 0}));
    }

    @OnEachDatabase
    void theBottleneckIsWhereMostTimeGoesInTheTimeAskedFor(TestDatabase db) {
        SupervisionService supervision = furnished(db);
        Board month = supervision.board(MANAGER, null, 30);
        assertEquals("mend", month.bottleneck().stepKey());
        assertEquals(Duration.ofDays(5).toSeconds(), month.bottleneck().waitingSeconds());
        assertEquals(2, month.steps().size());
        assertEquals("travel", supervision.board(MANAGER, null, 60).steps().stream().filter(step -> step.done() == 1)
                .reduce((one, other) -> other).orElseThrow().stepKey());
        assertNull(supervision.board(MANAGER, "3302", 30).bottleneck());
        StatisticsQuery query = new StatisticsQuery(null, "repair", "mend", month.from(), month.to());
        assertEquals(month.bottleneck().open(), supervision.tasks(MANAGER, query, Standing.OPEN, PageRequest.first(10)).total());
        assertEquals(1, supervision.cases(MANAGER, query, Standing.OPEN, PageRequest.first(10)).total());
    }

    @OnEachDatabase
    void permissionsAndBoundsAreKept(TestDatabase db) {
        SupervisionService supervision = furnished(db);
        assertEquals(QualityErrors.DAYS, assertThrows(KarawattException.class, () -> supervision.board(MANAGER, null, 0)).code());
        assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                () -> supervision.board(TestContexts.clerk("/33/", "workflow.read"), null, 30)).code());
        assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                () -> supervision.board(TestContexts.clerk("/33/", "quality.read"), null, 30)).code());
    }
}
