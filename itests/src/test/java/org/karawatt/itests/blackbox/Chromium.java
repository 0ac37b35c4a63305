package org.karawatt.itests.blackbox;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, driven by Playwright. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright = Playwright.create();
    private final Browser browser;

    /** Starts the browser, without a window and without talking to its maker. */
    public Chromium() {
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable().orElseThrow())
                // as root there is no sandbox; the pages are our own
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync")));
    }

    public Browser browser() {
        return browser;
    }

    /** The first Chromium on the path; {@code CHROMIUM} in the environment names another. */
    public static Optional<Path> executable() {
        String named = System.getenv("CHROMIUM");
        Stream<Path> candidates = named != null ? Stream.of(Path.of(named))
                : Stream.of(System.getenv("PATH").split(File.pathSeparator)).flatMap(d -> NAMES.stream().map(n -> Path.of(d, n)));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
