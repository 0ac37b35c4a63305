package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/** Valid writes of notices and outages; a second person prepares what the administrator releases. */
final class NoticeWrites {

    private static final String SERVICE = "/api/v1/service";
    private static final String JSON = "application/json";
    private static final String USER = "noticer";
    private static final String PASSWORD = "a long noticer password";
    private static final String VALUES = "{\"payBy\":\"2027-01-31\"}";
    private static final String TEMPLATE = "{\"nameZh\":\"审计\",\"nameEn\":\"Audit\",\"basis\":\"CONTRACT\",\"channels\":[\"sms\"],"
            + "\"placeholders\":[{\"name\":\"payBy\",\"type\":\"DATE\"}],\"texts\":{\"zh\":{\"subject\":\"审计\",\"text\":\"{{payBy}}\"},"
            + "\"en\":{\"subject\":\"Audit\",\"text\":\"{{payBy}}\"}}}";

    /** A template as a file. */
    static String templateFile(String code) {
        return "{\"code\":\"" + code + "\"," + TEMPLATE.substring(1);
    }

    private final DemoServer server;
    private String batch;
    private String outage;
    private String tag;

    NoticeWrites(DemoServer server) throws Exception {
        this.server = server;
        Distribution.Result added = server.distribution().client("jaas:realm-manage --realm karaf; jaas:user-add " + USER + " '" + PASSWORD
                + "'; jaas:role-add " + USER + " clerk; jaas:role-add " + USER + " 'office:/'; jaas:update");
        assertEquals(0, added.code(), added::toString);
    }

    private static HttpResponse<String> send(DemoServer server, HttpRequest.Builder request, String method, String body, String... headers)
            throws Exception {
        HttpRequest.Builder full = request.header("Content-Type", JSON).method(method, HttpRequest.BodyPublishers.ofString(body));
        return server.distribution().send(headers.length == 0 ? full : full.headers(headers));
    }

    private HttpResponse<String> admin(String method, String path, String body, String... headers) throws Exception {
        return admin(server, method, path, body, headers);
    }

    private static HttpResponse<String> admin(DemoServer server, String method, String path, String body, String... headers) throws Exception {
        return send(server, server.distribution().asAdmin(SERVICE + path), method, body, headers);
    }

    HttpResponse<String> template() throws Exception {
        return admin("PUT", "/notice-templates/audit-it", TEMPLATE);
    }

    HttpResponse<String> preview() throws Exception {
        return admin("POST", "/notice-templates/audit-it/preview", "{\"language\":\"en\",\"values\":" + VALUES + "}");
    }

    HttpResponse<String> preference(String customerNo) throws Exception {
        return admin("POST", "/notice-preferences/" + customerNo,
                "{\"kind\":\"*\",\"channel\":\"app\",\"wanted\":false,\"source\":\"test\",\"validFrom\":\"2026-01-01\"}");
    }

    HttpResponse<String> notice() throws Exception {
        return admin("POST", "/notices", "{\"code\":\"audit-it\",\"accountNo\":\"4200000004\",\"reference\":\"audit\",\"values\":" + VALUES + "}");
    }

    HttpResponse<String> prepare() throws Exception {
        return admin("POST", "/notice-batches", batchOf("audit"));
    }

    private static String batchOf(String title) {
        return "{\"title\":\"" + title + "\",\"code\":\"audit-it\",\"population\":{\"routeNo\":null,\"officeCode\":\"4201\"},\"values\":" + VALUES
                + "}";
    }

    /** Prepared by the other person. */
    HttpResponse<String> release() throws Exception {
        HttpResponse<String> prepared = send(server, server.distribution().as(USER, PASSWORD, SERVICE + "/notice-batches"), "POST", batchOf("released"));
        assertEquals(201, prepared.statusCode(), prepared::body);
        JsonNode made = DemoServer.JSON.readTree(prepared.body());
        batch = made.get("id").asText();
        return admin("POST", "/notice-batches/" + batch + "/release", "{\"confirmedAccounts\":" + made.get("accounts").asLong() + "}");
    }

    HttpResponse<String> onBatch(String what) throws Exception {
        return admin("POST", "/notice-batches/" + batch + "/" + what, "{}");
    }

    HttpResponse<String> cancelBatch() throws Exception {
        HttpResponse<String> prepared = prepare();
        return admin("POST", "/notice-batches/" + DemoServer.JSON.readTree(prepared.body()).get("id").asText() + "/cancel", "{}");
    }

    private static String times(int days) {
        LocalDateTime from = LocalDateTime.now().plusDays(days).truncatedTo(ChronoUnit.MINUTES);
        return "\"from\":\"" + from + "\",\"to\":\"" + from.plusHours(2) + "\",\"reason\":\"audit\"";
    }

