package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.karawatt.itests.FreePort;
import org.karawatt.itests.blackbox.Distribution.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packed distribution on a fresh machine. */
class DistributionIT {

    private static final Logger LOG = LoggerFactory.getLogger(DistributionIT.class);
    private static final Pattern PASSWORD = Pattern.compile("password.*?([a-z2-9]{5}(?:-[a-z2-9]{5}){3})");

    /**
     * With no Maven repository, no network where this machine can take it away, and everywhere with a trap in the place of the network: the
     * server's proxies lead to a port that counts who comes.
     */
    @Test
    void itNeedsNoNetworkAndAsksForNone() throws Exception {
        try (Distribution distribution = Distribution.unpack("offline")) {
            if (Distribution.canIsolate()) {
                distribution.isolated();
            } else {
                LOG.warn("########## NO NETWORK NAMESPACES HERE: THE OFFLINE TEST HAS THE TRAP ONLY ##########");
            }
            Path before = distribution.home().resolve("data/trapped-before");
            Path after = distribution.home().resolve("data/trapped-after");
            int port = FreePort.next();
            distribution.with("EXTRA_JAVA_OPTS", "-Duser.home=/nonexistent " + NetworkTrap.proxies(port));
            // The loopback of a new namespace is down. The last client fetches on purpose: it shows that the trap works.
            Result result = distribution.script("ip link set lo up 2>/dev/null; PATH=$1/bin:$PATH; mkdir -p \"$1/data\";"
                    + NetworkTrap.command(port, after) + " & trap=$!;"
                    + " karawatt demo --customers 20 && karawatt status && karawatt client 'feature:list -i --no-format' && cp '" + after
                    + "' '" + before + "' && ! karawatt client 'bundle:install http://karawatt.invalid/none.jar' && karawatt stop;"
                    + " code=$?; kill $trap; exit $code");
            assertEquals(0, result.code(), result.output());
            assertTrue(result.output().contains("karawatt-billing"), result.output());
            assertEquals("", Files.readString(before), "somebody asked for the network");
            assertNotEquals("", Files.readString(after), "the trap does not work");
            assertEquals(List.of(), distribution.unexpectedLog("karawatt.invalid", "Exception caught while executing command"));
            try (Stream<Path> fetched = Files.walk(Files.createDirectories(distribution.home().resolve("data/repository")))) {
                assertEquals(List.of(), fetched.filter(Files::isRegularFile).toList(), "nothing was fetched");
            }
            LOG.info("offline: start, a month of 20 customers, status, client and stop in {} s", result.took().toSeconds());
        }
    }

    @Test
    void theFirstStartMakesAnAdministratorAndTheSecondInTheForegroundKeepsEverything() throws Exception {
        try (Distribution distribution = Distribution.unpack("first start").with("KARAWATT_ADMIN_PASSWORD", null)) {
            assertEquals(3, distribution.run("status").code(), "status before the first start");
            assertEquals(3, distribution.client("bundle:list").code(), "client before the first start");

            Result first = distribution.start();
            Matcher shown = PASSWORD.matcher(first.output());
            assertTrue(shown.find(), first.output());
            String password = shown.group(1);
            assertFalse(shown.find(), "shown once");
            assertEquals(List.of(), filesWith(distribution.home(), password), "the password is stored nowhere");
            LOG.info("first start ready after {} s", first.took().toSeconds());

            assertEquals(200, distribution.get("/api/v1/system/health").statusCode());
            assertEquals(404, distribution.send(distribution.as("admin", password, "/api/v1/no-such-thing")).statusCode(), "the password works");
            assertEquals(401, distribution.send(distribution.as("admin", password + "x", "/api/v1/no-such-thing")).statusCode());
            assertEquals(401, distribution.get("/api/v1/offices").statusCode(), "no login, no data");
            // CXF's own servlet would serve every resource here without asking who it is
            assertEquals(401, distribution.get("/cxf/api/v1/offices").statusCode());
            assertEquals(404, distribution.send(distribution.as("admin", password, "/cxf/api/v1/offices")).statusCode(),
                    "the side door of CXF stays shut");
            assertEquals(0, distribution.run("status").code());
            assertEquals(0, distribution.start().code(), "starting a running server is no error");

            Result hello = distribution.client("echo", "it's a 'test'", "电费");
            assertEquals(0, hello.code(), hello.output());
            assertEquals("it's a 'test' 电费", hello.output().trim());
            assertEquals(1, distribution.client("no-such:command").code(), "a failed command fails the client");
            assertEquals(1, distribution.client("bundle:start 99999").code());
            assertEquals(2, distribution.run("client").code());
            assertEquals(2, distribution.run("no-such-command").code());

            Set<String> database = tables(distribution);
            assertFalse(database.isEmpty(), "the database is on disk");
            assertEquals(0, distribution.stop().code());
            assertEquals(3, distribution.run("status").code());

            Process second = distribution.foreground();
            Instant began = Instant.now();
            while (distribution.run("status").code() != 0) {
                assertTrue(second.isAlive() && Instant.now().isBefore(began.plusSeconds(180)), "the server comes back in the foreground");
            }
            LOG.info("second start ready after {} s", Duration.between(began, Instant.now()).toSeconds());
            assertFalse(PASSWORD.matcher(Files.readString(distribution.foregroundOutput())).find(), "not shown again");
            assertEquals(Set.of(), gone(database, tables(distribution)), "the database is kept");
            assertEquals(404, distribution.send(distribution.as("admin", password, "/api/v1/no-such-thing")).statusCode(), "the same password");
            assertEquals(1, distribution.run("run").code(), "a second server in the same place is refused");
            Distribution.interrupt(second);
            assertTrue(second.waitFor(90, TimeUnit.SECONDS), "Ctrl-C ends it");
            assertEquals(0, second.exitValue());
            assertEquals(3, distribution.run("status").code());
            assertEquals(List.of(), distribution.unexpectedLog("Exception caught while executing command", "Failed login as admin"));
        }
    }

    @Test
    void anUnsupportedJavaIsNamed() throws Exception {
        try (Distribution distribution = Distribution.unpack("old java")) {
            Path java = Files.createDirectories(distribution.home().resolve("fake/bin")).resolve("java");
            Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = 25' >&2\n");
            assertTrue(java.toFile().setExecutable(true));
            Result result = distribution.with("JAVA_HOME", java.getParent().getParent().toString()).run("start");
            assertEquals(1, result.code());
            assertTrue(result.output().contains("Java 25 is not supported"), result.output());
        }
    }

    private static List<Path> filesWith(Path tree, String secret) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(Files::isRegularFile).filter(p -> !p.startsWith(tree.resolve("system"))).filter(p -> contains(p, secret)).toList();
        }
    }

    private static boolean contains(Path file, String secret) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException e) {
            return false;
        }
    }

    /** Files of tables and indexes; those of the transaction log and of dropped tables come and go. */
    private static Set<String> tables(Distribution distribution) throws IOException {
        try (Stream<Path> files = Files.list(distribution.home().resolve("data/derby/karawatt/seg0"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("c")).collect(Collectors.toSet());
        }
    }

    private static Set<String> gone(Set<String> before, Set<String> after) {
        Set<String> gone = new TreeSet<>(before);
        gone.removeAll(after);
        return gone;
    }
}
