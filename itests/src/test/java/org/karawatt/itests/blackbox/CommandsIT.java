package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
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

/** Every command of the product, as a script uses it, on the demo month. */
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
            new Line("karawatt:business-date", "2026-03-13  .calendar", "/calendar"),
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
            new Line("business:tariff-assignments " + ACCOUNT, "hunan-residential", "/0/tariffCode"),
            new Line("business:tariffs --text hunan --class RESIDENTIAL --on 2026-01-31", "hunan-residential", "/0/validFrom"),
            new Line("business:tariff-show $tariff", "true", "/cases/0/computed"),
            new Line("business:tariff-compare $tariff $other", "Before +After", "/differences/0/path"),
            new Line("business:tariff-packages --status ACTIVE", "hunan-residential +1\\.", "/0/packageCode"),
            new Line("business:tariff-package-show $package", "Expected +Computed", "/cases/0/passed"),
            new Line("business:tariff-import --dry-run data/tmp/trial-tariff.json", "60\\.00", "/cases/0/computed"),
            new Line("business:tariff-simulate --to-kwh 200 --steps 3 data/tmp/trial-input.json $tariff $other", "58\\.80", "/1/curve/2/total"),
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
            new Line("business:connection-limits --office 42 2026-01-01 2027-01-01", "archived cases kept every limit", "/cases"),
            new Line("business:ledger-balances", "Debit +Credit", "/0/code"),
            new Line("business:pay --key commands-it-$mode --reference counter 4200000012 1.25", "BOOKED", "/0/id"),
            new Line("business:recovery-preview METER_TAMPERING " + ACCOUNT + " 2026-02-01 'seal broken'", "500\\.00", "/lines/0/amount"),
            new Line("business:recovery-propose --key commands-it-$mode METER_TAMPERING " + ACCOUNT + " 2026-02-01 'seal broken'", "PROPOSED",
                    "/0/id"),
            new Line("business:recoveries --kind METER_TAMPERING --status PROPOSED", "METER_TAMPERING", "/0/amount"),
            new Line("business:recovery-rules --day 2026-02-01", "METER_ERROR_SHARE", "/0/value"),
            new Line("business:recovery-rule-change THEFT_DAYS 90 $later 'by rule' 'by command'", "THEFT_DAYS +90", "/0/validFrom"),
            new Line("business:bank-file-import 140 data/demo/bank-2026-01.csv", "4299999999", "/rowsBad"),
            new Line("business:reconcile " + DEMO_DAY, "In ledger", "/0/bookedAmount"),
            new Line("workflow:processes", "meter-check", "/0/version"),
            new Line("workflow:process-upload data/tmp/meter-check.bpmn", "upload:(admin|local)", "/0/id"),
            new Line("workflow:limits", "NC-RES", "/0/rule"),
            new Line("workflow:limit-change NC-CALLBACK 3 WORK_DAY $later 'by command'", "NC-CALLBACK .*by command", "/0/validFrom"),
            new Line("workflow:case-open --office 42 --account " + ACCOUNT + " meter-check 'by command' name=Lin account=" + ACCOUNT,
                    "W2026|W20\\d\\d", "/0/caseNo"),
            new Line("workflow:cases --process meter-check --limit 3", "\\d of \\d+", "/0/caseNo"),
            new Line("workflow:case-show $case", "OPENED", "/workCase/caseNo"),
            new Line("workflow:tasks --process meter-check", "accept|Review|受理", "/0/id"),
            new Line("workflow:case-suspend $case 'by command'", "SUSPENDED", "/0/status"),
            new Line("workflow:case-resume $case 'by command'", "OPEN", "/0/status"),
            new Line("workflow:case-retry $case", "OPEN", "/0/status"),
            new Line("workflow:task-claim $task", "CLAIMED", "/0/assignee"),
            new Line("workflow:task-hand-over $task local 'by command'", "CLAIMED", "/0/assignee"),
            new Line("quality:board --days 365", "Process +Step", "/asOf"),
            new Line("quality:board --by PROCESS", "Process +Open", "/processes"),
            new Line("quality:board-tasks --standing OPEN", "Case +Process", ""),
            new Line("quality:board-cases --standing OPENED", "Case +Process", ""),
            new Line("quality:audit-rules", "LOSS-BELOW-1KV", "/0/code"),
            new Line("quality:audit-run --trial --wait --office 42 2026-01 ARC-PHONE TAR-NONE", "TAR-NONE +\\d+", "/0/examined"),
            new Line("quality:indicators --office 42 2026-01", "COLLECTION-RATE", "/0/code"),
            new Line("quality:indicators-keep 2025-11", "values kept", "/values"),
            new Line("service:notice-channels", "Present", "/0/perMinute"),
            new Line("service:notice-templates", "planned-outage", "/0/content/code"),
            new Line("service:notice-template-versions planned-outage", "planned-outage", "/0/version"),
            new Line("service:notice-template-preview --language en --value payBy=2026-03-01 arrears-reminder", "1 March 2026", "/subject"),
            new Line("service:notice-send --value work=meter --value finishedOn=2026-02-01 work-finished " + ACCOUNT + " c-$mode", "WAITING",
                    "/0/id"),
            new Line("service:notices --account " + ACCOUNT, "work-finished", "/0/id"),
            new Line("service:notice-report --from 2026-01-01 --to 2026-12-31", "UNREACHABLE", "/lines"),
            new Line("service:notice-batch-prepare --office 4201 --value from=2026-03-01 --value summary=test price-change t-$mode", "DRAFT",
                    "/0/accounts"),
            new Line("service:notice-batches", "price-change", "/0/id"),
            new Line("service:outage-plan --short-notice test FAULT L00001 2026-01-01T08:00 2026-01-01T09:00 test", "FAULT", "/0/outageNo"),
            new Line("service:outages", "L00001", "/0/id"),
            new Line("service:callers 42000000", "4200000001", "/0/accountNo"),
            new Line("service:contact-open --office 42 --answer told ENQUIRY 'by command'", "CLOSED", "/0/caseNo"),
            new Line("service:contacts --kind ENQUIRY --limit 3", "\\d of \\d+", "/0/caseNo"),
            new Line("service:contact-renew $contact 'by command'", "OPEN", "/0/follows"),
            new Line("service:queue-take 42 A", "WAITING", "/0/ticketNo"),
            new Line("service:queue-next 42 1", "CALLED", "/0/ticketNo"),
            new Line("service:queue-list 42", "A00", "/0/ticketNo"),
            new Line("service:shifts 42", "Accepted by", "/0/note"),
            new Line("service:articles --topic TARIFF", "late-fee", "/0/code"),
            new Line("service:article-search --lang zh 阶梯电价", "residential-tiers", "/0/snippet"),
            new Line("decision:mart-refresh", "months were brought in", "/months"),
            new Line("decision:mart-status", "READY", "/0/bills"),
            new Line("decision:mart-rebuild --wait", "mart 100%", "/0/result"),
            new Line("decision:mart-proof", "2026-01 +\\d+", "/months/0/bills"),
            new Line("decision:board --month 2026-01 --by OFFICE", "Yuan/kWh", "/sales/amount"),
            new Line("decision:applications", "In progress", "/inProgress"),
            new Line("decision:question-run 'select month, sum(kwh) from sales group by 1'", "202601", "/rows/0/1"),
            new Line("decision:questions", "Number +Name", ""),
            new Line("decision:forecast --horizon 7 district-revenue", "MASE", "/points/6/high"),
            new Line("decision:what-if-start --wait --from hunan-residential 2026-01 42 $tariff", "Accounts +Done", "/0/status"),
            new Line("decision:what-if $comparison", "Winners|Accounts", "/all/after"));

    /** What tests of their own run, because it cannot be run twice or needs more than a line. */
    private static final Set<String> RUN_COMMANDS = Set.of(
            "business:bill-correct",
            "business:bill-correct-approve",
            "business:bill-corrections",
            "business:bill-final",
            "business:bill-holds",
            "business:bill-release",
            "business:bill-run-resume",
            "business:bill-run-stop",
            "business:budget-plan-agree",
            "business:budget-plan-change",
            "business:budget-plan-end",
            "business:budget-plan-propose",
            "business:budget-plans",
            "business:load-curve-import",
            "business:load-curves",
            "business:market-price-import",
            "business:prepay-estimate",
            "business:recovery-approve",
            "business:recovery-reject",
            "business:recovery-reverse",
            "business:recovery-reverse-approve",
            "business:recovery-reverse-reject",
            "business:opening-set",
            "business:payout-approve",
            "business:payout-propose",
            "business:payout-reject",
            "business:payouts",
            "business:point-rule-set",
            "business:point-rules",
            "business:price-call",
            "business:sharing-group-create",
            "business:sharing-groups",
            "business:sharing-member-end",
            "business:sharing-member-set",
            "business:sharing-month",
            "business:tariff-approve",
            "business:tariff-assign",
            "business:tariff-reject",
            "business:tariff-withdraw",
            "business:transformer-state",
            "business:transformers",
            "decision:what-if-stop",
            "quality:audit-dismiss",
            "quality:audit-dispatch",
            "quality:audit-hits",
            "service:article-draft",
            "service:article-publish",
            "service:article-return",
            "service:article-submit",
            "service:article-withdraw",
            "service:contact-call-back",
            "service:notice-batch-cancel",
            "service:notice-batch-release",
            "service:notice-batch-resume",
            "service:notice-batch-sample",
            "service:notice-batch-stop",
            "service:notice-preference-set",
            "service:notice-preferences",
            "service:notice-receipt",
            "service:notice-retry",
            "service:notice-show",
            "service:notice-template-save",
            "service:outage-cancel",
            "service:outage-change",
            "service:outage-restore",
            "service:portal-login-end-sessions",
            "service:portal-login-lock",
            "service:portal-login-unlink",
            "service:portal-login-unlock",
            "service:portal-logins",
            "service:queue-no-show",
            "service:queue-served",
            "service:shift-accept",
            "service:shift-hand-over",
            "workflow:case-roll-back",
            "workflow:case-terminate",
            "workflow:task-complete");

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
        Files.writeString(server.distribution().home().resolve("data/tmp/trial-tariff.json"), TariffPackages.flat("commands-trial", "1.0.0"));
        Files.writeString(server.distribution().home().resolve("data/tmp/trial-input.json"),
                "{\"from\":\"2026-04-01\",\"to\":\"2026-05-01\",\"activeKwh\":100,\"yearKwhBefore\":0}");
        Map<String, String> values = new HashMap<>();
        values.put("$tariff", tariff(server, "hunan-residential"));
        values.put("$other", tariff(server, "zhejiang-residential"));
        values.put("$package", packageOf(server, "hunan-residential"));
        values.put("$account", server.get("/accounts/4200000500").get("id").asText());
        values.put("$bill", server.get("/bills?accountNo=" + ACCOUNT).get("items").get(0).get("billNo").asText());
        values.put("$import", imports.get(imports.size() - 1).get("id").asText());
        values.put("$case", "" + caseId);
        values.put("$task", check.task(caseId, "accept").get("id").asText());
        values.put("$contact", contact(server));
        values.put("$study", study(server, "{\"kind\":\"REPLAY\",\"month\":\"2026-01\",\"office\":\"42\"}"));
        values.put("$comparison", study(server, "{\"kind\":\"COMPARISON\",\"month\":\"2026-01\",\"office\":\"42\",\"fromTariff\":\"hunan-residential\","
                + "\"toTariffId\":" + server.get("/tariffs?q=hunan-residential").get(0).get("id").asLong() + "}"));
        values.put("$run", runs.get(runs.size() - 1).get("id").asText());
        return values;
    }

    private static String tariff(DemoServer server, String code) throws Exception {
        for (JsonNode tariff : server.get("/tariffs?on=2026-04-01&offered=true&q=" + code)) {
            if (tariff.get("tariffCode").asText().equals(code)) {
                return tariff.get("id").asText();
            }
        }
        throw new AssertionError("no tariff " + code);
    }

    private static String packageOf(DemoServer server, String code) throws Exception {
        for (JsonNode each : server.get("/tariff-packages")) {
            if (each.get("packageCode").asText().equals(code) && each.get("offered").asBoolean()) {
                return each.get("id").asText();
            }
        }
        throw new AssertionError("no package " + code);
    }

    /** A contact that has ended, and a shift that was handed over and accepted, so that there is one to list. */
    private static String contact(DemoServer server) throws Exception {
        ServiceDesk desk = new ServiceDesk(server);
        String given = desk.handedOverBySecond();
        assertEquals(200, server.distribution().send(server.distribution().asAdmin(ServiceDesk.SERVICE + "/hand-overs/" + given + "/acceptance")
                .POST(HttpRequest.BodyPublishers.noBody())).statusCode());
        return desk.asSecond("POST", ServiceDesk.SERVICE + "/contacts", ServiceDesk.ENQUIRY).get("caseNo").asText();
    }

    /** A study that has ended, started here because sessions cannot hand a number on. */
    private static String study(DemoServer server, String order) throws Exception {
        String id = DemoServer.JSON.readTree(server.post("/studies", "application/json", order).body()).get("id").asText();
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (!server.get("/runs/" + id).get("status").asText().equals("DONE")) {
            assertTrue(Instant.now().isBefore(end), "the study does not end");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return id;
    }

    /** A change of a limit must begin later than the one before, which the other session has made. */
    private static final LocalDate LATER = LocalDate.of(2097, 1, 1);

    private static Map<Line, String> session(DemoServer server, String mode, String option) throws Exception {
        List<String> script = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            String words = LINES.get(i).line().replace("$mode", mode).replace("$later", "" + LATER.plusDays(option.length()));
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
        Matcher names = Pattern.compile("\"((?:karawatt|business|workflow|quality|service|decision):[a-z-]+)\"").matcher(all);
        while (names.find()) {
            there.add(names.group(1));
        }
        // these of Karaf's share the scope of ours
        there.removeAll(Set.of("service:list", "service:wait"));
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

    /** On days to come, so that no bill of another test asks for the curves. */
    @Test
    void aProductionIsShared(DemoServer server) throws Exception {
        String point = server.get("/accounts/" + server.factory() + "/view").at("/points/0/pointNo").asText();
        assertTrue(ok(server.distribution().client("business:sharing-group-create COMMANDS " + point + " FIXED 'a roof'")).contains("FIXED"));
        assertTrue(ok(server.distribution().client("business:sharing-groups")).contains("COMMANDS"));
        assertTrue(ok(server.distribution().client("business:sharing-member-set --share 0.5 --price 0.1 COMMANDS 4200000016 2098-01-01"))
                .contains("2098-01-01"));
        Distribution.Result more = server.distribution().client("business:sharing-member-set --share 0.6 COMMANDS 4200000017 2098-01-01");
        assertTrue(more.code() != 0 && more.output().contains("METERING-042: "), more::toString);
        assertTrue(ok(server.distribution().client("business:sharing-member-end COMMANDS 4200000016 2098-07-01")).contains("2098-07-01"));
        assertTrue(ok(server.distribution().client("business:sharing-month COMMANDS 2098-01")).contains("4200000016"));
    }

    @Test
    void aBudgetPlanIsAgreedOnChangedAndEnded(DemoServer server) throws Exception {
        String account = "4200000016";
        String month = "2026-09";
        Distribution.Result few = server.distribution().client("business:budget-plan-propose " + account);
        assertTrue(few.code() != 0 && few.output().contains("LEDGER-018: "), few::toString);
        JsonNode plan = DemoServer.JSON.readTree(ok(server.distribution().client("business:budget-plan-agree --json " + account + " " + month
                + " 120"))).get(0);
        assertEquals("RUNNING", plan.get("status").asText());
        String id = plan.get("id").asText();
        assertTrue(ok(server.distribution().client("business:budget-plan-change " + id + " " + month + " 130")).contains("130.00"));
        assertTrue(ok(server.distribution().client("business:budget-plans " + account)).contains("RUNNING"));
        assertTrue(ok(server.distribution().client("business:budget-plan-end " + id)).contains("SETTLED"));
    }

    /** From days on that no other test looks at. */
    @Test
    void whatATariffNeedsToKnowIsRecorded(DemoServer server) throws Exception {
        String account = server.factory();
        JsonNode view = server.get("/accounts/" + account + "/view");
        String assign = "business:tariff-assign --demand CAPACITY --power-factor 0.90 --json " + account + " "
                + view.at("/assignments/0/tariffCode").asText() + " 2027-03-01";
        assertEquals("CAPACITY", DemoServer.JSON.readTree(ok(server.distribution().client(assign))).at("/0/demandMethod").asText());
        Distribution.Result again = server.distribution().client(assign);
        assertNotEquals(0, again.code(), again::toString);
        assertTrue(again.output().contains("TARIFF-007: "), again::toString);
        String point = view.at("/points/0/pointNo").asText();
        assertTrue(ok(server.distribution().client("business:point-rule-set " + point + " METERED 2027-03-01")).contains("2027-03-01"));
        assertTrue(ok(server.distribution().client("business:point-rules " + account)).contains("2027-03-01"));
        Path curves = server.distribution().home().resolve("data/tmp/curves.json");
        Files.writeString(curves, "[{\"pointNo\":\"" + point + "\",\"day\":\"2027-03-01\",\"channel\":\"DRAWN\",\"values\":["
                + "0.25,".repeat(95) + "null]}]");
        assertTrue(ok(server.distribution().client("business:load-curve-import data/tmp/curves.json")).contains("1"));
        assertTrue(ok(server.distribution().client("business:load-curves " + account + " 2027-03-01 2027-03-02")).contains("15"));
        Files.writeString(curves, "[{\"market\":\"COMMANDS\",\"day\":\"2027-03-01\",\"prices\":[" + "0.25,".repeat(23) + "0.3]}]");
        assertTrue(ok(server.distribution().client("business:market-price-import data/tmp/curves.json")).contains("1"));
        Distribution.Result wrong = server.distribution().client("business:load-curve-import data/tmp/curves.json");
        assertTrue(wrong.code() != 0 && wrong.output().contains("SHELL-005: "), wrong::toString);
        Distribution.Result past = server.distribution().client("business:price-call zhejiang-residential-tou PEAK 2026-02-02T18:00 2026-02-02T20:00");
        assertTrue(past.code() != 0 && past.output().contains("TARIFF-026"), past::toString);
        String transformer = view.at("/transformers/0/transformerNo").asText();
        assertTrue(ok(server.distribution().client("business:transformers " + account)).contains(transformer));
        assertTrue(ok(server.distribution().client("business:transformer-state " + transformer + " STANDBY 2027-03-01")).contains(transformer));
    }

    /** What was imported by REST is decided here; what was imported here cannot be approved by the same user. */
    @Test
    void tariffPackagesAreImportedAndDecided(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        Path folder = distribution.home().resolve("data/tmp");
        Files.writeString(folder.resolve("wrong-tariff.json"), TariffPackages.flat("commands-own", "1.0.0").replace("60.00", "61.00"));
        Distribution.Result wrong = distribution.client("business:tariff-import data/tmp/wrong-tariff.json");
        assertNotEquals(0, wrong.code(), wrong::toString);
        assertTrue(Pattern.compile("Line +Field +Code +Reason").matcher(wrong.output()).find(), wrong::toString);
        assertTrue(Pattern.compile("1 +cases\\[0\\] +TARIFF-005 ").matcher(wrong.output()).find(), wrong::toString);

        Files.writeString(folder.resolve("own-tariff.json"), TariffPackages.flat("commands-own", "1.0.0"));
        JsonNode own = DemoServer.JSON.readTree(ok(distribution.client("business:tariff-import --json data/tmp/own-tariff.json")));
        assertEquals("PROPOSED", own.get("status").asText(), own::toString);
        Distribution.Result refused = distribution.client("business:tariff-approve " + own.get("id").asText() + " 'my own'");
        assertNotEquals(0, refused.code(), refused::toString);
        assertTrue(refused.output().contains("TARIFF-012: "), refused::toString);
        assertTrue(ok(distribution.client("business:tariff-reject " + own.get("id").asText() + " 'taken back'")).contains("REJECTED"));

        String id = new TariffPackages(server).propose(TariffPackages.flat("commands-others", "1.0.0"));
        assertTrue(ok(distribution.client("business:tariff-approve " + id + " 'checked'")).contains("ACTIVE"));
        Distribution.Result silent = distribution.client("business:tariff-withdraw " + id);
        assertNotEquals(0, silent.code(), silent::toString);
        assertTrue(silent.output().contains("TARIFF-014: "), silent::toString);
        assertTrue(ok(distribution.client("business:tariff-withdraw " + id + " 'not needed'")).contains("WITHDRAWN"));
    }

    @Test
    void billsAreNotCorrectedOrMadeTwice(DemoServer server) throws Exception {
        Distribution.Result billed = server.distribution().client("business:bill-final --closing " + ACCOUNT + " 2026-01-20");
        assertNotEquals(0, billed.code(), billed::toString);
        assertTrue(billed.output().contains("BILLING-007: "), billed::toString);
        String bill = server.get("/bills?accountNo=" + ACCOUNT).get("items").get(0).get("billNo").asText();
        Distribution.Result same = server.distribution().client("business:bill-correct --key commands-it-correct " + bill + " 'looked at'");
        assertNotEquals(0, same.code(), same::toString);
        assertTrue(same.output().contains("BILLING-061: "), same::toString);
        assertTrue(ok(server.distribution().client("business:bill-corrections --status PROPOSED")).contains("Difference"));
        Distribution.Result unknown = server.distribution().client("business:bill-correct-approve 999999999 'seen'");
        assertNotEquals(0, unknown.code(), unknown::toString);
        assertTrue(unknown.output().contains("BILLING-057: "), unknown::toString);
    }

    @Test
    void recoveriesAreDecidedByTheirNumberAndEstimatesMadeOfAnAccount(DemoServer server) throws Exception {
        for (String command : List.of("recovery-approve 999999999", "recovery-reject 999999999 'seen'", "recovery-reverse 999999999 'seen'",
                "recovery-reverse-approve 999999999", "recovery-reverse-reject 999999999 'seen'")) {
            Distribution.Result unknown = server.distribution().client("business:" + command);
            assertNotEquals(0, unknown.code(), unknown::toString);
            assertTrue(unknown.output().contains("RECOVERY-001: "), unknown::toString);
        }
        for (String command : List.of("payout-approve 999999999", "payout-reject 999999999 'seen'")) {
            Distribution.Result unknown = server.distribution().client("business:" + command);
            assertNotEquals(0, unknown.code(), unknown::toString);
            assertTrue(unknown.output().contains("LEDGER-021: "), unknown::toString);
        }
        Distribution.Result tooMuch = server.distribution().client("business:payout-propose --key commands-it-payout " + ACCOUNT
                + " 99999999.99 'by command'");
        assertNotEquals(0, tooMuch.code(), tooMuch::toString);
        assertTrue(tooMuch.output().contains("LEDGER-022: "), tooMuch::toString);
        assertTrue(ok(server.distribution().client("business:payouts --status PROPOSED")).contains("Paid on"));
        Distribution.Result nobody = server.distribution().client("business:prepay-estimate 4299999999");
        assertNotEquals(0, nobody.code(), nobody::toString);
        assertTrue(nobody.output().contains("CUSTOMER-"), nobody::toString);
    }

    @Test
    void whatIsPreparedIsShownAndTakenBack(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        String notice = id(distribution, "service:notice-send --json --value work=meter --value finishedOn=2026-02-01 work-finished " + ACCOUNT
                + " shown");
        assertTrue(ok(distribution.client("service:notice-show " + notice)).contains("SHA-256"));
        refused(distribution, "service:notice-retry " + notice, "NOTICE-008");
        String customer = server.get("/accounts/" + ACCOUNT).get("customerNo").asText();
        ok(distribution.client("service:notice-preference-set " + customer + " price-change app true 2026-01-01 test"));
        assertTrue(ok(distribution.client("service:notice-preferences " + customer)).contains("price-change"));
        String batch = id(distribution, "service:notice-batch-prepare --json --office 4201 --value from=2026-03-01 --value summary=test price-change"
                + " test");
        assertTrue(ok(distribution.client("service:notice-batch-sample " + batch)).contains("Subject"));
        refused(distribution, "service:notice-batch-release " + batch, "NOTICE-010");
        refused(distribution, "service:notice-batch-stop " + batch, "NOTICE-012");
        refused(distribution, "service:notice-batch-resume " + batch, "NOTICE-012");
        assertTrue(ok(distribution.client("service:notice-batch-cancel " + batch)).contains("CANCELLED"));
        JsonNode outage = DemoServer.JSON.readTree(ok(distribution.client("service:outage-plan --json PLANNED L00001 2099-01-01T08:00"
                + " 2099-01-01T09:00 test"))).get(0);
        JsonNode moved = DemoServer.JSON.readTree(ok(distribution.client("service:outage-change --json " + outage.get("id").asText() + " "
                + outage.get("version").asText() + " 2099-01-02T08:00 2099-01-02T09:00 test"))).get(0);
        assertTrue(ok(distribution.client("service:outage-cancel " + moved.get("id").asText() + " " + moved.get("version").asText() + " test"))
                .contains("CANCELLED"));
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).truncatedTo(ChronoUnit.MINUTES);
        JsonNode running = DemoServer.JSON.readTree(ok(distribution.client("service:outage-plan --json --short-notice test FAULT L00001 "
                + now.minusHours(3) + " " + now.plusHours(3) + " test"))).get(0);
        assertTrue(ok(distribution.client("service:outage-restore " + running.get("id").asText() + " " + running.get("version").asText() + " "
                + now.minusHours(1) + " test")).contains("RESTORED"));
        Files.writeString(distribution.home().resolve("data/tmp/notice-template.json"), NoticeWrites.templateFile("commands-it"));
        assertTrue(ok(distribution.client("service:notice-template-save data/tmp/notice-template.json")).contains("commands-it"));
    }

    @Test
    void aLetterIsLaidDownForPrintingAndItsReceiptRecorded(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        Path folder = NoticeWrites.letters(distribution);
        Files.writeString(distribution.home().resolve("data/tmp/letter-template.json"), "{\"code\":\"commands-letter\","
                + NoticeWrites.letterTemplate().substring(1));
        ok(distribution.client("service:notice-template-save data/tmp/letter-template.json"));
        String notice = id(distribution, "service:notice-send --json --value payBy=2027-01-31 commands-letter " + ACCOUNT + " letter");
        SwapIT.await("the letter is laid down", () -> ok(distribution.client("service:notice-show " + notice)).contains(" SENT "));
        byte[] printed;
        try (Stream<Path> files = Files.walk(folder)) {
            printed = Files.readAllBytes(files.filter(each -> each.endsWith("kw-" + notice + ".pdf")).findFirst().orElseThrow());
        }
        assertEquals("%PDF-", new String(printed, 0, 5, StandardCharsets.US_ASCII));
        HttpResponse<String> again = distribution.getAsAdmin("/api/v1/service/notices/" + notice + "/letter");
        assertEquals("application/pdf", again.headers().firstValue("Content-Type").orElse(again.body()));
        assertEquals("inline; filename=\"kw-" + notice + ".pdf\"", again.headers().firstValue("Content-Disposition").orElse(""));
        refused(distribution, "service:notice-receipt " + notice + " lost", "NOTICE-005");
        refused(distribution, "service:notice-receipt --at 2099-01-01T08:00:00+08:00 " + notice + " delivered", "NOTICE-022");
        assertTrue(ok(distribution.client("service:notice-receipt --evidence RL-1 " + notice + " delivered")).contains("DELIVERED"));
        assertTrue(ok(distribution.client("service:notice-show " + notice)).contains("RL-1"));
        refused(distribution, "service:notice-receipt " + notice + " returned", "NOTICE-023");
    }

    private static String id(Distribution distribution, String line) throws Exception {
        return DemoServer.JSON.readTree(ok(distribution.client(line))).get(0).get("id").asText();
    }

    private static void refused(Distribution distribution, String line, String code) throws Exception {
        Distribution.Result refused = distribution.client(line);
        assertNotEquals(0, refused.code(), refused::toString);
        assertTrue(refused.output().contains(code + ": "), refused::toString);
    }

    @Test
    void aHallIsServedAndItsShiftHandedOver(DemoServer server) throws Exception {
        ServiceDesk desk = new ServiceDesk(server);
        assertTrue(ok(server.distribution().client("service:queue-served " + desk.calledTicket())).contains("SERVED"));
        assertTrue(ok(server.distribution().client("service:queue-no-show " + desk.calledTicket())).contains("NO_SHOW"));
        assertTrue(ok(server.distribution().client("service:contact-call-back --satisfaction 4 " + desk.advised() + " CLOSE")).contains("CLOSED"));
        assertTrue(ok(server.distribution().client("service:shift-accept " + desk.handedOverBySecond())).contains("local"));
        JsonNode given = DemoServer.JSON.readTree(ok(server.distribution().client("service:shift-hand-over --json 42 'printer is empty'")));
        desk.acceptedBySecond(given.at("/0/id").asText());
    }

    @Test
    void aLoginOfThePortalIsLockedAndOpenedAgain(DemoServer server) throws Exception {
        PortalCustomers.Customer customer = server.portal().registered(ACCOUNT);
        String id = id(server.distribution(), "service:portal-logins --json " + customer.email());
        assertTrue(ok(server.distribution().client("service:portal-logins " + ACCOUNT)).contains(id));
        assertTrue(ok(server.distribution().client("service:portal-login-lock " + id + " 'asked for'")).contains("asked for"));
        assertEquals(401, customer.send("GET", "/accounts", null).statusCode());
        assertFalse(ok(server.distribution().client("service:portal-login-unlock " + id)).contains("asked for"));
        ok(server.distribution().client("service:portal-login-end-sessions " + id));
        JsonNode unlinked = DemoServer.JSON.readTree(ok(server.distribution().client("service:portal-login-unlink --json " + id + " " + ACCOUNT)));
        assertTrue(unlinked.at("/0/links").isEmpty(), unlinked::toString);
    }

    @Test
    void anArticleIsWrittenPublishedAndWithdrawn(DemoServer server) throws Exception {
        Path file = server.distribution().home().resolve("data/tmp/article.json");
        Files.writeString(file, ServiceDesk.ARTICLE);
        assertTrue(ok(server.distribution().client("service:article-draft command-it data/tmp/article.json")).contains("DRAFT"));
        assertTrue(ok(server.distribution().client("service:article-submit command-it")).contains("REVIEW"));
        Distribution.Result own = server.distribution().client("service:article-publish command-it");
        assertTrue(own.output().contains("KNOWLEDGE-006: "), own::toString);
        assertTrue(ok(server.distribution().client("service:article-return command-it 'tested'")).contains("DRAFT"));
        new ServiceDesk(server).submittedBySecond("command-other");
        assertTrue(ok(server.distribution().client("service:article-publish command-other")).contains("PUBLISHED"));
        assertTrue(ok(server.distribution().client("service:article-search --lang en zeppelins")).contains("command-other"));
        assertTrue(ok(server.distribution().client("service:article-withdraw command-other 'tested'")).contains("WITHDRAWN"));
    }

    /** Every account of the demo has been billed. */
    @Test
    void anOpeningBalanceComesBeforeTheFirstBill(DemoServer server) throws Exception {
        Distribution.Result late = server.distribution().client("business:opening-set " + ACCOUNT + " 2025-12 120");
        assertNotEquals(0, late.code(), late::toString);
        assertTrue(late.output().contains("BILLING-042: "), late::toString);
    }

    @Test
    void auditHitsAreListedAndAnUnknownOneIsNot(DemoServer server) throws Exception {
        assertTrue(ok(server.distribution().client("quality:audit-hits --limit 1")).contains("Window"));
        assertTrue(DemoServer.JSON.readTree(ok(server.distribution().client("quality:audit-hits --json --limit 1"))).isArray());
        for (String command : List.of("quality:audit-dispatch 1", "quality:audit-dismiss 1 'seen'")) {
            Distribution.Result unknown = server.distribution().client(command);
            assertNotEquals(0, unknown.code(), unknown::toString);
            assertTrue(unknown.output().contains("QUALITY-006: "), unknown::toString);
        }
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
