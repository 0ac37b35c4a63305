package org.karawatt.security.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.login.FailedLoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.security.api.AuthenticationFailedException;
import org.karawatt.security.api.Door;
import org.karawatt.security.api.SecurityErrors;
import org.karawatt.security.api.Session;
import org.karawatt.security.internal.config.SecurityConfig;
import org.karawatt.security.internal.store.SessionRow;
import org.karawatt.security.internal.store.SessionStore;

class DefaultSecurityServiceTest {

    private static final Door DOOR = new Door("rest", "192.0.2.7", Locale.ENGLISH);

    private Instant now = Instant.parse("2026-01-31T08:00:00Z");
    private final AtomicInteger logins = new AtomicInteger();
    private final List<String> audited = new ArrayList<>();
    private final MemoryStore store = new MemoryStore();
    private DefaultSecurityService security = newService();

    private DefaultSecurityService newService() {
        Map<String, Object> roles = Map.of("role.admin", new String[] {"*"}, "role.clerk", new String[] {"customer.*"});
        return new DefaultSecurityService(this::realm, store, new PlainWork(), new MemoryAudit(), new SetClock(), defaults(), roles);
    }

    /** The annotation with its own defaults. */
    private static SecurityConfig defaults() {
        return (SecurityConfig) Proxy.newProxyInstance(SecurityConfig.class.getClassLoader(), new Class<?>[] {SecurityConfig.class},
                (proxy, method, args) -> method.getDefaultValue());
    }

    private Subject realm(String user, char[] password) throws FailedLoginException {
        logins.incrementAndGet();
        if (!"right".equals(new String(password))) {
            throw new FailedLoginException("Password for " + user + " does not match");
        }
        return subject(user, user.equals("root") ? "admin" : "clerk", "office:/33/");
    }

