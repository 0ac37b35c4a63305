package org.karawatt.itests.blackbox;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a browser of his own, who finds everything by what is written there. Keeps pictures of what he sees. */
class BrowserUser implements AutoCloseable {

    static final int PATIENCE_MS = 15_000;
    private static final Path PICTURES = Path.of("target", "pictures");

    final Page page;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();

    BrowserUser(Browser browser, int width, int height) {
        context = browser.newContext(new Browser.NewContextOptions().setLocale("zh-CN").setTimezoneId("Asia/Shanghai")
                .setViewportSize(width, height));
        context.setDefaultTimeout(PATIENCE_MS);
        context.addInitScript("document.addEventListener('securitypolicyviolation',"
                + " e => console.error('securitypolicyviolation', e.violatedDirective, e.blockedURI, e.sourceFile))");
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
    }

    /** What the browser has found wrong so far: errors of scripts and breaches of the content security policy. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void text(String label, String value) {
        field(label).fill(value);
    }

    void radio(String label, String option) {
        page.getByRole(AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName(label).setExact(true)).getByText(option, new Locator.GetByTextOptions()
                .setExact(true)).click();
    }

    /** Chooses from a list in which one can type. */
    void select(String label, String option) {
        combobox(label).fill(option);
        option(option).click();
    }

    /** Chooses from a list that is only opened. */
    void choose(String label, String option) {
        // what is chosen lies above the field itself, and a click on it opens the list all the same
        combobox(label).dispatchEvent("click");
        option(option).click();
    }

    private Locator combobox(String label) {
        return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    private Locator option(String option) {
        return page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText(option).setVisible(true)).first();
    }

    void date(String label, String day) {
        field(label).fill(day);
        field(label).press("Enter");
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** The whole page, also what does not fit on the screen. */
    void fullPicture(String name) {
        // what sticks to the top of the screen would stand in the middle of the picture
        page.evaluate("() => window.scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setAnimations(ScreenshotAnimations.DISABLED)
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
