package org.karawatt.workflow.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.api.WorkflowErrors;

class LimitFileTest {

    @Test
    void theShippedLimitsAreRead() throws Exception {
        List<TimeLimit> limits;
        try (var in = LimitFileTest.class.getResourceAsStream("/KARAWATT-INF/process/limits.json")) {
            limits = LimitFile.read("limits.json", in.readAllBytes());
        }
        assertEquals(limits.size(), limits.stream().map(TimeLimit::code).distinct().count());
        TimeLimit residential = limits.stream().filter(limit -> limit.code().equals("NC-RES")).findFirst().orElseThrow();
        assertEquals(5, residential.amount());
        assertEquals(TimeLimit.Unit.WORK_DAY, residential.unit());
    }

    @Test
    void everyFaultIsTold() {
        String bad = """
                {"limits": [
                  {"code": "A", "nameZh": "一", "nameEn": "one", "amount": 0, "unit": "DAY", "rule": "r", "validFrom": "2020-01-01"},
                  {"code": "B", "nameZh": "二", "nameEn": "two", "amount": 1, "unit": "WEEK", "rule": "r", "validFrom": "2020-01-01"},
                  {"code": "C", "nameZh": "三", "nameEn": "three", "amount": 1, "unit": "DAY", "rule": "r", "validFrom": "2020-13-01"}]}
                """;
        assertEquals(3, refused(bad).faults().size());
        KarawattException broken = refused("{\"limits\": [\n}");
        assertEquals(WorkflowErrors.BAD_DEFINITION, broken.faults().get(0).code());
        assertEquals(2, broken.faults().get(0).args().get(1));
        assertEquals(1, refused("{}").faults().size());
    }

    private static KarawattException refused(String json) {
        return assertThrows(KarawattException.class, () -> LimitFile.read("bad.json", json.getBytes(StandardCharsets.UTF_8)));
    }
}
