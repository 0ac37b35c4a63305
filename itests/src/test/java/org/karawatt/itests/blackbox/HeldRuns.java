package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.karawatt.itests.hold.HoldRuns;

/** Runs of a server that begin and then wait until they are let go. */
final class HeldRuns implements AutoCloseable {

    private final Distribution distribution;
    private final Path hold;

    HeldRuns(Distribution distribution) throws IOException, InterruptedException {
        this.distribution = distribution;
        this.hold = HoldRuns.file(distribution.home().resolve("data"));
        HoldRuns.pack(distribution.home().resolve("data/tmp/hold-runs.jar"));
        run("bundle:install", "-s", "file:data/tmp/hold-runs.jar");
        Files.createFile(hold);
    }

    void letGo() throws IOException {
        Files.deleteIfExists(hold);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        letGo();
        run("bundle:uninstall", HoldRuns.SYMBOLIC_NAME);
    }

    private void run(String... words) throws IOException, InterruptedException {
        Distribution.Result result = distribution.client(words);
        assertEquals(0, result.code(), result::toString);
    }
}
