package org.karawatt.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertEquals("echo \"it's \\$5\"", RemoteCommand.commandLine(List.of("echo", "it's $5")));
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
        assertFalse(readiness.await(java.time.Duration.ofSeconds(60), () -> false));
        assertTrue(System.nanoTime() - start < 30_000_000_000L);
    }
}
