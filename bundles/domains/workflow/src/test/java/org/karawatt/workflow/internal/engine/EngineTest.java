package org.karawatt.workflow.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;

class EngineTest {

    private static final String PROCESS = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xmlns:karawatt="https://karawatt.org/bpmn" targetNamespace="https://karawatt.org/test">
              <process id="connect" name="新装">
                <startEvent id="start"/>
                <sequenceFlow id="f1" sourceRef="start" targetRef="survey"/>
                <userTask id="survey" name="勘查"/>
                <sequenceFlow id="f2" sourceRef="survey" targetRef="open"/>
                <serviceTask id="open" name="建户" karawatt:handler="contract.open"/>
                <sequenceFlow id="f3" sourceRef="open" targetRef="split"/>
                <exclusiveGateway id="split" default="f5"/>
                <sequenceFlow id="f4" sourceRef="split" targetRef="wait">
                  <conditionExpression xsi:type="tFormalExpression">${capacity &gt; 100}</conditionExpression>
                </sequenceFlow>
                <sequenceFlow id="f5" sourceRef="split" targetRef="end"/>
                <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>
                </intermediateCatchEvent>
                <sequenceFlow id="f6" sourceRef="wait" targetRef="end"/>
                <endEvent id="end"/>
              </process>
            </definitions>
            """;

    /** Keeps what the engine tells. */
    private static final class Kept implements Engine.CaseKeeper, Steps {
        private final List<String> tasks = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private boolean handlerThere = true;
        private boolean fails;
        private String waiting;

        @Override
        public void taskCreated(long caseId, String engineId, String definitionId, String stepKey) {
            tasks.add(engineId);
            told.add(caseId + " " + stepKey);
        }

        @Override
        public void taskGone(String engineId) {
            tasks.remove(engineId);
        }

        @Override
        public void caseEnded(String engineId) {
            told.add("ended");
        }

        @Override
        public boolean run(EngineStep step) {
            if (fails) {
                throw new IllegalStateException("the step fails");
            }
            if (!handlerThere) {
                waiting = step.engineId();
                return false;
            }
            told.add(step.handler() + " " + step.values().get("capacity"));
            step.set("account", "1001");
            return true;
        }
    }

    private final Kept kept = new Kept();

    private Engine engine(TestDatabase db) {
        return new Engine(db.unitOfWork(), db.connections(), db.dialect(), db.clock(), EngineTest.class.getClassLoader(), kept, kept);
    }

    private static String deployed(TestDatabase db, Engine engine) {
        return db.unitOfWork().required(() -> engine.deploy("connect", PROCESS.getBytes(StandardCharsets.UTF_8)));
    }

    @OnEachDatabase
    void aCaseGoesFromItsTaskThroughTheStepToTheEnd(TestDatabase db) {
        try (Engine engine = engine(db)) {
            String definition = deployed(db, engine);
            String instance = db.unitOfWork().required(() -> engine.start(definition, 7, "C7",
                    Map.of("capacity", new BigDecimal("8.50"), "wanted", LocalDate.of(2026, 3, 1))));
            assertEquals(List.of("survey"), db.unitOfWork().readOnly(() -> engine.activeSteps(instance)));
            db.unitOfWork().required(() -> engine.complete(kept.tasks.get(0), Map.of("passed", true)));
            assertEquals(List.of("7 survey", "contract.open 8.50", "ended"), kept.told);
            assertTrue(kept.tasks.isEmpty());
        }
    }

    @OnEachDatabase
    void whatTheEngineDidGoesWithTheUnitThatFails(TestDatabase db) {
        try (Engine engine = engine(db)) {
            String definition = deployed(db, engine);
            String instance = db.unitOfWork().required(() -> engine.start(definition, 7, "C7", Map.of("capacity", BigDecimal.ONE)));
            String task = kept.tasks.get(0);
            assertThrows(IllegalStateException.class, () -> db.unitOfWork().required(() -> {
                engine.complete(task, Map.of());
                throw new IllegalStateException("the business fails");
            }));
            assertEquals(List.of("survey"), db.unitOfWork().readOnly(() -> engine.activeSteps(instance)));
            kept.fails = true;
            assertThrows(RuntimeException.class, () -> db.unitOfWork().required(() -> engine.complete(task, Map.of())));
            assertEquals(List.of("survey"), db.unitOfWork().readOnly(() -> engine.activeSteps(instance)));
        }
    }

    @OnEachDatabase
    void aCaseWaitsForItsHandlerAndGoesOnAfterARestart(TestDatabase db) {
        String instance;
        kept.handlerThere = false;
        try (Engine engine = engine(db)) {
            String definition = deployed(db, engine);
            instance = db.unitOfWork().required(() -> engine.start(definition, 7, "C7", Map.of("capacity", new BigDecimal("200"))));
            db.unitOfWork().required(() -> engine.complete(kept.tasks.get(0), Map.of()));
            assertEquals(List.of("open"), db.unitOfWork().readOnly(() -> engine.activeSteps(instance)));
        }
        db.restart();
        kept.handlerThere = true;
        try (Engine engine = engine(db)) {
            db.unitOfWork().required(() -> engine.retry(kept.waiting));
            assertEquals(List.of("wait"), db.unitOfWork().readOnly(() -> engine.activeSteps(instance)));
            assertEquals(List.of(), db.unitOfWork().required(() -> engine.dueTimers(10)));
            db.clock().advance(Duration.ofDays(2));
            List<Engine.DueTimer> due = db.unitOfWork().required(() -> engine.dueTimers(10));
            assertEquals(1, due.size());
            db.unitOfWork().required(() -> engine.run(due.get(0)));
            assertEquals("ended", kept.told.get(kept.told.size() - 1));
        }
    }
}
