package org.karawatt.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An unpacked distribution on free ports of loopback, driven by its own script. */
final class BenchServer implements AutoCloseable {

    private static final Pattern COLLECTION = Pattern.compile("\\[(\\S{23})\\S*\\] GC\\(\\d+\\) Pause [^\\n]* (\\d+)M->(\\d+)M\\(");
    private static final Pattern RUN_BEGAN = Pattern.compile("(\\S{23}) [^\\n]* run \\d+ of kind billing for \\S+ started by");
    private static final Pattern RUN_ENDED = Pattern.compile("(\\S{23}) [^\\n]* run \\d+ of kind billing for \\S+ is done");
    private static final Pattern CHUNK = Pattern.compile("a chunk of (\\d+) items took (\\d+) statements");

    private static final Pattern JSON = Pattern.compile("(?m)^[\\[{]");
    /** Of the administrator of these servers, which live for one measurement on loopback. */
    static final String ADMIN_PASSWORD = "a-benchmark-password";

    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final Path home;
    private final Path gcLog;
    private final String javaOptions;
    private final int httpPort;
    private final int sshPort;

    private BenchServer(Path home, String javaOptions) throws IOException {
        this.home = home;
        this.javaOptions = javaOptions;
        this.gcLog = home.resolveSibling("gc.log");
        this.httpPort = freePort();
        this.sshPort = freePort();
    }

    static BenchServer unpack(Path archive, Path folder, BenchDatabase database, String javaOptions) throws IOException, InterruptedException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
        new ProcessBuilder("tar", "-xzf", archive.toAbsolutePath().toString(), "-C", folder.toString()).inheritIO().start().waitFor();
        Path home;
        try (Stream<Path> top = Files.list(folder)) {
            home = top.findFirst().orElseThrow().toAbsolutePath();
        }
        if (database.isPostgres()) {
            String cfg = Files.readString(home.resolve("etc/examples/org.ops4j.datasource-karawatt-postgresql.cfg"))
                    .replaceAll("(?m)^url = .*$", "url = " + Matcher.quoteReplacement(database.url()))
                    .replaceAll("(?m)^user = .*$", "user = postgres").replaceAll("(?m)^password = .*$", "password = postgres");
            Files.writeString(home.resolve("etc/org.ops4j.datasource-karawatt.cfg"), cfg);
        }
        Files.writeString(home.resolve("etc/org.ops4j.pax.logging.cfg"), """

                log4j2.logger.chunks.name = org.karawatt.run
                log4j2.logger.chunks.level = DEBUG
                """, StandardOpenOption.APPEND);
        return new BenchServer(home, javaOptions);
    }

    /** Starts the server and returns the milliseconds until it first answers a request. */
    long startToFirstAnswer() throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process start = process("start").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/api/v1/system/health"))
                .timeout(Duration.ofSeconds(5)).build();
        while (!answers(client, health)) {
            if (System.nanoTime() - began > LONGEST_START.toNanos()) {
                throw new IOException("no answer within " + LONGEST_START);
            }
            LockSupport.parkNanos(20_000_000);
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        if (start.waitFor() != 0) {
            throw new IOException("start ended with " + start.exitValue());
        }
        return millis;
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // nobody listens yet
            return false;
        }
    }

    /** Where it answers, without a slash at the end. */
    String address() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** Memory of the server's process that stands in RAM, as Linux tells it. */
    long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Files.readString(pidFile()).strip(), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("no VmRSS");
    }

    /** Starts the server unless it runs, runs the demo month and returns what it reports. */
    JsonNode demo(int customers) throws IOException, InterruptedException {
        if (!Files.exists(pidFile())) {
            run("start");
        }
        return command("karawatt:demo", "--customers", String.valueOf(customers));
    }

    /** Runs a console command with {@code --json} in the running server and returns what it prints. */
    JsonNode command(String name, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("client", name, "--json"));
        all.addAll(List.of(words));
        String output = run(all.toArray(String[]::new));
        Matcher json = JSON.matcher(output);
        if (!json.find()) {
            throw new IOException(name + " printed no JSON: " + output);
        }
        return new ObjectMapper().readTree(output.substring(json.start()));
    }

    /**
     * Heap while the billing run worked, from the log of the collector: the greatest before a collection, and the least after one in the
     * second half of the run. What lives was never more than the latter; what more is left after other collections is garbage, too.
     */
    String heap() throws IOException {
        String log = Files.readString(log());
        LocalDateTime began = time(RUN_BEGAN, log);
        LocalDateTime ended = time(RUN_ENDED, log);
        int peak = 0;
        List<Integer> after = new ArrayList<>();
        Matcher collections = COLLECTION.matcher(Files.readString(gcLog));
        while (collections.find()) {
            LocalDateTime at = LocalDateTime.parse(collections.group(1));
            if (!at.isBefore(began) && !at.isAfter(ended)) {
                peak = Math.max(peak, Integer.parseInt(collections.group(2)));
                after.add(Integer.parseInt(collections.group(3)));
            }
        }
        return peak + " / " + after.stream().skip(after.size() / 2).min(Integer::compare).map(String::valueOf).orElse("-");
    }

    /** Statements that the chunks of the billing run have sent, by account. */
    double statementsPerAccount() throws IOException {
        long items = 0;
        long statements = 0;
        Matcher chunks = CHUNK.matcher(Files.readString(log()));
        while (chunks.find()) {
            items += Long.parseLong(chunks.group(1));
            statements += Long.parseLong(chunks.group(2));
        }
        return (double) statements / Math.max(1, items);
    }

    private Path log() {
        return home.resolve("data/log/karaf.log");
    }

    private static LocalDateTime time(Pattern line, String log) throws IOException {
        Matcher found = line.matcher(log);
        if (!found.find()) {
            throw new IOException("the log of the server does not show " + line);
        }
        return LocalDateTime.parse(found.group(1).replace(',', '.'));
    }

    Path databaseFolder() {
        return home.resolve("data/derby/karawatt");
    }

    void stop() throws IOException, InterruptedException {
        run("stop");
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("karawatt-benchmark", ".txt");
        int code = process(arguments).redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
        String text = Files.readString(output);
        Files.delete(output);
        if (code != 0) {
            throw new IOException(List.of(arguments) + " ended with " + code + ": " + text);
        }
        return text;
    }

    private ProcessBuilder process(String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/karawatt").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KARAWATT_HTTP_PORT", String.valueOf(httpPort));
        builder.environment().put("KARAWATT_ADMIN_PASSWORD", ADMIN_PASSWORD);
        builder.environment().put("KARAWATT_SSH_PORT", String.valueOf(sshPort));
        builder.environment().put("EXTRA_JAVA_OPTS", "-Xlog:gc:file=" + gcLog + ":time:filecount=0 " + javaOptions);
        return builder;
    }

    private Path pidFile() {
        return home.resolve("data/karaf.pid");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(pidFile())) {
            ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip())).ifPresent(ProcessHandle::destroy);
        }
    }
}
