package org.karawatt.quality.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

class SupervisionNewsTest {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void manyChangesAreToldOnceAndWithoutWhatTheyWereAbout() {
        SupervisionNews news = new SupervisionNews((topic, permission, json) -> told.add(topic + " " + permission + " " + json), 3_600_000);
        try {
            news.tell();
            assertEquals(List.of(), told);
            for (int i = 0; i < 500; i++) {
                news.handleEvent(new Event("karawatt/workflow/case/changed", Map.of("caseNo", "W1", "by", "lin")));
            }
            news.tell();
            news.tell();
            assertEquals(List.of("supervision quality.read {\"changes\":500}"), told);
        } finally {
            news.close();
        }
    }
}
