package org.karawatt.security.api;

import java.time.Duration;
import java.util.List;
import org.karawatt.kernel.error.KarawattException;

/** The caller is not known (HTTP 401), or has failed too often to be let in now (HTTP 429). */
public class AuthenticationFailedException extends KarawattException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    private AuthenticationFailedException(SecurityErrors code, Duration retryAfter, Object... args) {
        super(Kind.DENIED, code, List.of(), null, args);
        this.retryAfter = retryAfter;
    }

    public static AuthenticationFailedException badCredentials() {
        return new AuthenticationFailedException(SecurityErrors.BAD_CREDENTIALS, Duration.ZERO);
    }

    public static AuthenticationFailedException loginRequired() {
        return new AuthenticationFailedException(SecurityErrors.LOGIN_REQUIRED, Duration.ZERO);
    }

    /** @param retryAfter time until the next attempt is looked at, rounded up to whole seconds */
    public static AuthenticationFailedException tooManyAttempts(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
        return new AuthenticationFailedException(SecurityErrors.TOO_MANY_ATTEMPTS, Duration.ofSeconds(seconds), seconds);
    }

    /** Time to wait; zero when the caller need not wait. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
