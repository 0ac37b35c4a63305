package org.karawatt.itests.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From the customer's words to his first bill, by hand in the browser: a factory at the desk, and a household that does its part in the
 * portal, with codes that come by mail. What clerks, surveyors, inspectors and fitters would do is done each on the page of his task. A
 * picture of each stage is kept.
 */
@EnabledIfChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConnectionStoryIT {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String API = "/api/v1";
    /** Where the demo leaves the business date. */
    private static final String TODAY = "2026-03-13";
    private static final String APRIL = "2026-04-01";
    private static final String MAY = "2026-05-01";
    /** Where the household is; the first area and the first route are there too. */
    private static final String STATION = "4201001";
    private static final String EMAIL = "wang.xiaoming@example.org";
    private static final String PASSWORD = "a long portal password";

    private Distribution distribution;
    private Chromium chromium;
    private CaseWorker clerk;
    private MailBox mails;
    private String line;
    private String route;

    @BeforeAll
    void start() throws Exception {
        Files.createDirectories(PICTURES);
        PlaywrightAssertions.setDefaultAssertionTimeout(BrowserUser.PATIENCE_MS);
        mails = new MailBox();
        chromium = new Chromium();
        distribution = Distribution.unpack("connection story");
        distribution.start();
        assertEquals(0, distribution.run("demo", "--customers", "20").code());
        line = get("/business/lines?limit=1").get("items").get(0).get("lineNo").asText();
        route = get("/business/routes?limit=1").get("items").get(0).get("routeNo").asText();
        clerk = new CaseWorker(chromium.browser(), distribution);
        clerk.login("/service/desk");
    }

    @AfterAll
    void stop() throws Exception {
        try (Distribution server = distribution; Chromium browser = chromium; MailBox smtp = mails) {
            assertEquals(0, server.client("karawatt:audit-verify").code());
        }
    }

    @Test
    @Order(1)
    void aFactoryFromTheDeskToItsFirstBill() throws Exception {
        post("/business/assets", LoadClients.asset("STORY-M"));
        post("/business/assets", transformer("STORY-CT", "CT", "75", "5"));
        post("/business/assets", transformer("STORY-PT", "PT", "10000", "100"));
        applied();
        inspected();
        supplied();
        billed(accountNo());
    }

    private void applied() {
        clerk.button("办理业务").click();
        clerk.picture("story-1-desk");
        clerk.page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("高压新装").setExact(true)).click();
        clerk.text("事项", "清河机械新装 630 kVA");
        clerk.text("客户名称", "清河机械有限公司");
        clerk.select("证件类型", "统一社会信用代码");
        clerk.text("证件号码", "91330100MA2B1C3D4E");
        clerk.text("联系电话", "057100000000");
        clerk.text("用电地址", "清河市工业路8号");
        clerk.radio("城乡类别", "城镇");
        clerk.select("用电类别", "工商业用电");
        clerk.select("行业分类", "制造业");
        clerk.select("供电电压", "交流10kV");
        clerk.text("申请容量", "630");
        clerk.radio("电源数", "单电源");
        clerk.radio("重要用户", "是");
        clerk.select("电价", "岳阳大工业（1-10千伏）");
        clerk.radio("基本电费方式", "按容量");
        clerk.radio("功率因数标准", "0.90");
        clerk.picture("story-2-application");
        clerk.button("发起工单").click();
        clerk.takesThisCase();
        assertThat(clerk.page.getByRole(AriaRole.HEADING).filter(new Locator.FilterOptions().setHasText("清河机械新装"))).isVisible();
        clerk.picture("story-3-case");
    }

    private void inspected() {
        clerk.task("受理审核");
        clerk.radio("结论", "齐全");
        clerk.submit();
        clerk.task("现场勘查");
        clerk.radio("结论", "具备条件");
        clerk.submit();
        clerk.task("供电方案拟定与答复（单电源）");
        clerk.text("供电线路", line);
        clerk.text("批准容量", "630");
        clerk.select("计量方式", "高供高计");
        clerk.picture("story-4-scheme");
        clerk.submit();
        clerk.task("客户确认方案");
        clerk.radio("结论", "同意");
        clerk.submit();
        clerk.task("客户提交设计");
        clerk.text("设计单位", "甲设计院");
        clerk.submit();
        clerk.task("设计文件审核");
        clerk.radio("结论", "通过");
        clerk.submit();
        clerk.task("客户施工及隐蔽工程报验");
        clerk.text("施工单位", "乙公司");
        clerk.submit();
        clerk.task("中间检查");
        clerk.radio("结论", "通过");
        clerk.submit();
        clerk.task("客户竣工报验");
        clerk.date("竣工日期", TODAY);
        clerk.submit();
        clerk.task("竣工检验");
        clerk.radio("结论", "通过");
        clerk.submit();
        clerk.task("签订供用电合同");
        clerk.text("合同编号", "HT-1");
        clerk.date("签订日期", TODAY);
        clerk.submit();
    }

    private void supplied() {
        clerk.task("装表接电");
        clerk.text("电能表资产编号", "STORY-M");
        clerk.text("电流互感器资产编号", "STORY-CT");
        clerk.text("电压互感器资产编号", "STORY-PT");
        clerk.text("装出示数（总）", "0");
        clerk.text("装出示数（无功总）", "0");
        clerk.text("变压器1编号", "STORY-B1");
        clerk.text("变压器1型号", "S13");
        clerk.text("变压器1容量", "630");
        clerk.text("抄表段", route);
        clerk.date("送电日期", TODAY);
        clerk.picture("story-5-meter");
        clerk.submit();
        clerk.task("资料归档");
        clerk.text("档案号", "D-1");
        clerk.submit();
        clerk.task("客户回访");
        clerk.submit();
        assertThat(clerk.page.getByRole(AriaRole.MAIN)).containsText("已办结");
        clerk.picture("story-6-closed");
    }

    private String accountNo() throws Exception {
        return get("/workflow/cases/" + clerk.caseId()).get("values").get("accountNo").asText();
    }

    /**
     * From 13 to 31 March: 40 x 75/5 x 10000/100 = 60,000 kWh at 0.6147, 630 kVA x 20 x 19/31 days, and 0.5 % of both because cos phi is 0.89 with
     * 30,000 kvarh: 36,882.00 + 7,722.58 + 223.02.
     */
    private void billed(String accountNo) throws Exception {
        assertEquals(0, distribution.client("karawatt:business-date", APRIL).code());
        readAndBill("2026-03", "STORY-M,AP_TOTAL," + APRIL + ",40\nSTORY-M,RP_TOTAL," + APRIL + ",20\n");
        clerk.page.navigate(distribution.address() + "/console/business/bills?month=2026-03&account=" + accountNo);
        Locator row = clerk.page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(accountNo));
        assertThat(row).containsText("44,827.60");
        row.click();
        Locator bill = clerk.page.getByRole(AriaRole.DIALOG);
        assertThat(bill).containsText("36,882.00");
        assertThat(bill).containsText("7,722.58");
        assertThat(bill).containsText("223.02");
        clerk.picture("story-7-first-bill");
    }

    // --- a household

    @Test
    @Order(2)
    void aHouseholdFromThePortalToItsFirstBill() throws Exception {
        assertEquals(0, distribution.client("config:edit org.karawatt.notice.mail; config:property-set host 127.0.0.1; config:property-set port "
                + mails.port() + "; config:property-set security NONE; config:property-set from karawatt@example.org; config:update").code());
        SwapIT.await("codes can be sent", () -> distribution.send(HttpRequest.newBuilder(distribution.uri(API + "/portal/password-resets"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"nobody@example.org\"}")))
                .statusCode() == 200);
        assertEquals(0, distribution.client("karawatt:business-date", APRIL).code());
        post("/business/assets", LoadClients.asset("HOUSE-M", STATION));
        try (BrowserUser customer = new BrowserUser(chromium.browser(), 1100, 900)) {
            registered(customer);
            String caseNo = appliedInThePortal(customer);
            suppliedStepByStep(customer, caseNo);
            readAndBillTheHouse();
            firstBill(customer);
            assertEquals(List.of(), customer.complaints());
            locked(customer);
        }
    }

    /** With a code that comes by SMTP. */
    private void registered(BrowserUser customer) throws Exception {
        customer.page.navigate(distribution.address() + "/portal/register");
        customer.radio("注册方式", "我还没有户号，申请新装用电");
        customer.text("电子邮箱", EMAIL);
        customer.text("密码", PASSWORD);
        customer.fullPicture("portal-story-1-register");
        customer.button("发送验证码").click();
        customer.text("验证码（6 位数字）", mails.codeFor(EMAIL));
        customer.button("完成注册").click();
        assertThat(customer.heading("申请居民新装")).isVisible();
    }

    private String appliedInThePortal(BrowserUser customer) throws Exception {
        customer.text("姓名", "王小明");
        customer.text("联系电话", "13900000000");
        customer.choose("证件类型", "居民身份证");
        customer.text("证件号码", "330102199003075135");
        customer.select("受理单位", get("/business/offices/" + STATION).get("nameZh").asText());
        customer.text("用电地址", "清河市人民路12号");
        customer.text("用电负荷（kW）", "8");
        customer.choose("电价", "湖南居民阶梯电价");
        add(customer, "身份证.pdf");
        assertThat(customer.page.getByRole(AriaRole.MAIN)).containsText("身份证.pdf");
        customer.fullPicture("portal-story-2-apply");
        customer.button("提交申请").click();
        assertThat(customer.heading("我的申请")).isVisible();
        Locator current = customer.page.locator("[aria-current=step]");
        assertThat(current).containsText("资料审核");
        assertThat(customer.page.getByRole(AriaRole.MAIN)).containsText("身份证.pdf");
        customer.fullPicture("portal-story-3-progress");
        return customer.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(2)).first().innerText().strip();
    }

    private static void add(BrowserUser customer, String fileName) {
        customer.page.locator("input[type=file]").setInputFiles(new FilePayload(fileName, "application/pdf",
                "%PDF-1.7 papers".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Each in his place; in between the customer looks how far it has come, and does what waits for him. */
    private void suppliedStepByStep(BrowserUser customer, String caseNo) throws Exception {
        String area = get("/business/areas?limit=1").get("items").get(0).get("areaNo").asText();
        clerk.takesCase(caseNo);
        clerk.task("资料审核");
        clerk.radio("结论", "需补充");
        clerk.submit();
        sees(customer, "资料审核", "待您处理");
        add(customer, "房产证.pdf");
        assertThat(customer.page.getByRole(AriaRole.MAIN)).containsText("房产证.pdf");
        customer.fullPicture("portal-story-4-supplement");
        customer.button("提交补充资料").click();
        assertThat(customer.button("提交补充资料")).isHidden();
        clerk.openCase();
        assertThat(clerk.page.getByRole(AriaRole.MAIN)).containsText("身份证.pdf");
        assertThat(clerk.page.getByRole(AriaRole.MAIN)).containsText("房产证.pdf");
        clerk.picture("portal-story-5-case");
        clerk.task("资料审核");
        clerk.radio("结论", "齐全");
        clerk.submit();
        sees(customer, "上门勘查，确定供电方案", "办理中");
        clerk.task("现场勘查与供电方案");
        clerk.radio("结论", "具备条件");
        clerk.text("台区", area);
        clerk.submit();
        sees(customer, "请您确认供电方案", "待您处理");
        customer.fullPicture("portal-story-6-plan");
        customer.button("同意方案").click();
        assertThat(customer.page.locator("[aria-current=step]")).containsText("装表接电");
        clerk.task("装表接电");
        clerk.text("电能表资产编号", "HOUSE-M");
        clerk.text("装出示数（总）", "12");
        clerk.text("抄表段", route);
        clerk.date("送电日期", APRIL);
        clerk.submit();
        clerk.task("资料归档");
        clerk.text("档案号", "D-2");
        clerk.submit();
        clerk.task("客户回访");
        clerk.submit();
        customer.page.reload();
        assertThat(customer.page.getByRole(AriaRole.MAIN)).containsText("已通电");
        customer.fullPicture("portal-story-7-supplied");
    }

    private void sees(BrowserUser customer, String stage, String state) {
        customer.page.reload();
        assertThat(customer.page.locator("[aria-current=step]")).containsText(stage);
        assertThat(customer.page.getByRole(AriaRole.MAIN)).containsText(state);
    }

    private void readAndBillTheHouse() throws Exception {
        assertEquals(0, distribution.client("karawatt:business-date", MAY).code());
        readAndBill("2026-04", "HOUSE-M,AP_TOTAL," + MAY + ",412\n");
    }

    /**
     * All of April: 412 - 12 = 400 kWh at 0.588, in spring 0.05 more for what is above 180 and 0.30 for what is above 350:
     * 400 x 0.588 + 170 x 0.05 + 50 x 0.30 = 235.20 + 8.50 + 15.00 = 258.70.
     */
    private void firstBill(BrowserUser customer) throws Exception {
        customer.link("首页").click();
        assertThat(customer.page.getByRole(AriaRole.MAIN)).containsText("258.70");
        assertThat(customer.page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("每月用电量")).locator("canvas")).isVisible();
        customer.fullPicture("portal-story-8-overview");
        customer.link("我的账单").click();
        customer.page.locator("table a").first().click();
        assertThat(customer.heading("这张账单是怎么算出来的")).isVisible();
        Locator bill = customer.page.getByRole(AriaRole.MAIN);
        for (String figure : List.of("258.70", "235.20", "8.50", "15.00", "400")) {
            assertThat(bill).containsText(figure);
        }
        customer.fullPicture("portal-story-9-first-bill");
        Download pdf = customer.page.waitForDownload(() -> customer.button("下载 PDF").click());
        assertEquals("%PDF", new String(Files.readAllBytes(pdf.path()), 0, 4, StandardCharsets.US_ASCII));
    }

    /** The customer has lost his telephone and calls: a clerk finds his login and locks it. */
    private void locked(BrowserUser customer) {
        clerk.page.navigate(distribution.address() + "/console/service/portal-logins");
        clerk.text("电子邮箱或户号", EMAIL);
        clerk.button("查询").click();
        assertThat(clerk.heading(EMAIL)).isVisible();
        clerk.picture("portal-story-10-logins");
        clerk.button("停用").click();
        Locator dialog = clerk.page.getByRole(AriaRole.DIALOG);
        clerk.text("原因", "客户来电：手机遗失");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("停用").setExact(true)).click();
        assertThat(clerk.button("恢复")).isVisible();
        customer.page.reload();
        customer.text("电子邮箱", EMAIL);
        customer.text("密码", PASSWORD);
        customer.button("登录").click();
        assertThat(customer.page.getByRole(AriaRole.ALERT)).containsText("该账号已被停用");
    }

    // --- both

    private void readAndBill(String month, String readings) throws Exception {
        post("/business/reading-plans", "{\"month\":\"" + month + "\",\"office\":\"42\"}");
        HttpResponse<String> read = distribution.send(distribution.asAdmin(API + "/business/reading-imports?month=" + month + "&fileName=story.csv")
                .header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString("meter_no,register,read_on,value\n" + readings)));
        assertEquals(readings.lines().count(), DemoServer.JSON.readTree(read.body()).get("rowsOk").asLong(), read::body);
        JsonNode run = post("/business/runs", "{\"kind\":\"billing\",\"params\":{\"month\":\"" + month + "\",\"office\":\"42\"}}");
        SwapIT.await("the run has ended", () -> get("/business/runs/" + run.get("id").asLong()).get("status").asText().equals("DONE"));
    }

    private static String transformer(String number, String kind, String primary, String secondary) {
        return "{\"assetNo\":\"" + number + "\",\"kind\":\"" + kind + "\",\"model\":\"LZZB\",\"accuracy\":\"0.2S\",\"ratioPrimary\":" + primary
                + ",\"ratioSecondary\":" + secondary + ",\"officeCode\":\"42\"}";
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = distribution.getAsAdmin(API + path);
        assertEquals(200, answer.statusCode(), () -> path + " " + answer.body());
        return DemoServer.JSON.readTree(answer.body());
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = distribution.send(distribution.asAdmin(API + path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertTrue(answer.statusCode() / 100 == 2, () -> path + " " + answer.statusCode() + " " + answer.body());
        return DemoServer.JSON.readTree(answer.body());
    }
}
