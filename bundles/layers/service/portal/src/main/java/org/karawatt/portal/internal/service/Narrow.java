package org.karawatt.portal.internal.service;

import java.util.Locale;
import java.util.Set;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalVisitor;

/**
 * The contexts with which the portal calls the layers below: in the name of the customer, with the permissions that one question needs, for
 * one office.
 */
final class Narrow {

    /** Who has not logged in yet. */
    static final String NOBODY = "portal";
    private static final String CHANNEL = "portal";

    private Narrow() {
    }

    static CallContext of(PortalCaller caller, String officePath, String... permissions) {
        return of(caller.user(), caller.visitor().locale(), officePath, permissions);
    }

    static CallContext of(PortalVisitor visitor, String officePath, String... permissions) {
        return of(NOBODY, visitor.locale(), officePath, permissions);
    }

    private static CallContext of(String user, Locale locale, String officePath, String... permissions) {
        return new CallContext(user, Set.of(permissions), new OfficeScope(Set.of(officePath)), locale, CHANNEL, null);
    }

    /** For entries in the audit trail; permits nothing. */
    static CallContext named(String user, PortalVisitor visitor) {
        return new CallContext(user, Set.of(), new OfficeScope(Set.of()), visitor.locale(), CHANNEL, null);
    }

    /** For looking up offices by themselves, which are no secret. */
    static CallContext offices(PortalVisitor visitor) {
        return offices(visitor.locale());
    }

    static CallContext offices(Locale locale) {
        return new CallContext(NOBODY, Set.of("office.read"), OfficeScope.ALL, locale, CHANNEL, null);
    }

    static Office office(OfficeService offices, PortalVisitor visitor, long id) {
        return offices.office(offices(visitor), id);
    }
}