    private static Subject subject(String user, String... roles) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        for (String role : roles) {
            subject.getPrincipals().add(new RolePrincipal(role));
        }
        return subject;
    }

    private SecurityErrors refused(Callable<?> attempt) {
        return (SecurityErrors) assertThrows(AuthenticationFailedException.class, attempt::call).code();
    }

    @Test
    void aRightPasswordGivesTheRightsOfTheRoles() {
        CallContext context = security.authenticate("li", "right", DOOR);
        assertEquals("li", context.user());
        assertTrue(context.may("customer.write"));
        assertFalse(context.may("billing.run.start"));
        assertTrue(context.scope().covers("/33/3301/"));
        assertFalse(context.scope().covers("/34/"));
        assertEquals("rest", context.channel());
        assertTrue(security.authenticate("root", "right", DOOR).scope().isAll());
    }

    @Test
    void aVerifiedPasswordIsNotAskedAgainForAMinute() {
        security.authenticate("li", "right", DOOR);
        now = now.plusSeconds(59);
        security.authenticate("li", "right", DOOR);
        assertEquals(1, logins.get());
        now = now.plusSeconds(2);
        security.authenticate("li", "right", DOOR);
        assertEquals(2, logins.get());
        assertEquals(List.of("security.login li"), audited, "one entry, not one a minute");
    }

    @Test
    void aCachedPasswordDoesNotLetAnotherOneIn() {
        security.authenticate("li", "right", DOOR);
        assertEquals(SecurityErrors.BAD_CREDENTIALS, refused(() -> security.authenticate("li", "Right", DOOR)));
        assertEquals(List.of("security.login li", "security.login.failed li"), audited);
    }

    @Test
    void guessingIsSlowedDownAndTheRealmIsSpared() {
        for (int i = 0; i < 5; i++) {
            assertEquals(SecurityErrors.BAD_CREDENTIALS, refused(() -> security.login("li", "wrong", DOOR)));
        }
        AuthenticationFailedException e = assertThrows(AuthenticationFailedException.class, () -> security.login("li", "right", DOOR));
        assertEquals(SecurityErrors.TOO_MANY_ATTEMPTS, e.code());
        assertEquals(Duration.ofSeconds(1), e.retryAfter());
        assertEquals(5, logins.get());
        now = now.plusSeconds(1);
        assertEquals("li", security.login("li", "right", DOOR).context().user());
    }

    @Test
    void guessesInParallelDoNotOutrunTheCount() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<SecurityErrors>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(pool.submit(() -> refused(() -> security.authenticate("li", "wrong", DOOR))));
            }
            int looked = 0;
            for (Future<SecurityErrors> answer : answers) {
                looked += answer.get() == SecurityErrors.BAD_CREDENTIALS ? 1 : 0;
            }
            assertEquals(5, looked);
            assertEquals(5, logins.get());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void namesOfGroupsAndNonsenseNeverReachTheRealm() {
        for (String user : new String[] {null, "", " ", "_g_:admingroup", "a\nb", "x".repeat(81)}) {
            assertEquals(SecurityErrors.BAD_CREDENTIALS, refused(() -> security.authenticate(user, "right", DOOR)));
        }
        assertEquals(SecurityErrors.BAD_CREDENTIALS, refused(() -> security.authenticate("li", "", DOOR)));
        assertEquals(SecurityErrors.BAD_CREDENTIALS, refused(() -> security.authenticate("li", null, DOOR)));
        assertEquals(0, logins.get());
    }

    @Test
    void aSessionOutlivesTheServiceAndKeepsItsSecretsToItself() {
        Session session = security.login("li", "right", DOOR);
        assertEquals(Set.of("clerk"), session.roles());
        assertNotEquals(session.token(), session.csrf());
        assertFalse(store.rows.toString().contains(session.token()), "only the fingerprint is stored");
        assertFalse(session.toString().contains(session.token()));
        security = newService();
        Session again = security.session(session.token(), DOOR).orElseThrow();
        assertEquals(session.csrf(), again.csrf());
        assertEquals(session.context(), again.context());
    }

    @Test
    void aSessionSlidesWithUseAndIsWrittenOnceAMinute() {
        Session session = security.login("li", "right", DOOR);
        security.session(session.token(), DOOR);
        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(5);
            assertTrue(security.session(session.token(), DOOR).isPresent());
        }
        assertEquals(0, store.touches);
        now = now.plusSeconds(11);
        assertEquals(now.plus(Duration.ofMinutes(30)), security.session(session.token(), DOOR).orElseThrow().expiresAt());
        assertEquals(1, store.touches);
        now = now.plus(Duration.ofMinutes(29));
        assertTrue(security.session(session.token(), DOOR).isPresent());
        now = now.plus(Duration.ofMinutes(30));
        assertTrue(security.session(session.token(), DOOR).isEmpty());
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverBusy() {
        Session session = security.login("li", "right", DOOR);
        Instant start = now;
        while (Duration.between(start, now).toMinutes() < 719) {
            assertTrue(security.session(session.token(), DOOR).isPresent());
            now = now.plus(Duration.ofMinutes(20)).isAfter(start.plus(Duration.ofMinutes(719)))
                    ? start.plus(Duration.ofMinutes(719)) : now.plus(Duration.ofMinutes(20));
        }
        assertTrue(security.session(session.token(), DOOR).isPresent());
        now = start.plus(Duration.ofHours(12));
        assertTrue(security.session(session.token(), DOOR).isEmpty());
    }

    @Test
    void askingWhetherASessionIsAliveDoesNotProlongIt() {
        Session session = security.login("li", "right", DOOR);
        for (int i = 0; i < 29; i++) {
            now = now.plus(Duration.ofMinutes(1));
            assertTrue(security.alive(session.token()));
        }
        now = now.plus(Duration.ofMinutes(1));
        assertFalse(security.alive(session.token()));
    }

    @Test
    void logoutEndsTheSessionAtOnceAndIsAudited() {
        Session session = security.login("li", "right", DOOR);
        security.session(session.token(), DOOR);
        security.logout(session.token(), DOOR);
        assertTrue(security.session(session.token(), DOOR).isEmpty());
        assertFalse(security.alive(session.token()));
        security.logout(session.token(), DOOR);
        assertEquals(List.of("security.login li", "security.logout li"), audited);
    }

    @Test
    void aTokenThatIsNoneDoesNotReachTheDatabase() {
        for (String token : new String[] {null, "", "x", "y".repeat(44), "'; DROP TABLE security_session --"}) {
            assertTrue(security.session(token, DOOR).isEmpty());
        }
        assertEquals(0, store.reads);
    }

    @Test
    void aUserHasABoundedNumberOfSessions() {
        Session first = security.login("li", "right", DOOR);
        for (int i = 0; i < 20; i++) {
            now = now.plusSeconds(1);
            security.login("li", "right", DOOR);
        }
        assertEquals(20, store.rows.size());
        assertTrue(security.session(first.token(), DOOR).isEmpty());
    }

    @Test
    void endedSessionsAreSweptWithALaterLogin() {
        security.login("li", "right", DOOR);
        now = now.plus(Duration.ofHours(1));
        security.login("wang", "right", DOOR);
        assertEquals(1, store.rows.size());
    }

    @Test
    void theUserOfAShellHasTheSameRights() {
        CallContext context = security.contextOf(subject("karaf", "admin", "manager"), Door.shell(Locale.CHINESE));
        assertEquals("karaf", context.user());
        assertTrue(context.may("anything"));
        assertEquals("shell", context.channel());
        assertEquals(SecurityErrors.LOGIN_REQUIRED, refused(() -> security.contextOf(new Subject(), DOOR)));
    }

    private final class SetClock implements BusinessClock {
        @Override
        public Instant now() {
            return now;
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public LocalDate today() {
            return LocalDate.ofInstant(now, zone());
        }
    }

    private static final class PlainWork implements UnitOfWork {
        @Override
        public synchronized <T> T required(Supplier<T> work) {
            return work.get();
        }

        @Override
        public <T> T readOnly(Supplier<T> work) {
            return required(work);
        }

        @Override
        public <T> T separate(Supplier<T> work) {
            return required(work);
        }
    }

    private final class MemoryAudit implements AuditTrail {
        @Override
        public void record(CallContext context, String action, String objectKind, Object objectId, String detail) {
            audited.add(action + " " + objectId);
        }

        @Override
        public Verification verify(CallContext context) {
            return new Verification(audited.size(), Optional.empty(), null);
        }

        @Override
        public Page<Entry> entries(CallContext context, PageRequest page) {
            return Page.of(List.of(), page, 0);
        }
    }

    private static final class MemoryStore implements SessionStore {
        private final Map<String, SessionRow> rows = new TreeMap<>();
        private int touches;
        private int reads;

        @Override
        public void insert(SessionRow row) {
            rows.put(row.tokenHash(), row);
        }

        @Override
        public Optional<SessionRow> find(String tokenHash) {
            reads++;
            return Optional.ofNullable(rows.get(tokenHash));
        }

        @Override
        public boolean touch(SessionRow row) {
            touches++;
            return rows.replace(row.tokenHash(), row) != null;
        }

        @Override
        public void delete(String tokenHash) {
            rows.remove(tokenHash);
        }

        @Override
        public void deleteExpired(Instant now) {
            rows.values().removeIf(r -> !r.expiresAt().isAfter(now));
        }

        @Override
        public List<String> ofUser(String user) {
            return rows.values().stream().filter(r -> r.user().equals(user))
                    .sorted((a, b) -> b.createdAt().compareTo(a.createdAt())).map(SessionRow::tokenHash).toList();
        }
    }
}
