package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.karawatt.itests.hold.HoldRuns;

/** Every command of the scopes {@code karawatt}, {@code business} and {@code workflow}, as a script uses it, on the demo month. */
@ExtendWith(DemoServer.Extension.class)
class CommandsIT {

    private static final String ACCOUNT = "4200000004";
    private static final String DEMO_DAY = "2026-02-09";

    /**
     * A command line.
     *
     * @param line as typed; {@code $x} is replaced by what {@link #values} knows
     * @param expected what the plain output says
     * @param pointer where the JSON has a value that says something
     */
    private record Line(String line, String expected, String pointer) {
        @Override
        public String toString() {
            return line;
        }
    }

    private static final List<Line> LINES = List.of(
            new Line("karawatt:version", "Karawatt 0", "/karawatt"),
            new Line("karawatt:modules", "Waits for", "/0/version"),
            new Line("karawatt:modules --services", "Provider", "/0/services"),
            new Line("karawatt:health", "OK", "/0/status"),
            new Line("karawatt:schema", "Change set", "/applied/0/id"),
            new Line("karawatt:contributions", "karawatt-tariff .* tariff +\\d", "/0/files/0"),
            new Line("karawatt:audit-list -n 5", "Seal +At", "/4/action"),
            new Line("karawatt:audit-verify", "OK  \\d+", "/whole"),
            new Line("karawatt:attribute-set -t number -r tested customer.account $account heatedArea 88.5", "heatedArea +88\\.5", "/0/value"),
            new Line("karawatt:attribute-list customer.account $account", "heatedArea +88\\.5", "/0/name"),
            new Line("karawatt:backup data/tmp/backup-$mode", "data/tmp/backup-plain", "/folder"),
            new Line("karawatt:demo", "nothing was changed", "/message"),
            new Line("business:offices", "4201 +", "/4/code"),
            new Line("business:customers --limit 5", "Account +Name", "/0/accountNo"),
            new Line("business:customer-show " + ACCOUNT, "Late fee", "/receivables/0/billNo"),
            new Line("business:reading-plan --office 42 2026-01", "Created +Existing", "/0/existing"),
            new Line("business:reading-export --office 42 2026-01 data/tmp/list-$mode.csv", "data/tmp/list-plain.csv", "/file"),
            new Line("business:reading-import 2026-01 data/demo/readings-2026-01.csv", "READING-003", "/rowsBad"),
            new Line("business:reading-import-resume $import", "READING-005", "/repeated"),
            new Line("business:reading-imports", "readings-2026-01.csv", "/0/fileName"),
            new Line("business:tariffs", "hunan-residential", "/0/tariffCode"),
            new Line("business:bill-run-start --wait --office 42 2026-01", "billing 100%  500/500", "/0/status"),
            new Line("business:bill-run-status", "202601@", "/0/itemsDone"),
            new Line("business:bill-run-status $run", "DONE", "/run/itemsDone"),
            new Line("business:bills --month 2026-01 --office 4201 --limit 3", "3 of \\d+", "/2/billNo"),
            new Line("business:bill-show $bill", "Quantity +Unit", "/lines/0/amount"),
            new Line("business:bill-explain --lang en $bill", "kWh", "/steps/0/text"),
            new Line("business:bill-replay $bill", "Replayed", "/0/replayed"),
            new Line("business:bill-preview 2026-01 " + ACCOUNT, "kWh|千瓦时", "/steps/0/text"),
            new Line("business:study-start --office 42 --wait TRIAL 2026-01", "study 100%  500/500", "/0/status"),
            new Line("business:studies --kind TRIAL", "TRIAL +2026-01", "/0/run/itemsDone"),
            new Line("business:study-report $study", "Winners", "/study/report/amountAfter"),
            new Line("business:tariff-options " + ACCOUNT, "hunan-residential", "/options/0/tariffCode"),
            new Line("business:ledger-proof --office 42 2026-01", "Holds", "/checks/0/holds"),
            new Line("business:ledger-balances", "Debit +Credit", "/0/code"),
            new Line("business:pay --key commands-it-$mode --reference counter 4200000012 1.25", "BOOKED", "/0/id"),
            new Line("business:bank-file-import 140 data/demo/bank-2026-01.csv", "4299999999", "/rowsBad"),
            new Line("business:reconcile " + DEMO_DAY, "In ledger", "/0/bookedAmount"),
            new Line("workflow:processes", "meter-check", "/0/version"),
            new Line("workflow:process-upload data/tmp/meter-check.bpmn", "upload:admin", "/0/id"),
            new Line("workflow:limits", "NC-RES", "/0/rule"),
            new Line("workflow:case-open --office 42 --account " + ACCOUNT + " meter-check 'by command' name=Lin account=" + ACCOUNT,
                    "W2026|W20\\d\\d", "/0/caseNo"),
            new Line("workflow:cases --process meter-check --limit 3", "\\d of \\d+", "/0/caseNo"),
            new Line("workflow:case-show $case", "OPENED", "/workCase/caseNo"),
            new Line("workflow:tasks --process meter-check", "accept|Review|受理", "/0/id"),
            new Line("workflow:case-suspend $case 'by command'", "SUSPENDED", "/0/status"),
            new Line("workflow:case-resume $case 'by command'", "OPEN", "/0/status"),
            new Line("workflow:case-retry $case", "OPEN", "/0/status"),
            new Line("workflow:task-claim $task", "CLAIMED", "/0/assignee"),
            new Line("workflow:task-hand-over $task local 'by command'", "CLAIMED", "/0/assignee"));

