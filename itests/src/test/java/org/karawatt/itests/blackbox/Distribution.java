package org.karawatt.itests.blackbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karawatt.itests.FreePort;
import org.karawatt.itests.LogChecker;

/**
 * One unpacked distribution in a folder of its own, on free ports and without a Maven repository in reach. Closing it ends the server,
 * whatever state it is in.
 */
public final class Distribution implements AutoCloseable {

    /** Password of the user {@code admin}, unless a test asks for a generated one. */
    public static final String ADMIN_PASSWORD = "black-box-2026";

    private static final Path WORK = Path.of("target", "black box").toAbsolutePath();
    private static final Duration COMMAND = Duration.ofMinutes(4);
    private static final Pattern INCIDENT = Pattern.compile("\"incident\":\"([0-9a-f]+)\"");
    /** Of a stack trace, enough to see its causes. */
    private static final int INCIDENT_LINES = 120;

    private final Path home;
    private final int httpPort = FreePort.next();
    private final int sshPort = FreePort.next();
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private boolean isolated;

    private Distribution(Path home) {
        this.home = home;
        environment.put("KARAWATT_HTTP_PORT", "" + httpPort);
        environment.put("KARAWATT_SSH_PORT", "" + sshPort);
        environment.put("KARAWATT_HEAP", "768m");
        environment.put("KARAWATT_START_TIMEOUT", "180");
        environment.put("KARAWATT_ADMIN_PASSWORD", ADMIN_PASSWORD);
        // a home without ~/.m2: what is not in the distribution cannot be found
        environment.put("HOME", WORK.resolve("no home").toString());
        environment.put("EXTRA_JAVA_OPTS", "-Duser.home=/nonexistent");
    }

    /**
     * Unpacks the distribution that the build has just packed into a folder with a blank in its name.
     *
     * @param name of the folder; what an earlier run left there is deleted
     */
    public static Distribution unpack(String name) throws IOException, InterruptedException {
        Path folder = WORK.resolve(name);
        deleteTree(folder);
        Files.createDirectories(folder);
        Files.createDirectories(WORK.resolve("no home"));
        Process tar = new ProcessBuilder("tar", "-xzf", Path.of(System.getProperty("karawatt.distribution")).toAbsolutePath().normalize()
                .toString(), "-C", folder.toString()).inheritIO().start();
        if (tar.waitFor() != 0) {
            throw new IOException("cannot unpack the distribution");
        }
        try (Stream<Path> top = Files.list(folder)) {
            return new Distribution(top.findFirst().orElseThrow());
        }
    }

    /** Whether this machine can start a process without any network. */
    public static boolean canIsolate() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v unshare && unshare -n true").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    /** From now on every command runs in a network namespace of its own, so one command must do all that belongs together. */
    public Distribution isolated() {
        isolated = true;
        return this;
    }

    /** Sets an environment variable for the commands to come; null takes it away. */
    public Distribution with(String variable, String value) {
        if (value == null) {
            environment.remove(variable);
        } else {
            environment.put(variable, value);
        }
        return this;
    }

    public Path home() {
        return home;
    }

    public Path etc() {
        return home.resolve("etc");
    }

    public Path logs() {
        return home.resolve("data").resolve("log");
    }

    /** What the log tells about the incident that an answer names; empty when it names none. */
    String incident(String answer) {
        Matcher named = INCIDENT.matcher(answer);
        if (!named.find()) {
            return "";
        }
        try (Stream<String> lines = Files.lines(logs().resolve("karaf.log"))) {
            return lines.dropWhile(line -> !line.contains(named.group(1))).limit(INCIDENT_LINES)
                    .collect(Collectors.joining(System.lineSeparator(), System.lineSeparator(), ""));
        } catch (IOException e) {
            return " (its log cannot be read: " + e + ")";
        }
    }

    /** Where the server answers, without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** {@code bin/karawatt start}; fails when the server does not become ready. */
    public Result start() throws IOException, InterruptedException {
        Result result = run("start");
        if (result.code() != 0) {
            throw new AssertionError("start failed: " + result + System.lineSeparator() + tail());
        }
        return result;
    }

    public Result stop() throws IOException, InterruptedException {
        return run("stop");
    }

