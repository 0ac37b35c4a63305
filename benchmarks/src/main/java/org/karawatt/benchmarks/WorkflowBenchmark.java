package org.karawatt.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens many cases of a process with two tasks one after the other on the packed distribution, and times what clerks do among them, all by
 * REST: completing tasks, and asking for work lists and the supervision board.
 *
 * <p>Arguments: {@code --cases=100000}, {@code --completions=5000}, {@code --clients=4}, {@code --databases=derby,postgresql},
 * {@code --distribution=<tar.gz>}, {@code --work=<folder>}.
 */
public final class WorkflowBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowBenchmark.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORKFLOW = "/api/v1/workflow";
    private static final int CLAIMED = 50;
    private static final int TIMES = 51;
    private static final String PROCESS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:karawatt="https://karawatt.org/bpmn"
                targetNamespace="https://karawatt.org/benchmarks">
              <process id="bench" name="测量" karawatt:nameEn="Measured">
                <startEvent id="start"/>
                <sequenceFlow id="f1" sourceRef="start" targetRef="first"/>
                <userTask id="first" name="第一步" karawatt:nameEn="First" karawatt:role="desk"/>
                <sequenceFlow id="f2" sourceRef="first" targetRef="second"/>
                <userTask id="second" name="第二步" karawatt:nameEn="Second" karawatt:role="desk"/>
                <sequenceFlow id="f3" sourceRef="second" targetRef="end"/>
                <endEvent id="end"/>
              </process>
            </definitions>
            """;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final BenchServer server;
    private final int clients;
    private String cookie;
    private String csrf;

    private interface Request {
        void send(int number) throws Exception;
    }

    private WorkflowBenchmark(BenchServer server, int clients) {
        this.server = server;
        this.clients = clients;
    }

    public static void main(String[] args) throws Exception {
        Path archive = Path.of(BillingBenchmark.argument(args, "distribution", BillingBenchmark.DISTRIBUTION));
        Path work = Path.of(BillingBenchmark.argument(args, "work", "benchmarks/target/work"));
        int cases = Integer.parseInt(BillingBenchmark.argument(args, "cases", "100000"));
        int completions = Integer.parseInt(BillingBenchmark.argument(args, "completions", "5000"));
        int clients = Integer.parseInt(BillingBenchmark.argument(args, "clients", "4"));
        StringBuilder table = new StringBuilder("\n| database | what | measured |\n|---|---|---:|\n");
        for (String database : BillingBenchmark.argument(args, "databases", "derby,postgresql").split(",")) {
            try (BenchDatabase target = BenchDatabase.start(database);
                    BenchServer server = BenchServer.unpack(archive, work.resolve("workflow-" + database), target, "")) {
                server.startToFirstAnswer();
                server.demo(20);
                for (String line : new WorkflowBenchmark(server, clients).measure(cases, completions)) {
                    table.append("| ").append(database).append(" | ").append(line).append('\n');
                }
                server.stop();
            }
        }
        LOG.info("{}", table);
    }

    private List<String> measure(int cases, int completions) throws Exception {
        List<String> lines = new ArrayList<>();
        logIn();
        send("POST", WORKFLOW + "/processes?fileName=bench.bpmn", "application/xml", PROCESS);
        int warm = Math.min(cases / 10, 1000);
        parallel(warm, number -> open());
        double seconds = parallel(cases - warm, number -> open());
        lines.add(line(cases + " cases opened by " + clients + " clients, a second", "%.0f", (cases - warm) / seconds));
        JsonNode page = get("/tasks?process=bench&limit=" + CLAIMED);
        for (JsonNode task : page.get("items")) {
            post("/tasks/" + task.get("id").asLong() + "/claim", "");
        }
        lines.add(timed("own work list of " + CLAIMED + " among " + page.get("total").asLong() + " open tasks", "/tasks?mine=true&limit=50"));
        lines.add(timed("first 50 of all open tasks of an office", "/tasks?office=42&limit=50"));
        lines.add(timed("50 tasks from the middle of the list", "/tasks?office=42&limit=50&offset=" + cases / 2));
        long[] ids = ids(completions);
        int first = completions / 5;
        parallel(first, number -> complete(ids[number]));
        seconds = parallel(completions - first, number -> complete(ids[first + number]));
        lines.add(line("tasks completed by " + clients + " clients, a second", "%.0f", (completions - first) / seconds));
        lines.add(timed("supervision board", "/api/v1/quality/board"));
        lines.add(line("resident memory afterwards, MB", "%.0f", server.residentBytes() / 1e6));
        return lines;
    }

    private void logIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/system/session"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"admin\",\"password\":\"" + BenchServer.ADMIN_PASSWORD + "\"}")).build(),
                HttpResponse.BodyHandlers.ofString());
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow(() -> new IOException("no session: " + answer.body())).split(";")[0];
        csrf = JSON.readTree(answer.body()).get("csrf").asText();
    }

    private void open() throws IOException, InterruptedException {
        post("/cases", "{\"processKey\":\"bench\",\"officeCode\":\"42\",\"title\":\"measured\",\"values\":{}}");
    }

    private void complete(long task) throws IOException, InterruptedException {
        post("/tasks/" + task + "/complete", "{\"values\":{}}");
    }

    /** Tasks that nobody has claimed. */
    private long[] ids(int count) throws IOException, InterruptedException {
        long[] ids = new long[count];
        int found = 0;
        for (int offset = CLAIMED; found < count; offset += 500) {
            for (JsonNode task : get("/tasks?process=bench&limit=500&offset=" + offset).get("items")) {
                if (found < count && !task.hasNonNull("assignee")) {
                    ids[found++] = task.get("id").asLong();
                }
            }
        }
        return ids;
    }

    /** Sends requests from several clients; returns the seconds that took. */
    private double parallel(int count, Request request) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        long began = System.nanoTime();
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int first = client;
                ends.add(pool.submit(() -> {
                    for (int number = first; number < count; number += clients) {
                        request.send(number);
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Middle of the times that an address takes to answer. */
    private String timed(String what, String path) throws IOException, InterruptedException {
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            get(path);
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return line(what + ", ms", "%.1f", nanos[TIMES / 2] / 1e6);
    }

    private static String line(String what, String format, double value) {
        String line = what + " | " + String.format(Locale.ROOT, format, value) + " |";
        LOG.info("{}", line);
        return line;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path.startsWith("/api") ? path : WORKFLOW + path, "application/json", "");
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        send("POST", WORKFLOW + path, "application/json", body);
    }

    private JsonNode send(String method, String path, String type, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofSeconds(60))
                .header("Cookie", cookie).header("X-CSRF-Token", csrf).header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
