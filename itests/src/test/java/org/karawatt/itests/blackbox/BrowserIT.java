package org.karawatt.itests.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
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
    /** Far more than there is between the top of a page and what is looked for. */
    private static final int MOST_TABS = 60;
    private static final int HEIGHT = 900;
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final Pattern ROW_OF_BILLS = Pattern.compile(".*/api/v1/business/bills\\?.*");
    private static final Pattern RUNS = Pattern.compile(".*/api/v1/business/runs(\\?.*)?");
    /** Lists that reach further than their card: what is on the right of them nobody sees at first. */
    private static final String CUT_LISTS = "() => [...document.querySelectorAll('.kw-table-scroll')]"
            + ".filter(each => each.scrollWidth > each.clientWidth).map(each => each.querySelector('caption').innerText)";
    private static final String OVERHANG = "() => document.documentElement.scrollWidth - window.innerWidth";

    /** The pages by the names of their pictures. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("desk", "/");
        PAGES.put("customers", "/business/customers");
        PAGES.put("customer", "/business/customers/4200000009");
        PAGES.put("readings", "/business/readings");
        PAGES.put("runs", "/business/runs");
        PAGES.put("bills", "/business/bills");
        PAGES.put("payments", "/business/payments");
        PAGES.put("held-bills", "/business/bill-holds");
        PAGES.put("bill-corrections", "/business/bill-corrections");
        PAGES.put("recoveries", "/business/recoveries");
        PAGES.put("shared-production", "/business/sharing-groups");
        PAGES.put("tariffs", "/business/tariffs");
        PAGES.put("tasks", "/workflow/tasks");
        PAGES.put("cases", "/workflow/cases");
        PAGES.put("open-case", "/workflow/open/meter-check");
        PAGES.put("processes", "/workflow/processes");
        PAGES.put("limits", "/workflow/limits");
        PAGES.put("tariff-comparison", "/business/tariffs/compare");
        PAGES.put("tariff-packages", "/business/tariff-packages");
        PAGES.put("tariff-simulation", "/business/tariff-simulation");
        PAGES.put("studies", "/business/studies");
        PAGES.put("connections", "/business/connections");
        PAGES.put("service-desk", "/service/desk");
        PAGES.put("contacts", "/service/contacts");
        PAGES.put("portal-logins", "/service/portal-logins");
        PAGES.put("queue", "/service/queue");
        PAGES.put("knowledge", "/service/knowledge");
        PAGES.put("notices", "/service/notices");
        PAGES.put("notice-batches", "/service/notice-batches");
        PAGES.put("notice-report", "/service/notice-report");
        PAGES.put("notice-templates", "/service/notice-templates");
        PAGES.put("notice-template", "/service/notice-templates/planned-outage");
        PAGES.put("outages", "/service/outages");
        PAGES.put("supervision", "/quality/supervision");
        PAGES.put("audit", "/quality/audit");
        PAGES.put("indicators", "/quality/indicators");
        PAGES.put("decision-board", "/decision/board");
        PAGES.put("forecast", "/decision/forecast");
        PAGES.put("what-if", "/decision/what-if");
        PAGES.put("questions", "/decision/questions");
        PAGES.put("modules", "/system/modules");
        PAGES.put("api", "/system/api");
        PAGES.put("about", "/system/about");
    }

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
    void openPage(DemoServer server) throws Exception {
        // the same file again changes nothing
        new MeterCheck(server).upload();
        String address = server.distribution().address();
        console = address + "/console";
        context = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("zh-CN").setTimezoneId("Asia/Shanghai")
                .setViewportSize(1440, HEIGHT));
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
    void theWayFromTheLoginToABillNeedsNoMouse() {
        page.navigate(console + "/");
        assertThat(page.getByLabel("用户名")).isFocused();
        page.keyboard().type("admin");
        page.keyboard().press("Tab");
        assertThat(page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true))).isFocused();
        page.keyboard().type(Distribution.ADMIN_PASSWORD);
        page.keyboard().press("Enter");
        assertThat(heading("快速查找客户")).isVisible();

        tabTo(menu("电费账单"));
        page.keyboard().press("Enter");
        assertThat(rows("电费账单")).hasCount(20);
        tabTo(rows("电费账单").first());
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        Locator bill = page.getByRole(AriaRole.DIALOG);
        assertThat(bill.getByRole(AriaRole.TABLE)).isVisible();
        Locator lines = bill.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("明细"));
        tabTo(lines);
        page.keyboard().press("ArrowRight");
        assertThat(bill.getByRole(AriaRole.LIST, new Locator.GetByRoleOptions().setName("计算过程"))).isVisible();
        page.keyboard().press("Escape");
        assertThat(bill).not().isVisible();
        assertThat(rows("电费账单").nth(1)).isFocused();
    }

    /** Presses Tab until it has the focus, as somebody without a mouse does. */
    private void tabTo(Locator target) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if (target.evaluate("element => element === document.activeElement").equals(true)) {
                return;
            }
        }
        throw new AssertionError("not reached by " + MOST_TABS + " times Tab: " + target);
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
        // what the page still asks by itself must not find the end of the session before the click does
        Set<Request> open = ConcurrentHashMap.newKeySet();
        page.onRequest(request -> {
            if (isQuestion(request)) {
                open.add(request);
            }
        });
        page.onRequestFinished(open::remove);
        page.onRequestFailed(open::remove);
        page.waitForResponse(response -> response.url().contains("/receivables/of-bills"), () -> menu("电费账单").click());
        assertThat(rows("电费账单")).hasCount(20);
        page.waitForCondition(open::isEmpty);
        context.clearCookies();
        menu("电价").click();
        assertThat(page.getByRole(AriaRole.ALERT).filter(withText("登录已过期"))).isVisible();
        picture("session-ended");
        fillLogin(Distribution.ADMIN_PASSWORD);
        assertThat(heading("电价")).isVisible();
        assertThat(rows("电价").first()).isVisible();
    }

    /** Not the stream of news, which never ends. */
    private static boolean isQuestion(Request request) {
        return request.url().contains("/api/v1/") && !request.resourceType().equals("eventsource");
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
        assertThat(rows("Bills").first()).containsText("Paid");
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

    /** Once the run has begun, the page is told nothing by its requests any more: what it shows was pushed. */
    @Test
    void aRunStartedOnThePageIsFollowedToItsEndWithoutAReload(DemoServer server) throws Exception {
        try (NextMonth next = new NextMonth(server); HeldRuns held = new HeldRuns(server.distribution())) {
            String all = next.accounts() + " / " + next.accounts() + " · 100%";
            signIn();
            menu("核算批次").click();
            assertThat(page.getByText("全部相符")).isVisible();
            AtomicReference<String> begun = new AtomicReference<>();
            page.route(RUNS, route -> {
                if (route.request().method().equals("POST")) {
                    APIResponse answer = route.fetch();
                    begun.set(answer.text());
                    route.fulfill(new Route.FulfillOptions().setResponse(answer));
                } else if (begun.get() != null) {
                    route.fulfill(new Route.FulfillOptions().setContentType("application/json")
                            .setBody("{\"items\":[" + begun.get() + "],\"offset\":0,\"limit\":20,\"total\":1}"));
                } else {
                    route.resume();
                }
            });
            markPage();

            Locator form = card("发起核算");
            form.getByLabel("账期").first().fill(NextMonth.MONTH);
            page.keyboard().press("Enter");
            form.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("供电单位")).fill("南城");
            page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(NextMonth.OFFICE_NAME)).click();
            button("开始核算").click();

            Locator run = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(Pattern.compile("批次 \\d+ · 2026年2月")));
            assertThat(run).containsText("0 / " + next.accounts() + " · 0%");
            assertThat(run).containsText("进行中");
            picture("run-working");
            held.letGo();
            assertThat(run).containsText(all);
            assertThat(run.getByText("全部相符")).isVisible();
            JsonNode totals = next.totals();
            assertTrue(totals.get("bills").asInt() > 0, totals::toString);
            assertThat(run).containsText(shown(totals.get("amount")));
            assertThat(run).containsText(shown(totals.get("energyKwh")) + " kWh");
            assertThat(run.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("aria-valuenow", "100");
            assertThat(rows("历史批次").first()).containsText("已完成");
            picture("run-done");
            assertNotReloaded();
        }
    }

    @Test
    void theApiPageShowsWhatCanBeCalled() {
        signIn();
        menu("接口文档").click();
        assertThat(heading("接口文档")).isVisible();
        assertThat(page).hasTitle("接口文档 · Karawatt");
        page.getByLabel("按路径或说明筛选").fill("/bills/{billNo}/explanation");
        Locator path = page.getByText("/api/v1/business/bills/{billNo}/explanation", new Page.GetByTextOptions().setExact(true));
        assertThat(path).hasCount(1);
        path.click();
        Locator business = card("营销业务");
        assertThat(business.getByRole(AriaRole.LISTITEM).filter(withText("billNo")).first()).containsText("必填");
        assertThat(business).containsText("200");
        picture("api");
    }

    @Test
    void aBillIsSavedAsPdf() throws Exception {
        signIn();
        page.navigate(console + "/business/bills?month=" + DemoServer.MONTH + "&account=" + ACCOUNT);
        assertThat(rows("电费账单")).hasCount(1);
        rows("电费账单").click();
        Download download = page.waitForDownload(() -> page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("下载 PDF")).click());
        assertTrue(download.suggestedFilename().matches("bill-202601-\\d+\\.pdf"), download::suggestedFilename);
        byte[] pdf = Files.readAllBytes(download.path());
        assertArrayEquals("%PDF-".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(pdf, 5));
        assertTrue(pdf.length > 5_000, () -> "only " + pdf.length + " bytes");
    }

    @Test
    void aLetterIsPrintedAndItsReceiptRecorded(DemoServer server) throws Exception {
        long letter = NoticeWrites.letter(server, "browser-letter");
        signIn();
        page.navigate(console + "/service/notices?kind=browser-letter");
        assertThat(rows("通知")).hasCount(1);
        rows("通知").click();
        Locator proof = page.getByRole(AriaRole.DIALOG);
        Download download = page.waitForDownload(() -> proof.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("打印信函")).click());
        assertEquals("kw-" + letter + ".pdf", download.suggestedFilename());
        assertArrayEquals("%PDF-".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(Files.readAllBytes(download.path()), 5));
        proof.getByText("已退回").click();
        proof.getByLabel("凭证").fill("RL-2026-7");
        proof.getByLabel("退回原因").fill("查无此人");
        picture("notice-receipt");
        proof.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("登记").setExact(true)).click();
        assertThat(page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("回执"))).containsText("RL-2026-7 · 查无此人");
        assertThat(rows("通知")).containsText("已退回");
        picture("notice-returned");
        proof.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("重新发送")).click();
        assertThat(rows("通知")).not().containsText("已退回");
    }

    @Test
    void aRefusedListSaysWhyAndIsTriedAgain() {
        signIn();
        page.route(ROW_OF_BILLS, route -> route.fulfill(new Route.FulfillOptions().setStatus(500).setContentType("application/problem+json")
                .setBody("{\"title\":\"服务器内部错误\",\"status\":500,\"code\":\"KERNEL-001\",\"incident\":\"a1b2c3\"}")));
        menu("电费账单").click();
        Locator error = page.getByRole(AriaRole.MAIN).getByRole(AriaRole.ALERT);
        assertThat(error).containsText("服务器内部错误");
        assertThat(error).containsText("KERNEL-001");
        assertThat(error).containsText("事件编号 a1b2c3");
        assertThat(card("本期汇总")).containsText("应收合计");
        picture("error");
        page.unroute(ROW_OF_BILLS);
        error.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("重试")).click();
        assertThat(rows("电费账单")).hasCount(20);
        assertThat(error).hasCount(0);
    }

    @Test
    void whatIsSlowShowsThatItIsOnItsWay() {
        signIn();
        List<Route> held = new CopyOnWriteArrayList<>();
        page.route(Pattern.compile(".*/api/v1/business/(bills\\?|tariffs$|bill-totals).*"), held::add);
        menu("电费账单").click();
        Locator list = page.locator(".kw-table", new Page.LocatorOptions().setHas(
                page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("电费账单"))));
        assertThat(list).hasAttribute("aria-busy", "true");
        assertThat(list.locator(".kw-bone").first()).isVisible();
        assertThat(rows("电费账单")).hasCount(0);
        assertThat(card("本期汇总").getByRole(AriaRole.STATUS, new Locator.GetByRoleOptions().setName("正在加载"))).isVisible();
        picture("loading");
        held.forEach(Route::resume);
        held.clear();
        assertThat(rows("电费账单")).hasCount(20);
        assertThat(list).hasAttribute("aria-busy", "false");
        assertThat(page.locator(".kw-bone")).hasCount(0);

        menu("电价").click();
        Locator waiting = page.getByRole(AriaRole.MAIN).getByRole(AriaRole.STATUS, new Locator.GetByRoleOptions().setName("正在加载"));
        assertThat(waiting).isVisible();
        held.forEach(Route::resume);
        assertThat(rows("电价").first()).isVisible();
        assertThat(waiting).hasCount(0);
    }

    @Test
    void aSearchWithoutAHitSaysWhatToDo() {
        signIn();
        page.getByRole(AriaRole.SEARCH).getByRole(AriaRole.TEXTBOX).fill("没有这样的客户");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("没有找到客户");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("请检查关键字，或放宽供电单位等条件。");
        assertThat(rows("客户")).hasCount(0);
        picture("empty");
        menu("电费账单").click();
        page.getByRole(AriaRole.MAIN).getByLabel("户号").fill("9999999999");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("没有账单");
    }

    /** By its start form, with a fault first; the picture on its page moves on by itself when its task is done elsewhere. */
    @Test
    void aCaseIsOpenedByItsFormAndItsPictureMovesOn(DemoServer server) throws Exception {
        signIn();
        menu("工单").click();
        assertThat(heading("工单")).isVisible();
        button("发起工单").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("电能表校验").setExact(true)).click();
        assertThat(heading("发起：电能表校验")).isVisible();
        card("工单").getByLabel("事项").fill("浏览器发起的校表");
        card("申请信息").getByLabel("申请人").fill("林恩飞");
        card("申请信息").getByLabel("疑义电量").fill("0.5");
        button("发起工单").click();
        // both faults at once, each at its field
        assertThat(card("申请信息").getByText("请填写")).isVisible();
        assertThat(card("申请信息").getByText("取值无效：0.5")).isVisible();
        picture("open-case-faults");
        card("申请信息").getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("户号")).fill(ACCOUNT);
        page.getByRole(AriaRole.OPTION).filter(withText(ACCOUNT)).click();
        card("申请信息").getByLabel("疑义电量").fill("182.5");
        button("发起工单").click();

        assertThat(title()).containsText("浏览器发起的校表");
        assertThat(step("accept")).hasAttribute("data-state", "active");
        assertThat(step("test")).hasAttribute("data-state", "ahead");
        assertThat(card("工单信息")).containsText(ACCOUNT);
        assertThat(card("办理信息")).containsText("182.5 kWh");
        picture("case");
        markPage();
        MeterCheck check = new MeterCheck(server);
        long id = Long.parseLong(page.url().replaceAll(".*/", ""));
        check.complete(id, "accept", "{\"fee\":35,\"outcome\":\"passed\"}");
        assertThat(step("accept")).hasAttribute("data-state", "passed");
        assertThat(step("test")).hasAttribute("data-state", "active");
        assertThat(step("inform")).hasAttribute("data-state", "active");

        card("环节办理").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("校验电能表")).click();
        assertThat(title()).containsText("校验电能表");
        button("提交").click();
        assertThat(card("办理").getByText("请填写")).isVisible();
        card("办理").getByLabel("误差").fill("0.4");
        picture("task");
        button("提交").click();
        // on to the other task of the case
        assertThat(title()).containsText("告知客户");
        assertThat(step("test")).hasAttribute("data-state", "passed");
        button("提交").click();
        assertThat(title()).containsText("答复客户");
        assertThat(step("answer")).hasAttribute("data-state", "active");
        button("English").click();
        assertThat(step("answer")).containsText("Answer the");
        picture("task-english");
        assertNotReloaded();
    }

    /** The heading of the page, with the marks that stand in it. */
    private Locator title() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** A step in the picture of a process. */
    private Locator step(String key) {
        return page.locator("[data-step='" + key + "']");
    }

    @Test
    void aBrokenProcessIsRefusedWithLines() {
        signIn();
        menu("流程").click();
        assertThat(rows("流程版本").filter(withText("meter-check")).first()).isVisible();
        page.getByLabel("选择文件").setInputFiles(new FilePayload("bad.bpmn", "application/xml", ("<definitions"
                + " xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"t\">\n<process id=\"x\" name=\"x\">\n"
                + "<startEvent id=\"s\"/>\n<scriptTask id=\"y\"/>\n</process>\n</definitions>").getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getByText("bad.bpmn 有 2 处错误，未部署")).isVisible();
        assertThat(rows("错误").filter(withText("ScriptTask"))).containsText("4");
        picture("process-refused");
    }

    @Test
    void theMenuIsGroupedByLayer() {
        signIn();
        Locator nav = page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("主菜单"));
        assertThat(nav.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(2))).hasText(new String[] {"客户服务", "营销业务",
            "营销质量", "决策支持", "系统管理"});
        assertThat(links(nav, "客户服务")).hasText(new String[] {"服务台", "诉求工单", "门户账号", "排队叫号", "知识库", "通知", "批量通知",
            "通知送达统计", "通知模板", "停电信息"});
        assertThat(links(nav, "营销业务")).hasText(new String[] {"客户", "业扩时限", "抄表", "核算批次", "电费账单", "电费异常", "账单更正",
            "退补管理", "共享自用", "收费与对账", "电价", "电价包", "电价试算", "批量测算", "待办", "工单", "流程", "时限与工作日"});
        assertThat(links(nav, "营销质量")).hasText(new String[] {"工作监督", "营销稽查", "绩效指标"});
        assertThat(links(nav, "决策支持")).hasText(new String[] {"经营看板", "预测", "电价模拟", "自助查询"});
        assertThat(links(nav, "系统管理")).hasText(new String[] {"模块与健康", "接口文档", "关于"});
        button("English").click();
        Locator english = page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main menu"));
        assertThat(english.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(2))).hasText(new String[] {"Customer service",
            "Business", "Quality", "Decision support", "System"});
    }

    private static Locator links(Locator nav, String layer) {
        return nav.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName(layer)).getByRole(AriaRole.LINK);
    }

    /** The rules of axe-core, whose script Playwright runs beside the page's content security policy. */
    @Test
    void noPageHidesAnythingFromThoseWhoSeeOrMoveLess() {
        page.navigate(console + "/");
        assertThat(heading("登录")).isVisible();
        List<String> found = new ArrayList<>(violations("login"));
        signIn();
        PAGES.forEach((name, path) -> {
            open(path);
            found.addAll(violations(name));
        });
        page.navigate(console + "/business/bills?month=" + DemoServer.MONTH + "&account=" + ACCOUNT);
        rows("电费账单").click();
        assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TABLE)).isVisible();
        found.addAll(violations("bill"));
        assertEquals(List.of(), found);
    }

    private List<String> violations(String name) {
        return new AxeBuilder(page).analyze().getViolations().stream().filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(rule -> name + ": " + rule.getId() + " " + rule.getNodes().get(0).getTarget() + " " + rule.getHelp()).toList();
    }

    /** A small laptop and a tablet, in both languages: nothing hangs over the edge, and on the laptop every list is whole. */
    @Test
    void nothingIsCutOffInANarrowWindow() {
        signIn();
        for (String language : List.of("中文", "English")) {
            for (int width : new int[] {1280, 768}) {
                page.setViewportSize(width, HEIGHT);
                PAGES.forEach((name, path) -> {
                    open(path);
                    assertEquals(0, page.evaluate(OVERHANG), () -> name + " at " + width + " in " + language);
                    if (width == 1280) {
                        assertEquals(List.of(), page.evaluate(CUT_LISTS), () -> name + " in " + language);
                    }
                    picture(name + "-" + width + (language.equals("English") ? "-english" : ""));
                });
            }
            if (language.equals("中文")) {
                button("English").click();
                assertThat(heading("About")).isVisible();
            }
        }
        // the menu is behind a button then
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open or fold the menu")).click();
        menu("Bills").click();
        assertThat(heading("Bills")).isVisible();
        assertThat(menu("Bills")).hasCount(0);
    }

    /** Opens a page and waits until nothing on it is on its way any more. */
    private void open(String path) {
        page.navigate(console + path);
        assertThat(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(1))).isVisible();
        assertThat(page.locator(".kw-bone")).hasCount(0);
        assertFalse(page.getByRole(AriaRole.MAIN).innerText().isBlank());
    }

    @Test
    void aTariffShowsItsPrices() {
        signIn();
        menu("电价").click();
        page.getByRole(AriaRole.MAIN).getByLabel("关键字").fill("湖南居民阶梯电价");
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

    /** Its calendar as a picture and in words, its other rules, and the cases that prove it. */
    @Test
    void aTariffShowsItsCalendarItsRulesAndItsCases() {
        signIn();
        menu("电价").click();
        page.getByRole(AriaRole.MAIN).getByLabel("关键字").fill("hubei-commercial-two-part-110kv-tou");
        assertThat(rows("电价")).hasCount(1);
        rows("电价").click();
        Locator shown = page.getByRole(AriaRole.DIALOG);
        assertThat(shown).containsText("电价组成");
        // the printed sheet of January 2026
        assertThat(shown).containsText("24.40 元/kVA");
        shown.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("时段日历")).click();
        assertThat(shown.locator(".calendar-month")).hasCount(12);
        assertThat(shown).containsText("7–8 月");
        assertThat(shown.getByText("20:00–22:00").first()).isVisible();
        picture("tariff-calendar");
        shown.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("计费规则")).click();
        assertThat(shown).containsText("按日历天数");
        picture("tariff-rules");
        shown.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("算例")).click();
        assertThat(shown.getByText("通过").first()).isVisible();
        assertThat(shown.getByText("未通过")).hasCount(0);
        picture("tariff-cases");
    }

    /** Two people: one imports and is told what is wrong and that he cannot approve, another decides. */
    @Test
    void aPackageIsImportedCorrectedApprovedSimulatedAndCompared(DemoServer server) throws Exception {
        TariffPackages packages = new TariffPackages(server);
        String content = TariffPackages.flat("browser-trial", "1.0.0");
        signIn(TariffPackages.USER, TariffPackages.PASSWORD);
        menu("电价包").click();
        giveFile(content.replace("60.00", "61.00"));
        assertThat(rows("错误明细")).hasCount(1);
        assertThat(rows("错误明细")).containsText("TARIFF-005");
        assertThat(rows("错误明细")).containsText("cases[0]");
        assertThat(button("提交审批")).hasCount(0);
        picture("tariff-import-faults");
        button("换一个文件").click();
        giveFile(content);
        assertThat(page.getByText("检查通过")).isVisible();
        assertThat(rows("算例")).containsText("60.00");
        picture("tariff-import-sound");
        button("提交审批").click();
        assertThat(page.getByText("须由另一人审批")).isVisible();
        assertThat(button("批准")).hasCount(0);
        picture("tariff-package-own");
        String address = page.url();

        context.clearCookies();
        signIn();
        page.navigate(address);
        assertThat(card("批准后的影响")).isVisible();
        button("批准").click();
        Locator question = page.getByRole(AriaRole.DIALOG);
        question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("批准")).click();
        assertThat(question).containsText("请填写意见");
        question.getByRole(AriaRole.TEXTBOX).fill("已核对");
        question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("批准")).click();
        assertThat(card("经过")).containsText("已核对");
        assertThat(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(1))).containsText("生效");
        picture("tariff-package-active");

        String trial = server.get("/tariffs?q=browser-trial").get(0).get("id").asText();
        String hunan = "";
        for (JsonNode each : server.get("/tariffs?offered=true&q=hunan-residential")) {
            hunan = each.get("tariffCode").asText().equals("hunan-residential") ? each.get("id").asText() : hunan;
        }
        page.navigate(console + "/business/tariff-simulation?tariffs=" + hunan + "," + trial);
        // 200 x 0.6; 200 x 0.588 + 20 x 0.05
        page.getByLabel("总电量（kWh）").fill("200");
        button("试算").click();
        assertThat(card("测试")).containsText("120.00");
        assertThat(card("湖南居民阶梯电价")).containsText("118.60");
        assertThat(card("湖南居民阶梯电价")).containsText("最低");
        assertThat(card("电费随电量的变化").locator("canvas")).isVisible();
        picture("tariff-simulated");

        page.navigate(console + "/business/tariffs/compare?before=" + hunan + "&after=" + trial);
        Locator price = rows("电价对比").filter(withText("电度电价 · 价格"));
        // 0.012 more on 0.588
        assertThat(price).containsText("+2.04 %");
        picture("tariff-compared");
        packages.decide(address.replaceAll(".*/", ""), "withdrawal");
    }

    private void giveFile(String content) {
        page.locator("input[type=file]").setInputFiles(new FilePayload("trial.json", "application/json", content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Hunan's households on the tariff of another province. */
    @Test
    void aComparisonIsStartedAndReported(DemoServer server) throws Exception {
        signIn();
        menu("批量测算").click();
        page.locator(".el-segmented__item", new Page.LocatorOptions().setHasText("电价对比")).first().click();
        choose("仅限执行此电价的账单", "hunan-residential");
        choose("对比的电价", "zhejiang-residential 1");
        page.getByRole(AriaRole.MAIN).getByLabel("账期").first().fill(DemoServer.MONTH);
        page.keyboard().press("Enter");
        String before = newestStudy(server);
        button("开始测算").click();
        JsonNode report = reportAfter(before, server);
        assertThat(card("逐户结果")).isVisible();
        assertThat(rows("逐户结果").first()).isVisible();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText(shown(report.get("amountAfter")));
        assertThat(card("分组结果").locator("canvas")).hasCount(2);
        page.locator(".el-segmented__item", new Page.LocatorOptions().setHasText("按用电量十分位")).click();
        assertThat(rows("分组结果")).hasCount(10);
        picture("study-report");
        Download csv = page.waitForDownload(() -> button("下载 CSV").click());
        assertEquals(report.get("accounts").asInt() + 1, Files.readAllLines(csv.path()).size());
    }

    private static String newestStudy(DemoServer server) throws Exception {
        return server.get("/studies?limit=1").at("/items/0/run/id").asText();
    }

    /** The report of the study that was started after this one, when it has ended. */
    private static JsonNode reportAfter(String before, DemoServer server) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (true) {
            String newest = newestStudy(server);
            JsonNode report = newest.equals(before) ? null : server.get("/studies/" + newest).get("report");
            if (report != null && !report.isNull()) {
                return report;
            }
            assertTrue(Instant.now().isBefore(end), "the study does not end");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private void choose(String label, String text) {
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label)).fill(text);
        page.getByRole(AriaRole.OPTION).filter(withText(text.split(" ")[0])).filter(new Locator.FilterOptions().setVisible(true)).first().click();
    }

    @Test
    void aCustomerSeesWhatOtherTariffsWouldCost(DemoServer server) throws Exception {
        JsonNode options = server.get("/accounts/" + ACCOUNT + "/tariff-options");
        signIn();
        page.navigate(console + "/business/customers/" + ACCOUNT);
        Locator card = card("换用其他电价的电费");
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("计算")).click();
        assertThat(rows("换用其他电价的电费")).hasCount(options.get("options").size());
        assertThat(rows("换用其他电价的电费").filter(withText("现行"))).containsText(shown(options.get("billed")));
        card.scrollIntoViewIfNeeded();
        picture("customer-options");
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
        signIn("admin", Distribution.ADMIN_PASSWORD);
    }

    private void signIn(String user, String password) {
        page.navigate(console + "/");
        fillLogin(user, password);
        assertThat(menu("工作台")).isVisible();
    }

    private void fillLogin(String password) {
        fillLogin("admin", password);
    }

    private void fillLogin(String user, String password) {
        page.getByLabel("用户名").fill(user);
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
