package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A power failure in each step of a household's new connection, a little later within the step each time: after the restart the step has
 * either been done or not begun, whoever asks again does it, and in the end there is one customer, one account and one meter.
 */
class ConnectionKillIT {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionKillIT.class);
    private static final String METER = "KILL-IT-1";
    private static final String NAME = "断电客户";
    /** How long a step may go on before the failure; an answer that comes earlier is followed by the failure at once. */
    private static final int[] MILLIS = {30, 250, 600, 1200, 2500, 5000, 100};

    private Distribution distribution;
    private int kills;
    private int lost;

    @Test
    void aPowerFailureInEachStepLosesAndDoublesNothing() throws Exception {
        try (Distribution unpacked = Distribution.unpack("connection kill")) {
            distribution = unpacked;
            distribution.start();
            assertEquals(0, distribution.run("demo", "--customers", "20").code());
            JsonNode area = get("/business/areas?limit=1").get("items").get(0);
            String route = get("/business/routes?limit=1").get("items").get(0).get("routeNo").asText();
            assertEquals(201, post("/business/assets", LoadClients.asset(METER)).get(60, TimeUnit.SECONDS).statusCode());

            long caseId = opened();
            String today = DemoServer.JSON.readTree(distribution.client("karawatt:business-date", "--json").output()).get("today").asText();
            Map<String, String> steps = new LinkedHashMap<>();
            steps.put("documents", "{\"outcome\":\"passed\"}");
            steps.put("survey", "{\"outcome\":\"feasible\",\"areaNo\":\"" + area.get("areaNo").asText() + "\"}");
            steps.put("reply", "{\"outcome\":\"accepted\"}");
            steps.put("meter", "{\"meterNo\":\"" + METER + "\",\"initialTotal\":\"12.50\",\"routeNo\":\"" + route + "\",\"energisedOn\":\"" + today
                    + "\"}");
            steps.put("file", "{\"archiveNo\":\"K-1\"}");
            steps.put("callback", "{\"satisfaction\":5}");
            for (Map.Entry<String, String> step : steps.entrySet()) {
                complete(caseId, step.getKey(), step.getValue());
            }

            JsonNode view = get("/workflow/cases/" + caseId);
            assertEquals("CLOSED", view.get("workCase").get("status").asText(), view::toString);
            assertEquals("energised", view.get("workCase").get("outcome").asText(), view::toString);
            String accountNo = view.get("values").get("accountNo").asText();
            JsonNode accounts = get("/business/accounts?limit=5&text=" + accountNo);
            assertEquals(1, accounts.get("total").asInt(), accounts::toString);
            assertEquals(21, get("/business/accounts?limit=1").get("total").asInt());
            assertEquals("INSTALLED", get("/business/assets/" + METER).get("status").asText());
            JsonNode account = get("/business/accounts/" + accountNo + "/view");
            assertEquals(1, account.get("points").size(), account::toString);
            assertEquals(METER, account.get("points").get(0).get("meterNo").asText());
            assertEquals(steps.size() + 1, kills);
            LOG.info("{} power failures, {} of them before the step was committed", kills, lost);
            assertEquals(0, distribution.client("karawatt:audit-verify").code());
        }
    }

    /** The case; a request that was lost is sent again only when there is no case of it. */
    private long opened() throws Exception {
        String body = "{\"processKey\":\"new-connection-residential\",\"officeCode\":\"42\",\"title\":\"killed\",\"values\":{\"customerName\":\"" + NAME
                + "\",\"idKind\":\"01\",\"idNumber\":\"330102199003075135\",\"phone\":\"13900000000\",\"address\":\"人民路12号\","
                + "\"urbanRural\":\"URBAN\",\"usageClass\":\"RESIDENTIAL\",\"tariffCode\":\"hunan-residential\",\"phase\":\"SINGLE\","
                + "\"loadKw\":\"8\"}}";
        interrupted(post("/workflow/cases", body));
        JsonNode cases = cases();
        if (cases.get("total").asInt() == 0) {
            lost++;
            HttpResponse<String> again = post("/workflow/cases", body).get(60, TimeUnit.SECONDS);
            assertEquals(201, again.statusCode(), again::body);
            cases = cases();
        }
        assertEquals(1, cases.get("total").asInt(), cases::toString);
        return cases.get("items").get(0).get("id").asLong();
    }

    private JsonNode cases() throws Exception {
        return get("/workflow/cases?process=new-connection-residential&limit=5");
    }

    private void complete(long caseId, String step, String values) throws Exception {
        Long task = task(caseId, step);
        assertTrue(task != null, () -> "nobody waits at " + step);
        String path = "/workflow/tasks/" + task + "/complete";
        interrupted(post(path, "{\"values\":" + values + "}"));
        if (task.equals(task(caseId, step))) {
            lost++;
            HttpResponse<String> again = post(path, "{\"values\":" + values + "}").get(60, TimeUnit.SECONDS);
            assertEquals(2, again.statusCode() / 100, again::body);
        }
        assertTrue(task(caseId, step) == null, () -> "the case goes on from " + step);
    }

    /** The open task of the case at a step; null when there is none. */
    private Long task(long caseId, String step) throws Exception {
        for (JsonNode task : get("/workflow/cases/" + caseId).get("tasks")) {
            String status = task.get("status").asText();
            if (task.get("stepKey").asText().equals(step) && !status.equals("DONE") && !status.equals("CANCELLED")) {
                return task.get("id").asLong();
            }
        }
        return null;
    }

    /** Lets a request go on for some time, ends the server as a power failure would, and starts it again. */
    private void interrupted(CompletableFuture<HttpResponse<String>> request) throws Exception {
        try {
            HttpResponse<String> answer = request.get(MILLIS[kills % MILLIS.length], TimeUnit.MILLISECONDS);
            assertEquals(2, answer.statusCode() / 100, answer::body);
        } catch (TimeoutException e) {
            LOG.info("the failure comes before the answer");
        }
        distribution.kill();
        kills++;
        try {
            request.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertTrue(e.getCause() instanceof IOException, e::toString);
        }
        distribution.start();
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String body) {
        return distribution.sendAsync(distribution.asAdmin("/api/v1" + path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = distribution.getAsAdmin("/api/v1" + path);
        assertEquals(200, answer.statusCode(), () -> path + " " + answer.body());
        return DemoServer.JSON.readTree(answer.body());
    }
}
