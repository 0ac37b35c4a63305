package org.karawatt.launcher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * Salted, iterated SHA-256 in the form that the server's Jasypt encryption service reads. Salt size and iterations must be those of
 * {@code etc/org.apache.karaf.jaas.cfg}.
 */
final class PasswordDigest {

    private final int iterations;
    private final int saltBytes;
    private final SecureRandom random;

    PasswordDigest(int iterations, int saltBytes, SecureRandom random) {
        this.iterations = iterations;
        this.saltBytes = saltBytes;
        this.random = random;
    }

    /** Hexadecimal of the salt followed by the digest. */
    String of(String password) {
        byte[] salt = new byte[saltBytes];
        random.nextBytes(salt);
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        sha.update(salt);
        byte[] digest = sha.digest(Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i < iterations; i++) {
            digest = sha.digest(digest);
        }
        HexFormat hex = HexFormat.of().withUpperCase();
        return hex.formatHex(salt) + hex.formatHex(digest);
    }
}
