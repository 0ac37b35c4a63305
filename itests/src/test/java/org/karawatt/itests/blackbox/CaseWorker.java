package org.karawatt.itests.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** Whoever works on cases at the console: clerk, surveyor, inspector and fitter in one. */
final class CaseWorker extends BrowserUser {

    private final Distribution distribution;
    private String caseAddress;

    CaseWorker(Browser browser, Distribution distribution) {
        super(browser, 1440, 1000);
        this.distribution = distribution;
    }

    /** Opens a page of the console and logs in there. */
    void login(String path) {
        page.navigate(distribution.address() + "/console" + path);
        text("用户名", "admin");
        text("密码", Distribution.ADMIN_PASSWORD);
        button("登录").click();
    }

    /** Works on the case whose page is open. */
    void takesThisCase() {
        assertThat(page).hasURL(Pattern.compile(".*/workflow/cases/\\d+$"));
        caseAddress = page.url();
    }

    /** Opens the case with this number from the list and works on it. */
    void takesCase(String caseNo) {
        page.navigate(distribution.address() + "/console/workflow/cases?text=" + caseNo);
        page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(caseNo)).first().click();
        takesThisCase();
    }

    String caseId() {
        return caseAddress.replaceAll(".*/", "");
    }

    void openCase() {
        page.navigate(caseAddress);
    }

    /** Opens the page of a task from the page of the case. */
    void task(String name) {
        openCase();
        page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true)).first().click();
        // the heading has the state of the task beside its name
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).filter(new Locator.FilterOptions().setHasText(name)))
                .isVisible();
        assertThat(button("提交")).isVisible();
    }

    void submit() {
        String before = page.url();
        button("提交").click();
        assertThat(page).not().hasURL(before);
    }
}
