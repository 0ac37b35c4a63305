package org.karawatt.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    private Path root;

    @Test
    void oneWordIsACommandLineAndSeveralAreLiteralArguments() {
        assertEquals("feature:list | grep karawatt", RemoteCommand.commandLine(List.of("feature:list | grep karawatt")));
        assertEquals("karawatt:bill-run --month 2026-01 'a b' '$x'", RemoteCommand.commandLine(
                List.of("karawatt:bill-run", "--month", "2026-01", "a b", "$x")));
        assertEquals("echo 'it'\\''s $5'", RemoteCommand.commandLine(List.of("echo", "it's $5")));
    }

    @Test
    void coloursAreDroppedAndTextIsNot() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PlainText out = new PlainText(bytes)) {
            out.write("\u001b[31mCommand not found: \u001b[0m\u001b[31;1m电费\u001b[0m [1]\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("Command not found: 电费 [1]\n", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void onlyTheServersOwnKeyIsAcceptedOnceItHasOne() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PublicKey ours = generator.generateKeyPair().getPublic();
        PublicKey other = generator.generateKeyPair().getPublic();
        Path file = root.resolve("host.key.pub");
        assertTrue(new HostKey(file).accepts(ours), "the first connection makes the key");
        Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(ours.getEncoded())
                + "\n-----END PUBLIC KEY-----\n");
        assertTrue(new HostKey(file).accepts(ours));
        assertFalse(new HostKey(file).accepts(other));
        Files.writeString(file, "broken");
        assertThrows(IOException.class, () -> new HostKey(file).accepts(ours));
    }

    @Test
    void portsComeFromConfigurationWithTheEnvironmentPutIn() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/org.ops4j.pax.web.cfg"), "org.osgi.service.http.port = ${env:KARAWATT_HTTP_PORT:-8181}\n"
                + "org.ops4j.pax.web.listening.addresses = 0.0.0.0\n");
        assertEquals("http://127.0.0.1:8181", new Home(root, Map.of()).address());
        assertEquals("http://127.0.0.1:9000", new Home(root, Map.of("KARAWATT_HTTP_PORT", "9000")).address());
        assertEquals(8101, new Home(root, Map.of()).sshPort());
    }

    @Test
    void aRestoredBackupHoldsWhatWasSavedAndKeepsWhatItReplaced() throws IOException {
        Path etc = Files.createDirectories(root.resolve("etc"));
        Path database = Files.createDirectories(root.resolve("data/derby/karawatt/seg0")).getParent();
        Files.writeString(etc.resolve("users.properties"), "saved");
        Files.write(database.resolve("seg0/c1.dat"), new byte[] {1, 2, 3});
        Files.writeString(database.resolve("db.lck"), "a lock is not data");
        Path file = root.resolve("backup.zip");
        Archive.write(file, etc, database);

        Files.writeString(etc.resolve("users.properties"), "changed");
        Files.write(database.resolve("seg0/c1.dat"), new byte[] {9});
        Archive.restore(file, etc, database);

        assertEquals("saved", Files.readString(etc.resolve("users.properties")));
        assertEquals(3, Files.size(database.resolve("seg0/c1.dat")));
        assertFalse(Files.exists(database.resolve("db.lck")));
        assertEquals("changed", Files.readString(root.resolve("etc.before-restore/users.properties")));
    }

    @Test
    void aFileThatIsNoBackupChangesNothing() throws IOException {
        Path etc = Files.createDirectories(root.resolve("etc"));
        Files.writeString(etc.resolve("users.properties"), "mine");
        Path other = root.resolve("other.zip");
        Archive.write(other, Files.createDirectories(root.resolve("empty")), null);
        assertThrows(IOException.class, () -> Archive.restore(other, etc, root.resolve("data/derby/karawatt")));
        assertEquals("mine", Files.readString(etc.resolve("users.properties")));
    }

    @Test
    void nobodyListeningIsNotReadyAndADeadProcessEndsTheWait() throws Exception {
        Readiness readiness = new Readiness("http://127.0.0.1:1");
        assertFalse(readiness.ready());
        long start = System.nanoTime();
        assertFalse(readiness.await(Duration.ofSeconds(60), () -> false));
        assertTrue(System.nanoTime() - start < 30_000_000_000L);
    }
}
