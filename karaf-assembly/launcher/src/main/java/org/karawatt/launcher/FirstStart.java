package org.karawatt.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes what a fresh installation lacks: the first administrator and the local client's key. Does nothing on an installation that has
 * them, so it may run before every start.
 */
final class FirstStart {

    /** Environment variable with the first administrator's password; without it a random one is made and shown. */
    static final String PASSWORD_VARIABLE = "KARAWATT_ADMIN_PASSWORD";

    private static final String ADMIN = "admin";
    private static final String LOCAL_USER = "local";
    private static final int MIN_LENGTH = 10;
    /** Without letters and digits that look alike. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Home home;
    private final Map<String, String> environment;
    private final SecureRandom random = new SecureRandom();

    FirstStart(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /**
     * @param out the terminal: the only place where a generated password is ever written in clear
     * @throws IllegalArgumentException when the given password is too short; the message is for the user
     */
    void prepare(PrintStream out) throws IOException, GeneralSecurityException {
        Path users = home.etc().resolve("users.properties");
        if (!hasUsers(users)) {
            String given = environment.get(PASSWORD_VARIABLE);
            if (given != null && (given.length() < MIN_LENGTH || !given.equals(given.trim()))) {
                throw new IllegalArgumentException(PASSWORD_VARIABLE + " needs at least " + MIN_LENGTH
                        + " characters, none of them a blank at the start or the end");
            }
            String password = given != null ? given : generate();
            addLine(users, ADMIN + " = {CRYPT}" + new PasswordDigest(random).of(password) + "{CRYPT},_g_:admingroup");
            out.println("First administrator / 首个管理员");
            out.println("  user / 用户      " + ADMIN);
            out.println("  password / 密码  " + (given != null ? "(from " + PASSWORD_VARIABLE + ")" : password));
            if (given == null) {
                out.println("  It is shown this once and stored only as a salted digest. / 密码仅显示这一次，请妥善保存。");
            }
            out.println();
        }
        LocalKey key = new LocalKey(RemoteCommand.keyFile(home));
        if (!key.exists()) {
            Path keys = home.etc().resolve("keys.properties");
            String publicPart = key.create();
            removeUser(keys, LOCAL_USER);
            addLine(keys, LOCAL_USER + " = " + publicPart + ",_g_:admingroup");
        }
    }

    private static boolean hasUsers(Path file) throws IOException {
        return Files.exists(file) && Files.readAllLines(file).stream().map(String::trim)
                .anyMatch(l -> !l.isEmpty() && !l.startsWith("#") && !l.startsWith("_g_"));
    }

    private static void removeUser(Path file, String user) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        if (lines.removeIf(l -> l.matches("\\s*" + user + "\\s*=.*"))) {
            Files.write(file, lines);
        }
    }

    private static void addLine(Path file, String line) throws IOException {
        List<String> lines = Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
        lines.add(line);
        OwnerOnly.create(file);
        Files.write(file, lines);
    }

    private String generate() {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                s.append('-');
            }
            s.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return s.toString();
    }
}
