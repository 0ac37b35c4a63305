package org.karawatt.portal.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.portal.api.PendingCode;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.api.PortalVisitor;
import org.karawatt.portal.internal.config.PortalConfig;
import org.karawatt.portal.internal.store.CodeStore;
import org.karawatt.portal.internal.store.CodeStore.Code;
import org.karawatt.portal.internal.store.LoginStore.Link;

/** One-time codes of six digits that are sent by mail and belong to the browser that has asked for them. Thread-safe. */
final class Codes {

    private final UnitOfWork work;
    private final CodeStore codes;
    private final AuditTrail audit;
    private final BusinessClock clock;
    private final Mailer mailer;
    private final Secrets secrets = new Secrets();
    private final int minutes;
    private final int tries;

    /** What a code is for. */
    enum Purpose {
        REGISTER, RESET
    }

    Codes(UnitOfWork work, BulkStore store, AuditTrail audit, BusinessClock clock, Mailer mailer, PortalConfig config) {
        this.work = work;
        this.codes = new CodeStore(store);
        this.audit = audit;
        this.clock = clock;
        this.mailer = mailer;
        this.minutes = Math.max(1, Math.min(120, config.code_minutes()));
        this.tries = Math.max(1, Math.min(20, config.code_tries()));
    }

    /** Throws UNAVAILABLE while no mail can be sent. */
    void require() {
        mailer.require();
    }

    /**
     * Stores a code and sends it after that is committed.
     *
     * @param digest null for another purpose than a registration
     * @param link null where no account was proved
     */
    PendingCode send(PortalVisitor visitor, Purpose purpose, String email, String digest, Link link) {
        String token = secrets.token();
        String code = secrets.code();
        String language = language(visitor);
        Instant expires = expires();
        work.required(() -> {
            codes.insert(new Code(Secrets.fingerprint(token), purpose.name(), email, together(token, code), digest,
                    link == null ? null : link.accountId(), link == null ? null : link.customerId()), clock.now(), expires);
            audit.record(Narrow.named(Narrow.NOBODY, visitor), "portal.code-sent", "portal-code", null,
                    purpose + " from " + visitor.address());
        });
        String id = messageId();
        mailer.send(purpose == Purpose.RESET ? Letters.reset(id, email, language, code, minutes)
                : Letters.registration(id, email, language, code, minutes));
        return new PendingCode(token, expires);
    }

    /** Tells the owner of a login that somebody wants to make another one with his address. */
    PendingCode tellKnown(PortalVisitor visitor, String email) {
        mailer.send(Letters.known(messageId(), email, language(visitor)));
        return pretend();
    }

    /** What looks like a code that was sent, and fits none. */
    PendingCode pretend() {
        return new PendingCode(secrets.token(), expires());
    }

    /** What the code was for; the try counts also when it is wrong. */
    Code right(Purpose purpose, String token, String code) {
        Optional<Code> tried = !Secrets.isToken(token) || code == null || code.isBlank() ? Optional.empty()
                : work.separate(() -> codes.tried(Secrets.fingerprint(token), purpose.name(), clock.now(), tries));
        return tried.filter(sent -> Secrets.same(sent.codeHash(), together(token, code.strip())))
                .orElseThrow(() -> KarawattException.invalid(PortalErrors.CODE_WRONG));
    }

    /** Uses the code up, inside the unit of work of what it is for. */
    void use(Code code) {
        if (!codes.use(code.tokenHash())) {
            throw KarawattException.invalid(PortalErrors.CODE_WRONG);
        }
    }

    private Instant expires() {
        return clock.now().plus(Duration.ofMinutes(minutes));
    }

    /** The channel must be able to tell a repeat; a name of its own is enough, since nothing is sent anew under it later. */
    private String messageId() {
        return "kw-portal-" + secrets.token();
    }

    private static String together(String token, String code) {
        return Secrets.fingerprint(token + ":" + code);
    }

    private static String language(PortalVisitor visitor) {
        return visitor.locale().getLanguage().equals("zh") ? "zh" : "en";
    }
}
