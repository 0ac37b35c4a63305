package org.karawatt.rest.internal.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.Subject;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.security.api.AuthenticationFailedException;
import org.karawatt.security.api.Door;
import org.karawatt.security.api.SecurityService;
import org.karawatt.security.api.Session;

/**
 * Knows root, who may do everything, clerk, who may read customers, and failing, at whom it fails; everybody's password is "right".
 */
final class FakeSecurity implements SecurityService {

    private final Map<String, String> users = new ConcurrentHashMap<>();
    private int tokens;
    /** What happens just before the failure. */
    volatile Runnable failing = () -> { };
    /** From where the last login came. */
    volatile String from;

    @Override
    public CallContext authenticate(String user, String password, Door door) {
        from = door.address();
        if (user.equals("locked")) {
            throw AuthenticationFailedException.tooManyAttempts(Duration.ofSeconds(7));
        }
        if (user.equals("failing")) {
            failing.run();
            throw new IllegalStateException("the directory is closed");
        }
        if (!"right".equals(password) || !Set.of("root", "clerk").contains(user)) {
            throw AuthenticationFailedException.badCredentials();
        }
        boolean root = user.equals("root");
        return new CallContext(user, Set.of(root ? "*" : "customer.read"), root ? OfficeScope.ALL : new OfficeScope(Set.of("/33/")),
                door.locale(), door.channel(), null);
    }

    @Override
    public synchronized Session login(String user, String password, Door door) {
        authenticate(user, password, door);
        String token = "token-" + ++tokens;
        users.put(token, user);
        return session(token, door).orElseThrow();
    }

    @Override
    public Optional<Session> session(String token, Door door) {
        return Optional.ofNullable(users.get(token)).map(user -> new Session(token, "csrf-of-" + token, Set.of("role-of-" + user),
                authenticate(user, "right", door), Instant.EPOCH));
    }

    @Override
    public boolean alive(String token) {
        return users.containsKey(token);
    }

    @Override
    public void logout(String token, Door door) {
        users.remove(token);
    }

    @Override
    public CallContext contextOf(Subject subject, Door door) {
        throw new IllegalStateException("no shell here");
    }

    @Override
    public Set<String> rolesOf(Subject subject) {
        throw new IllegalStateException("no shell here");
    }
}
