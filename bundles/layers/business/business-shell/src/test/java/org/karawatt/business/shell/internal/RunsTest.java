package org.karawatt.business.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.ProgressBar;

/** The progress of {@code --wait}, in a script. */
class RunsTest {

    private static final CallContext CALLER = CallContext.system();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static Run run(RunStatus status, Long total, long done, long parked, String message) {
        return new Run(7, "billing", "202601@42", Map.of(), status, "admin", Instant.EPOCH, Instant.EPOCH, null, total, done, parked, message,
                null);
    }

    /** A service that answers each look at the run with the next of these states. */
    private static RunService looks(Run... states) {
        Deque<Run> next = new ArrayDeque<>(Arrays.asList(states));
        return (RunService) Proxy.newProxyInstance(RunsTest.class.getClassLoader(), new Class<?>[] {RunService.class}, (self, method, args) -> {
            assertEquals("await", method.getName());
            assertEquals(7L, args[1]);
            assertTrue(((Duration) args[2]).compareTo(Duration.ofSeconds(1)) < 0, "the bar moves at least once a second");
            return next.remove();
        });
    }

    private List<String> followed(Run first, Run expectedEnd, RunService runs) {
        assertEquals(expectedEnd, Runs.follow(runs, CALLER, first, (label, total) -> new ProgressBar(out, false, label, total)));
        return bytes.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll("  \\d+:\\d\\d.*", "")).toList();
    }

    @Test
    void printsHowFarTheRunIsUntilItIsDone() {
        Run end = run(RunStatus.DONE, 500L, 498, 2, null);
        assertEquals(List.of("billing   0%  0/500", "billing  25%  125/500", "billing  50%  250/500", "billing 100%  500/500"),
                followed(run(RunStatus.PLANNING, null, 0, 0, null), end, looks(run(RunStatus.PLANNING, null, 0, 0, null),
                        run(RunStatus.RUNNING, 500L, 0, 0, null), run(RunStatus.RUNNING, 500L, 125, 0, null),
                        run(RunStatus.RUNNING, 500L, 248, 2, null), end)));
    }

    @Test
    void endsWithARunThatIsStoppedByAnother() throws Exception {
        Run end = run(RunStatus.STOPPED, 500L, 250, 0, "RUN-007: away");
        assertEquals(List.of("billing  25%  125/500", "billing  50%  250/500"),
                followed(run(RunStatus.RUNNING, 500L, 125, 0, null), end, looks(run(RunStatus.STOPPING, 500L, 125, 0, null), end)));
        CommandFailedException failed = assertThrows(CommandFailedException.class, () -> Runs.requireDone(end));
        assertEquals("Run 7 is STOPPED: RUN-007: away", failed.getMessage());
        Runs.requireDone(run(RunStatus.DONE, 500L, 500, 0, null));
    }

    @Test
    void aRunThatFailsWhileItIsPlannedHasNoBar() {
        Run end = run(RunStatus.FAILED, null, 0, 0, "BILLING-009: no");
        assertEquals(List.of("billing 0"), followed(run(RunStatus.PLANNING, null, 0, 0, null), end, looks(end)));
    }
}
