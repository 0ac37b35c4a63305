package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What tests need of the service layer on a running server, and a second person for what needs four eyes. */
final class ServiceDesk {

    static final String SERVICE = "/api/v1/service";
    static final String ENQUIRY = "{\"kind\":\"ENQUIRY\",\"channel\":\"CALL\",\"officeCode\":\"42\",\"details\":\"tested\",\"answer\":\"told\"}";
    static final String FAULT = "{\"kind\":\"FAULT\",\"channel\":\"CALL\",\"officeCode\":\"42\",\"details\":\"no supply\",\"area\":\"CITY\"}";
    static final String REASON = "{\"reason\":\"tested\"}";
    static final String TAKE = "{\"office\":\"42\",\"business\":\"A\"}";
    static final String CALL = "{\"office\":\"42\",\"counterNo\":\"1\"}";
    static final String HAND_OVER = "{\"office\":\"42\",\"note\":\"tested\"}";
    static final String ARTICLE = "{\"topic\":\"SAVING\",\"openToAll\":true,\"titleZh\":\"测试条目\",\"titleEn\":\"A tested article\","
            + "\"bodyZh\":\"用于测试的正文\",\"bodyEn\":\"A text for tests about zeppelins\"}";
    private static final String SECOND = "second";
    private static final String PASSWORD = "a long second password";

    private final DemoServer server;
    private boolean known;

    ServiceDesk(DemoServer server) {
        this.server = server;
    }

    /** A request as the second person; the answer must be 2xx. */
    JsonNode asSecond(String method, String path, String body) throws Exception {
        Distribution distribution = server.distribution();
        if (!known) {
            Distribution.Result added = distribution.client("jaas:realm-manage --realm karaf; jaas:user-add " + SECOND + " '" + PASSWORD
                    + "'; jaas:role-add " + SECOND + " admin; jaas:update");
            assertEquals(0, added.code(), added::toString);
            known = true;
        }
        return body(distribution.send(distribution.as(SECOND, PASSWORD, path).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))));
    }

    private JsonNode asAdmin(String method, String path, String body) throws Exception {
        Distribution distribution = server.distribution();
        return body(distribution.send(distribution.asAdmin(path).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))));
    }

    private static JsonNode body(HttpResponse<String> answer) throws Exception {
        assertEquals(2, answer.statusCode() / 100, answer::body);
        return DemoServer.JSON.readTree(answer.body());
    }

    /** The number of a fault on the customer's side that waits to be called back. */
    String advised() throws Exception {
        JsonNode contact = asAdmin("POST", SERVICE + "/contacts", FAULT);
        String caseNo = contact.get("caseNo").asText();
        task(caseNo, "triage", "{\"values\":{\"side\":\"customer\"}}");
        task(caseNo, "advise", "{\"values\":{\"advice\":\"tested\"}}");
        return caseNo;
    }

    private void task(String caseNo, String step, String values) throws Exception {
        for (JsonNode task : asAdmin("GET", "/api/v1/workflow/tasks?process=fault-repair&limit=500", "").get("items")) {
            if (task.get("caseNo").asText().equals(caseNo) && task.get("stepKey").asText().equals(step)) {
                asAdmin("POST", "/api/v1/workflow/tasks/" + task.get("id").asLong() + "/complete", values);
                return;
            }
        }
        throw new AssertionError(caseNo + " does not wait at " + step);
    }

    /** A ticket that has been called. */
    String calledTicket() throws Exception {
        asAdmin("POST", SERVICE + "/tickets", TAKE);
        return asAdmin("POST", SERVICE + "/tickets/next", CALL).get("id").asText();
    }

    /** A shift that the second person has handed over. */
    String handedOverBySecond() throws Exception {
        return asSecond("POST", SERVICE + "/hand-overs", HAND_OVER).get("id").asText();
    }

    void acceptedBySecond(String handOver) throws Exception {
        asSecond("POST", SERVICE + "/hand-overs/" + handOver + "/acceptance", "");
    }

    /** An article that the second person has written and submitted. */
    void submittedBySecond(String code) throws Exception {
        asSecond("PUT", SERVICE + "/articles/" + code + "/draft", ARTICLE);
        asSecond("POST", SERVICE + "/articles/" + code + "/submission", "");
    }
}
