package org.karawatt.itests.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The console as a clerk sees it, in a real browser on the demo month. Elements are found by what they are called, not by where they are.
 * After each test the browser must have reported no script error and nothing against the content security policy. Pictures of the pages
 * are left in {@code target/pictures}.
 */
@EnabledIfChromium
@ExtendWith(DemoServer.Extension.class)
class BrowserIT {

    private static final String ACCOUNT = "4200000004";
    private static final Path PICTURES = Path.of("target", "pictures");
    /** The server is idle: what takes longer is broken. Starting a bundle through a console client is the exception. */
    private static final double PATIENCE_MS = 15_000;
    private static final double CLIENT_PATIENCE_MS = 30_000;
    private static final String REPORT_VIOLATIONS = "document.addEventListener('securitypolicyviolation',"
            + " e => console.error('securitypolicyviolation', e.violatedDirective, e.blockedURI, e.sourceFile))";
    /** A refused request is part of some tests; the browser writes it to the console like a script error. */
    private static final String REFUSED_REQUEST = "Failed to load resource";
    /** 321.0400, 0.0000: the scale of a column, not what anybody measured. */
    private static final Pattern ZEROS_OF_A_COLUMN = Pattern.compile("\\d\\.\\d*00(?!\\d)(?<!\\.00)");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final String RELOAD_MARK = "karawattNotReloaded";

    private static Chromium chromium;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;
    private String console;

