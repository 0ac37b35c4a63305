package org.karawatt.security.internal.service;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.security.api.Passwords;
import org.karawatt.security.api.SecurityErrors;
import org.osgi.service.component.annotations.Component;

/**
 * Digests by PBKDF2 with HMAC-SHA-512 of the JDK, written as {@code pbkdf2-sha512$rounds$salt$digest}. 210,000 rounds are what OWASP's
 * password storage cheat sheet recommends for it.
 */
@Component(service = Passwords.class)
public final class Pbkdf2Passwords implements Passwords {

    private static final String NAME = "pbkdf2-sha512";
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int ROUNDS = 210_000;
    private static final int MOST_ROUNDS = 5_000_000;
    private static final int SALT_BYTES = 16;
    private static final int DIGEST_BYTES = 32;
    private static final int PARTS = 4;

    private final SecureRandom random = new SecureRandom();
    /** What is compared with where there is nobody, so that the answer takes as long. */
    private final String nobody = digest("nobody knows this one " + random.nextLong());

    @Override
    public void check(String field, String password, Faults faults) {
        if (password == null || password.isBlank()) {
            faults.add(field, KernelErrors.REQUIRED);
        } else if (password.length() > MOST) {
            faults.add(field, KernelErrors.TOO_LONG, MOST);
        } else if (password.codePointCount(0, password.length()) < LEAST) {
            faults.add(field, SecurityErrors.PASSWORD_TOO_SHORT, LEAST);
        }
    }

    @Override
    public String digest(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return NAME + "$" + ROUNDS + "$" + text.encodeToString(salt) + "$" + text.encodeToString(derive(password, salt, ROUNDS));
    }

    @Override
    public boolean matches(String password, String digest) {
        boolean plausible = password != null && !password.isEmpty() && password.length() <= MOST;
        String[] parts = (digest == null ? nobody : digest).split("\\$");
        if (parts.length != PARTS || !parts[0].equals(NAME)) {
            throw new IllegalArgumentException("not a digest of a password");
        }
        int rounds = Math.min(MOST_ROUNDS, Integer.parseInt(parts[1]));
        byte[] made = derive(plausible ? password : "x", Base64.getDecoder().decode(parts[2]), rounds);
        return MessageDigest.isEqual(made, Base64.getDecoder().decode(parts[3])) && plausible && digest != null;
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, DIGEST_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }
}
