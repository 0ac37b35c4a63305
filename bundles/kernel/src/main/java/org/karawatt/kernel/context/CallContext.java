package org.karawatt.kernel.context;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;

/**
 * Who calls, with which rights, for which offices, in which language, and why. The first parameter of every service method;
 * written to history and audit. Immutable.
 *
 * @param user login name, never null; {@code system} for the server's own work
 * @param permissions granted permissions such as {@code billing.run.start}; {@code *} grants all, {@code billing.*} a branch
 * @param scope offices the caller may work for, never null
 * @param locale language for messages, never null
 * @param channel the door used: {@code rest}, {@code shell}, {@code console}, {@code system}
 * @param reason why, as given by the caller; may be null
 */
public record CallContext(String user, Set<String> permissions, OfficeScope scope, Locale locale, String channel, String reason) {

    public CallContext {
        Objects.requireNonNull(user, "user");
        permissions = Set.copyOf(permissions);
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(channel, "channel");
    }

    /** The server's own work: every permission, every office. */
    public static CallContext system() {
        return new CallContext("system", Set.of("*"), OfficeScope.ALL, Locale.ENGLISH, "system", null);
    }

    public CallContext withReason(String why) {
        return new CallContext(user, permissions, scope, locale, channel, why);
    }

    /** Whether the permission, one of its branches or everything is granted. */
    public boolean may(String permission) {
        if (permissions.contains("*") || permissions.contains(permission)) {
            return true;
        }
        for (int dot = permission.lastIndexOf('.'); dot > 0; dot = permission.lastIndexOf('.', dot - 1)) {
            if (permissions.contains(permission.substring(0, dot) + ".*")) {
                return true;
            }
        }
        return false;
    }

    /** Throws {@link KernelErrors#PERMISSION_DENIED} unless the permission is granted. */
    public void require(String permission) {
        if (!may(permission)) {
            throw KarawattException.denied(KernelErrors.PERMISSION_DENIED, permission);
        }
    }

    /** Throws {@link KernelErrors#OFFICE_DENIED} unless the office is in scope. */
    public void requireOffice(String officePath) {
        if (!scope.covers(officePath)) {
            throw KarawattException.denied(KernelErrors.OFFICE_DENIED);
        }
    }
}
