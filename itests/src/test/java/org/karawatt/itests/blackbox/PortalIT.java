package org.karawatt.itests.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The customers' portal on a running server. A gateway of this test's own takes the mails with the codes. */
@ExtendWith(DemoServer.Extension.class)
class PortalIT {

    private static final String PORTAL = "/api/v1/portal";
    private static final String PASSWORD = "a long portal password";
    /** Two households of the demo. */
    private static final String ACCOUNT = "4200000004";
    private static final String OTHER = "4200000012";
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int PHONE_WIDTH = 390;

    private static HttpServer gateway;
    private static final Map<String, Queue<String>> MAILS = new ConcurrentHashMap<>();
    private static boolean configured;
    private static int people;

    /** A customer with his cookie and second secret. */
    private record Customer(DemoServer server, String cookie, String csrf) {

        HttpResponse<String> send(String method, String path, String body) throws Exception {
            return server.distribution().send(HttpRequest.newBuilder(server.distribution().uri(PORTAL + path)).timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/json").header("Cookie", cookie).header("X-CSRF-Token", csrf)
                    .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
        }

        JsonNode get(String path) throws Exception {
            HttpResponse<String> answer = send("GET", path, null);
            assertEquals(200, answer.statusCode(), answer::body);
            return DemoServer.JSON.readTree(answer.body());
        }
    }

    @BeforeAll
    static void openGateway() throws Exception {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            JsonNode mail = DemoServer.JSON.readTree(exchange.getRequestBody());
            MAILS.computeIfAbsent(mail.get("to").asText(), to -> new ConcurrentLinkedQueue<>()).add(mail.get("text").asText());
            byte[] answer = "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        gateway.start();
    }

    @AfterAll
    static void closeGateway() {
        gateway.stop(0);
    }

