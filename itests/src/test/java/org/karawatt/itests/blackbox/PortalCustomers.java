package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers of the portal of the shared server. A gateway of its own takes the mails with the codes, by a channel of its own, and the limits
 * make room for all tests, which come from one address.
 */
final class PortalCustomers implements AutoCloseable {

    static final String PASSWORD = "a long portal password";
    private static final String PORTAL = "/api/v1/portal";

    private final DemoServer server;
    private final HttpServer gateway;
    private final Map<String, Queue<String>> mails = new ConcurrentHashMap<>();
    private final AtomicInteger people = new AtomicInteger();

    /** A customer with his cookie and second secret. */
    record Customer(DemoServer server, String email, String cookie, String csrf) {

        HttpResponse<String> send(String method, String path, String body) throws Exception {
            return patiently(server, HttpRequest.newBuilder(server.distribution().uri(PORTAL + path)).timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/json").header("Cookie", cookie).header("X-CSRF-Token", csrf)
                    .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
        }

        HttpResponse<String> upload(String path, String type, String content) throws Exception {
            return patiently(server, HttpRequest.newBuilder(server.distribution().uri(PORTAL + path)).timeout(Duration.ofSeconds(60))
                    .header("Content-Type", type).header("Cookie", cookie).header("X-CSRF-Token", csrf)
                    .POST(HttpRequest.BodyPublishers.ofString(content)));
        }

        JsonNode get(String path) throws Exception {
            HttpResponse<String> answer = send("GET", path, null);
            assertEquals(200, answer.statusCode(), answer::body);
            return DemoServer.JSON.readTree(answer.body());
        }
    }

    PortalCustomers(DemoServer server) throws Exception {
        this.server = server;
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            JsonNode mail = DemoServer.JSON.readTree(exchange.getRequestBody());
            mails.computeIfAbsent(mail.get("to").asText(), to -> new ConcurrentLinkedQueue<>()).add(mail.get("text").asText());
            byte[] answer = "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        gateway.start();
        assertEquals(0, server.distribution().client("config:edit --factory --alias portal org.karawatt.notice.http;"
                + " config:property-set channel portal-codes; config:property-set url http://127.0.0.1:" + gateway.getAddress().getPort()
                + "/; config:update; config:edit org.karawatt.portal; config:property-set channel portal-codes;"
                + " config:property-set tries.address 1000; config:update").code());
        Instant end = Instant.now().plusSeconds(60);
        while (post("/password-resets", "{\"email\":\"nobody@example.org\"}").statusCode() != 200) {
            assertTrue(Instant.now().isBefore(end), "the channel of the codes has not come");
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
    }

    /** A request of somebody without a session. */
    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return patiently(server, HttpRequest.newBuilder(server.distribution().uri(PORTAL + path)).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Asks again while the portal takes up its new configuration, which it may do twice: once as it is set and once from its file. */
    private static HttpResponse<String> patiently(DemoServer server, HttpRequest.Builder request) throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        HttpResponse<String> answer = server.distribution().send(request);
        while (answer.statusCode() == 503 && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            answer = server.distribution().send(request);
        }
        return answer;
    }

    /** The six digits of the next mail to the address. */
    String codeFor(String email) {
        Instant end = Instant.now().plusSeconds(30);
        while (true) {
            Queue<String> mailed = mails.get(email);
            String text = mailed == null ? null : mailed.poll();
            if (text != null) {
                return text.replaceAll("(?s)^.*?(\\d{6}).*$", "$1");
            }
            assertTrue(Instant.now().isBefore(end), "no mail to " + email);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** An address that nobody has yet. */
    String email() {
        return "customer" + people.incrementAndGet() + "@example.org";
    }

    /** What the customer of an account knows: his last bill and his telephone number. */
    ObjectNode proof(String accountNo) throws Exception {
        JsonNode bill = server.get("/bills?accountNo=" + accountNo + "&limit=1").get("items").get(0);
        String customerNo = server.get("/accounts/" + accountNo).get("customerNo").asText();
        return DemoServer.JSON.createObjectNode().put("accountNo", accountNo).put("month", bill.get("month").asText())
                .put("amount", bill.get("amount").decimalValue()).put("secret", server.get("/customers/" + customerNo).get("phone").asText());
    }

    /** Somebody who has just registered; with the proof of an account, or null without one. */
    Customer registered(String accountNo) throws Exception {
        String email = email();
        ObjectNode body = DemoServer.JSON.createObjectNode().put("email", email).put("password", PASSWORD);
        if (accountNo != null) {
            body.set("proof", proof(accountNo));
        }
        HttpResponse<String> pending = post("/registrations", body.toString());
        assertEquals(200, pending.statusCode(), pending::body);
        String token = DemoServer.JSON.readTree(pending.body()).get("token").asText();
        HttpResponse<String> confirmed = post("/registrations/confirm", DemoServer.JSON.createObjectNode().put("token", token)
                .put("code", codeFor(email)).toString());
        assertEquals(200, confirmed.statusCode(), confirmed::body);
        return new Customer(server, email, confirmed.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0],
                DemoServer.JSON.readTree(confirmed.body()).get("csrf").asText());
    }

    /** The number of the login of somebody who has registered, as staff sees it. */
    String loginOf(Customer customer) throws Exception {
        HttpResponse<String> found = server.distribution().getAsAdmin("/api/v1/service/portal-logins?text=" + customer.email());
        assertEquals(200, found.statusCode(), found::body);
        return DemoServer.JSON.readTree(found.body()).get(0).get("id").asText();
    }

    @Override
    public void close() {
        gateway.stop(0);
    }
}
