package org.karawatt.itests.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A factory from the customer's words at the desk to its first bill, by hand in the browser: what clerks, surveyors, inspectors and fitters
 * would do, each on the page of his task. A picture of each stage is kept.
 */
@EnabledIfChromium
class ConnectionStoryIT {

    private static final int PATIENCE_MS = 15_000;
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String API = "/api/v1";
    /** Where the demo leaves the business date. */
    private static final String TODAY = "2026-03-13";
    private static final String AFTER_THE_MONTH = "2026-04-01";
    private static final String MONTH = "2026-03";

    private Distribution distribution;
    private Page page;
    private String caseAddress;

    @Test
    void aFactoryFromTheDeskToItsFirstBill() throws Exception {
        Files.createDirectories(PICTURES);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        try (Distribution unpacked = Distribution.unpack("connection story"); Chromium chromium = new Chromium()) {
            distribution = unpacked;
            distribution.start();
            assertEquals(0, distribution.run("demo", "--customers", "20").code());
            String line = get("/business/lines?limit=1").get("items").get(0).get("lineNo").asText();
            String route = get("/business/routes?limit=1").get("items").get(0).get("routeNo").asText();
            post("/business/assets", LoadClients.asset("STORY-M"));
            post("/business/assets", transformer("STORY-CT", "CT", "75", "5"));
            post("/business/assets", transformer("STORY-PT", "PT", "10000", "100"));
            try (BrowserContext context = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("zh-CN")
                    .setTimezoneId("Asia/Shanghai").setViewportSize(1440, 1000))) {
                context.setDefaultTimeout(PATIENCE_MS);
                page = context.newPage();
                applied();
                inspected(line);
                supplied(route);
                billed(accountNo());
            }
            assertEquals(0, distribution.client("karawatt:audit-verify").code());
        }
    }

    private void applied() {
        page.navigate(distribution.address() + "/console/service/desk");
        page.getByLabel("用户名").fill("admin");
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(Distribution.ADMIN_PASSWORD);
        button("登录").click();
        button("办理业务").click();
        picture("story-1-desk");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("高压新装").setExact(true)).click();
        text("事项", "清河机械新装 630 kVA");
        text("客户名称", "清河机械有限公司");
        select("证件类型", "统一社会信用代码");
        text("证件号码", "91330100MA2B1C3D4E");
        text("联系电话", "057100000000");
        text("用电地址", "清河市工业路8号");
        radio("城乡类别", "城镇");
        select("用电类别", "工商业用电");
        select("行业分类", "制造业");
        select("供电电压", "交流10kV");
        text("申请容量", "630");
        radio("电源数", "单电源");
        radio("重要用户", "是");
        text("电价", "hunan-yueyang-industry-10kv");
        radio("基本电费方式", "按容量");
        radio("功率因数标准", "0.90");
        picture("story-2-application");
        button("发起工单").click();
        assertThat(page).hasURL(Pattern.compile(".*/workflow/cases/\\d+$"));
        assertThat(page.getByRole(AriaRole.HEADING).filter(new Locator.FilterOptions().setHasText("清河机械新装"))).isVisible();
        caseAddress = page.url();
        picture("story-3-case");
    }

    private void inspected(String line) {
        task("受理审核");
        radio("结论", "齐全");
        submit();
        task("现场勘查");
        radio("结论", "具备条件");
        submit();
        task("供电方案拟定与答复（单电源）");
        text("供电线路", line);
        text("批准容量", "630");
        select("计量方式", "高供高计");
        picture("story-4-scheme");
        submit();
        task("客户确认方案");
        radio("结论", "同意");
        submit();
        task("客户提交设计");
        text("设计单位", "甲设计院");
        submit();
        task("设计文件审核");
        radio("结论", "通过");
        submit();
        task("客户施工及隐蔽工程报验");
        text("施工单位", "乙公司");
        submit();
        task("中间检查");
        radio("结论", "通过");
        submit();
        task("客户竣工报验");
        date("竣工日期");
        submit();
        task("竣工检验");
        radio("结论", "通过");
        submit();
        task("签订供用电合同");
        text("合同编号", "HT-1");
        date("签订日期");
        submit();
    }

    private void supplied(String route) {
        task("装表接电");
        text("电能表资产编号", "STORY-M");
        text("电流互感器资产编号", "STORY-CT");
        text("电压互感器资产编号", "STORY-PT");
        text("装出示数（总）", "0");
        text("装出示数（无功总）", "0");
        text("变压器1编号", "STORY-B1");
        text("变压器1型号", "S13");
        text("变压器1容量", "630");
        text("抄表段", route);
        date("送电日期");
        picture("story-5-meter");
        submit();
        task("资料归档");
        text("档案号", "D-1");
        submit();
        task("客户回访");
        submit();
        assertThat(page).hasURL(Pattern.compile(".*/workflow/cases/\\d+$"));
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("已办结");
        picture("story-6-closed");
    }

    private String accountNo() throws Exception {
        return get("/workflow/cases/" + caseAddress.replaceAll(".*/", "")).get("values").get("accountNo").asText();
    }

    /**
     * From 13 to 31 March: 40 x 75/5 x 10000/100 = 60,000 kWh at 0.6147, 630 kVA x 20 x 19/31 days, and 0.5 % of both because cos phi is 0.89 with
     * 30,000 kvarh: 36,882.00 + 7,722.58 + 223.02.
     */
    private void billed(String accountNo) throws Exception {
        assertEquals(0, distribution.client("karawatt:business-date", AFTER_THE_MONTH).code());
        post("/business/reading-plans", "{\"month\":\"" + MONTH + "\",\"office\":\"42\"}");
        HttpResponse<String> read = distribution.send(distribution.asAdmin(API + "/business/reading-imports?month=" + MONTH + "&fileName=story.csv")
                .header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString("meter_no,register,read_on,value\nSTORY-M,AP_TOTAL,"
                        + AFTER_THE_MONTH + ",40\nSTORY-M,RP_TOTAL," + AFTER_THE_MONTH + ",20\n")));
        assertEquals(2, DemoServer.JSON.readTree(read.body()).get("rowsOk").asInt(), read::body);
        page.navigate(distribution.address() + "/console/business/runs");
        JsonNode run = post("/business/runs", "{\"kind\":\"billing\",\"params\":{\"month\":\"" + MONTH + "\",\"office\":\"42\"}}");
        SwapIT.await("the run has ended", () -> get("/business/runs/" + run.get("id").asLong()).get("status").asText().equals("DONE"));
        page.navigate(distribution.address() + "/console/business/bills?month=" + MONTH + "&account=" + accountNo);
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(accountNo));
        assertThat(row).containsText("44,827.60");
        row.click();
        Locator bill = page.getByRole(AriaRole.DIALOG);
        assertThat(bill).containsText("36,882.00");
        assertThat(bill).containsText("7,722.58");
        assertThat(bill).containsText("223.02");
        picture("story-7-first-bill");
    }

    /** Opens the page of a task from the page of the case. */
    private void task(String name) {
        page.navigate(caseAddress);
        page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true)).first().click();
        // the heading has the state of the task beside its name
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).filter(new Locator.FilterOptions().setHasText(name)))
                .isVisible();
        assertThat(button("提交")).isVisible();
    }

    private void submit() {
        String before = page.url();
        button("提交").click();
        assertThat(page).not().hasURL(before);
    }

    private void text(String label, String value) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(value);
    }

    private void radio(String label, String option) {
        page.getByRole(AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName(label).setExact(true)).getByText(option, new Locator.GetByTextOptions()
                .setExact(true)).click();
    }

    private void select(String label, String option) {
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true)).fill(option);
        Locator choice = page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText(option).setVisible(true));
        choice.first().click();
    }

    private void date(String label) {
        Locator field = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        field.fill(TODAY);
        field.press("Enter");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setAnimations(ScreenshotAnimations.DISABLED));
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
