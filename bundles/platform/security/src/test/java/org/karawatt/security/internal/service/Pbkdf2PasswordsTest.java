package org.karawatt.security.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.security.api.SecurityErrors;

class Pbkdf2PasswordsTest {

    private final Pbkdf2Passwords passwords = new Pbkdf2Passwords();

    private List<ErrorCode> faults(String password) {
        Faults faults = new Faults();
        passwords.check("password", password, faults);
        return faults.list().stream().map(Fault::code).toList();
    }

    @Test
    void onlyTheSamePasswordMatches() {
        String digest = passwords.digest("correct horse 马");
        assertTrue(passwords.matches("correct horse 马", digest));
        assertFalse(passwords.matches("correct horse 馬", digest));
        assertFalse(passwords.matches("", digest));
        assertFalse(passwords.matches(null, digest));
        assertFalse(passwords.matches("x".repeat(201), digest));
        assertFalse(passwords.matches("correct horse 马", null));
        assertFalse(digest.contains("horse"), digest);
        assertTrue(digest.length() <= 200, digest);
    }

    @Test
    void thePasswordOfTwoPeopleHasTwoDigests() {
        assertNotEquals(passwords.digest("correct horse"), passwords.digest("correct horse"));
    }

    /** The digest was computed with Python's hashlib.pbkdf2_hmac('sha512', b'correct horse', b'0123456789abcdef', 1000, 32). */
    @Test
    void theDigestIsPbkdf2() {
        assertTrue(passwords.matches("correct horse",
                "pbkdf2-sha512$1000$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuQ"));
    }

    @Test
    void aShortOrMissingPasswordIsRefused() {
        assertEquals(List.of(KernelErrors.REQUIRED), faults(null));
        assertEquals(List.of(KernelErrors.REQUIRED), faults("   "));
        assertEquals(List.of(SecurityErrors.PASSWORD_TOO_SHORT), faults("ninechars"));
        assertEquals(List.of(), faults("ten chars!"));
        assertEquals(List.of(KernelErrors.TOO_LONG), faults("x".repeat(201)));
    }
}
