package org.karawatt.portal.api;

import java.util.Locale;
import java.util.Objects;

/**
 * Who stands at the portal's door, before anybody knows who it is. Immutable.
 *
 * @param address IPv4 address or IPv6 network from which tries are counted, never null
 * @param locale language of messages and mails, never null
 */
public record PortalVisitor(String address, Locale locale) {

    public PortalVisitor {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(locale, "locale");
    }
}
