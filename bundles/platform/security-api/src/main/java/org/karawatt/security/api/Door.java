package org.karawatt.security.api;

import java.util.Locale;
import java.util.Objects;

/**
 * Through which door somebody comes in. Immutable.
 *
 * @param channel {@code rest}, {@code console} or {@code shell}, never null
 * @param address IPv4 address or IPv6 network of the caller, against which failed logins are counted; {@code local} where there is none
 * @param locale language for messages, never null
 */
public record Door(String channel, String address, Locale locale) {

    public Door {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(locale, "locale");
    }

    /** The door of a command typed at the Karaf console. */
    public static Door shell(Locale locale) {
        return new Door("shell", "local", locale);
    }
}