    @BeforeAll
    static void openBrowser() {
        chromium = new Chromium();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    @AfterAll
    static void closeBrowser() {
        chromium.close();
    }

    @BeforeEach
    void openPage(DemoServer server) {
        String address = server.distribution().address();
        console = address + "/console";
        context = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("zh-CN").setTimezoneId("Asia/Shanghai")
                .setViewportSize(1440, 900));
        context.setDefaultTimeout(PATIENCE_MS);
        context.addInitScript(REPORT_VIOLATIONS);
        context.route(url -> !url.startsWith(address + "/"), route -> {
            complaints.add("asked another host: " + route.request().url());
            route.abort();
        });
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith(REFUSED_REQUEST)) {
                complaints.add(message.text());
            }
        });
    }

    @AfterEach
    void theBrowserHadNothingToComplainAbout() {
        context.close();
        assertEquals(List.of(), complaints);
    }

    @Test
    void aWrongPasswordIsRefusedAndTheRightOneOpensTheDesk() {
        page.navigate(console + "/");
        assertThat(heading("登录")).isVisible();
        picture("login");
        fillLogin("not the password");
        assertThat(page.getByRole(AriaRole.ALERT).filter(withText("用户名或密码不正确"))).isVisible();
        picture("login-refused");

        fillLogin(Distribution.ADMIN_PASSWORD);
        assertThat(menu("客户")).isVisible();
        assertThat(heading("快速查找客户")).isVisible();
        // the cards of the business layer, filled
        assertThat(card("最近一次核算").getByRole(AriaRole.PROGRESSBAR)).isVisible();
        assertThat(card("本期账单")).containsText("" + DemoServer.CUSTOMERS);
        for (String chart : List.of("电量按用电分类", "应收电费构成（元）", "各供电单位电费与电量")) {
            assertThat(card(chart).getByRole(AriaRole.IMG).locator("canvas")).isVisible();
        }
        assertThat(page).hasTitle("工作台 · Karawatt");
        picture("desk");
    }

    @Test
    void aSearchLeadsToEverythingAboutACustomer(DemoServer server) throws Exception {
        JsonNode view = server.get("/accounts/" + ACCOUNT + "/view");
        signIn();
        page.getByRole(AriaRole.SEARCH).getByRole(AriaRole.TEXTBOX).fill(ACCOUNT);
        page.keyboard().press("Enter");
        assertThat(heading("客户")).isVisible();
        Locator found = rows("客户").filter(withText(ACCOUNT));
        assertThat(found).hasCount(1);
        picture("customers");
        found.click();

        assertThat(page.getByText("户号 " + ACCOUNT)).isVisible();
        assertThat(card("客户信息").getByText(view.get("account").get("customerName").asText())).isVisible();
        assertThat(card("用电信息").getByText("居民生活用电", new Locator.GetByTextOptions().setExact(true)).first()).isVisible();
        assertThat(card("计量点与电能表").getByText(view.get("points").get(0).get("meterNo").asText())).isVisible();
        assertThat(card("用电信息")).containsText("湖南居民阶梯电价");
        assertThat(card("计量点与电能表").getByText("有功总")).isVisible();
        assertThat(rows("抄表示数").filter(withText("2026年1月")).first()).containsText(shown(view.get("readings").get(0).get("value")));
        assertThat(rows("电费账单").filter(withText("2026年1月")).first()).containsText(shown(view.get("bills").get(0).get("amount")));
        assertThat(page.getByRole(AriaRole.IMG).locator("canvas")).isVisible();
        picture("customer");
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("customer-whole.png")).setFullPage(true));
    }

    @Test
    void aBillExplainsItselfInBothLanguages() {
        signIn();
        menu("电费账单").click();
        assertThat(heading("电费账单")).isVisible();
        assertThat(rows("电费账单")).hasCount(20);
        assertThat(card("本期汇总").getByText("" + DemoServer.CUSTOMERS, new Locator.GetByTextOptions().setExact(true))).isVisible();
        assertThat(card("电量按用电分类").getByRole(AriaRole.LISTITEM).filter(withText("居民生活用电"))).isVisible();
        picture("bills");
        page.getByRole(AriaRole.MAIN).getByLabel("户号").fill(ACCOUNT);
        assertThat(rows("电费账单")).hasCount(1);
        rows("电费账单").click();
        Locator bill = page.getByRole(AriaRole.DIALOG);
        assertThat(bill.getByRole(AriaRole.TABLE).getByText("合计")).isVisible();
        // the period is half-open; people are told its last day
        assertThat(bill).containsText("2026-01-01 – 2026-01-31");
        assertThat(bill).containsText("湖南居民阶梯电价");
        picture("bill");
        bill.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("计算过程")).click();
        Locator steps = bill.getByRole(AriaRole.LIST, new Locator.GetByRoleOptions().setName("计算过程"));
        assertThat(steps).containsText("千瓦时");
        assertThat(steps).not().containsText(ZEROS_OF_A_COLUMN);
        picture("bill-explained");

        bill.getByText("English", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(steps).containsText("kWh");
        assertThat(steps).not().containsText("千瓦时");
        page.keyboard().press("Escape");
        assertThat(bill).not().isVisible();
    }

    @Test
    void aBillIsOpenedAndClosedByKeyboardAlone() {
        signIn();
        menu("电费账单").click();
        assertThat(rows("电费账单")).hasCount(20);
        rows("电费账单").first().focus();
        page.keyboard().press("ArrowDown");
        assertThat(rows("电费账单").nth(1)).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TABLE)).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).not().isVisible();
        assertThat(rows("电费账单").nth(1)).isFocused();
    }

    @Test
    void aPaymentIsSentWithEnterAndItsFaultsStandAtTheirFields() {
        signIn();
        page.navigate(console + "/business/customers/" + ACCOUNT);
        button("收费").click();
        Locator form = page.getByRole(AriaRole.DIALOG);
        assertThat(form.getByLabel("金额")).isFocused();
        form.getByLabel("金额").fill("0");
        page.keyboard().press("Enter");
        assertThat(form).containsText("请输入大于零的金额，最多两位小数");
        picture("payment-refused");
        page.keyboard().press("Escape");
        assertThat(form).not().isVisible();
    }

    @Test
    void anErrorIsToldInTheLanguageOfThePageWithItsCode() {
        signIn();
        page.navigate(console + "/business/customers/0000000000");
        Locator error = page.getByRole(AriaRole.MAIN).getByRole(AriaRole.ALERT);
        assertThat(error).containsText("不存在");
        assertThat(error).containsText("CUSTOMER-001");
        button("English").click();
        assertThat(error).containsText("does not exist");
        assertThat(error).containsText("CUSTOMER-001");
        assertThat(error).not().containsText(CHINESE);
        picture("error-english");
    }

    @Test
    void anUnknownAddressSaysSoInBothLanguages() {
        signIn();
        page.navigate(console + "/nowhere/at-all");
        assertThat(heading("找不到这个页面")).hasCount(1);
        assertThat(page).hasTitle("页面不可用 · Karawatt");
        picture("unknown");
        button("English").click();
        assertThat(page).hasTitle("Page not available · Karawatt");
        page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK).click();
        assertThat(page).hasTitle("Work desk · Karawatt");
    }

    @Test
    void anEndedSessionLeadsToTheLoginAndBackToThePage() {
        signIn();
        menu("电费账单").click();
        assertThat(rows("电费账单")).hasCount(20);
        context.clearCookies();
        menu("电价").click();
        assertThat(page.getByRole(AriaRole.ALERT).filter(withText("登录已过期"))).isVisible();
        picture("session-ended");
        fillLogin(Distribution.ADMIN_PASSWORD);
        assertThat(heading("电价")).isVisible();
        assertThat(rows("电价").first()).isVisible();
    }

    @Test
    void theLanguageChangesWithoutAReload() {
        signIn();
        menu("电费账单").click();
        assertThat(rows("电费账单")).hasCount(20);
        markPage();
        button("English").click();
        assertThat(heading("Bills")).isVisible();
        assertThat(menu("Tariffs")).isVisible();
        assertThat(rows("Bills").first()).containsText("Issued");
        picture("bills-english");
        button("中文").click();
        assertThat(heading("电费账单")).isVisible();
        assertThat(menu("电价")).isVisible();
        assertNotReloaded();
    }

    @Test
    void theFinishedRunShowsAllItsBills() {
        signIn();
        menu("核算批次").click();
        assertThat(heading("核算批次")).isVisible();
        Locator run = rows("历史批次").filter(withText("2026年1月")).filter(withText("已完成")).filter(withText("" + DemoServer.CUSTOMERS));
        run.last().click();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText(DemoServer.CUSTOMERS + " / " + DemoServer.CUSTOMERS + " · 100%");
        assertThat(page.getByText("全部相符")).isVisible();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("清河供电公司");
        picture("runs");
    }

    @Test
    void aTariffShowsItsPrices() {
        signIn();
        menu("电价").click();
        Locator tariff = rows("电价").filter(withText("hunan-residential"));
        assertThat(tariff.first()).isVisible();
        picture("tariffs");
        tariff.first().click();
        Locator shown = page.getByRole(AriaRole.DIALOG);
        Locator seasons = shown.getByRole(AriaRole.TABLE);
        assertThat(seasons).hasCount(2);
        assertThat(seasons.first()).containsText("0.588");
        // limits of spring and autumn, of summer and winter: D13b in the tariff's own package
        assertThat(seasons.first()).containsText("180 – 350 kWh");
        assertThat(seasons.last()).containsText("180 – 450 kWh");
        assertThat(shown).containsText("3–5、9–11 月");
        assertThat(shown).containsText("12–2、6–8 月");
        // the package has its note in English only: opened on demand
        assertThat(shown.getByText("validFrom")).not().isVisible();
        picture("tariff");
    }

    @Test
    void theModulesPageTellsWhatRunsAndHowItFeels() {
        signIn();
        menu("模块与健康").click();
        assertThat(heading("模块与健康")).isVisible();
        assertThat(rows("已安装模块").filter(withText("karawatt-billing")).first()).isVisible();
        assertThat(card("健康检查").getByRole(AriaRole.LISTITEM).filter(withText("数据库"))).containsText("正常");
        assertThat(card("健康检查")).not().containsText("The database");
        assertThat(rows("已安装模块").filter(withText("karawatt-persistence"))).containsText("UnitOfWork");
        assertThat(card("已安装模块")).not().containsText("DefaultUnitOfWork");
        picture("modules");
    }

    @Test
    void thePageFollowsItsModuleWithoutAReload(DemoServer server) throws Exception {
        signIn();
        menu("电费账单").click();
        assertThat(rows("电费账单")).hasCount(20);
        markPage();
        assertEquals(0, server.distribution().client("bundle:stop karawatt-business-pages").code());
        try {
            assertThat(menu("电费账单")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(CLIENT_PATIENCE_MS));
            assertThat(heading("该业务模块未部署或已下线")).hasCount(1);
            assertThat(menu("模块与健康")).isVisible();
            picture("module-away");
        } finally {
            assertEquals(0, server.distribution().client("bundle:start karawatt-business-pages").code());
        }
        assertThat(menu("电费账单")).isVisible();
        assertThat(rows("电费账单")).hasCount(20);
        assertNotReloaded();
    }

    private void signIn() {
        page.navigate(console + "/");
        fillLogin(Distribution.ADMIN_PASSWORD);
        assertThat(menu("工作台")).isVisible();
    }

    private void fillLogin(String password) {
        page.getByLabel("用户名").fill("admin");
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(password);
        button("登录").click();
    }

    private Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The entry of the main menu; the desk has tiles and cards of the same names. */
    private Locator menu(String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName(Pattern.compile("主菜单|Main menu")))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator card(String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The data rows of a table, without its head and without the grey bars shown while it loads. */
    private Locator rows(String table) {
        return page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(table).setExact(true))
                .getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHas(page.getByRole(AriaRole.CELL)));
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static String shown(JsonNode number) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number.decimalValue());
    }

    private void markPage() {
        page.evaluate("mark => { window[mark] = true }", RELOAD_MARK);
    }

    private void assertNotReloaded() {
        assertEquals(true, page.evaluate("mark => window[mark] === true", RELOAD_MARK), "the page was loaded again");
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
