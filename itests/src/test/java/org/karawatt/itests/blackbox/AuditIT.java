package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every write of the REST API leaves its trace: who, and what he did. */
@ExtendWith(DemoServer.Extension.class)
class AuditIT {

    private static final String API = "/api/v1";
    private static final String BUSINESS = API + "/business";
    private static final String QUALITY = API + "/quality";
    private static final String AUDIT_RULE = "ARC-CAPACITY";
    private static final String SERVICE = API + "/service";
    private static final String DECISION = API + "/decision";
    private static final String JSON = "application/json";
    private static final Set<String> WRITING = Set.of("post", "put", "delete", "patch");
    /** Writes of customers, who are no users; PortalIT looks at what those leave. */
    private static final String PORTAL = API + "/portal/";
    private static final int MOST_RUNS = 20;

    /** Requests that are posted and change nothing, as the resumption of an import that is done; the trail must not grow by them. */
    private static final Set<String> CHANGE_NOTHING = Set.of(
            "POST /api/v1/business/reading-imports/{id}/resume",
            "POST /api/v1/business/tariff-simulations",
            "POST /api/v1/workflow/cases/{case}/retry",
            "POST /api/v1/business/final-bills/preview",
            "POST /api/v1/business/recoveries/preview",
            "POST /api/v1/service/notice-templates/{code}/preview",
            "POST /api/v1/service/outages/{id}/notice",
            "POST /api/v1/system/audit/verify",
            "POST /api/v1/decision/mart/refresh",
            "POST /api/v1/decision/answers",
            "POST /api/v1/decision/answers/export",
            "POST /api/v1/decision/forecasts",
            "POST /api/v1/business/bills/{billNo}/replay");

