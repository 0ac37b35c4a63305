package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The three upper layers go, are updated and come back, one after the other, while the layers below take load: nothing below fails, waits for
 * them or loses anything, and what they missed they catch up. Single bundles of rules, processes, pages and channels go and come back, too.
 */
@ExtendWith(DemoServer.Extension.class)
class LayersIT {

    private static final String DECISION = "/api/v1/decision";
    private static final String QUALITY = "/api/v1/quality";
    private static final String AUDIT_RULE = "ARC-CAPACITY";
    private static final String REASON = "{\"reason\":\"tested\"}";
    private static final Set<String> NOBODY = Set.of();

    /** What happens while a layer is away, and what it must have made of it after its return. */
    private interface Missed {
        void happen() throws Exception;

        boolean caughtUp() throws Exception;
    }

    @Test
    void theDecisionLayerIsAwayWhileARunFinishes(DemoServer server) throws Exception {
        long before = asAdmin(server, "GET", DECISION + "/mart", "").get("runs").asLong();
        move(server, "decision", DECISION + "/mart", "karawatt-mart",
                List.of("karawatt-decision-pages", "karawatt-decision-shell", "karawatt-decision-rest", "karawatt-simulation", "karawatt-forecast",
                        "karawatt-mart"),
                new Missed() {
                    @Override
                    public void happen() throws Exception {
                        Distribution.Result run = server.distribution().client("business:bill-run-start", "--office", DemoServer.OFFICE, "--wait",
                                DemoServer.MONTH);
                        assertEquals(0, run.code(), run::toString);
                    }

                    @Override
                    public boolean caughtUp() throws Exception {
                        return asAdmin(server, "GET", DECISION + "/mart", "").get("runs").asLong() > before;
                    }
                });
        // payments of the load do not come with a run: they show in the sums
        asAdmin(server, "POST", DECISION + "/mart/refresh", "");
        JsonNode proof = asAdmin(server, "GET", DECISION + "/mart/proof", "");
        assertTrue(proof.get("compared").asLong() > 0, proof::toString);
        assertEquals(0, proof.get("differences").size(), proof::toString);
    }

    @Test
    void theQualityLayerIsAwayWhileTheCaseOfAHitIsTerminated(DemoServer server) throws Exception {
        JsonNode run = asAdmin(server, "POST", QUALITY + "/audit-runs",
                "{\"rules\":[\"" + AUDIT_RULE + "\"],\"month\":\"2026-01\",\"office\":\"42\"}");
        SwapIT.await("the audit has run", () -> server.get("/runs/" + run.get("id").asLong()).get("status").asText().equals("DONE"));
        long hit = asAdmin(server, "GET", QUALITY + "/audit-hits?status=FOUND&limit=1&rule=" + AUDIT_RULE, "").get("items").get(0).get("id").asLong();
        long caseId = asAdmin(server, "POST", QUALITY + "/audit-hits/" + hit + "/dispatch", "{}").get("caseId").asLong();
        move(server, "quality", QUALITY + "/audit-rules", "karawatt-audit",
                List.of("karawatt-quality-pages", "karawatt-quality-shell", "karawatt-quality-rest", "karawatt-supervision", "karawatt-performance",
                        "karawatt-audit"),
                new Missed() {
                    @Override
                    public void happen() throws Exception {
                        // the process has gone with its bundle, its case has not
                        asAdmin(server, "POST", MeterCheck.WORKFLOW + "/cases/" + caseId + "/terminate", REASON);
                    }

                    @Override
                    public boolean caughtUp() throws Exception {
                        return asAdmin(server, "GET", QUALITY + "/audit-hits/" + hit, "").get("status").asText().equals("FOUND");
                    }
                });
    }

    @Test
    void theServiceLayerIsAwayWhileACaseOfItEnds(DemoServer server) throws Exception {
        JsonNode contact = asAdmin(server, "POST", ServiceDesk.SERVICE + "/contacts", ServiceDesk.FAULT);
        String address = ServiceDesk.SERVICE + "/contacts/" + contact.get("caseNo").asText();
        move(server, "service", ServiceDesk.SERVICE + "/contact-types", "karawatt-desk",
                List.of("karawatt-service-pages", "karawatt-service-shell", "karawatt-service-rest", "karawatt-outage", "karawatt-notice-mail",
                        "karawatt-notice-http", "karawatt-notice-letter", "karawatt-knowledge", "karawatt-desk", "karawatt-notice"),
                new Missed() {
                    @Override
                    public void happen() throws Exception {
                        asAdmin(server, "POST", MeterCheck.WORKFLOW + "/cases/" + contact.get("caseId").asLong() + "/terminate", REASON);
                    }

                    @Override
                    public boolean caughtUp() throws Exception {
                        return asAdmin(server, "GET", address, "").get("state").asText().equals("TERMINATED");
                    }
                });
    }

