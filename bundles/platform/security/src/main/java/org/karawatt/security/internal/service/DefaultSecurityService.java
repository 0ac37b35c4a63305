package org.karawatt.security.internal.service;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.security.api.AuthenticationFailedException;
import org.karawatt.security.api.Door;
import org.karawatt.security.api.SecurityService;
import org.karawatt.security.api.Session;
import org.karawatt.security.internal.config.Roles;
import org.karawatt.security.internal.config.SecurityConfig;
import org.karawatt.security.internal.store.SessionRow;
import org.karawatt.security.internal.store.SessionStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logins against the JAAS realm, sessions in the database. */
@Component(service = SecurityService.class, configurationPid = SecurityConfig.PID)
@Designate(ocd = SecurityConfig.class)
public class DefaultSecurityService implements SecurityService {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultSecurityService.class);
    private static final int MAX_USER = 80;
    private static final int MAX_PASSWORD = 500;

    private final Realm realm;
    private final UnitOfWork work;
    private final AuditTrail audit;
    private final BusinessClock clock;
    private final Roles roles;
    private final LoginThrottle throttle;
    private final CredentialCache credentials;
    private final Sessions sessions;
    private final Secrets secrets = new Secrets();
    /** One login of a user at a time: guesses in parallel cannot outrun the count, and parallel requests share one JAAS login. */
    private final ReentrantLock[] locks = IntStream.range(0, 64).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    @Activate
    public DefaultSecurityService(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) SessionStore store,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock,
            SecurityConfig config, Map<String, Object> properties) {
        this(new JaasRealm(config.realm()), store, work, audit, clock, config, properties);
    }

    DefaultSecurityService(Realm realm, SessionStore store, UnitOfWork work, AuditTrail audit, BusinessClock clock,
            SecurityConfig config, Map<String, Object> properties) {
        this.realm = realm;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
        this.roles = new Roles(properties);
        this.throttle = new LoginThrottle(config.login_failures_user(), config.login_failures_address(),
                Duration.ofSeconds(config.login_wait_max_seconds()));
        this.credentials = new CredentialCache(secrets, Duration.ofSeconds(config.credential_cache_seconds()));
        this.sessions = new Sessions(store, work, Duration.ofMinutes(config.session_idle_minutes()),
                Duration.ofHours(config.session_max_hours()), config.session_max_per_user());
    }

    @Override
    public CallContext authenticate(String user, String password, Door door) {
        if (!plausible(user, password)) {
            throw AuthenticationFailedException.badCredentials();
        }
        Optional<Set<String>> known = credentials.roles(user, password, clock.now());
        return context(user, known.orElseGet(() -> verifyOnce(user, password, door)), door);
    }

    private Set<String> verifyOnce(String user, String password, Door door) {
        ReentrantLock lock = lockOf(user);
        lock.lock();
        try {
            Optional<Set<String>> known = credentials.roles(user, password, clock.now());
            if (known.isPresent()) {
                return known.get();
            }
            Set<String> granted = verify(user, password, door);
            if (!credentials.put(user, password, granted, clock.now())) {
                work.required(() -> record(context(user, granted, door), "security.login", door));
            }
            return granted;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Session login(String user, String password, Door door) {
        if (!plausible(user, password)) {
            throw AuthenticationFailedException.badCredentials();
        }
        Set<String> granted;
        ReentrantLock lock = lockOf(user);
        lock.lock();
        try {
            granted = verify(user, password, door);
        } finally {
            lock.unlock();
        }
        String token = secrets.token();
        SessionRow row = work.required(() -> {
            SessionRow opened = sessions.open(Secrets.fingerprint(token), secrets.token(), user, granted, clock.now());
            record(context(user, granted, door), "security.login", door);
            return opened;
        });
        LOG.info("Login of {} by {}", row.user(), door.channel());
        return session(token, row, door);
    }

    /** Asks the realm, unless too many attempts have failed; counts a failure. The lock of the user is held. */
    private Set<String> verify(String user, String password, Door door) {
        Duration wait = throttle.toWait(user, door.address(), clock.now());
        if (!wait.isZero()) {
            throw AuthenticationFailedException.tooManyAttempts(wait);
        }
        try {
            Set<String> granted = allRoles(realm.login(user, password.toCharArray()));
            throttle.succeeded(user);
            return granted;
        } catch (LoginException e) {
            LOG.debug("The realm refused {}", user, e);
            throttle.failed(user, door.address(), clock.now());
            credentials.remove(user);
            LOG.warn("Failed login as {} from {} by {}", user, door.address(), door.channel());
            CallContext nobody = new CallContext(user, Set.of(), new OfficeScope(Set.of()), door.locale(), door.channel(), null);
            work.required(() -> record(nobody, "security.login.failed", door));
            throw AuthenticationFailedException.badCredentials();
        }
    }

    @Override
    public Optional<Session> session(String token, Door door) {
        if (!Secrets.isToken(token)) {
            return Optional.empty();
        }
        return sessions.find(Secrets.fingerprint(token), clock.now(), true).map(row -> session(token, row, door));
    }

    @Override
    public boolean alive(String token) {
        return Secrets.isToken(token) && sessions.find(Secrets.fingerprint(token), clock.now(), false).isPresent();
    }

    @Override
    public void logout(String token, Door door) {
        if (!Secrets.isToken(token)) {
            return;
        }
        String fingerprint = Secrets.fingerprint(token);
        sessions.find(fingerprint, clock.now(), false).ifPresent(row -> sessions.close(fingerprint,
                () -> record(context(row.user(), row.roles(), door), "security.logout", door)));
    }

    @Override
    public CallContext contextOf(Subject subject, Door door) {
        String user = subject.getPrincipals(UserPrincipal.class).stream().map(UserPrincipal::getName).findFirst()
                .orElseThrow(AuthenticationFailedException::loginRequired);
        return context(user, allRoles(subject), door);
    }

    @Override
    public Set<String> rolesOf(Subject subject) {
        return Roles.named(allRoles(subject));
    }

    private static Set<String> allRoles(Subject subject) {
        return subject.getPrincipals(RolePrincipal.class).stream().map(RolePrincipal::getName).collect(Collectors.toUnmodifiableSet());
    }

    private Session session(String token, SessionRow row, Door door) {
        return new Session(token, row.csrf(), Roles.named(row.roles()), context(row.user(), row.roles(), door), row.expiresAt());
    }

    private CallContext context(String user, Set<String> granted, Door door) {
        return new CallContext(user, roles.permissions(granted), roles.scope(granted), door.locale(), door.channel(), null);
    }

    private void record(CallContext context, String action, Door door) {
        audit.record(context, action, "user", context.user(), "from " + door.address());
    }

    private ReentrantLock lockOf(String user) {
        return locks[Math.floorMod(user.hashCode(), locks.length)];
    }

    /** Names that begin with _g_: are groups in the properties realm, not people. */
    private static boolean plausible(String user, String password) {
        return user != null && !user.isBlank() && user.length() <= MAX_USER && user.chars().noneMatch(Character::isISOControl)
                && !user.startsWith("_g_:") && password != null && !password.isEmpty() && password.length() <= MAX_PASSWORD;
    }
}