    /** What {@link #aWorkingRunIsStoppedAndGoesOn}, {@link #heldBillsAreListedAndAnUnknownOneIsNot},
     * {@link #anOpeningBalanceComesBeforeTheFirstBill} and {@link #aTaskIsDoneAndItsCaseTakenBackAndEnded} run. */
    private static final Set<String> RUN_COMMANDS = Set.of("workflow:task-complete", "workflow:case-roll-back", "workflow:case-terminate",
            "business:bill-holds", "business:bill-release", "business:bill-run-stop",
            "business:bill-run-resume", "business:opening-set");

    private static final Map<String, String> VALUES = new HashMap<>();
    private static final Map<Line, String> PLAIN = new HashMap<>();
    private static final Map<Line, String> JSON = new HashMap<>();

    static Stream<Line> lines() {
        return LINES.stream();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void worksAndSpeaksJson(Line line, DemoServer server) throws Exception {
        runAll(server);
        String plain = PLAIN.get(line);
        assertTrue(Pattern.compile(line.expected()).matcher(plain).find(), () -> line + " printed " + plain);
        JsonNode json = DemoServer.JSON.readTree(JSON.get(line));
        assertFalse(json.at(line.pointer()).isMissingNode() || json.at(line.pointer()).isNull(), () -> line.pointer() + " of " + json);
    }

    /** Each session runs all lines, since reaching the server takes longer than most commands; the first that fails ends it. */
    private static synchronized void runAll(DemoServer server) throws Exception {
        if (VALUES.isEmpty()) {
            VALUES.putAll(values(server));
            PLAIN.putAll(session(server, "plain", ""));
            JSON.putAll(session(server, "json", " --json"));
        }
        assertEquals(LINES.size(), JSON.size(), "all lines were run");
    }

    private static Map<String, String> values(DemoServer server) throws Exception {
        // the oldest ones are the demo's own, whatever other tests have added
        JsonNode runs = server.get("/runs?kind=billing&limit=500").get("items");
        JsonNode imports = server.get("/reading-imports?limit=500").get("items");
        MeterCheck check = new MeterCheck(server);
        check.upload();
        Files.write(server.distribution().home().resolve("data/tmp/meter-check.bpmn"), MeterCheck.file());
        long caseId = check.open("for commands").get("id").asLong();
        return Map.of("$account", server.get("/accounts/4200000500").get("id").asText(),
                "$bill", server.get("/bills?accountNo=" + ACCOUNT).get("items").get(0).get("billNo").asText(),
                "$import", imports.get(imports.size() - 1).get("id").asText(),
                "$case", "" + caseId,
                "$task", check.task(caseId, "accept").get("id").asText(),
                "$study", study(server),
                "$run", runs.get(runs.size() - 1).get("id").asText());
    }

    /** A study that has ended, started here because sessions cannot hand a number on. */
    private static String study(DemoServer server) throws Exception {
        String id = DemoServer.JSON.readTree(server.post("/studies", "application/json",
                "{\"kind\":\"REPLAY\",\"month\":\"2026-01\",\"office\":\"42\"}").body()).get("id").asText();
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (!server.get("/runs/" + id).get("status").asText().equals("DONE")) {
            assertTrue(Instant.now().isBefore(end), "the study does not end");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return id;
    }

    private static Map<Line, String> session(DemoServer server, String mode, String option) throws Exception {
        List<String> script = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            String words = LINES.get(i).line().replace("$mode", mode);
            for (Map.Entry<String, String> value : VALUES.entrySet()) {
                words = words.replace(value.getKey(), value.getValue());
            }
            script.add(words.replaceFirst(" |$", option + " ").strip());
            script.add("echo '== " + i + "'");
        }
        Distribution.Result result = server.distribution().client(String.join("; ", script));
        assertEquals(0, result.code(), result::toString);
        Map<Line, String> outputs = new HashMap<>();
        int from = 0;
        for (int i = 0; i < LINES.size(); i++) {
            String end = "== " + i + "\n";
            int to = result.output().indexOf(end, from);
            assertTrue(to >= 0, () -> "no end of " + end + result);
            outputs.put(LINES.get(i), result.output().substring(from, to));
            from = to + end.length();
        }
        return outputs;
    }

    @Test
    void noCommandIsLeftOut(DemoServer server) throws Exception {
        String all = ok(server.distribution().client("echo $.commands"));
        Set<String> there = new TreeSet<>();
        Matcher names = Pattern.compile("\"((?:karawatt|business|workflow):[a-z-]+)\"").matcher(all);
        while (names.find()) {
            there.add(names.group(1));
        }
        Set<String> tried = new TreeSet<>(RUN_COMMANDS);
        LINES.forEach(line -> tried.add(line.line().split(" ")[0]));
        assertEquals(tried, there);
    }

    @Test
    void aTaskIsDoneAndItsCaseTakenBackAndEnded(DemoServer server) throws Exception {
        MeterCheck check = new MeterCheck(server);
        check.upload();
        JsonNode opened = check.open("to be ended by command");
        long id = opened.get("id").asLong();
        String task = check.task(id, "accept").get("id").asText();
        Distribution.Result wrong = server.distribution().client("workflow:task-complete", task, "fee=501", "colour=red");
        assertNotEquals(0, wrong.code(), wrong::toString);
        for (String part : List.of("fee: WORKFLOW-010", "colour: WORKFLOW-011", "outcome: WORKFLOW-009")) {
            assertTrue(wrong.output().contains(part), wrong::toString);
        }
        assertTrue(ok(server.distribution().client("workflow:task-complete", task, "fee=0", "outcome=passed")).contains("DONE"));
        String caseNo = opened.get("caseNo").asText();
        ok(server.distribution().client("workflow:case-roll-back", caseNo, "test", "accept", "'once more'"));
        assertTrue(ok(server.distribution().client("workflow:case-terminate", caseNo, "'seen enough'")).contains("TERMINATED"));
    }

    @Test
    void heldBillsAreListedAndAnUnknownOneIsNot(DemoServer server) throws Exception {
        assertTrue(ok(server.distribution().client("business:bill-holds --month 2026-01")).contains("Reason"));
        assertEquals(0, DemoServer.JSON.readTree(ok(server.distribution().client("business:bill-holds --json --month 2026-01"))).size());
        Distribution.Result unknown = server.distribution().client("business:bill-release 999999999 'seen'");
        assertNotEquals(0, unknown.code(), unknown::toString);
        assertTrue(unknown.output().contains("BILLING-039: "), unknown::toString);
    }

    /** Every account of the demo has been billed. */
    @Test
    void anOpeningBalanceComesBeforeTheFirstBill(DemoServer server) throws Exception {
        Distribution.Result late = server.distribution().client("business:opening-set " + ACCOUNT + " 2025-12 120");
        assertNotEquals(0, late.code(), late::toString);
        assertTrue(late.output().contains("BILLING-042: "), late::toString);
    }

    @Test
    void aFailureIsOneLineWithACode(DemoServer server) throws Exception {
        for (Line line : List.of(new Line("business:bill-show 202601-9999999999", "BILLING-001", null),
                new Line("business:ledger-proof 2026-13", "KERNEL-014", null),
                new Line("business:reading-import 2026-01 /nowhere.csv", "SHELL-004", null),
                new Line("business:pay --key commands-it-refused " + ACCOUNT + " many", "KERNEL-004", null))) {
            Distribution.Result failed = server.distribution().client(line.line());
            assertNotEquals(0, failed.code(), failed::toString);
            assertTrue(failed.output().contains(line.expected() + ": "), failed::toString);
            assertFalse(failed.output().contains("\tat "), failed::toString);
        }
    }

    @Test
    void aWorkingRunIsStoppedAndGoesOn(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        Path hold = HoldRuns.file(distribution.home().resolve("data"));
        HoldRuns.pack(distribution.home().resolve("data/tmp/hold-runs.jar"));
        ok(distribution.client("bundle:install", "-s", "file:data/tmp/hold-runs.jar"));
        try {
            Files.createFile(hold);
            String id;
            try (Distribution.Background start = distribution.begin("client", "business:bill-run-start", "--wait", "--office", "42",
                    DemoServer.MONTH)) {
                start.awaitOutput(Pattern.compile("billing +0%  0/500"));
                id = newest(server).get("id").asText();
                assertEquals("RUNNING", statusOf(distribution, id));
                assertTrue(ok(distribution.client("business:bill-run-stop", id)).contains("STOPPING"));
                Files.delete(hold);
                Distribution.Result stopped = start.end();
                assertNotEquals(0, stopped.code(), stopped::toString);
                assertTrue(stopped.output().contains("Run " + id + " is STOPPED"), stopped::toString);
            }

            Files.createFile(hold);
            JsonNode resumed = DemoServer.JSON.readTree(ok(distribution.client("business:bill-run-resume", "--json", id)));
            assertEquals("RUNNING", resumed.at("/0/status").asText(), resumed::toString);
            JsonNode working = await(server, run -> run.get("itemsDone").asLong() > 0);
            assertEquals("RUNNING", working.get("status").asText(), working::toString);
            JsonNode stopping = DemoServer.JSON.readTree(ok(distribution.client("business:bill-run-stop", "--json", id)));
            assertEquals("STOPPING", stopping.at("/0/status").asText(), stopping::toString);
            Files.delete(hold);
            JsonNode half = await(server, run -> run.get("status").asText().equals("STOPPED"));
            long done = half.get("itemsDone").asLong();
            assertTrue(done > 0 && done < DemoServer.CUSTOMERS, half::toString);

            String end = ok(distribution.client("business:bill-run-resume", "--wait", id));
            assertTrue(end.contains("billing 100%  500/500") && end.contains("DONE"), end);
            assertEquals("DONE", statusOf(distribution, id));
            assertEquals(DemoServer.CUSTOMERS, newest(server).get("itemsDone").asLong());
            assertEquals(DemoServer.CUSTOMERS, server.get("/bills?month=2026-01&limit=1").get("total").asInt());
        } finally {
            Files.deleteIfExists(hold);
            ok(distribution.client("bundle:uninstall", HoldRuns.SYMBOLIC_NAME));
        }
    }

    private static String statusOf(Distribution distribution, String id) throws Exception {
        return DemoServer.JSON.readTree(ok(distribution.client("business:bill-run-status", "--json", id))).at("/run/status").asText();
    }

    private static String ok(Distribution.Result result) {
        assertEquals(0, result.code(), result::toString);
        return result.output();
    }

    private static JsonNode newest(DemoServer server) throws IOException, InterruptedException {
        return server.get("/runs?kind=billing&limit=1").get("items").get(0);
    }

    private interface Condition {
        boolean holds(JsonNode run);
    }

    private static JsonNode await(DemoServer server, Condition condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        JsonNode run = newest(server);
        while (!condition.holds(run)) {
            assertTrue(Instant.now().isBefore(end), run::toString);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            run = newest(server);
        }
        return run;
    }
}
