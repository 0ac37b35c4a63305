package org.karawatt.portal.internal.service;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.portal.api.PendingCode;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.api.PortalLoginService;
import org.karawatt.portal.api.PortalSession;
import org.karawatt.portal.api.PortalVisitor;
import org.karawatt.portal.api.RegistrationDraft;
import org.karawatt.portal.internal.config.PortalConfig;
import org.karawatt.portal.internal.service.Codes.Purpose;
import org.karawatt.portal.internal.store.CodeStore.Code;
import org.karawatt.portal.internal.store.LoginStore;
import org.karawatt.portal.internal.store.LoginStore.Link;
import org.karawatt.portal.internal.store.LoginStore.Login;
import org.karawatt.security.api.AuthenticationFailedException;
import org.karawatt.security.api.Passwords;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Logins of customers. */
@Component(service = PortalLoginService.class, configurationPid = PortalConfig.PID)
@Designate(ocd = PortalConfig.class)
public final class DefaultPortalLoginService implements PortalLoginService {

    private static final int MOST_EMAIL = 120;
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private final UnitOfWork work;
    private final AuditTrail audit;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final Passwords passwords;
    private final Proofs proofs;
    private final LoginStore logins;
    private final Limits limits;
    private final Codes codes;
    private final Sessions sessions;

    @Activate
    public DefaultPortalLoginService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference Numbering numbering, @Reference AuditTrail audit, @Reference BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Passwords passwords, @Reference Proofs proofs, @Reference Mailer mailer,
            PortalConfig config) {
        this.work = work;
        this.audit = audit;
        this.numbering = numbering;
        this.clock = clock;
        this.passwords = passwords;
        this.proofs = proofs;
        this.logins = new LoginStore(bulk);
        this.limits = new Limits(work, bulk, clock, config);
        this.codes = new Codes(work, bulk, audit, clock, mailer, config);
        this.sessions = new Sessions(bulk, config);
    }

    @Override
    public PendingCode register(PortalVisitor visitor, RegistrationDraft draft) {
        Faults faults = new Faults();
        String email = email("email", draft.email(), faults);
        passwords.check("password", draft.password(), faults);
        if (draft.proof() != null) {
            Proofs.check("proof.", draft.proof(), faults);
        }
        faults.throwIfAny();
        codes.require();
        limits.address(visitor);
        Link link = null;
        if (draft.proof() != null) {
            String accountNo = draft.proof().accountNo();
            limits.account(accountNo);
            link = proofs.proven(visitor, draft.proof());
            limits.forgetAccount(accountNo);
        }
        limits.mail(email);
        // also made for an address that has a login: how long it takes must not tell
        String digest = passwords.digest(draft.password());
        boolean known = work.readOnly(() -> logins.byEmail(email)).isPresent();
        return known ? codes.tellKnown(visitor, email) : codes.send(visitor, Purpose.REGISTER, email, digest, link);
    }

    @Override
    public PortalSession confirm(PortalVisitor visitor, String token, String code) {
        limits.address(visitor);
        Code right = codes.right(Purpose.REGISTER, token, code);
        limits.giveBack(visitor);
        try {
            return work.required(() -> registered(visitor, right));
        } catch (DuplicateKeyException e) {
            // the same address was registered from another browser meanwhile
            throw KarawattException.invalid(PortalErrors.CODE_WRONG);
        }
    }

    private PortalSession registered(PortalVisitor visitor, Code code) {
        codes.use(code);
        Login login = new Login(numbering.nextId(), code.email(), code.digest());
        logins.insert(login, clock.now());
        logins.entered(login.id(), clock.now());
        record(visitor, login, "portal.registered", "from " + visitor.address());
        if (code.accountId() != null) {
            logins.link(numbering.nextId(), login.id(), new Link(code.accountId(), code.customerId()), clock.now());
            audit.record(Narrow.named(user(login), visitor), "portal.linked", "account", code.accountId(), null);
        }
        return sessions.open(visitor, login.id(), login.email(), clock.now());
    }

    @Override
    public PortalSession login(PortalVisitor visitor, String email, String password) {
        String known = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
        if (known.length() > MOST_EMAIL || !EMAIL.matcher(known).matches()) {
            throw AuthenticationFailedException.badCredentials();
        }
        limits.address(visitor);
        limits.login(known);
        Optional<Login> login = work.readOnly(() -> logins.byEmail(known));
        if (!passwords.matches(password, login.map(Login::digest).orElse(null))) {
            login.ifPresent(his -> work.required(() -> record(visitor, his, "portal.login.failed", "from " + visitor.address())));
            throw AuthenticationFailedException.badCredentials();
        }
        limits.forgetLogin(known);
        limits.giveBack(visitor);
        return work.required(() -> {
            if (!logins.entered(login.get().id(), clock.now())) {
                // told only to whoever knows the password
                throw KarawattException.denied(PortalErrors.LOGIN_LOCKED);
            }
            record(visitor, login.get(), "portal.login", "from " + visitor.address());
            return sessions.open(visitor, login.get().id(), known, clock.now());
        });
    }

    @Override
    public Optional<PortalSession> session(PortalVisitor visitor, String token) {
        if (!Secrets.isToken(token)) {
            return Optional.empty();
        }
        return work.required(() -> sessions.find(visitor, token, clock.now(), logins));
    }

    @Override
    public void logout(PortalVisitor visitor, String token) {
        session(visitor, token).ifPresent(session -> work.required(() -> {
            sessions.close(token);
            audit.record(Narrow.named(session.caller().user(), visitor), "portal.logout", "portal-login", session.caller().loginId(), null);
        }));
    }

    @Override
    public PendingCode forgot(PortalVisitor visitor, String email) {
        Faults faults = new Faults();
        String known = email("email", email, faults);
        faults.throwIfAny();
        codes.require();
        limits.address(visitor);
        limits.mail(known);
        boolean present = work.readOnly(() -> logins.byEmail(known)).isPresent();
        return present ? codes.send(visitor, Purpose.RESET, known, null, null) : codes.pretend();
    }

    @Override
    public void reset(PortalVisitor visitor, String token, String code, String password) {
        Faults faults = new Faults();
        passwords.check("password", password, faults);
        faults.throwIfAny();
        limits.address(visitor);
        Code right = codes.right(Purpose.RESET, token, code);
        String digest = passwords.digest(password);
        work.required(() -> {
            codes.use(right);
            Login login = logins.byEmail(right.email()).orElseThrow(() -> KarawattException.invalid(PortalErrors.CODE_WRONG));
            logins.digest(login.id(), digest);
            sessions.closeAll(login.id());
            record(visitor, login, "portal.password-reset", "from " + visitor.address());
        });
        limits.forgetLogin(right.email());
    }

    private void record(PortalVisitor visitor, Login login, String action, String detail) {
        audit.record(Narrow.named(user(login), visitor), action, "portal-login", login.id(), detail);
    }

    private static String user(Login login) {
        return "portal:" + login.id();
    }

    private static String email(String field, String given, Faults faults) {
        faults.text(field, given, MOST_EMAIL);
        if (given == null || given.isBlank()) {
            return null;
        }
        String email = given.strip().toLowerCase(Locale.ROOT);
        if (!EMAIL.matcher(email).matches()) {
            faults.add(field, PortalErrors.EMAIL_INVALID);
        }
        return email;
    }
}
