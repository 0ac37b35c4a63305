package org.karawatt.testkit;

import java.util.Locale;
import java.util.Set;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;

/** Callers for tests. */
public final class TestContexts {

    private TestContexts() {
    }

    /** May do everything everywhere. */
    public static CallContext admin() {
        return new CallContext("admin", Set.of("*"), OfficeScope.ALL, Locale.ENGLISH, "test", "test");
    }

    /** A clerk of one office and what lies below it, with these permissions. */
    public static CallContext clerk(String officePath, String... permissions) {
        return named("clerk", officePath, permissions);
    }

    /** A second person, for work that needs four eyes. */
    public static CallContext supervisor(String officePath, String... permissions) {
        return named("supervisor", officePath, permissions);
    }

    /** Any person of one office. */
    public static CallContext named(String user, String officePath, String... permissions) {
        return new CallContext(user, Set.of(permissions), new OfficeScope(Set.of(officePath)), Locale.SIMPLIFIED_CHINESE, "test", "test");
    }

    /** Logged in, but may do nothing. */
    public static CallContext nobody() {
        return new CallContext("nobody", Set.of(), new OfficeScope(Set.of()), Locale.ENGLISH, "test", null);
    }
}
