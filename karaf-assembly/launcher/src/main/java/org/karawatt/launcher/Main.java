package org.karawatt.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands behind {@code bin/karawatt}. Exit codes: 0 done, 1 failed, 2 wrong use; {@code client} passes on the code of the remote
 * command.
 */
public final class Main {

    private static final String USAGE = "usage: prepare | address | ready | wait PID SECONDS | client COMMAND [ARGUMENT...]"
            + " | backup FILE [DATABASE] | restore FILE";

    private final Home home;
    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    Main(Home home, Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        this.home = home;
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs one command of the installation that the system property {@code karaf.home} names. */
    public static void main(String[] args) {
        Home home = new Home(Path.of(System.getProperty("karaf.home", ".")), System.getenv());
        System.exit(new Main(home, System.getenv(), System.in, System.out, System.err).run(args));
    }

    int run(String... args) {
        String command = args.length == 0 ? "" : args[0];
        try {
            switch (command) {
                case "prepare" -> new FirstStart(home, environment).prepare(out);
                case "address" -> out.println(home.address());
                case "ready" -> {
                    return new Readiness(home.address()).ready() ? 0 : 1;
                }
                case "wait" -> {
                    return await(Long.parseLong(args[1]), Duration.ofSeconds(Long.parseLong(args[2])));
                }
                case "client" -> {
                    return client(Arrays.asList(args).subList(1, args.length));
                }
                case "backup" -> Archive.write(Path.of(args[1]).toAbsolutePath(), home.etc(), args.length > 2 ? Path.of(args[2]) : null);
                case "restore" -> Archive.restore(Path.of(args[1]), home.etc(), home.data().resolve("derby").resolve("karawatt"));
                default -> {
                    err.println(USAGE);
                    return 2;
                }
            }
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("karawatt: " + e.getMessage());
            return 2;
        } catch (IOException | GeneralSecurityException e) {
            err.println("karawatt: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int await(long pid, Duration limit) throws IOException, InterruptedException {
        long start = System.nanoTime();
        boolean ready = new Readiness(home.address()).await(limit,
                () -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        if (ready) {
            out.println("Ready after " + (System.nanoTime() - start) / 1_000_000_000L + " s.");
        }
        return ready ? 0 : 1;
    }

    private int client(List<String> words) throws IOException, GeneralSecurityException {
        if (words.isEmpty()) {
            err.println("karawatt: client needs a command, for example: client help");
            return 2;
        }
        Map<String, String> variables = new HashMap<>();
        // bin/karawatt sets it when its output is a terminal: progress may then be redrawn in place
        boolean terminal = environment.containsKey("KARAWATT_TTY");
        if (terminal) {
            variables.put("KARAWATT_TTY", "1");
        }
        if (environment.containsKey("COLUMNS")) {
            variables.put("COLUMNS", environment.get("COLUMNS"));
        }
        return new RemoteCommand(home).run(RemoteCommand.commandLine(words), variables, in,
                terminal ? out : new PlainText(out), terminal ? err : new PlainText(err));
    }
}
