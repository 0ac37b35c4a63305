package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A clerk of one branch sees his branch and nothing else, whatever door he tries. */
@ExtendWith(DemoServer.Extension.class)
class OfficeScopeIT {

    private static final String PASSWORD = "a long clerk password";

    @Test
    void anotherOfficesCustomerDoesNotExist(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        JsonNode account = server.get("/accounts/4200000001");
        JsonNode offices = server.get("/offices");
        String own = pathOf(offices, account.get("officeCode").asText());
        String branch = own.substring(0, own.indexOf('/', own.indexOf('/', 1) + 1) + 1);
        Distribution.Result added = distribution.client("jaas:realm-manage --realm karaf; jaas:user-add scoped '" + PASSWORD
                + "'; jaas:role-add scoped clerk; jaas:role-add scoped 'office:" + branch + "'; jaas:update");
        assertEquals(0, added.code(), added::toString);

        JsonNode mine = DemoServer.JSON.readTree(get(distribution, "/accounts?limit=500").body());
        assertTrue(mine.get("total").asInt() > 0 && mine.get("total").asInt() < DemoServer.CUSTOMERS, mine::toString);
        assertEquals(200, get(distribution, "/accounts/4200000001").statusCode());
        String foreign = null;
        for (JsonNode other : server.get("/accounts?limit=500").get("items")) {
            if (!pathOf(offices, other.get("officeCode").asText()).startsWith(branch)) {
                foreign = other.get("accountNo").asText();
            }
        }
        assertNotEquals(null, foreign);
        for (String path : new String[] {"/accounts/" + foreign, "/accounts/" + foreign + "/view", "/receivables?accountNo=" + foreign,
            "/bill-preview?month=2026-02&accountNo=" + foreign}) {
            HttpResponse<String> answer = get(distribution, path);
            assertTrue(answer.statusCode() == 404 || answer.statusCode() == 403, () -> path + " " + answer.statusCode() + answer.body());
            assertFalse(answer.body().contains("清河市"), answer::body);
        }
        assertEquals(0, DemoServer.JSON.readTree(get(distribution, "/bills?accountNo=" + foreign).body()).path("total").asInt());
        HttpResponse<String> run = distribution.send(distribution.as("scoped", PASSWORD, "/api/v1/business/runs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"billing\",\"params\":{\"month\":\"2026-02\",\"office\":\"42\"}}")));
        assertTrue(run.statusCode() == 403 || run.statusCode() == 404, run::body);
    }

    private static HttpResponse<String> get(Distribution distribution, String path) throws Exception {
        return distribution.send(distribution.as("scoped", PASSWORD, "/api/v1/business" + path).GET());
    }

    private static String pathOf(JsonNode offices, String code) {
        for (JsonNode office : offices) {
            if (office.get("code").asText().equals(code)) {
                return office.get("path").asText();
            }
        }
        throw new AssertionError("no office " + code);
    }
}
