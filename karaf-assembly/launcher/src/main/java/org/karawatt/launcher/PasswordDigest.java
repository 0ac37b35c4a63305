package org.karawatt.launcher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * Salted, iterated SHA-256 in the form that the server's Jasypt encryption service reads. Salt size and iterations are Jasypt's own:
 * Karaf's realm hands on the algorithm and the encoding of {@code etc/org.apache.karaf.jaas.cfg} and nothing else.
 */
final class PasswordDigest {

    private static final int ITERATIONS = 1000;
    private static final int SALT_BYTES = 8;

    private final SecureRandom random;

    PasswordDigest(SecureRandom random) {
        this.random = random;
    }

    /** Hexadecimal of the salt followed by the digest. */
    String of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        sha.update(salt);
        byte[] digest = sha.digest(Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i < ITERATIONS; i++) {
            digest = sha.digest(digest);
        }
        HexFormat hex = HexFormat.of().withUpperCase();
        return hex.formatHex(salt) + hex.formatHex(digest);
    }
}