    /** Codes go by a channel of their own here, and the limits make room for all tests, which come from one address. */
    @BeforeEach
    void configure(DemoServer server) throws Exception {
        if (configured) {
            return;
        }
        assertEquals(0, server.distribution().client("config:edit --factory --alias portal org.karawatt.notice.http;"
                + " config:property-set channel portal-codes; config:property-set url http://127.0.0.1:" + gateway.getAddress().getPort()
                + "/; config:update; config:edit org.karawatt.portal; config:property-set channel portal-codes;"
                + " config:property-set tries.address 1000; config:update").code());
        Instant end = Instant.now().plusSeconds(60);
        while (post(server, "/password-resets", "{\"email\":\"nobody@example.org\"}").statusCode() != 200) {
            assertTrue(Instant.now().isBefore(end), "the channel of the codes has not come");
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
        configured = true;
    }

    private static HttpResponse<String> post(DemoServer server, String path, String body) throws Exception {
        return server.distribution().send(HttpRequest.newBuilder(server.distribution().uri(PORTAL + path)).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The six digits of the next mail to the address. */
    private static String codeFor(String email) {
        Instant end = Instant.now().plusSeconds(30);
        while (true) {
            Queue<String> mails = MAILS.get(email);
            String text = mails == null ? null : mails.poll();
            if (text != null) {
                return text.replaceAll("(?s)^.*?(\\d{6}).*$", "$1");
            }
            assertTrue(Instant.now().isBefore(end), "no mail to " + email);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static synchronized String email() {
        people++;
        return "customer" + people + "@example.org";
    }

    /** What the customer of an account knows: his last bill and his telephone number. */
    private static ObjectNode proof(DemoServer server, String accountNo) throws Exception {
        JsonNode bill = server.get("/bills?accountNo=" + accountNo + "&limit=1").get("items").get(0);
        String customerNo = server.get("/accounts/" + accountNo).get("customerNo").asText();
        return DemoServer.JSON.createObjectNode().put("accountNo", accountNo).put("month", bill.get("month").asText())
                .put("amount", bill.get("amount").decimalValue()).put("secret", server.get("/customers/" + customerNo).get("phone").asText());
    }

    private static Customer registered(DemoServer server, String email, JsonNode proof) throws Exception {
        ObjectNode body = DemoServer.JSON.createObjectNode().put("email", email).put("password", PASSWORD);
        if (proof != null) {
            body.set("proof", proof);
        }
        HttpResponse<String> pending = post(server, "/registrations", body.toString());
        assertEquals(200, pending.statusCode(), pending::body);
        String token = DemoServer.JSON.readTree(pending.body()).get("token").asText();
        HttpResponse<String> confirmed = post(server, "/registrations/confirm", DemoServer.JSON.createObjectNode().put("token", token)
                .put("code", codeFor(email)).toString());
        assertEquals(200, confirmed.statusCode(), confirmed::body);
        return new Customer(server, confirmed.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0],
                DemoServer.JSON.readTree(confirmed.body()).get("csrf").asText());
    }

    @Test
    void aCustomerSeesHisBillsWithExplanationAndDocument(DemoServer server) throws Exception {
        Customer customer = registered(server, email(), proof(server, ACCOUNT));
        assertEquals(ACCOUNT, customer.get("/accounts").get(0).get("accountNo").asText());
        JsonNode bill = customer.get("/accounts/" + ACCOUNT + "/bills").get("items").get(0);
        String billNo = bill.get("billNo").asText();
        JsonNode asStaff = server.get("/bills/" + billNo);
        assertEquals(0, asStaff.get("amount").decimalValue().compareTo(bill.get("amount").decimalValue()));
        assertEquals(asStaff.get("lines").size(), customer.get("/bills/" + billNo).get("lines").size());
        assertFalse(customer.get("/bills/" + billNo + "/explanation").isEmpty());
        JsonNode usage = customer.get("/accounts/" + ACCOUNT + "/usage");
        assertEquals(0, asStaff.get("energyKwh").decimalValue().compareTo(usage.get(usage.size() - 1).get("energyKwh").decimalValue()));
        assertTrue(customer.get("/accounts/" + ACCOUNT + "/balance").has("open"));
        HttpResponse<byte[]> pdf = HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.distribution().uri(PORTAL + "/bills/" + billNo
                + "/document")).header("Cookie", customer.cookie()).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, pdf.statusCode());
        assertEquals("%PDF", new String(pdf.body(), 0, 4, StandardCharsets.US_ASCII));
    }

    @Test
    void everyWrongProofIsToldTheSame(DemoServer server) throws Exception {
        TreeSet<String> answers = new TreeSet<>();
        for (String field : List.of("accountNo", "month", "amount", "secret")) {
            ObjectNode proof = proof(server, OTHER);
            switch (field) {
                case "accountNo" -> proof.put(field, "4299999999");
                case "month" -> proof.put(field, "2020-01");
                case "amount" -> proof.put(field, proof.get(field).decimalValue().add(BigDecimal.ONE));
                default -> proof.put(field, "0000");
            }
            ObjectNode body = DemoServer.JSON.createObjectNode().put("email", "guess@example.org").put("password", PASSWORD);
            body.set("proof", proof);
            HttpResponse<String> answer = post(server, "/registrations", body.toString());
            answers.add(answer.statusCode() + " " + answer.body());
        }
        assertEquals(1, answers.size(), answers::toString);
        assertTrue(answers.first().startsWith("422 ") && answers.first().contains("PORTAL-001"), answers::toString);
    }

    @Test
    void whatIsAnothersIsNotThere(DemoServer server) throws Exception {
        Customer customer = registered(server, email(), proof(server, ACCOUNT));
        String bill = server.get("/bills?accountNo=" + OTHER + "&limit=1").get("items").get(0).get("billNo").asText();
        for (String path : List.of("/accounts/" + OTHER + "/bills", "/accounts/" + OTHER + "/usage", "/accounts/" + OTHER + "/balance",
                "/bills/" + bill, "/bills/" + bill + "/explanation", "/bills/" + bill + "/document", "/applications/W20260000001")) {
            HttpResponse<String> answer = customer.send("GET", path, null);
            assertEquals(404, answer.statusCode(), () -> path + " " + answer.body());
        }
        assertEquals(404, customer.send("DELETE", "/accounts/" + OTHER, null).statusCode());
    }

    /** A session opens its own door and no other. */
    @Test
    void staffAndCustomersStayApart(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        Customer customer = registered(server, email(), null);
        String token = customer.cookie().substring(customer.cookie().indexOf('=') + 1);
        for (String cookie : List.of(customer.cookie(), "KWSESSION=" + token)) {
            for (String path : List.of("/api/v1/business/bills", "/api/v1/service/contacts", "/api/v1/system/audit", "/api/v1/workflow/tasks",
                    "/console/modules")) {
                HttpResponse<String> answer = distribution.send(HttpRequest.newBuilder(distribution.uri(path)).header("Cookie", cookie));
                assertEquals(401, answer.statusCode(), () -> path + " " + answer.body());
            }
        }
        for (String path : List.of("/accounts", "/applications", "/applications/form", "/bills/202601-0000000001")) {
            HttpResponse<String> answer = distribution.getAsAdmin(PORTAL + path);
            assertEquals(401, answer.statusCode(), () -> path + " " + answer.body());
        }
        assertFalse(distribution.getAsAdmin(PORTAL + "/session").body().contains("admin"));
        HttpResponse<String> forged = distribution.send(HttpRequest.newBuilder(distribution.uri(PORTAL + "/session"))
                .header("Cookie", customer.cookie()).DELETE());
        assertEquals(403, forged.statusCode(), forged::body);
    }

    @Test
    void anApplicationIsACaseOfTheOfficeAndIsAudited(DemoServer server) throws Exception {
        Customer customer = registered(server, email(), null);
        JsonNode form = customer.get("/applications/form");
        ObjectNode values = DemoServer.JSON.createObjectNode().put("customerName", "王小明").put("idKind", "01")
                .put("idNumber", "330102199003075135").put("phone", "13900000000").put("address", "清河市人民路12号").put("urbanRural", "URBAN")
                .put("phase", "SINGLE").put("loadKw", "8");
        ObjectNode application = DemoServer.JSON.createObjectNode().put("officeCode", form.get("offices").get(0).get("value").asText())
                .put("tariffCode", form.get("tariffs").get(0).get("value").asText());
        application.set("values", values.deepCopy().without("address"));
        HttpResponse<String> refused = customer.send("POST", "/applications", application.toString());
        assertEquals(422, refused.statusCode(), refused::body);
        application.set("values", values);
        HttpResponse<String> opened = customer.send("POST", "/applications", application.toString());
        assertEquals(200, opened.statusCode(), opened::body);
        String caseNo = DemoServer.JSON.readTree(opened.body()).get("caseNo").asText();
        assertEquals("CURRENT", customer.get("/applications/" + caseNo).get("stages").get(1).get("state").asText());
        JsonNode found = DemoServer.JSON.readTree(server.distribution().getAsAdmin("/api/v1/workflow/cases?text=" + caseNo).body()).get("items");
        assertEquals("portal", found.get(0).get("channel").asText());
        String user = found.get(0).get("openedBy").asText();
        assertTrue(user.startsWith("portal:"), user);
        TreeSet<String> actions = new TreeSet<>();
        DemoServer.JSON.readTree(server.distribution().getAsAdmin("/api/v1/system/audit?limit=100").body()).get("items").forEach(entry -> {
            if (entry.get("user").asText().equals(user)) {
                actions.add(entry.get("action").asText());
            }
        });
        assertTrue(actions.containsAll(List.of("portal.registered", "portal.applied")), actions::toString);
    }

    /** From the registration to the explained bill on a phone, with nothing against the content security policy. */
    @Test
    @EnabledIfChromium
    void aCustomerRegistersOnAPhone(DemoServer server) throws Exception {
        String email = email();
        ObjectNode proof = proof(server, ACCOUNT);
        List<String> complaints = new ArrayList<>();
        try (Chromium chromium = new Chromium();
                BrowserContext context = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("zh-CN")
                        .setTimezoneId("Asia/Shanghai").setViewportSize(PHONE_WIDTH, 844))) {
            context.addInitScript("document.addEventListener('securitypolicyviolation',"
                    + " e => console.error('securitypolicyviolation', e.violatedDirective, e.blockedURI, e.sourceFile))");
            Page page = context.newPage();
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            page.navigate(server.distribution().address() + "/portal/register");
            assertThat(heading(page, "注册客户门户")).isVisible();
            page.getByLabel("户号", exactly()).fill(proof.get("accountNo").asText());
            page.getByLabel("账单月份").fill(proof.get("month").asText());
            page.getByLabel("账单金额（元）").fill(proof.get("amount").asText());
            page.getByLabel("证件号码后四位或预留电话").fill(proof.get("secret").asText());
            page.getByLabel("电子邮箱").fill(email);
            page.getByLabel("密码", exactly()).fill(PASSWORD);
            picture(page, "register");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("发送验证码")).click();
            assertThat(page.getByLabel("验证码（6 位数字）")).isVisible();
            picture(page, "code");
            page.getByLabel("验证码（6 位数字）").fill(codeFor(email));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("完成注册")).click();
            assertThat(heading(page, "首页")).isVisible();
            assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("每月用电量")).locator("canvas")).isVisible();
            picture(page, "overview");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("我的账单")).click();
            page.locator("table a").first().click();
            assertThat(heading(page, "这张账单是怎么算出来的")).isVisible();
            picture(page, "bill");
            assertEquals(0, ((Number) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")).intValue(),
                    "nothing is wider than the phone");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();
            assertThat(heading(page, "How this bill came about")).isVisible();
        }
        assertEquals(List.of(), complaints);
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("portal-" + name + ".png")).setFullPage(true));
    }
}
