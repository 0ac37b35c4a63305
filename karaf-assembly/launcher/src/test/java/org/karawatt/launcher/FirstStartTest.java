package org.karawatt.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jasypt.digest.config.SimpleStringDigesterConfig;
import org.jasypt.util.password.ConfigurablePasswordEncryptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    @TempDir
    private Path root;
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @BeforeEach
    void freshInstallation() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(etc("users.properties"), "# nobody yet\n_g_\\:admingroup = group,admin,ssh\n");
        Files.writeString(etc("keys.properties"), "_g_\\:admingroup = group,admin,ssh\n");
    }

    @Test
    void theGeneratedPasswordIsShownOnceAndIsTheOneThatTheServerAccepts() throws Exception {
        prepare(Map.of());
        Matcher shown = Pattern.compile("password.*?  ([a-z2-9]{5}(?:-[a-z2-9]{5}){3})").matcher(terminal.toString(StandardCharsets.UTF_8));
        assertTrue(shown.find(), "the terminal shows the password");
        String line = userLine();
        assertFalse(line.contains(shown.group(1)), "the file must not hold the password");
        assertTrue(serverAccepts(shown.group(1), line));
        assertFalse(serverAccepts(shown.group(1) + "x", line));

        terminal.reset();
        List<String> users = Files.readAllLines(etc("users.properties"));
        List<String> keys = Files.readAllLines(etc("keys.properties"));
        prepare(Map.of());
        assertEquals("", terminal.toString(StandardCharsets.UTF_8), "a second start says nothing");
        assertEquals(users, Files.readAllLines(etc("users.properties")));
        assertEquals(keys, Files.readAllLines(etc("keys.properties")));
    }

    @Test
    void aPasswordFromTheEnvironmentIsTakenAndNotShown() throws Exception {
        prepare(Map.of(FirstStart.PASSWORD_VARIABLE, "Grünes Licht 42"));
        assertFalse(terminal.toString(StandardCharsets.UTF_8).contains("Grünes"));
        assertTrue(serverAccepts("Grünes Licht 42", userLine()));
    }

    @Test
    void aShortPasswordIsRefusedAndNothingIsWritten() throws Exception {
        String before = Files.readString(etc("users.properties"));
        assertThrows(IllegalArgumentException.class, () -> prepare(Map.of(FirstStart.PASSWORD_VARIABLE, "short")));
        assertEquals(before, Files.readString(etc("users.properties")));
        assertFalse(Files.exists(etc("karawatt-local.key")));
    }

    @Test
    void theLocalKeyIsReadableByItsOwnerOnlyAndMatchesThePublishedHalf() throws Exception {
        prepare(Map.of());
        Path file = etc("karawatt-local.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        KeyPair pair = new LocalKey(file).load();
        String published = Files.readAllLines(etc("keys.properties")).stream().filter(l -> l.startsWith("local = ")).findFirst().orElseThrow();
        byte[] blob = Base64.getDecoder().decode(published.substring("local = ".length(), published.indexOf(',')));
        byte[] modulus = ((RSAPublicKey) pair.getPublic()).getModulus().toByteArray();
        byte[] tail = java.util.Arrays.copyOfRange(blob, blob.length - modulus.length, blob.length);
        assertEquals(Base64.getEncoder().encodeToString(modulus), Base64.getEncoder().encodeToString(tail));
    }

    @Test
    void theDigestIsWhatTheServersLibraryWouldHaveWritten() {
        String digest = new PasswordDigest(new SecureRandom()).of("国网 2026");
        assertTrue(encryptor().checkPassword("国网 2026", digest));
        assertEquals(encryptor().encryptPassword("国网 2026").length(), digest.length());
    }

    private void prepare(Map<String, String> environment) throws Exception {
        new FirstStart(new Home(root, environment), environment).prepare(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    }

    private Path etc(String file) {
        return root.resolve("etc").resolve(file);
    }

    private String userLine() throws IOException {
        return Files.readAllLines(etc("users.properties")).stream().filter(l -> l.startsWith("admin = ")).findFirst().orElseThrow();
    }

    private static boolean serverAccepts(String password, String line) {
        Matcher m = Pattern.compile("\\{CRYPT}(.*)\\{CRYPT},_g_:admingroup").matcher(line);
        assertTrue(m.find());
        return encryptor().checkPassword(password, m.group(1));
    }

    /** As Karaf's JasyptEncryption makes it from the six settings that its realm hands on. */
    private static ConfigurablePasswordEncryptor encryptor() {
        SimpleStringDigesterConfig config = new SimpleStringDigesterConfig();
        config.setAlgorithm("SHA-256");
        config.setStringOutputType("hexadecimal");
        ConfigurablePasswordEncryptor encryptor = new ConfigurablePasswordEncryptor();
        encryptor.setConfig(config);
        return encryptor;
    }
}