    /** Stops a layer, lets something happen, updates one of its bundles and brings it back as it was, all under load below. */
    private static void move(DemoServer server, String layer, String address, String updated, List<String> bundles, Missed missed) throws Exception {
        Distribution distribution = server.distribution();
        Modules deployed = new Modules(distribution);
        List<String> provided = deployed.provided();
        String shipped = deployed.version(updated);
        String all = String.join(" ", bundles);
        try (LoadClients clients = new LoadClients(server, SwapIT.ADDRESS, SwapIT.PAYER, layer)) {
            clients.begin(NOBODY);
            deployed.command("bundle:stop " + all);
            HttpResponse<String> away = distribution.getAsAdmin(address);
            assertEquals(503, away.statusCode(), away::body);
            assertTrue(away.headers().firstValue("Retry-After").isPresent(), layer);
            missed.happen();
            Path newer = deployed.update(updated);
            assertNotEquals(shipped, deployed.version(updated));
            deployed.command("bundle:start " + all);
            SwapIT.await(layer + " is back", () -> distribution.getAsAdmin(address).statusCode() == 200);
            SwapIT.await(layer + " has caught up", missed::caughtUp);
            deployed.updateBack(updated);
            SwapIT.await(layer + " is what it was", () -> provided.equals(deployed.provided())
                    && distribution.getAsAdmin(address).statusCode() == 200);
            clients.end();
            assertEquals(List.of(), clients.failures(), () -> "while " + layer + " moved");
            SwapIT.nothingIsLostOrDoubled(server, clients);
            Files.delete(newer);
        }
    }

    /** A utility's own bundle with a process and an audit rule, and none of our code. */
    @Test
    void aBundleOfProcessAndRuleComesGoesAndReturns(DemoServer server) throws Exception {
        Modules deployed = new Modules(server.distribution());
        MeterCheck check = new MeterCheck(server);
        String process = new String(MeterCheck.file(), StandardCharsets.UTF_8).replace("id=\"meter-check\"", "id=\"meter-layers\"")
                .replace("电能表校验", "层间校表");
        String rule = "{\"rules\":[{\"code\":\"LAYERS-POINTS\",\"nameZh\":\"计量点过多\",\"nameEn\":\"Many points\",\"theme\":\"ARCHIVE\","
                + "\"population\":\"account\",\"condition\":\"points > 50\",\"parameters\":{},\"window\":\"MONTH\",\"severity\":\"LOW\","
                + "\"dispatched\":false,\"source\":\"test\"}]}";
        Path jar = Modules.bundleOf("acme-layers", Map.of("KARAWATT-INF/process/meter-layers.bpmn", process.getBytes(StandardCharsets.UTF_8),
                "KARAWATT-INF/audit/rules.json", rule.getBytes(StandardCharsets.UTF_8)));
        deployed.command("bundle:install -s " + jar.toUri());
        try {
            SwapIT.await("process and rule are there", () -> rules(server).contains("LAYERS-POINTS") && isOffered(server, "meter-layers"));
            long caseId = open(check).get("id").asLong();

            deployed.command("bundle:stop acme-layers");
            SwapIT.await("process and rule have gone", () -> !rules(server).contains("LAYERS-POINTS") && !isOffered(server, "meter-layers"));
            assertEquals(404, check.post("/cases", caseOf()).statusCode(), "no new case of it");
            check.complete(caseId, "accept", "{\"fee\":0,\"outcome\":\"refused\"}");
            assertEquals("CLOSED", check.get("/cases/" + caseId).get("workCase").get("status").asText(), "the running case goes on");

            deployed.command("bundle:start acme-layers");
            SwapIT.await("process and rule are back", () -> rules(server).contains("LAYERS-POINTS") && isOffered(server, "meter-layers"));
            long again = open(check).get("id").asLong();
            MeterCheck.ok(check.post("/cases/" + again + "/terminate", REASON));
        } finally {
            deployed.command("bundle:uninstall acme-layers");
        }
        Files.delete(jar);
    }

    @Test
    void thePagesOfALayerGoAndComeBack(DemoServer server) throws Exception {
        Modules deployed = new Modules(server.distribution());
        JsonNode menu = asAdmin(server, "GET", "/console/modules", "");
        assertTrue(menu.toString().contains("quality"), menu::toString);
        deployed.command("bundle:stop karawatt-quality-pages");
        try {
            SwapIT.await("the pages have gone", () -> !asAdmin(server, "GET", "/console/modules", "").toString().contains("quality"));
            assertEquals(200, server.distribution().getAsAdmin(QUALITY + "/audit-rules").statusCode(), "what they show is still there");
        } finally {
            deployed.command("bundle:start karawatt-quality-pages");
        }
        SwapIT.await("the pages are back", () -> menu.equals(asAdmin(server, "GET", "/console/modules", "")));
    }

