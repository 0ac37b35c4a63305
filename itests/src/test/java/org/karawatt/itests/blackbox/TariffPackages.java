package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Imports tariff packages, and proposes other things, as a biller and cashier, so that the administrator can decide about them. */
final class TariffPackages {

    /** Who imports. */
    static final String USER = "importer";
    static final String PASSWORD = "a long importer password";

    private final DemoServer server;

    TariffPackages(DemoServer server) throws Exception {
        this.server = server;
        Distribution.Result added = server.distribution().client("jaas:realm-manage --realm karaf; jaas:user-add " + USER + " '" + PASSWORD
                + "'; jaas:role-add " + USER + " biller; jaas:role-add " + USER + " cashier; jaas:role-add " + USER + " 'office:/'; jaas:update");
        assertEquals(0, added.code(), added::toString);
    }

    /** A package of one flat household tariff, 0.6 a kWh, with its case. */
    static String flat(String code, String version) {
        return "{\"package\":\"" + code + "\",\"version\":\"" + version + "\",\"name\":{\"zh\":\"测试\",\"en\":\"Test\"},"
                + "\"source\":\"made for a test\",\"currency\":\"CNY\",\"tariffs\":[{\"code\":\"" + code
                + "\",\"name\":{\"zh\":\"测试\",\"en\":\"Test\"},\"usageClass\":\"RESIDENTIAL\",\"validFrom\":\"2025-01-01\","
                + "\"energy\":{\"method\":\"FLAT\",\"price\":0.6}}],\"cases\":[{\"name\":\"hundred\",\"source\":\"100 x 0.6\",\"tariff\":\""
                + code + "\",\"input\":{\"from\":\"2026-01-01\",\"to\":\"2026-02-01\",\"activeKwh\":100},\"expect\":{\"total\":60.00}}]}";
    }

    /** Imports a package; returns its id. */
    String propose(String content) throws Exception {
        HttpResponse<String> imported = server.distribution().send(server.distribution().as(USER, PASSWORD,
                "/api/v1/business/tariff-packages?name=test.json").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(content)));
        assertEquals(201, imported.statusCode(), imported::body);
        String id = DemoServer.JSON.readTree(imported.body()).path("id").asText();
        assertTrue(id.matches("\\d+"), imported::body);
        return id;
    }

    /** Proposes the correction of a bill; returns its id. */
    String proposeCorrection(String body) throws Exception {
        return propose("bill-corrections", body);
    }

    /** Proposes a recovery, which the administrator may then decide about, and tells its number. */
    String proposeRecovery(String body) throws Exception {
        return propose("recoveries", body);
    }

    /** Proposes to reverse an approved recovery, which the administrator may then decide about. */
    void proposeReversal(String recovery) throws Exception {
        HttpResponse<String> proposed = server.distribution().send(server.distribution().as(USER, PASSWORD, "/api/v1/business/recoveries/"
                + recovery + "/reversal").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"audited\"}")));
        assertEquals(200, proposed.statusCode(), proposed::body);
    }

    /** Proposes a payout, which the administrator may then decide about, and tells its number. */
    String proposePayout(String body) throws Exception {
        return propose("payouts", body);
    }

    private String propose(String resource, String body) throws Exception {
        HttpResponse<String> proposed = server.distribution().send(server.distribution().as(USER, PASSWORD, "/api/v1/business/" + resource)
                .header("Content-Type", "application/json").header("Idempotency-Key", "biller-" + resource + "-1")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertEquals(201, proposed.statusCode(), proposed::body);
        return DemoServer.JSON.readTree(proposed.body()).path("id").asText();
    }

    /** Decides as the administrator. */
    void decide(String id, String decision) throws Exception {
        HttpResponse<String> done = server.post("/tariff-packages/" + id + "/" + decision, "application/json", "{\"note\":\"test\"}");
        assertEquals(200, done.statusCode(), done::body);
    }
}
