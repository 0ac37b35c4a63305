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
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The customers' portal on a running server. */
@ExtendWith(DemoServer.Extension.class)
class PortalIT {

    private static final String PORTAL = "/api/v1/portal";
    private static final String PASSWORD = PortalCustomers.PASSWORD;
    /** Two households of the demo. */
    private static final String ACCOUNT = "4200000004";
    private static final String OTHER = "4200000012";
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int PHONE_WIDTH = 390;

    @Test
    void aCustomerSeesHisBillsWithExplanationAndDocument(DemoServer server) throws Exception {
        PortalCustomers.Customer customer = server.portal().registered(ACCOUNT);
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
            ObjectNode proof = server.portal().proof(OTHER);
            switch (field) {
                case "accountNo" -> proof.put(field, "4299999999");
                case "month" -> proof.put(field, "2020-01");
                case "amount" -> proof.put(field, proof.get(field).decimalValue().add(BigDecimal.ONE));
                default -> proof.put(field, "0000");
            }
            ObjectNode body = DemoServer.JSON.createObjectNode().put("email", "guess@example.org").put("password", PASSWORD);
            body.set("proof", proof);
            HttpResponse<String> answer = server.portal().post("/registrations", body.toString());
            answers.add(answer.statusCode() + " " + answer.body());
        }
        assertEquals(1, answers.size(), answers::toString);
        assertTrue(answers.first().startsWith("422 ") && answers.first().contains("PORTAL-001"), answers::toString);
    }

    @Test
    void whatIsAnothersIsNotThere(DemoServer server) throws Exception {
        PortalCustomers.Customer customer = server.portal().registered(ACCOUNT);
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
        PortalCustomers.Customer customer = server.portal().registered(null);
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
        PortalCustomers.Customer customer = server.portal().registered(null);
        ObjectNode application = application(customer);
        ObjectNode values = (ObjectNode) application.get("values");
        application.set("values", values.deepCopy().without("address"));
        HttpResponse<String> refused = customer.send("POST", "/applications", application.toString());
        assertEquals(422, refused.statusCode(), refused::body);
        String caseNo = applied(customer);
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

    /** What the clerk asks for the customer hands in himself; nobody else may. */
    @Test
    void documentsAreHandedInAndTheStepIsDone(DemoServer server) throws Exception {
        PortalCustomers.Customer customer = server.portal().registered(null);
        String caseNo = applied(customer);
        String files = "/applications/" + caseNo + "/files";
        assertEquals(201, customer.upload(files + "?fileName=id.pdf", "application/pdf", "%PDF-1.7").statusCode());
        HttpResponse<String> page = customer.upload(files + "?fileName=id.html", "text/html", "<p>");
        assertEquals(422, page.statusCode(), page::body);
        assertTrue(page.body().contains("WORKFLOW-017"), page::body);
        PortalCustomers.Customer other = server.portal().registered(null);
        assertEquals(404, other.send("GET", files, null).statusCode());
        assertEquals(404, other.upload(files + "?fileName=id.pdf", "application/pdf", "%PDF-1.7").statusCode());
        HttpResponse<String> early = customer.send("POST", "/applications/" + caseNo + "/complete", "{}");
        assertEquals(409, early.statusCode(), early::body);
        JsonNode task = DemoServer.JSON.readTree(server.distribution().getAsAdmin("/api/v1/workflow/cases/" + caseNo).body()).get("tasks").get(0);
        HttpResponse<String> asked = server.distribution().send(server.distribution().asAdmin("/api/v1/workflow/tasks/" + task.get("id").asText()
                + "/complete").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"values\":{\"outcome\":\"incomplete\"}}")));
        assertEquals(2, asked.statusCode() / 100, asked::body);
        assertEquals("YOUR_TURN", customer.get("/applications/" + caseNo).get("result").asText());
        HttpResponse<String> done = customer.send("POST", "/applications/" + caseNo + "/complete", "{}");
        assertEquals(200, done.statusCode(), done::body);
        assertEquals("OPEN", DemoServer.JSON.readTree(done.body()).get("result").asText());
        assertEquals("id.pdf", customer.get(files).get(0).get("fileName").asText());
    }

    /** From the registration to the explained bill on a phone, with nothing against the content security policy. */
    @Test
    @EnabledIfChromium
    void aCustomerRegistersOnAPhone(DemoServer server) throws Exception {
        String email = server.portal().email();
        ObjectNode proof = server.portal().proof(ACCOUNT);
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
            page.getByLabel("验证码（6 位数字）").fill(server.portal().codeFor(email));
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

    private static ObjectNode application(PortalCustomers.Customer customer) throws Exception {
        JsonNode form = customer.get("/applications/form");
        ObjectNode application = DemoServer.JSON.createObjectNode().put("officeCode", form.get("offices").get(0).get("value").asText())
                .put("tariffCode", form.get("tariffs").get(0).get("value").asText());
        application.putObject("values").put("customerName", "王小明").put("idKind", "01").put("idNumber", "330102199003075135")
                .put("phone", "13900000000").put("address", "清河市人民路12号").put("urbanRural", "URBAN").put("phase", "SINGLE").put("loadKw", "8");
        return application;
    }

    /** The number of the case of an application that is handed in. */
    private static String applied(PortalCustomers.Customer customer) throws Exception {
        HttpResponse<String> opened = customer.send("POST", "/applications", application(customer).toString());
        assertEquals(200, opened.statusCode(), opened::body);
        return DemoServer.JSON.readTree(opened.body()).get("caseNo").asText();
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