    /** Notices wait while the bundle of their channel is away and are handed over once when it is back. */
    @Test
    void aChannelGoesAndTakesNoNoticeAlong(DemoServer server) throws Exception {
        Modules deployed = new Modules(server.distribution());
        Queue<String> received = new ConcurrentLinkedQueue<>();
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            received.add(DemoServer.JSON.readTree(exchange.getRequestBody()).path("id").asText());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        gateway.start();
        try {
            asAdmin(server, "PUT", ServiceDesk.SERVICE + "/notice-templates/layers-it", "{\"nameZh\":\"层间\",\"nameEn\":\"Layers\","
                    + "\"basis\":\"CONTRACT\",\"channels\":[\"app\"],\"placeholders\":[{\"name\":\"payBy\",\"type\":\"DATE\"}],\"texts\":{"
                    + "\"zh\":{\"subject\":\"层间\",\"text\":\"{{payBy}}\"},\"en\":{\"subject\":\"Layers\",\"text\":\"{{payBy}}\"}}}");
            deployed.command("config:edit --factory --alias layers org.karawatt.notice.http; config:property-set channel app; config:property-set url"
                    + " http://127.0.0.1:" + gateway.getAddress().getPort() + "/; config:update");
            SwapIT.await("the channel is there", () -> isPresent(server, "app"));
            long before = notice(server, "before");
            SwapIT.await("a notice goes out", () -> received.size() == 1 && status(server, before).equals("SENT"));

            deployed.command("bundle:stop karawatt-notice-http");
            SwapIT.await("the channel has gone", () -> !isPresent(server, "app"));
            long meanwhile = notice(server, "meanwhile");
            deployed.command("bundle:start karawatt-notice-http");
            SwapIT.await("what waited goes out", () -> status(server, meanwhile).equals("SENT"));
            assertEquals(2, Set.copyOf(received).size());
            assertEquals(2, received.size(), "nothing twice");
        } finally {
            deleteConfiguration(server, "(channel=app)");
            gateway.stop(0);
        }
        SwapIT.await("the channel is as before", () -> !isPresent(server, "app"));
    }

    /** Through the server, which knows it at once: a file that comes and goes between two looks at the folder leaves its configuration there. */
    private static void deleteConfiguration(DemoServer server, String filter) throws Exception {
        for (String line : server.distribution().client("config:list '" + filter + "'").output().split("\\R")) {
            if (line.startsWith("Pid:")) {
                new Modules(server.distribution()).command("config:delete " + line.substring("Pid:".length()).trim());
            }
        }
    }

    private static long notice(DemoServer server, String reference) throws Exception {
        JsonNode stored = asAdmin(server, "POST", ServiceDesk.SERVICE + "/notices", "{\"code\":\"layers-it\",\"accountNo\":\"4200000041\","
                + "\"reference\":\"" + reference + "\",\"values\":{\"payBy\":\"2027-01-31\"}}");
        return (stored.isArray() ? stored.get(0) : stored).get("id").asLong();
    }

    private static String status(DemoServer server, long id) throws Exception {
        return asAdmin(server, "GET", ServiceDesk.SERVICE + "/notices/" + id, "").get("notice").get("status").asText();
    }

    private static boolean isPresent(DemoServer server, String channel) throws Exception {
        for (JsonNode state : asAdmin(server, "GET", ServiceDesk.SERVICE + "/notice-channels", "")) {
            if (state.get("name").asText().equals(channel)) {
                return state.get("present").asBoolean();
            }
        }
        return false;
    }

    private static Set<String> rules(DemoServer server) throws Exception {
        return StreamSupport.stream(asAdmin(server, "GET", QUALITY + "/audit-rules", "").spliterator(), false)
                .map(rule -> rule.get("code").asText()).collect(Collectors.toSet());
    }

    private static boolean isOffered(DemoServer server, String process) throws Exception {
        for (JsonNode each : asAdmin(server, "GET", MeterCheck.WORKFLOW + "/processes", "")) {
            if (each.get("key").asText().equals(process) && each.get("offered").asBoolean()) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode open(MeterCheck check) throws Exception {
        return DemoServer.JSON.readTree(MeterCheck.ok(check.post("/cases", caseOf())).body());
    }

    private static String caseOf() {
        return "{\"processKey\":\"meter-layers\",\"officeCode\":\"42\",\"accountNo\":\"" + MeterCheck.ACCOUNT
                + "\",\"title\":\"between layers\",\"values\":" + MeterCheck.VALUES + "}";
    }

    private static JsonNode asAdmin(DemoServer server, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = server.distribution().asAdmin(path).header("Content-Type", "application/json");
        HttpResponse<String> answer = server.distribution().send(body.isEmpty() && method.equals("GET") ? request.GET()
                : request.method(method, HttpRequest.BodyPublishers.ofString(body)));
        assertEquals(2, answer.statusCode() / 100, () -> path + " " + answer.statusCode() + " " + answer.body());
        return DemoServer.JSON.readTree(answer.body());
    }
}
