package org.karawatt.portal.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.portal.api.PortalVisitor;
import org.karawatt.portal.internal.config.PortalConfig;
import org.karawatt.portal.internal.store.TryStore;
import org.karawatt.portal.internal.store.TryStore.Tries;
import org.karawatt.security.api.AuthenticationFailedException;

/**
 * Slows down guessing. A try is counted before it is looked at, in a unit of work of its own, so that guesses in parallel, failures and a
 * restart cannot outrun the count. What is counted by is kept as a fingerprint. Thread-safe.
 */
final class Limits {

    private static final String ADDRESS = "address";
    private static final String ACCOUNT = "account";
    private static final String ACCOUNT_DAY = "account-day";
    private static final String LOGIN = "login";
    private static final String MAIL = "mail";
    private static final int MINUTES_OF_A_DAY = 1_440;

    private final UnitOfWork work;
    private final TryStore tries;
    private final BusinessClock clock;
    private final PortalConfig config;

    Limits(UnitOfWork work, BulkStore store, BusinessClock clock, PortalConfig config) {
        this.work = work;
        this.tries = new TryStore(store);
        this.clock = clock;
        this.config = config;
    }

    void address(PortalVisitor visitor) {
        take(ADDRESS, visitor.address(), config.tries_address());
    }

    /** By the day too: four characters could be guessed in some weeks by whoever waits in between. */
    void account(String accountNo) {
        take(ACCOUNT, accountNo, config.tries_account());
        take(ACCOUNT_DAY, accountNo, config.tries_account_day(), MINUTES_OF_A_DAY);
    }

    void login(String email) {
        take(LOGIN, email, config.tries_login());
    }

    void mail(String email) {
        take(MAIL, email, config.mails_email());
    }

    /** What was tried was right: it does not count, so that many customers behind one address do not shut each other out. */
    void giveBack(PortalVisitor visitor) {
        work.required(() -> tries.giveBack(name(ADDRESS, visitor.address())));
    }

    /** A proof was right: whoever knows it need not be kept from it. */
    void forgetAccount(String accountNo) {
        forget(ACCOUNT, accountNo);
        forget(ACCOUNT_DAY, accountNo);
    }

    void forgetLogin(String email) {
        forget(LOGIN, email);
    }

    private void forget(String kind, String value) {
        work.required(() -> tries.forget(name(kind, value)));
    }

    private void take(String kind, String value, int most) {
        take(kind, value, most, Math.max(1, Math.min(MINUTES_OF_A_DAY, config.tries_minutes())));
    }

    private void take(String kind, String value, int most, int minutes) {
        Instant now = clock.now();
        Instant until = now.plus(Duration.ofMinutes(minutes));
        Tries counted;
        try {
            counted = count(name(kind, value), now, until);
        } catch (DuplicateKeyException e) {
            // somebody has begun to count at the same moment; now there is a row to wait for
            counted = count(name(kind, value), now, until);
        }
        if (counted.count() > Math.max(1, most)) {
            throw AuthenticationFailedException.tooManyAttempts(Duration.between(now, counted.until()));
        }
    }

    private Tries count(String name, Instant now, Instant until) {
        return work.separate(() -> tries.count(name, now, until));
    }

    private static String name(String kind, String value) {
        return kind + ":" + Secrets.fingerprint(value.strip().toLowerCase(Locale.ROOT));
    }
}
