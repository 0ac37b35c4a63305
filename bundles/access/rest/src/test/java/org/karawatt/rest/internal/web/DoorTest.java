package org.karawatt.rest.internal.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karawatt.rest.internal.event.Events;

class DoorTest {

    private static House house;
    private static HttpClient http;

    private MeterResource meters;

    @BeforeAll
    static void open() throws Exception {
        house = new House();
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @BeforeEach
    void deploy() {
        meters = new MeterResource("ours");
        house.publishing.add("/business", meters);
    }

    @AfterEach
    void undeploy() {
        house.ready(true);
        house.publishing.remove(meters);
    }

    private static HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + house.port + path)).timeout(Duration.ofSeconds(30));
    }

    private static HttpRequest.Builder as(String user, String path) {
        return anonymous(path).header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":right").getBytes(
                StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, String method, String body) {
        return request.header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    private static JsonNode problem(int status, String code, HttpResponse<String> response) throws IOException {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals("application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
        JsonNode problem = new ObjectMapper().readTree(response.body());
        assertEquals(code, problem.path("code").asText(), response.body());
        assertEquals(status, problem.path("status").asInt());
        assertEquals("urn:karawatt:problem:" + code, problem.path("type").asText());
        assertFalse(response.body().contains("\tat "), "no stack trace");
        assertFalse(response.body().contains("org.karawatt"), response.body());
        return problem;
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    // --- who may come in

    @Test
    void whatIsPublicIsReadByEverybodyAndChangedByNobody() throws Exception {
        MeterResource open = new MeterResource("open");
        house.publishing.add("/public", open);
        try {
            HttpResponse<String> answer = send(anonymous("/api/v1/public/meters"));
            assertEquals(200, answer.statusCode(), answer::body);
            assertTrue(answer.body().contains("open"), answer::body);
            problem(405, "REST-002", send(json(anonymous("/api/v1/public/meters"), "POST", "{\"count\":1}")));
            problem(405, "REST-002", send(json(as("root", "/api/v1/public/meters"), "POST", "{\"count\":1}")));
            assertEquals(401, send(anonymous("/api/v1/publicity/meters")).statusCode());
            assertEquals(401, send(anonymous("/api/v1/public")).statusCode());
            assertEquals(400, send(anonymous("/api/v1/public/../business/meters")).statusCode());
            assertEquals(401, send(anonymous("/api/v1/business/meters")).statusCode());
            int refused = 0;
            for (int i = 0; i < PublicLimit.USUAL && refused == 0; i++) {
                HttpResponse<String> again = send(anonymous("/api/v1/public/meters"));
                if (again.statusCode() == 429) {
                    refused++;
                    assertEquals("60", again.headers().firstValue("Retry-After").orElse(""));
                    problem(429, "REST-019", again);
                }
            }
            assertEquals(1, refused);
            assertEquals(200, send(as("clerk", "/api/v1/public/meters")).statusCode());
        } finally {
            house.publishing.remove(open);
        }
    }

    @Test
    void eachClientBehindTheProxyHasItsOwnShareOfWhatIsPublic() throws Exception {
        MeterResource open = new MeterResource("open");
        house.publishing.add("/public", open);
        try {
            for (int i = 0; i < PublicLimit.USUAL; i++) {
                // a new address each time, but written by the client
                assertEquals(200, send(anonymous("/api/v1/public/meters").header("X-Forwarded-For", "203.0.113." + i + ", 192.0.2.1"))
                        .statusCode());
            }
            assertEquals(429, send(anonymous("/api/v1/public/meters").header("X-Forwarded-For", "192.0.2.1")).statusCode());
            assertEquals(429, send(anonymous("/api/v1/public/meters").header("X-Forwarded-For", "192.0.2.2")
                    .header("X-Forwarded-For", "192.0.2.1")).statusCode());
            assertEquals(200, send(anonymous("/api/v1/public/meters").header("X-Forwarded-For", "192.0.2.2")).statusCode());
            // nobody serves it here
            assertEquals(404, send(anonymous("/public/articles/style.css").header("X-Forwarded-For", "192.0.2.1")).statusCode());
            for (String counted : List.of("/public/articles/other.css", "/public/articles/x/style.css", "/public/style.css")) {
                assertEquals(429, send(anonymous(counted).header("X-Forwarded-For", "192.0.2.1")).statusCode(), counted);
            }
        } finally {
            house.publishing.remove(open);
        }
    }

    @Test
    void failedLoginsCountAgainstTheClientBehindTheProxy() throws Exception {
        send(as("nobody", "/api/v1/business/meters").header("X-Forwarded-For", "192.0.2.3"));
        assertEquals("192.0.2.3", house.security.from);
        send(json(anonymous("/api/v1/system/session"), "POST", "{\"username\":\"clerk\",\"password\":\"wrong\"}")
                .header("X-Forwarded-For", "192.0.2.4"));
        assertEquals("192.0.2.4", house.security.from);
    }

    @Test
    void withoutALoginTheApiIsShut() throws Exception {
        HttpResponse<String> response = send(anonymous("/api/v1/business/meters"));
        problem(401, "SECURITY-003", response);
        assertEquals("Basic realm=\"karawatt\", charset=\"UTF-8\"", header(response, "WWW-Authenticate"));
        problem(401, "SECURITY-003", send(anonymous("/api/v1/openapi.json")));
        problem(401, "SECURITY-003", send(anonymous("/api/v1/no/such/thing")));
        problem(401, "SECURITY-003", send(anonymous("/api/v1/system/events")));
    }

    @Test
    void aBrowserIsNotAskedForBasicCredentials() throws Exception {
        assertNull(header(send(anonymous("/api/v1/business/meters").header("X-Requested-With", "fetch")), "WWW-Authenticate"));
        assertNull(header(send(anonymous("/api/v1/business/meters").header("Cookie", "KWSESSION=x")), "WWW-Authenticate"));
        assertNull(header(send(anonymous("/api/v1/business/meters").header("Sec-Fetch-Mode", "cors")), "WWW-Authenticate"));
    }

    @Test
    void wrongAndMalformedCredentialsAreRefusedEverywhere() throws Exception {
        for (String header : new String[] {"Basic " + Base64.getEncoder().encodeToString("root:wrong".getBytes(StandardCharsets.UTF_8)),
            "Basic !!!", "Basic cm9vdA==", "Bearer x", "Basic"}) {
            problem(401, "SECURITY-001", send(anonymous("/api/v1/business/meters").header("Authorization", header)));
            problem(401, "SECURITY-001", send(anonymous("/api/v1/system/session").header("Authorization", header)));
        }
    }

    @Test
    void whoHasFailedTooOftenIsToldToWait() throws Exception {
        HttpResponse<String> response = send(as("locked", "/api/v1/business/meters"));
        problem(429, "SECURITY-002", response);
        assertEquals("7", header(response, "Retry-After"));
    }

    @Test
    void rightCredentialsOpen() throws Exception {
        HttpResponse<String> response = send(as("clerk", "/api/v1/business/meters"));
        assertEquals(200, response.statusCode());
        assertEquals("{\"name\":\"ours\"}", response.body());
        assertEquals("no-store", header(response, "Cache-Control"));
        assertEquals("nosniff", header(response, "X-Content-Type-Options"));
        assertEquals("DENY", header(response, "X-Frame-Options"));
    }

    /** Jetty dispatches on the decoded, normalised path: none of these may reach a resource without a login, or confuse two paths. */
    @ParameterizedTest
    @ValueSource(strings = {
        "/api/v1/system/session/../../business/meters",
        "/api/v1/system/session/%2e%2e/%2e%2e/business/meters",
        "/api/v1/system/health/..;/..;/business/meters",
        "/api/v1/system/session;x=/../../business/meters",
        "/api/v1/system/session/..%2f..%2fbusiness/meters",
        "/console/../api/v1/business/meters",
        "/console/%2e%2e/api/v1/business/meters",
        "/console/..%2fapi/v1/business/meters",
        "/console/..;/api/v1/business/meters",
        "/console/m/../../api/v1/business/meters",
        "/console//../api/v1/business/meters",
        "//api/v1/business/meters",
        "/api//v1/business/meters",
        "/api/v1//business/meters",
        "/api/./v1/business/meters",
        "/%61pi/v1/business/meters",
        "/api/v1/business/m%65ters",
        "/api;a=b/v1/business/meters",
        "/api/v1/business/meters;/",
        "/api/v1/business/meters/%2e",
        "/api/v1/business%5cmeters",
        "/api/v1/business/meters%00",
        "/API/v1/business/meters",
        "/api/v1/system/session%2f..%2f..%2fbusiness/meters",
        "/api\\v1\\business\\meters",
    })
    void noWayOfWritingAnAddressLeadsPastTheLogin(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        int status = Integer.parseInt(answer.split(" ")[1]);
        assertTrue(status == 400 || status == 401 || status == 404, answer);
        assertFalse(answer.contains("ours"), answer);
    }

    @Test
    void anAddressWrittenOddlyIsRefusedAlsoAfterLogin() throws Exception {
        problem(400, "REST-018", send(as("root", "/api/v1/business/meters/x%2f..%2fcaller")));
        problem(400, "REST-018", send(as("root", "/api/v1/business/meters;x=1")));
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", house.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void traceIsNotAnswered() throws Exception {
        assertTrue(raw("TRACE /api/v1/business/meters HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").contains(" 405 "));
    }

    @Test
    void theRootLeadsToTheConsoleAndTheRestIsUnknown() throws Exception {
        HttpResponse<String> response = send(anonymous("/"));
        assertEquals(302, response.statusCode());
        assertTrue(header(response, "Location").endsWith("/console/"));
        problem(401, "SECURITY-003", send(anonymous("/stray")));
        problem(404, "REST-001", send(as("root", "/stray")));
        problem(404, "REST-001", send(as("root", "/cxf/v1/business/meters")));
    }

    // --- the customers' portal

    /** The portal knows its callers by itself; whatever staff shows at its door, it is nobody there. */
    @Test
    void staffIsNobodyInThePortal() throws Exception {
        MeterResource portal = new MeterResource("portal");
        house.publishing.add("/portal", portal);
        try {
            HttpResponse<String> login = login();
            String csrf = new ObjectMapper().readTree(login.body()).path("csrf").asText();
            assertTrue(send(as("root", "/api/v1/business/meters/caller")).body().contains("root"));
            for (HttpRequest.Builder request : List.of(as("root", "/api/v1/portal/meters/caller"),
                    anonymous("/api/v1/portal/meters/caller").header("Cookie", cookieOf(login)).header("X-CSRF-Token", csrf),
                    anonymous("/api/v1/portal/meters/caller"))) {
                HttpResponse<String> answer = send(request);
                assertEquals(200, answer.statusCode(), answer.body());
                assertTrue(answer.body().contains("anonymous"), answer.body());
                assertFalse(answer.body().contains("root") || answer.body().contains("clerk"), answer.body());
            }
        } finally {
            house.publishing.remove(portal);
        }
    }

    /** A token of the portal under either cookie opens nothing of the staff's. */
    @Test
    void aSessionOfThePortalOpensNothingElse() throws Exception {
        String token = "p".repeat(43);
        for (String cookie : List.of("KWPORTAL=" + token, "KWSESSION=" + token)) {
            problem(401, "SECURITY-003", send(anonymous("/api/v1/business/meters").header("Cookie", cookie)));
            problem(401, "SECURITY-003", send(anonymous("/api/v1/system/audit").header("Cookie", cookie)));
            problem(401, "SECURITY-003", send(anonymous("/api/v1/portals/meters").header("Cookie", cookie)));
        }
    }

    @Test
    void otherSitesCannotSendToThePortal() throws Exception {
        MeterResource portal = new MeterResource("portal");
        house.publishing.add("/portal", portal);
        try {
            problem(403, "REST-016", send(json(anonymous("/api/v1/portal/meters"), "POST", "{\"meter\":\"m\",\"count\":1}")
                    .header("Sec-Fetch-Site", "cross-site")));
            assertEquals(200, send(json(anonymous("/api/v1/portal/meters"), "POST", "{\"meter\":\"m\",\"count\":1}")
                    .header("Sec-Fetch-Site", "same-origin")).statusCode());
            problem(400, "REST-018", send(anonymous("/api/v1/portal/..%2fbusiness/meters")));
        } finally {
            house.publishing.remove(portal);
        }
    }

    @Test
    void thePortalIsNotFlooded() throws Exception {
        MeterResource portal = new MeterResource("portal");
        house.publishing.add("/portal", portal);
        try {
            // a proxy on this machine tells for whom it asks, so that the others of this test are not counted with it
            HttpResponse<String> last = null;
            for (int i = 0; i <= PublicLimit.USUAL; i++) {
                last = send(anonymous("/api/v1/portal/meters").header("X-Forwarded-For", "203.0.113.77"));
            }
            problem(429, "REST-019", last);
            assertEquals("60", header(last, "Retry-After"));
            assertEquals(200, send(anonymous("/api/v1/portal/meters").header("X-Forwarded-For", "203.0.113.78")).statusCode());
        } finally {
            house.publishing.remove(portal);
        }
    }

    // --- sessions

    private static String cookieOf(HttpResponse<String> login) {
        return header(login, "Set-Cookie").split(";")[0];
    }

    private static HttpResponse<String> login() throws Exception {
        return send(json(anonymous("/api/v1/system/session"), "POST", "{\"username\":\"clerk\",\"password\":\"right\"}"));
    }

    @Test
    void aSessionIsACookieThatScriptsAndOtherSitesCannotUse() throws Exception {
        HttpResponse<String> login = login();
        assertEquals(200, login.statusCode(), login.body());
        String cookie = header(login, "Set-Cookie");
        assertTrue(cookie.startsWith("KWSESSION=") && cookie.endsWith("; Path=/; HttpOnly; SameSite=Strict"), cookie);
        JsonNode view = new ObjectMapper().readTree(login.body());
        assertEquals("clerk", view.path("user").asText());
        assertEquals("[\"role-of-clerk\"]", view.path("roles").toString());
        assertEquals("[\"customer.read\"]", view.path("permissions").toString());
        assertEquals("[\"/33/\"]", view.path("offices").toString());
        HttpResponse<String> again = send(anonymous("/api/v1/system/session").header("Cookie", cookieOf(login)));
        assertEquals(view, new ObjectMapper().readTree(again.body()));
    }

    @Test
    void whoIsNotLoggedInHasALanguageOnly() throws Exception {
        HttpResponse<String> response = send(anonymous("/api/v1/system/session").header("Accept-Language", "zh-CN,zh;q=0.9"));
        assertEquals("{\"locale\":\"zh-CN\"}", response.body());
    }

    @Test
    void aChangeNeedsTheTokenOfTheSession() throws Exception {
        HttpResponse<String> login = login();
        String csrf = new ObjectMapper().readTree(login.body()).path("csrf").asText();
        String body = "{\"meter\":\"m\",\"count\":1}";
        problem(403, "SECURITY-004", send(json(anonymous("/api/v1/business/meters"), "POST", body).header("Cookie", cookieOf(login))));
        problem(403, "SECURITY-004", send(json(anonymous("/api/v1/business/meters"), "POST", body).header("Cookie", cookieOf(login))
                .header("X-CSRF-Token", csrf + "x")));
        assertEquals(200, send(json(anonymous("/api/v1/business/meters"), "POST", body).header("Cookie", cookieOf(login))
                .header("X-CSRF-Token", csrf)).statusCode());
    }

    @Test
    void otherSitesCannotChangeAnything() throws Exception {
        problem(403, "REST-016", send(json(as("root", "/api/v1/business/meters"), "POST", "{}").header("Sec-Fetch-Site", "cross-site")));
        problem(403, "REST-016", send(json(anonymous("/api/v1/system/session"), "POST", "{}").header("Sec-Fetch-Site", "same-site")));
        problem(415, "REST-005", send(anonymous("/api/v1/system/session").header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"clerk\",\"password\":\"right\"}"))));
    }

    @Test
    void logoutEndsTheSessionAndItsStream() throws Exception {
        HttpResponse<String> login = login();
        String csrf = new ObjectMapper().readTree(login.body()).path("csrf").asText();
        HttpResponse<InputStream> stream = http.send(anonymous("/api/v1/system/events").header("Cookie", cookieOf(login)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        assertEquals("retry: 2000", lines.readLine());
        problem(403, "SECURITY-004", send(anonymous("/api/v1/system/session").header("Cookie", cookieOf(login)).DELETE()));
        HttpResponse<String> logout = send(anonymous("/api/v1/system/session").header("Cookie", cookieOf(login))
                .header("X-CSRF-Token", csrf).DELETE());
        assertEquals(204, logout.statusCode());
        assertTrue(header(logout, "Set-Cookie").contains("Max-Age=0"));
        CompletableFuture<Long> rest = CompletableFuture.supplyAsync(() -> lines.lines().count());
        assertTrue(rest.get(10, TimeUnit.SECONDS) < 5, "the stream has ended");
        problem(401, "SECURITY-003", send(anonymous("/api/v1/business/meters").header("Cookie", cookieOf(login))));
    }

    @Test
    void aLoginWithFaultsTellsThem() throws Exception {
        JsonNode problem = problem(422, "KERNEL-001", send(json(anonymous("/api/v1/system/session"), "POST", "{}")));
        assertEquals(2, problem.path("faults").size());
        problem(422, "REST-013", send(json(anonymous("/api/v1/system/session"), "POST", "")));
        problem(401, "SECURITY-001", send(json(anonymous("/api/v1/system/session"), "POST",
                "{\"username\":\"clerk\",\"password\":\"wrong\"}")));
    }

    // --- events

    @Test
    void anEventReachesTheBrowsersThatMaySeeIt() throws Exception {
        HttpResponse<InputStream> stream = http.send(as("clerk", "/api/v1/system/events").build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertEquals("text/event-stream;charset=utf-8", header(stream, "Content-Type"));
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        assertEquals("retry: 2000", lines.readLine());
        assertEquals("data: {\"t\":\"hello\",\"d\":{}}", lines.readLine());
        house.streams.publish("billing.secret", "billing.read", "{\"n\":1}");
        house.streams.publish("customer.changed", "customer.read", "{\"n\":\n2}");
        house.streams.publish("modules", null, "{}");
        assertEquals("", lines.readLine());
        assertEquals("data: {\"t\":\"customer.changed\",\"d\":{\"n\": 2}}", lines.readLine());
        assertEquals("", lines.readLine());
        assertEquals("data: {\"t\":\"modules\",\"d\":{}}", lines.readLine());
        assertEquals("", lines.readLine());
        Events.heartbeat(house.streams);
        assertEquals(": ", lines.readLine());
        stream.body().close();
    }

    @Test
    void aUserHasABoundedNumberOfStreams() throws Exception {
        InputStream one = http.send(as("root", "/api/v1/system/events").build(), HttpResponse.BodyHandlers.ofInputStream()).body();
        InputStream two = http.send(as("root", "/api/v1/system/events").build(), HttpResponse.BodyHandlers.ofInputStream()).body();
        problem(503, "REST-012", send(as("root", "/api/v1/system/events")));
        one.close();
        two.close();
        problem(405, "REST-002", send(json(as("root", "/api/v1/system/events"), "POST", "{}")));
    }

    // --- modules come and go

    @Test
    void aModuleThatIsAwayIsNotAnUnknownAddress() throws Exception {
        house.publishing.remove(meters);
        HttpResponse<String> response = send(as("root", "/api/v1/business/meters/7"));
        problem(503, "REST-017", response);
        assertEquals("2", header(response, "Retry-After"));
        problem(404, "REST-001", send(as("root", "/api/v1/business/metersx")));
        problem(404, "REST-001", send(as("root", "/api/v1/business")));
        assertEquals(200, send(as("root", "/api/v1/system/session")).statusCode(), "others go on");
        house.publishing.add("/business", meters);
        assertEquals(200, send(as("root", "/api/v1/business/meters/7")).statusCode());
    }

    @Test
    void theHigherRankedOfTwoAnswersAndOursComesBack() throws Exception {
        MeterResource theirs = new MeterResource("theirs");
        house.publishing.add("/business", theirs, 10);
        assertEquals("{\"name\":\"theirs\"}", send(as("root", "/api/v1/business/meters")).body());
        house.publishing.remove(theirs);
        assertEquals("{\"name\":\"ours\"}", send(as("root", "/api/v1/business/meters")).body());
    }

    @Test
    void aModuleThatGoesLetsItsRequestsEnd() throws Exception {
        CompletableFuture<HttpResponse<String>> slow = http.sendAsync(as("root", "/api/v1/business/meters/slow").build(),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(meters.entered.await(20, TimeUnit.SECONDS));
        CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> house.publishing.remove(meters));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (send(as("root", "/api/v1/business/meters")).statusCode() != 503 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertFalse(removal.isDone(), "it waits for the request inside");
        meters.released.countDown();
        assertEquals("{\"slow\":\"done\"}", slow.get(20, TimeUnit.SECONDS).body());
        removal.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aRequestThatFailsBecauseItsModuleGoesMayBeRepeated() throws Exception {
        CompletableFuture<HttpResponse<String>> slow = http.sendAsync(as("root", "/api/v1/business/meters/slow?fails=true").build(),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(meters.entered.await(20, TimeUnit.SECONDS));
        CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> house.publishing.remove(meters));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (send(as("root", "/api/v1/business/meters")).statusCode() != 503 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        meters.released.countDown();
        HttpResponse<String> cutOff = slow.get(20, TimeUnit.SECONDS);
        problem(503, "REST-017", cutOff);
        assertEquals("2", header(cutOff, "Retry-After"));
        removal.get(20, TimeUnit.SECONDS);
    }

    @Test
    void theSameFailureWithoutAMoveIsAnIncident() throws Exception {
        meters.released.countDown();
        problem(500, "REST-009", send(as("root", "/api/v1/business/meters/slow?fails=true")));
    }

    @Test
    void aRequestThatFailsBecauseSecurityGoesMayBeRepeated() throws Exception {
        house.security.failing = () -> house.ready(false);
        HttpResponse<String> cutOff = send(as("failing", "/api/v1/business/meters"));
        problem(503, "REST-017", cutOff);
        assertEquals("2", header(cutOff, "Retry-After"));
        house.ready(true);
        house.security.failing = () -> { };
        problem(500, "REST-009", send(as("failing", "/api/v1/business/meters")));
    }

    @Test
    void untilTheDatabaseIsThereEverythingIsNotReadyYet() throws Exception {
        house.ready(false);
        HttpResponse<String> response = send(as("root", "/api/v1/business/meters"));
        problem(503, "REST-008", response);
        assertEquals("2", header(response, "Retry-After"));
        problem(503, "REST-008", send(anonymous("/api/v1/system/session")));
        HttpResponse<String> health = send(anonymous("/api/v1/system/health"));
        assertEquals(503, health.statusCode());
        assertEquals("{\"status\":\"CRITICAL\",\"ready\":false}", health.body());
    }

    // --- what goes wrong

    @ParameterizedTest
    @CsvSource({"conflict,409,KERNEL-009", "denied,403,KERNEL-007", "away,503,KERNEL-012", "invalid,422,KERNEL-001"})
    void expectedFailuresHaveTheirStatusAndCode(String how, int status, String code) throws Exception {
        problem(status, code, send(as("clerk", "/api/v1/business/meters/fails?how=" + how)));
    }

    @Test
    void allFaultsAreNamedInTheCallersLanguage() throws Exception {
        JsonNode problem = problem(422, "KERNEL-001", send(as("clerk", "/api/v1/business/meters/fails?how=invalid&lang=zh")));
        assertEquals("输入有 2 处错误", problem.path("title").asText());
        assertEquals("lines[3].amount", problem.path("faults").path(0).path("field").asText());
        assertEquals("必填项", problem.path("faults").path(0).path("message").asText());
        assertEquals("/api/v1/business/meters/fails", problem.path("instance").asText());
        assertEquals("The input has 2 faults", problem(422, "KERNEL-001", send(as("clerk", "/api/v1/business/meters/fails?how=invalid")
                .header("Accept-Language", "de, en;q=0.5, zh;q=0.1"))).path("title").asText());
    }

    @Test
    void anUnexpectedFailureShowsAnIncidentNumberOnly() throws Exception {
        HttpResponse<String> response = send(as("clerk", "/api/v1/business/meters/fails"));
        JsonNode problem = problem(500, "REST-009", response);
        assertEquals(16, problem.path("incident").asText().length());
        assertFalse(response.body().contains("secret"));
    }

    @Test
    void badJsonIsShownWithItsPlace() throws Exception {
        JsonNode problem = problem(400, "REST-003", send(json(as("root", "/api/v1/business/meters"), "POST", "{\n  \"meter\": \"m\",\n  oops}")));
        assertTrue(problem.path("title").asText().startsWith("Bad JSON at line 3, column "), problem.toString());
        problem(400, "REST-003", send(json(as("root", "/api/v1/business/meters"), "POST", "{\"meter\":\"m\"")));
        problem(400, "REST-003", send(json(as("root", "/api/v1/business/meters"), "POST", "{\"count\":1} {}")));
        problem(400, "REST-003", send(json(as("root", "/api/v1/business/meters"), "POST", "{\"count\":1,\"count\":2}")));
        problem(400, "REST-003", send(json(as("root", "/api/v1/business/meters"), "POST", "[".repeat(1500))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"count\":1,\"colour\":\"red\"} | REST-014 | colour",
        "{\"count\":1,\"kwh\":\"many\"} | REST-015 | kwh",
        "{\"count\":1,\"kwh\":1e1000000} | REST-015 | kwh",
        "{\"count\":1,\"lines\":[{\"amount\":1},{\"amount\":true}]} | REST-015 | lines[1].amount",
        "{\"count\":1,\"day\":\"2026-02-30\"} | REST-015 | day",
        "{\"count\":1,\"month\":\"2026-13\"} | REST-015 | month",
        "{\"count\":1.5} | REST-015 | count",
        "{\"count\":null} | REST-015 | count",
        "{\"count\":1,\"lines\":7} | REST-015 | lines"})
    void aValueThatDoesNotFitIsNamedByItsField(String body, String code, String field) throws Exception {
        JsonNode problem = problem(422, code, send(json(as("root", "/api/v1/business/meters"), "POST", body)));
        assertEquals(field, problem.path("faults").path(0).path("field").asText());
    }

    @Test
    void aDecimalComesBackAsItWasSent() throws Exception {
        String body = "{\"meter\":\"表\",\"kwh\":12345678901234567890.123456789,\"day\":\"2026-01-31\",\"month\":\"2026-01\",\"lines\":"
                + "[{\"amount\":0.10}],\"count\":2}";
        assertEquals(body, send(json(as("root", "/api/v1/business/meters"), "POST", body)).body());
        HttpResponse<String> one = send(as("root", "/api/v1/business/meters/7"));
        assertEquals("{\"meter\":\"m7\",\"kwh\":1000,\"day\":\"2026-01-31\",\"month\":\"2026-01\",\"count\":0}", one.body());
        assertEquals("\"7\"", header(one, "ETag"));
    }

    @Test
    void aChangeNeedsTheVersionItChanges() throws Exception {
        String body = "{\"count\":1}";
        problem(428, "REST-007", send(json(as("root", "/api/v1/business/meters/1"), "PUT", body)));
        problem(412, "KERNEL-009", send(json(as("root", "/api/v1/business/meters/1"), "PUT", body).header("If-Match", "\"6\"")));
        problem(412, "KERNEL-009", send(json(as("root", "/api/v1/business/meters/9"), "PUT", body).header("If-Match", "\"7\"")));
        assertEquals(204, send(json(as("root", "/api/v1/business/meters/1"), "PUT", body).header("If-Match", "\"7\"")).statusCode());
    }

    @Test
    void aWrongMethodTypeOrFormatIsSaidSo() throws Exception {
        HttpResponse<String> response = send(as("root", "/api/v1/business/meters/7").DELETE());
        problem(405, "REST-002", response);
        assertTrue(header(response, "Allow").contains("GET"), header(response, "Allow"));
        problem(415, "REST-005", send(as("root", "/api/v1/business/meters").header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<a/>"))));
        problem(406, "REST-006", send(as("root", "/api/v1/business/meters").header("Accept", "image/png")));
        problem(404, "REST-001", send(as("root", "/api/v1/business/meters/7/nothing")));
        problem(404, "KERNEL-011", send(as("root", "/api/v1/business/meters/404")));
    }

    @Test
    void parametersThatCannotBeReadAreFaults() throws Exception {
        assertEquals("{\"got\":\"2026-01 2026-01-31 5\"}",
                send(as("root", "/api/v1/business/meters/query?month=2026-01&day=2026-01-31&limit=5")).body());
        assertEquals("{\"got\":\"null null null\"}", send(as("root", "/api/v1/business/meters/query?month=")).body());
        assertEquals("month", problem(422, "KERNEL-014", send(as("root", "/api/v1/business/meters/query?month=13"))).path("faults")
                .path(0).path("field").asText());
        problem(422, "KERNEL-005", send(as("root", "/api/v1/business/meters/query?day=2026-02-30")));
        problem(422, "KERNEL-004", send(as("root", "/api/v1/business/meters/query?limit=99999999999")));
        problem(422, "KERNEL-004", send(as("root", "/api/v1/business/meters/abc")));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithAndWithoutALength() throws Exception {
        String body = "{\"count\":1,\"meter\":\"" + "x".repeat(3000) + "\"}";
        problem(413, "REST-004", send(json(as("root", "/api/v1/business/meters"), "POST", body)));
        problem(413, "REST-004", send(as("root", "/api/v1/business/meters").header("Content-Type", "application/json").POST(
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))));
        assertEquals("{\"bytes\":50000}", send(as("root", "/api/v1/business/meters/upload").header("Content-Type", "text/csv").POST(
                HttpRequest.BodyPublishers.ofByteArray(new byte[50_000]))).body());
        problem(413, "REST-004", send(as("root", "/api/v1/business/meters/upload").header("Content-Type", "text/csv").POST(
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[200_000])))));
    }

    /** More than fits between client and server: a refusal that cuts the connection would not be read. */
    @Test
    void aRefusalReachesAClientThatIsStillSending() throws Exception {
        byte[] large = new byte[20_000_000];
        problem(413, "REST-004", send(as("root", "/api/v1/business/meters/upload").header("Content-Type", "text/csv").POST(
                HttpRequest.BodyPublishers.ofByteArray(large))));
        problem(413, "REST-004", send(as("root", "/api/v1/business/meters/upload").header("Content-Type", "text/csv").POST(
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))));
        problem(401, "SECURITY-003", send(anonymous("/api/v1/business/meters/upload").header("Content-Type", "text/csv").POST(
                HttpRequest.BodyPublishers.ofByteArray(large))));
    }

    @Test
    void theCallersReasonReachesTheResource() throws Exception {
        assertEquals("{\"caller\":\"clerk rest 更正 a\"}",
                send(as("clerk", "/api/v1/business/meters/caller").header("X-Reason", "%E6%9B%B4%E6%AD%A3%0Aa")).body());
        assertEquals("{\"caller\":\"clerk rest null\"}", send(as("clerk", "/api/v1/business/meters/caller")).body());
    }

    // --- the document

    @Test
    void theDocumentShowsWhatIsDeployed() throws Exception {
        JsonNode document = new ObjectMapper().readTree(send(as("clerk", "/api/v1/openapi.json")).body());
        assertTrue(document.path("openapi").asText().startsWith("3."), document.toString());
        JsonNode get = document.path("paths").path("/api/v1/business/meters/{id}").path("get");
        assertEquals("id", get.path("parameters").path(0).path("name").asText(), document.toPrettyString());
        assertEquals("#/components/schemas/Problem",
                get.path("responses").path("default").path("content").path("application/problem+json").path("schema").path("$ref").asText());
        assertTrue(document.path("components").path("schemas").has("Problem"));
        JsonNode post = document.path("paths").path("/api/v1/business/meters").path("post");
        String ref = post.path("requestBody").path("content").path("application/json").path("schema").path("$ref").asText();
        JsonNode reading = document.at(ref.substring(1));
        assertEquals("string", reading.path("properties").path("month").path("type").asText(), document.toPrettyString());
        assertFalse(reading.path("properties").has("empty"), "isEmpty() is no data");
        assertTrue(document.path("paths").has("/api/v1/system/session"));
        house.publishing.remove(meters);
        assertFalse(send(as("clerk", "/api/v1/openapi.json")).body().contains("/business/meters"));
    }
}