    @Test
    void everyWriteOfTheDocumentIsAudited(DemoServer server) throws Exception {
        Map<String, Write> writes = new Writes(server).all();
        assertEquals(documented(server), new TreeSet<>(writes.keySet()), "a write that this test does not know, or that is gone");
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<String, Write> entry : writes.entrySet()) {
            Write write = entry.getValue();
            Set<Long> before = ids(trail(server));
            HttpResponse<String> answer = write.call().send();
            assertTrue(answer.statusCode() / 100 == 2, () -> entry.getKey() + " " + answer.statusCode() + " " + answer.body());
            List<String> fresh = trail(server).stream().filter(e -> !before.contains(e.get("id").asLong()))
                    .filter(e -> e.get("user").asText().equals("admin")).map(e -> e.get("action").asText()).toList();
            if (CHANGE_NOTHING.contains(entry.getKey()) ? !fresh.isEmpty() : !fresh.contains(write.action())) {
                complaints.add(entry.getKey() + " left " + fresh + ", expected " + write.action());
            }
        }
        assertEquals(List.of(), complaints);
        assertEquals(0, server.distribution().client("karawatt:audit-verify").code());
    }

    /** The writes that the OpenAPI document lists. */
    private static TreeSet<String> documented(DemoServer server) throws Exception {
        JsonNode paths = DemoServer.JSON.readTree(server.distribution().getAsAdmin(API + "/openapi.json").body()).get("paths");
        TreeSet<String> found = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (WRITING.contains(method) && !path.getKey().startsWith(PORTAL)) {
                    found.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        return found;
    }

    /** The newest entries of the trail. */
    private static List<JsonNode> trail(DemoServer server) throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        JsonNode page = DemoServer.JSON.readTree(server.distribution().getAsAdmin(API + "/system/audit?limit=100").body());
        page.get("items").forEach(entries::add);
        return entries;
    }

    private static Set<Long> ids(List<JsonNode> entries) {
        Set<Long> ids = new HashSet<>();
        entries.forEach(e -> ids.add(e.get("id").asLong()));
        return ids;
    }

    private interface Call {
        HttpResponse<String> send() throws Exception;
    }

    /**
     * One write.
     *
     * @param action what the trail calls it; null for a request that changes nothing
     */
    private record Write(Call call, String action) {
    }

    /** A valid request for each write, in an order in which each finds what it needs. */
    private static final class Writes {

        private static final String OFFICE = "{\"code\":\"42AUDIT\",\"parentCode\":\"42\",\"kind\":\"HALL\",\"nameZh\":\"审计厅\","
                + "\"nameEn\":\"%s\",\"validFrom\":\"2026-01-01\"}";
        private static final String CODE = "{\"code\":\"AUDIT\",\"nameZh\":\"审计\",\"nameEn\":\"%s\",\"sortNo\":990,"
                + "\"validFrom\":\"2026-01-01\"}";
        private static final String QUESTION = "{\"name\":\"%s\",\"sql\":\"select sum(kwh) from bill\",\"shared\":false}";
        private static final String CUSTOMER = "{\"kind\":\"PERSON\",\"name\":\"%s\",\"language\":\"zh\",\"importance\":\"NORMAL\","
                + "\"officeCode\":\"42\"}";

        private static final String REASON = "{\"reason\":\"audited\"}";

        private final DemoServer server;
        private final Map<String, Write> all = new LinkedHashMap<>();
        private String cookie;
        private String csrf;
        private String officeTag;
        private String codeTag;
        private long codeId;
        private String customerTag;
        private String customerNo;
        private String planId;
        private String newAccount;
        private String runId;
        private String packageId;
        private String callId;
        private long caseId;
        private String finalAccount;
        private BigDecimal finalValue;
        private String finalBillNo;
        private String correctionId;
        private String recoveryId;
        private String payoutId;
        private String caseNo;
        private String ticketId;
        private String loginId;
        private ServiceDesk desk;
        private String questionId;
        private String questionTag;

        private Writes(DemoServer server) {
            this.server = server;
        }

        private Map<String, Write> all() throws Exception {
            add("POST /api/v1/system/session", "security.login", this::login);
            add("DELETE /api/v1/system/session", "security.logout", this::logout);
            add("POST /api/v1/system/audit/verify", null, () -> send("POST", API + "/system/audit/verify", JSON, ""));
            add("POST /api/v1/business/offices", "office.created", this::createOffice);
            add("PUT /api/v1/business/offices/{code}", "office.changed", () -> send("PUT", BUSINESS + "/offices/42AUDIT", JSON,
                    OFFICE.formatted("Hall of audits"), "If-Match", officeTag));
            add("POST /api/v1/business/code-tables/{table}/codes", "code.created", this::createCode);
            add("PUT /api/v1/business/code-tables/{table}/codes/{id}", "code.changed", () -> send("PUT",
                    BUSINESS + "/code-tables/id-kind/codes/" + codeId, JSON, CODE.formatted("Audited"), "If-Match", codeTag));
            add("POST /api/v1/business/customers", "customer.created", this::createCustomer);
            add("PUT /api/v1/business/customers/{customerNo}", "customer.changed", () -> send("PUT", BUSINESS + "/customers/" + customerNo,
                    JSON, CUSTOMER.formatted("Audited twice"), "If-Match", customerTag));
            add("POST /api/v1/business/accounts", "account.created", this::createAccount);
            add("PUT /api/v1/business/openings/{accountNo}", "billing.opening.recorded", () -> send("PUT", BUSINESS + "/openings/" + newAccount,
                    JSON, "{\"asOf\":\"2026-01\",\"kwh\":120}"));
            add("POST /api/v1/business/tariff-assignments", "tariff.assigned", () -> send("POST", BUSINESS + "/tariff-assignments", JSON,
                    "{\"accountNo\":\"" + newAccount + "\",\"tariffCode\":\"hunan-residential\",\"validFrom\":\"2026-12-01\"}"));
            add("POST /api/v1/business/point-rules", "metering.rule.set", () -> send("POST", BUSINESS + "/point-rules", JSON, "{\"pointNo\":\""
                    + server.get("/accounts/" + server.otherFactory() + "/view").at("/points/0/pointNo").asText()
                    + "\",\"validFrom\":\"2027-01-01\",\"calculation\":\"METERED\"}"));
            add("POST /api/v1/business/transformers/{transformerNo}/states", "transformer.state.set", () -> send("POST", BUSINESS + "/transformers/"
                    + server.get("/transformers?account=" + server.otherFactory()).get(0).get("transformerNo").asText() + "/states", JSON,
                    "{\"state\":\"SUSPENDED\",\"from\":\"2027-01-01\"}"));
            add("POST /api/v1/business/load-curves", "metering.curves.taken", () -> send("POST", BUSINESS + "/load-curves", JSON,
                    "[{\"pointNo\":\"" + server.get("/accounts/" + server.otherFactory() + "/view").at("/points/0/pointNo").asText()
                            + "\",\"day\":\"2026-12-01\",\"channel\":\"DRAWN\",\"values\":[" + "1.5,".repeat(23) + "null]}]"));
            add("POST /api/v1/business/sharing-groups", "metering.sharing.created", () -> send("POST", BUSINESS + "/sharing-groups", JSON,
                    "{\"groupNo\":\"AUDIT\",\"name\":\"audited\",\"method\":\"FIXED\",\"pointNo\":\""
                            + server.get("/accounts/" + server.otherFactory() + "/view").at("/points/0/pointNo").asText() + "\"}"));
            add("POST /api/v1/business/sharing-groups/{groupNo}/members", "metering.sharing.member.set", () -> send("POST",
                    BUSINESS + "/sharing-groups/AUDIT/members", JSON,
                    "{\"accountNo\":\"4200000030\",\"share\":0.5,\"price\":0.1,\"validFrom\":\"2098-01-01\"}"));
            add("POST /api/v1/business/sharing-groups/{groupNo}/members/{accountNo}/end", "metering.sharing.member.ended", () -> send("POST",
                    BUSINESS + "/sharing-groups/AUDIT/members/4200000030/end", JSON, "{\"validTo\":\"2098-07-01\"}"));
            add("POST /api/v1/business/market-prices", "tariff.market-prices.taken", () -> send("POST", BUSINESS + "/market-prices", JSON,
                    "[{\"market\":\"AUDIT\",\"day\":\"2026-12-01\",\"prices\":[" + "0.3,".repeat(23) + "-0.01]}]"));
            add("POST /api/v1/business/price-calls", "tariff.period.called", this::callPeriod);
            add("POST /api/v1/business/price-calls/{id}/withdrawal", "tariff.period.withdrawn",
                    () -> send("POST", BUSINESS + "/price-calls/" + callId + "/withdrawal", JSON, ""));
            add("POST /api/v1/business/assets", "asset.taken-in", () -> send("POST", BUSINESS + "/assets", JSON,
                    LoadClients.asset("AUDIT-1")));
            add("POST /api/v1/business/reading-plans", "reading.planned", () -> send("POST", BUSINESS + "/reading-plans", JSON,
                    "{\"month\":\"2026-12\",\"office\":\"42\"}"));
            add("POST /api/v1/business/reading-imports", "reading.import.finished", () -> send("POST",
                    BUSINESS + "/reading-imports?month=2026-02&fileName=audit.csv", "text/csv",
                    "meter_no,register,read_on,value\n420000000021,AP_TOTAL,2026-03-01,0.00\n"));
            add("POST /api/v1/business/reading-imports/{id}/resume", null, () -> send("POST", BUSINESS + "/reading-imports/"
                    + server.get("/reading-imports?limit=1").get("items").get(0).get("id").asLong() + "/resume", JSON, ""));
            add("POST /api/v1/business/reading-exceptions/{id}/decision", "reading.exception.rejected", this::reject);
            add("POST /api/v1/business/tariff-simulations", null, () -> send("POST", BUSINESS + "/tariff-simulations", JSON,
                    "{\"tariffIds\":[" + server.get("/tariffs?q=hunan-residential").get(0).get("id").asLong()
                            + "],\"input\":{\"from\":\"2026-01-01\",\"to\":\"2026-02-01\",\"activeKwh\":100}}"));
            add("POST /api/v1/business/tariff-packages", "tariff.package.proposed",
                    () -> send("POST", BUSINESS + "/tariff-packages?name=audit.json", JSON, TariffPackages.flat("audit-own", "1.0.0")));
            add("POST /api/v1/business/tariff-packages/{id}/approval", "tariff.package.approved", () -> decide("approval", proposed("1.0.0")));
            add("POST /api/v1/business/tariff-packages/{id}/withdrawal", "tariff.package.withdrawn", () -> decide("withdrawal", packageId));
            add("POST /api/v1/business/tariff-packages/{id}/rejection", "tariff.package.rejected", () -> decide("rejection", proposed("1.0.1")));
            add("POST /api/v1/business/bill-holds/{id}/release", "billing.hold.released", this::releaseHold);
            add("POST /api/v1/business/studies", "run.started", () -> {
                HttpResponse<String> started = send("POST", BUSINESS + "/studies", JSON,
                        "{\"kind\":\"TRIAL\",\"month\":\"2026-01\",\"office\":\"42\"}");
                runId = DemoServer.JSON.readTree(started.body()).path("id").asText();
                awaitDone();
                return started;
            });
            add("POST /api/v1/business/runs/{id}/stop", "run.stopped", this::stopRun);
            add("POST /api/v1/business/runs/{id}/resume", "run.resumed", this::resumeRun);
            add("POST /api/v1/business/runs", "run.started", () -> {
                awaitDone();
                HttpResponse<String> started = startRun();
                awaitDone();
                return started;
            });
            add("POST /api/v1/business/bills/{billNo}/replay", null, () -> send("POST", BUSINESS + "/bills/"
                    + server.get("/bills?limit=1").get("items").get(0).get("billNo").asText() + "/replay", JSON, ""));
            add("POST /api/v1/business/final-bills/preview", null, () -> finalBill("/preview"));
            add("POST /api/v1/business/final-bills", "billing.final.issued", () -> {
                HttpResponse<String> issued = finalBill("");
                finalBillNo = DemoServer.JSON.readTree(issued.body()).path("billNo").asText();
                return issued;
            });
            add("POST /api/v1/business/bill-corrections", "billing.correction.proposed", () -> {
                HttpResponse<String> proposed = send("POST", BUSINESS + "/bill-corrections", JSON, correction(), "Idempotency-Key", "audit-it-3");
                correctionId = DemoServer.JSON.readTree(proposed.body()).path("id").asText();
                return proposed;
            });
            add("POST /api/v1/business/bill-corrections/{id}/rejection", "billing.correction.rejected", () -> send("POST",
                    BUSINESS + "/bill-corrections/" + correctionId + "/rejection", JSON, "{\"note\":\"audited\"}"));
            add("POST /api/v1/business/bill-corrections/{id}/approval", "billing.correction.applied", () -> send("POST",
                    BUSINESS + "/bill-corrections/" + new TariffPackages(server).proposeCorrection(correction()) + "/approval", JSON,
                    "{\"note\":\"audited\"}"));
            recoveries();
            add("POST /api/v1/business/payments", "ledger.payment.booked", () -> send("POST", BUSINESS + "/payments", JSON,
                    "{\"accountNo\":\"4200000030\",\"amount\":0.50,\"channel\":\"010\",\"reference\":\"audit-1\"}", "Idempotency-Key", "audit-it-1"));
            payouts();
            add("POST /api/v1/business/budget-plans", "ledger.plan.agreed", () -> {
                HttpResponse<String> agreed = send("POST", BUSINESS + "/budget-plans", JSON, "{\"accountNo\":\"" + newAccount
                        + "\",\"startMonth\":\"" + YearMonth.now() + "\",\"instalment\":100}");
                planId = DemoServer.JSON.readTree(agreed.body()).path("id").asText();
                return agreed;
            });
            add("POST /api/v1/business/budget-plans/{id}/instalments", "ledger.plan.changed", () -> send("POST",
                    BUSINESS + "/budget-plans/" + planId + "/instalments", JSON,
                    "{\"fromMonth\":\"" + YearMonth.now() + "\",\"instalment\":110}"));
            add("POST /api/v1/business/budget-plans/{id}/settlement", "ledger.plan.ended",
                    () -> send("POST", BUSINESS + "/budget-plans/" + planId + "/settlement", JSON, "{}"));
            add("POST /api/v1/business/bank-files", "ledger.bankfile.imported", () -> send("POST",
                    BUSINESS + "/bank-files?channel=140&fileName=audit.csv", "text/csv",
                    "reference,account_no,amount,paid_on\nAUDIT1,4200000030,0.50,2026-02-20\n"));
            workflow();
            quality();
            notices();
            service();
            decision();
            return all;
        }

        /** A process of its own, so that its upload is one, and a case of it. */
        private void workflow() throws Exception {
            String file = new String(MeterCheck.file(), StandardCharsets.UTF_8).replace("id=\"meter-check\"", "id=\"meter-audit\"")
                    .replace("电能表校验", "审计校表");
            MeterCheck check = new MeterCheck(server);
            add("POST /api/v1/workflow/processes", "workflow.process.deployed",
                    () -> send("POST", MeterCheck.WORKFLOW + "/processes?fileName=audit.bpmn", "application/xml", file));
            add("PUT /api/v1/workflow/work-days/{office}/{day}", "workflow.day.set", () -> send("PUT",
                    MeterCheck.WORKFLOW + "/work-days/42/2026-10-01", JSON, "{\"working\":false,\"name\":\"国庆节\"}"));
            add("DELETE /api/v1/workflow/work-days/{office}/{day}", "workflow.day.cleared",
                    () -> send("DELETE", MeterCheck.WORKFLOW + "/work-days/42/2026-10-01", JSON, ""));
            add("PUT /api/v1/workflow/limits/{code}", "workflow.limit.changed", () -> send("PUT", MeterCheck.WORKFLOW + "/limits/NC-MIDWORK", JSON,
                    "{\"amount\":4,\"unit\":\"WORK_DAY\",\"warnPercent\":80,\"rule\":\"audited\",\"validFrom\":\"2098-01-01\"}"));
            add("POST /api/v1/workflow/cases", "workflow.opened", () -> {
                HttpResponse<String> opened = check.post("/cases", "{\"processKey\":\"meter-audit\",\"officeCode\":\"42\",\"title\":\"audited\","
                        + "\"values\":" + MeterCheck.VALUES + "}");
                caseId = DemoServer.JSON.readTree(opened.body()).path("id").asLong();
                return opened;
            });
            for (String[] each : new String[][] {{"claim", "workflow.claimed", ""}, {"delegate", "workflow.delegated", "{\"user\":\"admin\"}"},
                {"hand-over", "workflow.handed_over", "{\"user\":\"admin\"}"}, {"release", "workflow.released", "{}"},
                {"complete", "workflow.done", "{\"values\":{\"fee\":0,\"outcome\":\"passed\"}}"}}) {
                add("POST /api/v1/workflow/tasks/{id}/" + each[0], each[1],
                        () -> check.post("/tasks/" + check.task(caseId, "accept").get("id").asLong() + "/" + each[0], each[2]));
            }
            add("POST /api/v1/workflow/cases/{case}/comments", "workflow.comment",
                    () -> check.post("/cases/" + caseId + "/comments", "{\"text\":\"audited\"}"));
            add("POST /api/v1/workflow/cases/{case}/attachments", "workflow.attached", () -> send("POST",
                    MeterCheck.WORKFLOW + "/cases/" + caseId + "/attachments?fileName=audit.txt", "text/plain", "audited"));
            add("POST /api/v1/workflow/cases/{case}/suspend", "workflow.suspended", () -> check.post("/cases/" + caseId + "/suspend", REASON));
            add("POST /api/v1/workflow/cases/{case}/resume", "workflow.resumed", () -> check.post("/cases/" + caseId + "/resume", REASON));
            add("POST /api/v1/workflow/cases/{case}/retry", null, () -> check.post("/cases/" + caseId + "/retry", ""));
            add("POST /api/v1/workflow/cases/{case}/roll-back", "workflow.rolled_back", () -> check.post("/cases/" + caseId + "/roll-back",
                    "{\"fromStep\":\"test\",\"toStep\":\"accept\",\"reason\":\"audited\"}"));
            add("POST /api/v1/workflow/cases/{case}/terminate", "workflow.terminated", () -> check.post("/cases/" + caseId + "/terminate", REASON));
        }

        private void quality() {
            add("POST /api/v1/quality/audit-runs", "run.started", this::runAudit);
            add("POST /api/v1/quality/audit-hits/{hitId}/dispatch", "quality.hit.dispatched",
                    () -> send("POST", QUALITY + "/audit-hits/" + foundHit() + "/dispatch", JSON, "{}"));
            add("POST /api/v1/quality/audit-hits/{hitId}/dismiss", "quality.hit.dismissed",
                    () -> send("POST", QUALITY + "/audit-hits/" + foundHit() + "/dismiss", JSON, "{\"reason\":\"seen\"}"));
            add("POST /api/v1/quality/indicators/months/{month}", "quality.month.kept",
                    () -> send("POST", QUALITY + "/indicators/months/2025-10", JSON, "{}"));
        }

        /** Runs a rule whose hits are not dispatched by themselves, so that they are there for the requests that follow. */
        private HttpResponse<String> runAudit() throws Exception {
            HttpResponse<String> started = send("POST", QUALITY + "/audit-runs", JSON,
                    "{\"rules\":[\"" + AUDIT_RULE + "\"],\"month\":\"2026-01\",\"office\":\"42\"}");
            runId = DemoServer.JSON.readTree(started.body()).path("id").asText();
            awaitDone();
            return started;
        }

        private long foundHit() throws Exception {
            JsonNode hits = DemoServer.JSON.readTree(server.distribution().getAsAdmin(QUALITY + "/audit-hits?status=FOUND&limit=1&rule="
                    + AUDIT_RULE).body());
            return hits.get("items").get(0).get("id").asLong();
        }

        private void notices() throws Exception {
            NoticeWrites notices = new NoticeWrites(server);
            add("PUT /api/v1/service/notice-templates/{code}", "notice.template.saved", notices::template);
            add("POST /api/v1/service/notice-templates/{code}/preview", null, notices::preview);
            add("POST /api/v1/service/notice-preferences/{customerNo}", "notice.preference.recorded", () -> notices.preference(customerNo));
            add("POST /api/v1/service/notices", "notice.stored", notices::notice);
            add("POST /api/v1/service/notice-batches", "notice.batch.prepared", notices::prepare);
            add("POST /api/v1/service/notice-batches/{id}/release", "notice.batch.released", notices::release);
            add("POST /api/v1/service/notice-batches/{id}/stop", "notice.batch.stopped", () -> notices.onBatch("stop"));
            add("POST /api/v1/service/notice-batches/{id}/resume", "notice.batch.resumed", () -> notices.onBatch("resume"));
            add("POST /api/v1/service/notice-batches/{id}/cancel", "notice.batch.cancelled", notices::cancelBatch);
            add("POST /api/v1/service/notices/{id}/retry", "notice.retried", notices::retry);
            add("POST /api/v1/service/notices/receipts", "notice.receipt", notices::receipt);
            add("POST /api/v1/service/outages", "outage.planned", notices::plan);
            add("PUT /api/v1/service/outages/{id}", "outage.changed", notices::move);
            add("POST /api/v1/service/outages/{id}/notice", null, notices::prepareNotice);
            add("POST /api/v1/service/outages/{id}/restoration", "outage.restored", notices::restore);
            add("POST /api/v1/service/outages/{id}/cancel", "outage.cancelled", notices::callOff);
        }

        private void service() {
            desk = new ServiceDesk(server);
            add("POST /api/v1/service/contacts", "contact.opened", () -> contact("/contacts", ServiceDesk.ENQUIRY));
            add("POST /api/v1/service/contacts/{caseNo}/renewal", "contact.renewed",
                    () -> contact("/contacts/" + caseNo + "/renewal", ServiceDesk.REASON));
            add("POST /api/v1/service/contacts/{caseNo}/call-back", "contact.called-back",
                    () -> contact("/contacts/" + desk.advised() + "/call-back", "{\"outcome\":\"CLOSE\",\"satisfaction\":5}"));
            add("POST /api/v1/service/tickets", "ticket.taken", () -> ticket("/tickets", ServiceDesk.TAKE));
            add("POST /api/v1/service/tickets/next", "ticket.called", () -> ticket("/tickets/next", ServiceDesk.CALL));
            add("POST /api/v1/service/tickets/{id}/served", "ticket.served", () -> ticket("/tickets/" + ticketId + "/served", ""));
            add("POST /api/v1/service/tickets/{id}/no-show", "ticket.no-show",
                    () -> ticket("/tickets/" + desk.calledTicket() + "/no-show", ""));
            add("POST /api/v1/service/hand-overs/{id}/acceptance", "shift.accepted",
                    () -> send("POST", SERVICE + "/hand-overs/" + desk.handedOverBySecond() + "/acceptance", JSON, ""));
            add("POST /api/v1/service/hand-overs", "shift.handed-over", () -> {
                HttpResponse<String> given = send("POST", SERVICE + "/hand-overs", JSON, ServiceDesk.HAND_OVER);
                desk.acceptedBySecond(DemoServer.JSON.readTree(given.body()).path("id").asText());
                return given;
            });
            add("PUT /api/v1/service/articles/{code}/draft", "article.drafted",
                    () -> send("PUT", SERVICE + "/articles/audit-own/draft", JSON, ServiceDesk.ARTICLE));
            add("POST /api/v1/service/articles/{code}/submission", "article.submitted", () -> article("audit-own", "submission", ""));
            add("POST /api/v1/service/articles/{code}/return", "article.given-back", () -> article("audit-own", "return", ServiceDesk.REASON));
            add("POST /api/v1/service/articles/{code}/publication", "article.published", () -> {
                desk.submittedBySecond("audit-other");
                return article("audit-other", "publication", "{}");
            });
            add("POST /api/v1/service/articles/{code}/withdrawal", "article.withdrawn",
                    () -> article("audit-other", "withdrawal", ServiceDesk.REASON));
            add("POST /api/v1/service/portal-logins/{id}/lock", "portal.locked", () -> {
                loginId = server.portal().loginOf(server.portal().registered("4200000004"));
                return send("POST", SERVICE + "/portal-logins/" + loginId + "/lock", JSON, REASON);
            });
            add("POST /api/v1/service/portal-logins/{id}/unlock", "portal.unlocked",
                    () -> send("POST", SERVICE + "/portal-logins/" + loginId + "/unlock", JSON, ""));
            add("DELETE /api/v1/service/portal-logins/{id}/sessions", "portal.sessions-ended",
                    () -> send("DELETE", SERVICE + "/portal-logins/" + loginId + "/sessions", JSON, ""));
            add("DELETE /api/v1/service/portal-logins/{id}/links/{accountNo}", "portal.unlinked",
                    () -> send("DELETE", SERVICE + "/portal-logins/" + loginId + "/links/4200000004", JSON, ""));
        }

        private HttpResponse<String> contact(String path, String body) throws Exception {
            HttpResponse<String> answer = send("POST", SERVICE + path, JSON, body);
            caseNo = DemoServer.JSON.readTree(answer.body()).path("caseNo").asText();
            return answer;
        }

        private HttpResponse<String> ticket(String path, String body) throws Exception {
            HttpResponse<String> answer = send("POST", SERVICE + path, JSON, body);
            ticketId = DemoServer.JSON.readTree(answer.body()).path("id").asText();
            return answer;
        }

        private HttpResponse<String> article(String code, String what, String body) throws Exception {
            return send("POST", SERVICE + "/articles/" + code + "/" + what, JSON, body);
        }

        private void decision() {
            add("POST /api/v1/decision/mart/refresh", null, () -> send("POST", DECISION + "/mart/refresh", JSON, ""));
            add("POST /api/v1/decision/mart/rebuild", "run.started", () -> send("POST", DECISION + "/mart/rebuild", JSON, ""));
            add("POST /api/v1/decision/answers", null, () -> send("POST", DECISION + "/answers", JSON, "{\"sql\":\"select count(*) from bill\"}"));
            add("POST /api/v1/decision/answers/export", null, () -> send("POST", DECISION + "/answers/export?format=CSV", JSON,
                    "{\"sql\":\"select count(*) from bill\"}"));
            add("POST /api/v1/decision/questions", "decision.question.saved", () -> {
                HttpResponse<String> saved = send("POST", DECISION + "/questions", JSON, QUESTION.formatted("Audited"));
                questionId = DemoServer.JSON.readTree(saved.body()).path("id").asText();
                questionTag = saved.headers().firstValue("ETag").orElse("");
                return saved;
            });
            add("PUT /api/v1/decision/questions/{id}", "decision.question.changed", () -> send("PUT", DECISION + "/questions/" + questionId,
                    JSON, QUESTION.formatted("Audited twice"), "If-Match", questionTag));
            add("DELETE /api/v1/decision/questions/{id}", "decision.question.removed",
                    () -> send("DELETE", DECISION + "/questions/" + questionId, JSON, ""));
            add("POST /api/v1/decision/forecasts", null, () -> send("POST", DECISION + "/forecasts", JSON,
                    "{\"unit\":\"kWh\",\"season\":2,\"values\":[1,2,1,2,1,2,1,2,1,2,1,2]}"));
            add("POST /api/v1/decision/what-ifs", "run.started", this::startWhatIf);
            add("POST /api/v1/decision/what-ifs/{runId}/stop", "run.stopped", this::stopWhatIf);
        }

        private void add(String name, String action, Call call) {
            all.put(name, new Write(call, action));
        }

        private HttpResponse<String> send(String method, String path, String type, String body, String... headers) throws Exception {
            HttpRequest.Builder request = server.distribution().asAdmin(path).header("Content-Type", type)
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            return server.distribution().send(headers.length == 0 ? request : request.headers(headers));
        }

        private HttpResponse<String> login() throws Exception {
            HttpResponse<String> answer = server.distribution().send(HttpRequest.newBuilder(server.distribution().uri(API + "/system/session"))
                    .header("Content-Type", JSON).POST(HttpRequest.BodyPublishers.ofString(
                            "{\"username\":\"admin\",\"password\":\"" + Distribution.ADMIN_PASSWORD + "\"}")));
            cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";")[0];
            csrf = DemoServer.JSON.readTree(answer.body()).path("csrf").asText();
            return answer;
        }

        private HttpResponse<String> logout() throws Exception {
            return server.distribution().send(HttpRequest.newBuilder(server.distribution().uri(API + "/system/session"))
                    .header("Cookie", cookie).header("X-CSRF-Token", csrf).DELETE());
        }

        private HttpResponse<String> createOffice() throws Exception {
            HttpResponse<String> answer = send("POST", BUSINESS + "/offices", JSON, OFFICE.formatted("Audit hall"));
            officeTag = answer.headers().firstValue("ETag").orElse("");
            return answer;
        }

        private HttpResponse<String> createCode() throws Exception {
            HttpResponse<String> answer = send("POST", BUSINESS + "/code-tables/id-kind/codes", JSON, CODE.formatted("Audit"));
            codeTag = answer.headers().firstValue("ETag").orElse("");
            codeId = DemoServer.JSON.readTree(answer.body()).path("id").asLong();
            return answer;
        }

        private HttpResponse<String> createCustomer() throws Exception {
            HttpResponse<String> answer = send("POST", BUSINESS + "/customers", JSON, CUSTOMER.formatted("Audited once"));
            customerTag = answer.headers().firstValue("ETag").orElse("");
            customerNo = DemoServer.JSON.readTree(answer.body()).path("customerNo").asText();
            return answer;
        }

        private HttpResponse<String> createAccount() throws Exception {
            HttpResponse<String> answer = send("POST", BUSINESS + "/accounts", JSON,
                    "{\"customerNo\":\"" + customerNo + "\",\"officeCode\":\"42\",\"address\":\"审计路 1 号\",\"urbanRural\":\"URBAN\","
                            + "\"usageClass\":\"RESIDENTIAL\",\"voltageCode\":\"AC00002\",\"readingCycle\":\"1\",\"openedOn\":\"2026-12-01\"}");
            newAccount = DemoServer.JSON.readTree(answer.body()).path("accountNo").asText();
            return answer;
        }

        private HttpResponse<String> callPeriod() throws Exception {
            HttpResponse<String> answer = send("POST", BUSINESS + "/price-calls", JSON,
                    "{\"tariffCode\":\"zhejiang-residential-tou\",\"period\":\"PEAK\",\"from\":\"2099-01-01T18:00\",\"to\":\"2099-01-01T20:00\"}");
            callId = DemoServer.JSON.readTree(answer.body()).path("id").asText();
            return answer;
        }

        /** The import before has brought a value below the last one, which is held. */
        private HttpResponse<String> reject() throws Exception {
            for (JsonNode held : server.get("/reading-exceptions?month=2026-02&limit=100").get("items")) {
                if (held.get("accountNo").asText().equals("4200000021")) {
                    return send("POST", BUSINESS + "/reading-exceptions/" + held.get("id").asLong() + "/decision", JSON,
                            "{\"accept\":false,\"reason\":\"misread\"}");
                }
            }
            throw new AssertionError("nothing is held");
        }

        /** Imports a package as somebody else, since nobody decides about his own. */
        private String proposed(String version) throws Exception {
            packageId = new TariffPackages(server).propose(TariffPackages.flat("audit-other", version));
            return packageId;
        }

        private HttpResponse<String> decide(String decision, String id) throws Exception {
            return send("POST", BUSINESS + "/tariff-packages/" + id + "/" + decision, JSON, "{\"note\":\"audited\"}");
        }

        /** A limit of one kWh holds every bill of the next month, for which one account is read that no other test looks at. */
        private HttpResponse<String> releaseHold() throws Exception {
            String account = null;
            for (JsonNode bill : server.get("/bills?month=2026-01&limit=100").get("items")) {
                if (bill.get("tariffCode").asText().equals("hunan-residential") && bill.get("accountNo").asText().compareTo("4200000030") > 0) {
                    account = bill.get("accountNo").asText();
                }
            }
            JsonNode view = server.get("/accounts/" + account + "/view");
            String last = view.at("/readings/0/value").decimalValue().add(new BigDecimal("50")).toPlainString();
            send("POST", BUSINESS + "/reading-imports?month=2026-02&fileName=hold.csv", "text/csv", "meter_no,register,read_on,value\n"
                    + view.at("/points/0/meterNo").asText() + ",AP_TOTAL,2026-03-01," + last + "\n");
            limit("1");
            try {
                HttpResponse<String> started = send("POST", BUSINESS + "/runs", JSON,
                        "{\"kind\":\"billing\",\"params\":{\"month\":\"2026-02\",\"office\":\"" + DemoServer.OFFICE + "\"}}");
                runId = DemoServer.JSON.readTree(started.body()).path("id").asText();
                awaitDone();
            } finally {
                limit("0");
            }
            JsonNode holds = server.get("/bill-holds?month=2026-02&status=HELD").get("items");
            assertTrue(!holds.isEmpty(), holds::toString);
            assertEquals("BILLING-038", holds.get(0).get("code").asText(), holds::toString);
            return send("POST", BUSINESS + "/bill-holds/" + holds.get(0).get("id").asLong() + "/release", JSON, "{\"reason\":\"audited\"}");
        }

        /**
         * Sets the guard's limit and waits until billing is back with it. The setting shows at once and moves the services a moment later, so
         * that an answer alone may still be that of before: the log tells of the addresses that have been published again.
         */
        private void limit(String kwh) throws Exception {
            long before = published();
            assertEquals(0, server.distribution().client("config:property-set -p org.karawatt.billing guardKwh " + kwh).code());
            Instant end = Instant.now().plusSeconds(60);
            long last = before;
            while (last == before || last != published() || !answers("/bill-holds") || !answers("/studies") || !answers("/bills?limit=1")) {
                assertTrue(Instant.now().isBefore(end), "billing is not back");
                last = published();
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        }

        private boolean answers(String path) throws Exception {
            return server.distribution().getAsAdmin(BUSINESS + path).statusCode() == 200;
        }

        private long published() throws IOException {
            try (Stream<String> lines = Files.lines(server.distribution().logs().resolve("karaf.log"))) {
                return lines.filter(line -> line.contains("Fire ConfigurationEvent: pid=org.karawatt.billing)")).count();
            }
        }

        private void recoveries() {
            String touched = "{\"kind\":\"METER_TAMPERING\",\"accountNo\":\"4200000030\",\"onDay\":\"2026-02-01\",\"reason\":\"audited\"}";
            add("POST /api/v1/business/recoveries/preview", null, () -> send("POST", BUSINESS + "/recoveries/preview", JSON, touched));
            add("POST /api/v1/business/recoveries", "billing.recovery.proposed", () -> {
                HttpResponse<String> proposed = send("POST", BUSINESS + "/recoveries", JSON, touched, "Idempotency-Key", "audit-it-recovery");
                recoveryId = DemoServer.JSON.readTree(proposed.body()).path("id").asText();
                return proposed;
            });
            add("POST /api/v1/business/recoveries/{id}/rejection", "billing.recovery.rejected", () -> send("POST",
                    BUSINESS + "/recoveries/" + recoveryId + "/rejection", JSON, "{\"note\":\"audited\"}"));
            add("POST /api/v1/business/recoveries/{id}/approval", "billing.recovery.approved", () -> {
                recoveryId = new TariffPackages(server).proposeRecovery(touched);
                return send("POST", BUSINESS + "/recoveries/" + recoveryId + "/approval", JSON, "{\"note\":\"audited\"}");
            });
            add("POST /api/v1/business/recoveries/{id}/reversal", "billing.recovery.reversal.proposed", () -> send("POST",
                    BUSINESS + "/recoveries/" + recoveryId + "/reversal", JSON, "{\"reason\":\"audited\"}"));
            add("POST /api/v1/business/recoveries/{id}/reversal/rejection", "billing.recovery.reversal.rejected", () -> send("POST",
                    BUSINESS + "/recoveries/" + recoveryId + "/reversal/rejection", JSON, "{\"note\":\"audited\"}"));
            add("POST /api/v1/business/recoveries/{id}/reversal/approval", "billing.recovery.reversed", () -> {
                new TariffPackages(server).proposeReversal(recoveryId);
                return send("POST", BUSINESS + "/recoveries/" + recoveryId + "/reversal/approval", JSON, "{\"note\":\"audited\"}");
            });
            add("PUT /api/v1/business/recoveries/rules/{name}", "billing.recovery.rule.changed", () -> send("PUT",
                    BUSINESS + "/recoveries/rules/POWER_HOURS", JSON, "{\"value\":12,\"sourceZh\":\"audited\",\"sourceEn\":\"audited\","
                            + "\"validFrom\":\"2099-01-01\"}"));
        }

        /** The new account has nothing to pay, so what comes in is an advance. */
        private void payouts() {
            add("POST /api/v1/business/payouts", "ledger.payout.proposed", () -> {
                send("POST", BUSINESS + "/payments", JSON, "{\"accountNo\":\"" + newAccount + "\",\"amount\":3.00,\"channel\":\"010\"}",
                        "Idempotency-Key", "audit-it-advance");
                HttpResponse<String> proposed = send("POST", BUSINESS + "/payouts", JSON, payout(), "Idempotency-Key", "audit-it-payout");
                payoutId = DemoServer.JSON.readTree(proposed.body()).path("id").asText();
                return proposed;
            });
            add("POST /api/v1/business/payouts/{id}/rejection", "ledger.payout.rejected", () -> send("POST",
                    BUSINESS + "/payouts/" + payoutId + "/rejection", JSON, "{\"note\":\"audited\"}"));
            add("POST /api/v1/business/payouts/{id}/approval", "ledger.payout.paid", () -> send("POST",
                    BUSINESS + "/payouts/" + new TariffPackages(server).proposePayout(payout()) + "/approval", JSON, "{\"note\":\"audited\"}"));
        }

        private String payout() {
            return "{\"accountNo\":\"" + newAccount + "\",\"amount\":3.00,\"channel\":\"010\",\"reason\":\"audited\"}";
        }

        /** Of a household that no other test looks at, ten days into the month that is not billed yet. */
        private HttpResponse<String> finalBill(String preview) throws Exception {
            if (finalAccount == null) {
                for (JsonNode bill : server.get("/bills?month=2026-01&limit=100").get("items")) {
                    if (finalAccount == null && bill.get("tariffCode").asText().equals("hunan-residential")
                            && bill.get("accountNo").asText().compareTo("4200000100") > 0) {
                        finalAccount = bill.get("accountNo").asText();
                    }
                }
                finalValue = server.get("/accounts/" + finalAccount + "/view").at("/readings/0/value").decimalValue().add(new BigDecimal("30"));
            }
            return send("POST", BUSINESS + "/final-bills" + preview, JSON, "{\"accountNo\":\"" + finalAccount
                    + "\",\"readOn\":\"2026-02-11\",\"readings\":[{\"meterNo\":\"" + server.get("/accounts/" + finalAccount + "/view")
                            .at("/points/0/meterNo").asText() + "\",\"register\":\"AP_TOTAL\",\"value\":" + finalValue.toPlainString() + "}]}",
                    "Idempotency-Key", "audit-it-2");
        }

        private String correction() {
            return "{\"billNo\":\"" + finalBillNo + "\",\"reasonCode\":\"READING\",\"reason\":\"audited\",\"readings\":[{\"register\":"
                    + "\"AP_TOTAL\",\"value\":" + finalValue.subtract(BigDecimal.TEN).toPlainString() + "}]}";
        }

        private HttpResponse<String> startRun() throws Exception {
            HttpResponse<String> started = send("POST", BUSINESS + "/runs", JSON,
                    "{\"kind\":\"billing\",\"params\":{\"month\":\"" + DemoServer.MONTH + "\",\"office\":\"" + DemoServer.OFFICE + "\"}}");
            assertEquals(202, started.statusCode(), started::body);
            runId = DemoServer.JSON.readTree(started.body()).get("id").asText();
            return started;
        }

        /** A run of a finished month is over soon; another one is started until one is caught. */
        private HttpResponse<String> stopRun() throws Exception {
            HttpResponse<String> stopped = null;
            for (int i = 0; i < MOST_RUNS && (stopped == null || stopped.statusCode() == 409); i++) {
                startRun();
                stopped = send("POST", BUSINESS + "/runs/" + runId + "/stop", JSON, "");
            }
            return stopped;
        }

        private HttpResponse<String> startWhatIf() throws Exception {
            return send("POST", DECISION + "/what-ifs", JSON, "{\"month\":\"2026-01\",\"office\":\"42\",\"fromTariff\":\"hunan-residential\","
                    + "\"toTariffId\":" + server.get("/tariffs?q=hunan-residential").get(0).get("id").asLong() + "}");
        }

        /** Like a billing run, one that is over is started again until one is caught. */
        private HttpResponse<String> stopWhatIf() throws Exception {
            HttpResponse<String> stopped = null;
            for (int i = 0; i < MOST_RUNS && (stopped == null || stopped.statusCode() == 409); i++) {
                String id = DemoServer.JSON.readTree(startWhatIf().body()).get("id").asText();
                stopped = send("POST", DECISION + "/what-ifs/" + id + "/stop", JSON, "");
            }
            return stopped;
        }

        private HttpResponse<String> resumeRun() throws Exception {
            await("STOPPED");
            return send("POST", BUSINESS + "/runs/" + runId + "/resume", JSON, "");
        }

        private void awaitDone() throws Exception {
            await("DONE");
        }

        private void await(String status) throws Exception {
            Instant end = Instant.now().plusSeconds(60);
            JsonNode run = server.get("/runs/" + runId);
            while (!run.get("status").asText().equals(status)) {
                assertTrue(Instant.now().isBefore(end), run::toString);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                run = server.get("/runs/" + runId);
            }
        }
    }
}