    HttpResponse<String> plan() throws Exception {
        String line = server.get("/lines?limit=1").get("items").get(0).get("lineNo").asText();
        HttpResponse<String> planned = admin("POST", "/outages", "{\"kind\":\"PLANNED\",\"lineNo\":\"" + line + "\"," + times(10) + "}");
        outage = DemoServer.JSON.readTree(planned.body()).path("id").asText();
        tag = planned.headers().firstValue("ETag").orElse("");
        return planned;
    }

    HttpResponse<String> move() throws Exception {
        HttpResponse<String> moved = admin("PUT", "/outages/" + outage, "{" + times(12) + "}", "If-Match", tag);
        tag = moved.headers().firstValue("ETag").orElse("");
        return moved;
    }

    /** The outage has its notice: nothing is left to do. */
    HttpResponse<String> prepareNotice() throws Exception {
        return admin("POST", "/outages/" + outage + "/notice", "{}");
    }

    HttpResponse<String> callOff() throws Exception {
        return admin("POST", "/outages/" + outage + "/cancel", "{\"reason\":\"audit\"}", "If-Match", tag);
    }

    /** An outage that is under way ends early. */
    HttpResponse<String> restore() throws Exception {
        String line = server.get("/lines?limit=1").get("items").get(0).get("lineNo").asText();
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).truncatedTo(ChronoUnit.MINUTES);
        HttpResponse<String> planned = admin("POST", "/outages", "{\"kind\":\"FAULT\",\"lineNo\":\"" + line + "\",\"from\":\""
                + now.minusHours(3) + "\",\"to\":\"" + now.plusHours(3) + "\",\"reason\":\"audit\",\"shortNoticeReason\":\"audit\"}");
        return admin("POST", "/outages/" + DemoServer.JSON.readTree(planned.body()).path("id").asText() + "/restoration",
                "{\"at\":\"" + now.minusHours(1) + "\",\"reason\":\"audit\"}", "If-Match", planned.headers().firstValue("ETag").orElse(""));
    }

    /** A gateway of this test's own refuses the notice that waits for a channel, so that there is one to try again. */
    HttpResponse<String> retry() throws Exception {
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            exchange.sendResponseHeaders(422, -1);
            exchange.close();
        });
        gateway.start();
        try {
            assertEquals(0, server.distribution().client("config:edit --factory --alias audit org.karawatt.notice.http; config:property-set channel sms;"
                    + " config:property-set url http://127.0.0.1:" + gateway.getAddress().getPort() + "/; config:update").code());
            Instant end = Instant.now().plusSeconds(60);
            JsonNode failed = failed();
            while (failed.isEmpty()) {
                assertTrue(Instant.now().isBefore(end), "no notice has failed");
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                failed = failed();
            }
            return admin("POST", "/notices/" + failed.get(0).get("id").asText() + "/retry", "{}");
        } finally {
            gateway.stop(0);
        }
    }

    private JsonNode failed() throws Exception {
        return DemoServer.JSON.readTree(server.distribution().getAsAdmin(SERVICE + "/notices?status=FAILED&limit=1").body()).get("items");
    }

    /** What a letter that was laid down for printing came to. */
    HttpResponse<String> receipt() throws Exception {
        long letter = letter(server, "audit-letter");
        return admin("POST", "/notices/receipts", "[{\"messageId\":\"kw-" + letter + "\",\"outcome\":\"DELIVERED\",\"at\":\"" + Instant.now()
                + "\",\"evidence\":\"RL-1\"}]");
    }

    /** A letter by a template of this name that has been laid down for printing. */
    static long letter(DemoServer server, String code) throws Exception {
        letters(server.distribution());
        assertEquals(200, admin(server, "PUT", "/notice-templates/" + code, letterTemplate()).statusCode());
        HttpResponse<String> stored = admin(server, "POST", "/notices", "{\"code\":\"" + code + "\",\"accountNo\":\"4200000004\",\"reference\":\""
                + code + "\",\"values\":" + VALUES + "}");
        assertEquals(202, stored.statusCode(), stored::body);
        long id = DemoServer.JSON.readTree(stored.body()).get(0).get("id").asLong();
        SwapIT.await("the letter is laid down", () -> DemoServer.JSON.readTree(server.distribution().getAsAdmin(SERVICE + "/notices/" + id).body())
                .path("notice").path("status").asText().equals("SENT"));
        return id;
    }

    /** The template, for a letter. */
    static String letterTemplate() {
        return TEMPLATE.replace("\"sms\"", "\"letter\"");
    }

    /** Has letters laid down in the server's own folder, which is told. */
    static Path letters(Distribution distribution) throws Exception {
        Path folder = distribution.home().resolve("data/letters").toAbsolutePath();
        Distribution.Result set = distribution.client("config:edit org.karawatt.notice.letter; config:property-set directory '" + folder
                + "'; config:update");
        assertEquals(0, set.code(), set::toString);
        return folder;
    }
}
