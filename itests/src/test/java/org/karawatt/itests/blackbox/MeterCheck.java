package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * The process {@code meter-check} that tests of workflow run: a start form with every kind of field, a choice, two tasks side by side, an
 * automatic step whose module nobody has deployed, and a way back.
 */
final class MeterCheck {

    static final String WORKFLOW = "/api/v1/workflow";
    static final String KEY = "meter-check";
    static final String ACCOUNT = "4200000004";
    static final String VALUES = "{\"name\":\"林恩飞\",\"account\":\"" + ACCOUNT + "\",\"doubt\":182.5}";
    private static final String JSON = "application/json";

    private final Distribution distribution;

    MeterCheck(DemoServer server) {
        this.distribution = server.distribution();
    }

    static byte[] file() throws IOException {
        try (var in = MeterCheck.class.getResourceAsStream("/process/meter-check.bpmn")) {
            return in.readAllBytes();
        }
    }

    /** Uploads the process; the same content again changes nothing, so that each test may. */
    JsonNode upload() throws IOException, InterruptedException {
        return DemoServer.JSON.readTree(ok(distribution.send(distribution.asAdmin(WORKFLOW + "/processes?fileName=meter-check.bpmn")
                .header("Content-Type", "application/xml").POST(HttpRequest.BodyPublishers.ofByteArray(file())))).body());
    }

    /** Opens a case of it. */
    JsonNode open(String title) throws IOException, InterruptedException {
        return DemoServer.JSON.readTree(ok(post("/cases", "{\"processKey\":\"" + KEY + "\",\"officeCode\":\"42\",\"accountNo\":\"" + ACCOUNT
                + "\",\"title\":\"" + title + "\",\"values\":" + VALUES + "}")).body());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = distribution.asAdmin(WORKFLOW + path).header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return distribution.send(headers.length == 0 ? request : request.headers(headers));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return DemoServer.JSON.readTree(ok(distribution.getAsAdmin(WORKFLOW + path)).body());
    }

    /** The task of a case at a step that is still to be done. */
    JsonNode task(long caseId, String step) throws IOException, InterruptedException {
        for (JsonNode task : get("/cases/" + caseId).get("tasks")) {
            if (task.get("stepKey").asText().equals(step) && !task.get("status").asText().equals("DONE")
                    && !task.get("status").asText().equals("CANCELLED")) {
                return task;
            }
        }
        throw new AssertionError("no task at " + step);
    }

    void complete(long caseId, String step, String values) throws IOException, InterruptedException {
        ok(post("/tasks/" + task(caseId, step).get("id").asLong() + "/complete", "{\"values\":" + values + "}"));
    }

    static HttpResponse<String> ok(HttpResponse<String> answer) {
        assertEquals(2, answer.statusCode() / 100, () -> answer.statusCode() + " " + answer.body());
        return answer;
    }
}
