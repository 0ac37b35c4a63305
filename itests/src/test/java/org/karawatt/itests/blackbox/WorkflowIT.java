package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One case through REST and shell on the packed distribution, by a process that was uploaded a moment before. */
@ExtendWith(DemoServer.Extension.class)
class WorkflowIT {

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void aCaseGoesFromItsUploadedProcessToItsEnd(DemoServer server) throws Exception {
        MeterCheck check = new MeterCheck(server);
        JsonNode process = check.upload();
        assertEquals(process.get("version").asInt(), check.upload().get("version").asInt(), "the same file again is no new version");
        assertEquals(8, check.get("/processes/meter-check/start-form").size());
        assertTrue(check.get("/processes/" + process.get("id").asLong() + "/picture").get("nodes").size() > 10);

        JsonNode opened = check.open("申请校表");
        long id = opened.get("id").asLong();
        String caseNo = opened.get("caseNo").asText();
        assertEquals(id, check.get("/cases/" + caseNo).get("workCase").get("id").asLong(), "by its number too");
        assertEquals(MeterCheck.ACCOUNT, check.get("/cases/" + id).get("accountNo").asText());

        JsonNode review = check.task(id, "accept");
        HttpResponse<String> refused = check.post("/tasks/" + review.get("id").asLong() + "/complete",
                "{\"values\":{\"fee\":\"501\",\"outcome\":\"perhaps\",\"other\":1}}");
        assertEquals(422, refused.statusCode(), refused::body);
        List<String> fields = new ArrayList<>();
        DemoServer.JSON.readTree(refused.body()).get("faults").forEach(fault -> fields.add(fault.get("field").asText()));
        assertEquals(List.of("other", "fee", "outcome"), fields, "all faults at once");
        assertEquals(412, check.post("/tasks/" + review.get("id").asLong() + "/claim", "", "If-Match", "\"99\"").statusCode());
        assertEquals(200, check.post("/tasks/" + review.get("id").asLong() + "/claim", "", "If-Match", "\"0\"").statusCode());

        // the shell goes on where REST has begun, as another user
        MeterCheck.ok(check.post("/tasks/" + review.get("id").asLong() + "/release", "{\"reason\":\"somebody else is nearer\"}"));
        Distribution.Result done = server.distribution().client("workflow:task-complete", review.get("id").asText(), "fee=35",
                "outcome=passed", "note='go on'");
        assertEquals(0, done.code(), done::toString);
        assertEquals(List.of("inform", "test"), texts(check.get("/cases/" + id).get("activeSteps")).stream().sorted().toList());

        String picture = "测试 picture.png";
        byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        HttpResponse<String> added = MeterCheck.ok(server.distribution().send(server.distribution().asAdmin(MeterCheck.WORKFLOW + "/cases/" + id
                + "/attachments?fileName=%E6%B5%8B%E8%AF%95%20picture.png").header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))));
        HttpResponse<String> file = server.distribution().getAsAdmin(MeterCheck.WORKFLOW + "/cases/" + id + "/attachments/"
                + DemoServer.JSON.readTree(added.body()).get("id").asLong());
        assertEquals("image/png", file.headers().firstValue("Content-Type").orElse(""));
        assertEquals("attachment; filename*=UTF-8''%E6%B5%8B%E8%AF%95%20picture.png",
                file.headers().firstValue("Content-Disposition").orElse(""), picture);
        assertEquals("nosniff", file.headers().firstValue("X-Content-Type-Options").orElse(""));
        HttpResponse<String> html = server.distribution().send(server.distribution().asAdmin(MeterCheck.WORKFLOW + "/cases/" + id
                + "/attachments?fileName=x.html").header("Content-Type", "text/html").POST(HttpRequest.BodyPublishers.ofString("<b>x</b>")));
        assertTrue(html.statusCode() == 422 && html.body().contains("WORKFLOW-017"), html::body);
        HttpResponse<String> large = server.distribution().send(server.distribution().asAdmin(MeterCheck.WORKFLOW + "/cases/" + id
                + "/attachments?fileName=x.zip").header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])));
        assertTrue(large.statusCode() == 422 && large.body().contains("WORKFLOW-016"), large::body);

        assertEquals(0, server.distribution().client("workflow:case-suspend", caseNo, "'customer is away'").code());
        assertEquals(409, check.post("/tasks/" + check.task(id, "inform").get("id").asLong() + "/claim", "").statusCode());
        MeterCheck.ok(check.post("/cases/" + caseNo + "/resume", "{\"reason\":\"he is back\"}"));
        check.complete(id, "inform", "{}");
        check.complete(id, "test", "{\"error\":3.5}");

        // the module that would correct the energy is not deployed: the case says so, and waits
        JsonNode parked = check.get("/cases/" + id);
        assertTrue(parked.get("workCase").get("parked").asBoolean());
        assertEquals("WORKFLOW-012", parked.get("parked").get(0).get("code").asText());
        Distribution.Result back = server.distribution().client("workflow:case-roll-back", caseNo, "correct", "accept", "'read again'");
        assertEquals(0, back.code(), back::toString);
        check.complete(id, "accept", "{\"fee\":0,\"outcome\":\"passed\"}");
        check.complete(id, "inform", "{}");
        check.complete(id, "test", "{\"error\":0.5}");
        check.complete(id, "answer", "{}");
        JsonNode closed = check.get("/cases/" + id);
        assertEquals("CLOSED", closed.get("workCase").get("status").asText());
        assertFalse(closed.get("workCase").get("parked").asBoolean());
        List<String> kinds = new ArrayList<>();
        check.get("/cases/" + id + "/history").forEach(event -> kinds.add(event.get("kind").asText()));
        assertTrue(kinds.containsAll(List.of("OPENED", "CLAIMED", "RELEASED", "ATTACHED", "SUSPENDED", "RESUMED", "PARKED", "ROLLED_BACK", "CLOSED")),
                kinds::toString);
    }

    @Test
    void aBrokenProcessIsRefusedWithEveryFaultAndItsLine(DemoServer server) throws Exception {
        String bad = new String(MeterCheck.file(), StandardCharsets.UTF_8).replace("karawatt:role=\"metering\"", "")
                .replace("<serviceTask", "<scriptTask");
        HttpResponse<String> answer = server.distribution().send(server.distribution().asAdmin(MeterCheck.WORKFLOW
                + "/processes?fileName=bad.bpmn").header("Content-Type", "application/xml").POST(HttpRequest.BodyPublishers.ofString(bad)));
        assertEquals(422, answer.statusCode(), answer::body);
        List<String> messages = new ArrayList<>();
        DemoServer.JSON.readTree(answer.body()).get("faults").forEach(fault -> messages.add(fault.get("field").asText() + " "
                + fault.get("message").asText()));
        List<String> lines = bad.lines().toList();
        for (String part : List.of("id=\"test\"", "<scriptTask")) {
            int line = 1 + lines.indexOf(lines.stream().filter(each -> each.contains(part)).findFirst().orElseThrow());
            assertTrue(messages.stream().anyMatch(message -> message.startsWith("line " + line + " ")), () -> part + " in " + messages);
        }
    }

    /** Stopping all of the business layer's doors leaves work lists where they are. */
    @Test
    void workListsDoNotNeedTheDoorsOfALayer(DemoServer server) throws Exception {
        MeterCheck check = new MeterCheck(server);
        check.upload();
        long id = check.open("不依赖业务层").get("id").asLong();
        String stop = "bundle:stop karawatt-business-pages karawatt-business-rest karawatt-business-shell";
        assertEquals(0, server.distribution().client(stop).code());
        try {
            check.complete(id, "accept", "{\"fee\":0,\"outcome\":\"refused\"}");
            assertEquals("CLOSED", check.get("/cases/" + id).get("workCase").get("status").asText());
        } finally {
            assertEquals(0, server.distribution().client(stop.replace("stop", "start")).code());
        }
    }
}
