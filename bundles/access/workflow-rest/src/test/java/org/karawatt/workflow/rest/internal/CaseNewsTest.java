package org.karawatt.workflow.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

class CaseNewsTest {

    @Test
    void whichCaseHasChangedIsToldAndNothingElse() {
        List<String> told = new ArrayList<>();
        CaseNews news = new CaseNews((topic, permission, json) -> told.add(topic + " " + permission + " " + json));
        news.handleEvent(new Event(CaseNews.CHANGED, Map.of("case", 4711L, "caseNo", "W20260000001", "kind", "DONE", "by", "lin")));
        news.handleEvent(new Event(CaseNews.CHANGED, Map.of("kind", "DONE")));
        assertEquals(List.of("workflow workflow.read {\"case\":4711}"), told);
    }
}