    /** Runs a console command in the server. */
    public Result client(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("client"));
        all.addAll(Arrays.asList(words));
        return run(all.toArray(String[]::new));
    }

    /** Runs {@code bin/karawatt} with these arguments and waits for its end. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isolated) {
            command.addAll(List.of("unshare", "-n"));
        }
        command.add(home.resolve("bin/karawatt").toString());
        command.addAll(Arrays.asList(arguments));
        return execute(command);
    }

    /** {@code bin/karawatt run}, the server in the foreground; its output goes to a file. */
    public Process foreground() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karawatt").toString(), "run").redirectErrorStream(true)
                .redirectOutput(foregroundOutput().toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** What the server in the foreground has written. */
    public Path foregroundOutput() {
        return home.resolve("data/foreground.log");
    }

    /** What Ctrl-C does to the command in the foreground. */
    public static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", "" + process.pid()).inheritIO().start().waitFor();
    }

    /** Runs a shell script with the distribution's folder as {@code $1}, without a network if this distribution is isolated. */
    public Result script(String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isolated) {
            command.addAll(List.of("unshare", "-n"));
        }
        command.addAll(List.of("sh", "-c", script, "script", home.toString()));
        return execute(command);
    }

    /** Begins {@code bin/karawatt} with these arguments and does not wait; the caller closes what is returned. */
    public Background begin(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/karawatt").toString()));
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile(WORK, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Background(process, output, System.nanoTime());
    }

    private Result execute(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(WORK, "output", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + COMMAND + ": " + command + System.lineSeparator() + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output), Duration.ofNanos(System.nanoTime() - start));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Process of the server, if it runs. */
    public Optional<ProcessHandle> process() throws IOException {
        Path file = home.resolve("data/karaf.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(file).trim())).filter(ProcessHandle::isAlive)
                .filter(p -> p.info().arguments().map(a -> String.join(" ", a).contains(home.toString())).orElse(false));
    }

    /** Ends the server as a power failure would. */
    public void kill() throws IOException {
        ProcessHandle server = process().orElseThrow(() -> new AssertionError("the server does not run"));
        server.destroyForcibly();
        server.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** GET without a login. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    /** GET as the administrator. */
    public HttpResponse<String> getAsAdmin(String path) throws IOException, InterruptedException {
        return send(asAdmin(path).GET());
    }

    /** A request that carries the administrator's name and password. */
    public HttpRequest.Builder asAdmin(String path) {
        return as("admin", ADMIN_PASSWORD, path);
    }

    public HttpRequest.Builder as(String user, String password, String path) {
        String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Basic " + token).timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Begins a request and does not wait for its answer. */
    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public URI uri(String path) {
        return URI.create(address() + path);
    }

    /** What the server logged at WARN or ERROR and the test did not expect. */
    public List<String> unexpectedLog(String... expected) throws IOException {
        return LogChecker.unexpected(logs(), expected);
    }

    private String tail() throws IOException {
        Path log = logs().resolve("karaf.log");
        if (!Files.exists(log)) {
            return "no log";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    @Override
    public void close() throws IOException {
        Optional<ProcessHandle> server = process();
        if (server.isPresent()) {
            server.get().destroyForcibly();
            server.get().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }

    /** A command that is still at work. */
    public static final class Background implements AutoCloseable {

        private final Process process;
        private final Path output;
        private final long start;

        private Background(Process process, Path output, long start) {
            this.process = process;
            this.output = output;
            this.start = start;
        }

        /** Waits until it has written something that matches. */
        public void awaitOutput(Pattern expected) throws IOException {
            long end = System.nanoTime() + COMMAND.toNanos();
            while (!expected.matcher(Files.readString(output)).find()) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new AssertionError("not written: " + expected + System.lineSeparator() + Files.readString(output));
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }

        /** Waits for its end. */
        public Result end() throws IOException, InterruptedException {
            if (!process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("no end after " + COMMAND + System.lineSeparator() + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output), Duration.ofNanos(System.nanoTime() - start));
        }

        @Override
        public void close() throws IOException {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    /**
     * How a command ended.
     *
     * @param output what it wrote to its output and its error output, mixed as on a terminal
     */
    public record Result(int code, String output, Duration took) {
    }
}
