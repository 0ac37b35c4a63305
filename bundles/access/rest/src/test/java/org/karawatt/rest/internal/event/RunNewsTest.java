package org.karawatt.rest.internal.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunStatus;

class RunNewsTest {

    private final List<String> pushed = new ArrayList<>();
    private final RunNews news = new RunNews((topic, permission, json) -> pushed.add(topic + " " + permission + " " + json));

    private static Run run(long id, RunStatus status, long itemsDone) {
        Instant created = Instant.parse("2026-02-01T00:00:00Z");
        return new Run(id, "billing", "202601@42", Map.of("month", "2026-01"), status, "admin", created, created, null, 100L, itemsDone, 0,
                null, null);
    }

    @Test
    void aStepIsPushedAsRestWouldTellIt() {
        news.changed(run(7, RunStatus.RUNNING, 40));
        assertEquals(List.of("run run.read {\"id\":7,\"kind\":\"billing\",\"key\":\"202601@42\",\"params\":{\"month\":\"2026-01\"},"
                + "\"status\":\"RUNNING\",\"requestedBy\":\"admin\",\"createdAt\":\"2026-02-01T00:00:00Z\","
                + "\"startedAt\":\"2026-02-01T00:00:00Z\",\"itemsTotal\":100,\"itemsDone\":40,\"itemsParked\":0}"), pushed);
    }

    @Test
    void aReportThatComesAfterTheEndIsDropped() {
        news.changed(run(7, RunStatus.DONE, 100));
        news.changed(run(7, RunStatus.PLANNING, 0));
        news.changed(run(7, RunStatus.RUNNING, 60));
        assertEquals(1, pushed.size(), pushed::toString);
        news.changed(run(8, RunStatus.PLANNING, 0));
        assertEquals(2, pushed.size(), pushed::toString);
    }

    @Test
    void aStoppedRunThatGoesOnIsToldOn() {
        news.changed(run(7, RunStatus.STOPPED, 40));
        news.changed(run(7, RunStatus.RUNNING, 40));
        news.changed(run(7, RunStatus.DONE, 100));
        assertEquals(3, pushed.size(), pushed::toString);
    }
}
